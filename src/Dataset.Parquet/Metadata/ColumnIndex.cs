namespace Dataset.Parquet.Metadata;

/// <summary>The bounds and null counts of the data pages of a column chunk (parquet.thrift, <c>ColumnIndex</c>).</summary>
/// <param name="NullPages">For each page, whether it holds nothing but nulls.</param>
/// <param name="Mins">For each page a lower bound; empty for a page of nulls.</param>
/// <param name="Maxs">For each page an upper bound; empty for a page of nulls.</param>
/// <param name="Order">Whether both bounds ascend or descend over the pages that have them.</param>
/// <param name="NullCounts">For each page the number of nulls; null when not said.</param>
public sealed record ColumnIndex(
    IReadOnlyList<bool> NullPages,
    IReadOnlyList<ReadOnlyMemory<byte>> Mins,
    IReadOnlyList<ReadOnlyMemory<byte>> Maxs,
    BoundaryOrder Order,
    IReadOnlyList<long>? NullCounts);
