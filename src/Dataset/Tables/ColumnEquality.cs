using System.Runtime.InteropServices;

namespace Dataset.Tables;

/// <summary>Compares the same column as read from two files, run by run with memory comparisons.</summary>
internal static class ColumnEquality
{
    /// <summary>The first row, counted from the starts, whose value is not the same in both; -1 where all are.</summary>
    public static int FirstDifference(ColumnBuffer a, int aStart, ColumnBuffer b, int bStart, int count)
    {
        if (count == 0 || AreEqual(a, aStart, b, bStart, count))
            return -1;
        // Halving finds the row with as many comparisons as the count has bits.
        var (from, length) = (0, count);
        while (length > 1)
        {
            var half = length / 2;
            if (AreEqual(a, aStart + from, b, bStart + from, half))
                (from, length) = (from + half, length - half);
            else
                length = half;
        }
        return from;
    }

    private static bool AreEqual(ColumnBuffer a, int aStart, ColumnBuffer b, int bStart, int count)
    {
        if (!a.RowValidity.Span.Slice(aStart, count).SequenceEqual(b.RowValidity.Span.Slice(bStart, count)))
            return false;
        var (aFrom, aTo) = (a.SlotsOf(aStart).Start, a.SlotsOf(aStart + count - 1).End);
        var (bFrom, bTo) = (b.SlotsOf(bStart).Start, b.SlotsOf(bStart + count - 1).End);
        if (aTo - aFrom != bTo - bFrom)
            return false;
        if (a.Layout.IsList)
        {
            if (!SameSteps(a.ListOffsets.Span.Slice(aStart, count + 1), b.ListOffsets.Span.Slice(bStart, count + 1))
                || !a.ElementValidity.Span[aFrom..aTo].SequenceEqual(b.ElementValidity.Span[bFrom..bTo]))
                return false;
        }
        switch (a.Layout.Type)
        {
            case ColumnType.String:
                var aOffsets = a.Utf8Offsets.Span[aFrom..(aTo + 1)];
                var bOffsets = b.Utf8Offsets.Span[bFrom..(bTo + 1)];
                return SameSteps(aOffsets, bOffsets)
                    && a.Utf8.Span[aOffsets[0]..aOffsets[^1]].SequenceEqual(b.Utf8.Span[bOffsets[0]..bOffsets[^1]]);
            case ColumnType.Integer or ColumnType.DateTime:
                return a.Integers.Span[aFrom..aTo].SequenceEqual(b.Integers.Span[bFrom..bTo]);
            case ColumnType.Number:
                // By bits, so that a NaN or a negative zero in a foreign file is a difference too.
                return MemoryMarshal.AsBytes(a.Numbers.Span[aFrom..aTo]).SequenceEqual(MemoryMarshal.AsBytes(b.Numbers.Span[bFrom..bTo]));
            case ColumnType.Date:
                return a.Dates.Span[aFrom..aTo].SequenceEqual(b.Dates.Span[bFrom..bTo]);
            default:
                return a.Booleans.Span[aFrom..aTo].SequenceEqual(b.Booleans.Span[bFrom..bTo]);
        }
    }

    /// <summary>Whether two runs of offsets have the same lengths between them.</summary>
    private static bool SameSteps(ReadOnlySpan<int> a, ReadOnlySpan<int> b)
    {
        var shift = b[0] - a[0];
        for (var i = 1; i < a.Length; i++)
            if (b[i] - a[i] != shift)
                return false;
        return true;
    }
}
