using Dataset.Parquet.Metadata;

namespace Dataset.Parquet.Values;

/// <summary>
/// The values of a column by slot (a row of a flat column, an element of a list), whichever type they have. Validity
/// has one byte for each slot, or none when every slot has a value.
/// </summary>
internal abstract class SlotValues
{
    public abstract PhysicalType PhysicalType { get; }

    /// <summary>How many slots there are.</summary>
    public abstract int Count { get; }

    /// <summary>The value's PLAIN encoding, in bits.</summary>
    public abstract long PlainSizeInBits(int slot);

    /// <summary>Appends the PLAIN encoding of the slots that hold a value.</summary>
    public abstract void WritePlain(int from, int to, ReadOnlySpan<byte> validity, PooledBuffer output);

    /// <summary>A dictionary of the values, or null where PLAIN is better.</summary>
    public abstract ColumnDictionary? TryBuildDictionary(int from, int to, ReadOnlySpan<byte> validity);

    /// <summary>The slots of the least and the greatest value; NaN is neither.</summary>
    public abstract SlotBounds FindBounds(int from, int to, ReadOnlySpan<byte> validity);

    /// <summary>The order of two values in statistics.</summary>
    public abstract int Compare(int left, int right);

    /// <summary>A lower bound as statistics hold it, and whether it is the value itself.</summary>
    public abstract Bound LowerBound(int slot);

    /// <summary>An upper bound as statistics hold it, and whether it is the value itself; null when there is no short one.</summary>
    public abstract Bound? UpperBound(int slot);

    /// <summary>Whether bytes from a file are a lower bound of a value, or the value itself where they say so.</summary>
    public abstract bool IsLowerBound(ReadOnlySpan<byte> bound, int slot, bool isExact);

    /// <summary>Whether bytes from a file are an upper bound of a value, or the value itself where they say so.</summary>
    public abstract bool IsUpperBound(ReadOnlySpan<byte> bound, int slot, bool isExact);

    /// <summary>The order of two bounds that are known to be well formed.</summary>
    public abstract int CompareBounds(ReadOnlySpan<byte> left, ReadOnlySpan<byte> right);

    /// <summary>The first slot whose value can't be written; -1 when there is none.</summary>
    public virtual int FindInvalid(int from, int to) => -1;

    /// <summary>Text: the bytes of the slots that hold a value, without lengths. Others: null.</summary>
    public virtual long? UnencodedByteArrayBytes(int from, int to, ReadOnlySpan<byte> validity) => null;

    /// <summary>The bounds of two runs of slots together.</summary>
    public SlotBounds Merge(SlotBounds a, SlotBounds b)
    {
        if (!a.Any)
            return b;
        if (!b.Any)
            return a;
        return new(Compare(b.Min, a.Min) < 0 ? b.Min : a.Min, Compare(b.Max, a.Max) > 0 ? b.Max : a.Max);
    }

    public static SlotValues Of(ParquetType type, in ColumnValues values) => type switch
    {
        ParquetType.String => new TextSlots(values.Utf8, values.Utf8Offsets),
        ParquetType.Integer or ParquetType.DateTime => new FixedSlots<long>(values.Integers, PhysicalType.Int64),
        ParquetType.Number => new FixedSlots<double>(values.Numbers, PhysicalType.Double),
        ParquetType.Date => new FixedSlots<int>(values.Dates, PhysicalType.Int32),
        _ => new BooleanSlots(values.Booleans),
    };
}

/// <summary>A bound as statistics hold it: PLAIN without a length.</summary>
internal readonly record struct Bound(byte[] Bytes, bool IsExact);

/// <summary>The slots of the least and the greatest value; both -1 when there is none.</summary>
internal readonly record struct SlotBounds(int Min, int Max)
{
    public static SlotBounds None => new(-1, -1);

    public bool Any => Min >= 0;
}
