using Dataset.Parquet.Metadata;

namespace Dataset.Parquet.Values;

/// <summary>Booleans: a byte each in memory, a bit each in a page.</summary>
internal sealed class BooleanSlots(ReadOnlyMemory<byte> values) : SlotValues
{
    public override PhysicalType PhysicalType => PhysicalType.Boolean;

    public override int Count => values.Length;

    public override long PlainSizeInBits(int slot) => 1;

    public override void WritePlain(int from, int to, ReadOnlySpan<byte> validity, PooledBuffer output)
    {
        var span = values.Span;
        var room = output.Room(((to - from) + 7) / 8);
        var count = 0;
        for (var slot = from; slot < to; slot++)
        {
            if (!validity.IsEmpty && validity[slot] == 0)
                continue;
            if ((count & 7) == 0)
                room[count >> 3] = 0;
            room[count >> 3] |= (byte)(span[slot] << (count & 7));
            count++;
        }
        output.Advance((count + 7) / 8);
    }

    /// <summary>A bit is as short as an index.</summary>
    public override ColumnDictionary? TryBuildDictionary(int from, int to, ReadOnlySpan<byte> validity) => null;

    public override SlotBounds FindBounds(int from, int to, ReadOnlySpan<byte> validity)
    {
        var bounds = SlotBounds.None;
        for (var slot = from; slot < to; slot++)
        {
            if (validity.IsEmpty || validity[slot] != 0)
                bounds = Merge(bounds, new(slot, slot));
        }
        return bounds;
    }

    public override int Compare(int left, int right) => values.Span[left].CompareTo(values.Span[right]);

    public override Bound LowerBound(int slot) => new([values.Span[slot]], true);

    public override Bound? UpperBound(int slot) => new([values.Span[slot]], true);

    public override bool IsLowerBound(ReadOnlySpan<byte> bound, int slot, bool isExact) =>
        bound.Length == 1 && bound[0] <= 1 && (isExact ? bound[0] == values.Span[slot] : bound[0] <= values.Span[slot]);

    public override bool IsUpperBound(ReadOnlySpan<byte> bound, int slot, bool isExact) =>
        bound.Length == 1 && bound[0] <= 1 && (isExact ? bound[0] == values.Span[slot] : bound[0] >= values.Span[slot]);

    public override int CompareBounds(ReadOnlySpan<byte> left, ReadOnlySpan<byte> right) => left.SequenceCompareTo(right);
}
