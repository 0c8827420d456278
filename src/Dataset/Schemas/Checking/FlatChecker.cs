using Dataset.Tables;

namespace Dataset.Schemas.Checking;

/// <summary>Checks a column with one value a row.</summary>
internal sealed class FlatChecker<TTest>(bool isNullable, TTest test) : ColumnChecker where TTest : struct, IValueTest
{
    public override int FirstRejected(ColumnBuffer column, int row, int end)
    {
        var validity = column.RowValidity.Span[..end];
        if (test.AcceptsAll)
        {
            var toNull = isNullable ? -1 : validity[row..].IndexOf((byte)0);
            return toNull < 0 ? -1 : row + toNull;
        }
        for (; row < validity.Length; row++)
        {
            if (validity[row] == 0 ? !isNullable : !test.Accepts(column, row))
                return row;
        }
        return -1;
    }
}
