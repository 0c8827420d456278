namespace Dataset.Tables;

/// <summary>
/// Values of a column in somebody else's memory, laid out as in <see cref="ColumnBuffer"/>; a validity that is empty says that nothing is
/// null, and offsets may start above 0.
/// </summary>
internal readonly ref struct SlotSpans
{
    public ReadOnlySpan<byte> RowValidity { get; init; }
    public ReadOnlySpan<int> ListOffsets { get; init; }
    public ReadOnlySpan<byte> ElementValidity { get; init; }
    public ReadOnlySpan<byte> Utf8 { get; init; }
    public ReadOnlySpan<int> Utf8Offsets { get; init; }
    public ReadOnlySpan<long> Integers { get; init; }
    public ReadOnlySpan<double> Numbers { get; init; }
    public ReadOnlySpan<int> Dates { get; init; }
    public ReadOnlySpan<byte> Booleans { get; init; }
}
