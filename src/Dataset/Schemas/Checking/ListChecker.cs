using Dataset.Tables;

namespace Dataset.Schemas.Checking;

/// <summary>Checks a column with a list a row.</summary>
internal sealed class ListChecker<TTest>(ColumnSchema schema, TTest test) : ColumnChecker where TTest : struct, IValueTest
{
    private readonly bool isNullable = schema.IsNullable;
    private readonly bool itemsNullable = schema.ItemsNullable;
    private readonly int minItems = schema.Constraints.MinItems ?? 0;
    private readonly int maxItems = schema.Constraints.MaxItems ?? int.MaxValue;
    private readonly bool areUnique = schema.Constraints.UniqueItems;

    public override int FirstRejected(ColumnBuffer column, int row, int end)
    {
        var offsets = column.ListOffsets.Span;
        for (; row < end; row++)
        {
            if (column.IsNull(row) ? !isNullable : !Accepts(column, offsets[row], offsets[row + 1]))
                return row;
        }
        return -1;
    }

    private bool Accepts(ColumnBuffer column, int start, int end)
    {
        if (end - start < minItems || end - start > maxItems)
            return false;
        for (var slot = start; slot < end; slot++)
        {
            if (column.IsSlotNull(slot) ? !itemsNullable : !test.Accepts(column, slot))
                return false;
        }
        return !areUnique || RepeatedElement.Find(column, start, end) < 0;
    }
}
