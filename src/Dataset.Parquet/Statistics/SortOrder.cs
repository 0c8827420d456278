using Dataset.Parquet.Values;

namespace Dataset.Parquet.Statistics;

/// <summary>Whether rows are in the order that sorting columns claim.</summary>
internal static class SortOrder
{
    /// <summary>One key: flat values, one byte of validity a row or none.</summary>
    public readonly record struct Key(SlotValues Slots, ReadOnlyMemory<byte> Validity, bool IsDescending, bool AreNullsFirst);

    /// <summary>The first row that should come before the one above it; -1 when there is none.</summary>
    public static int FindDisorder(IReadOnlyList<Key> keys, int rowCount)
    {
        if (keys.Count == 0)
            return -1;
        for (var row = 1; row < rowCount; row++)
        {
            var order = 0;
            for (var i = 0; i < keys.Count && order == 0; i++)
                order = Compare(keys[i], row - 1, row);
            if (order > 0)
                return row;
        }
        return -1;
    }

    private static int Compare(in Key key, int left, int right)
    {
        var validity = key.Validity.Span;
        var hasLeft = validity.IsEmpty || validity[left] != 0;
        var hasRight = validity.IsEmpty || validity[right] != 0;
        if (hasLeft && hasRight)
            return key.IsDescending ? key.Slots.Compare(right, left) : key.Slots.Compare(left, right);
        if (hasLeft == hasRight)
            return 0;
        return hasLeft == key.AreNullsFirst ? 1 : -1;
    }
}
