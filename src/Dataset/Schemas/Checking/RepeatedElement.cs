using System.Buffers;
using Dataset.Tables;

namespace Dataset.Schemas.Checking;

/// <summary>Finds an element of a list that stands there before.</summary>
internal static class RepeatedElement
{
    /// <summary>Up to so many elements comparing each with each is faster than sorting.</summary>
    private const int FewElements = 16;

    // A comparison made anew would be an allocation for each list, so there is one for all, which takes the column from its thread.
    private static readonly Comparison<int> BySortedColumn = (x, y) => Compare(sortedColumn!, x, y);

    [ThreadStatic]
    private static ColumnBuffer? sortedColumn;

    /// <summary>The slot of an element that equals an earlier one of the list, null equal to null; -1 where there is none.</summary>
    public static int Find(ColumnBuffer column, int start, int end)
    {
        if (end - start > FewElements)
            return FindSorted(column, start, end);
        for (var later = start + 1; later < end; later++)
        {
            for (var earlier = start; earlier < later; earlier++)
            {
                if (AreEqual(column, earlier, later))
                    return later;
            }
        }
        return -1;
    }

    /// <summary>The slots of all elements that equal an earlier one of the list, in their order.</summary>
    public static IReadOnlyList<int> All(ColumnBuffer column, int start, int end)
    {
        var slots = Enumerable.Range(start, end - start).ToArray();
        Array.Sort(slots, (x, y) => Compare(column, x, y) is var order and not 0 ? order : x.CompareTo(y));
        return [.. slots.Zip(slots.Skip(1)).Where(p => Compare(column, p.First, p.Second) == 0).Select(p => p.Second).Order()];
    }

    private static int FindSorted(ColumnBuffer column, int start, int end)
    {
        var slots = ArrayPool<int>.Shared.Rent(end - start);
        sortedColumn = column;
        try
        {
            var sorted = slots.AsSpan(0, end - start);
            for (var i = 0; i < sorted.Length; i++)
                sorted[i] = start + i;
            sorted.Sort(BySortedColumn);
            for (var i = 1; i < sorted.Length; i++)
            {
                if (Compare(column, sorted[i - 1], sorted[i]) == 0)
                    return Math.Max(sorted[i - 1], sorted[i]);
            }
            return -1;
        }
        finally
        {
            sortedColumn = null;
            ArrayPool<int>.Shared.Return(slots);
        }
    }

    private static bool AreEqual(ColumnBuffer column, int x, int y) =>
        column.Layout.Type == ColumnType.String && !column.IsSlotNull(x) && !column.IsSlotNull(y)
            ? column.Utf8At(x).SequenceEqual(column.Utf8At(y))
            : Compare(column, x, y) == 0;

    private static int Compare(ColumnBuffer column, int x, int y)
    {
        var (isNull, isOtherNull) = (column.IsSlotNull(x), column.IsSlotNull(y));
        if (isNull || isOtherNull)
            return isOtherNull.CompareTo(isNull);
        return column.Layout.Type switch
        {
            ColumnType.String => column.Utf8At(x).SequenceCompareTo(column.Utf8At(y)),
            ColumnType.Date => column.DateAt(x).CompareTo(column.DateAt(y)),
            ColumnType.Number => column.NumberAt(x).CompareTo(column.NumberAt(y)),
            ColumnType.Boolean => column.BooleanAt(x).CompareTo(column.BooleanAt(y)),
            _ => column.IntegerAt(x).CompareTo(column.IntegerAt(y)),
        };
    }
}
