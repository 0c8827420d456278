namespace Dataset.Parquet.Metadata;

/// <summary>Where the data pages of a column chunk stand (parquet.thrift, <c>OffsetIndex</c>).</summary>
public sealed record OffsetIndex(IReadOnlyList<PageLocation> Pages);
