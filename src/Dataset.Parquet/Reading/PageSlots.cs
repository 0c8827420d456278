namespace Dataset.Parquet.Reading;

/// <summary>Where the values of a page go: its slots, and which of them hold a value.</summary>
/// <param name="first">The first slot.</param>
/// <param name="count">How many slots.</param>
/// <param name="stored">How many of them hold a value.</param>
/// <param name="validity">One byte for each of the slots.</param>
internal readonly ref struct PageSlots(int first, int count, int stored, ReadOnlySpan<byte> validity)
{
    public int First => first;

    public int Count => count;

    public int Stored => stored;

    public ReadOnlySpan<byte> Validity { get; } = validity;
}
