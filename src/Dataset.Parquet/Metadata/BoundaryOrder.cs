namespace Dataset.Parquet.Metadata;

/// <summary>Whether the bounds of a chunk's pages are sorted (parquet.thrift, <c>BoundaryOrder</c>).</summary>
public enum BoundaryOrder
{
    Unordered = 0,
    Ascending = 1,
    Descending = 2,
}
