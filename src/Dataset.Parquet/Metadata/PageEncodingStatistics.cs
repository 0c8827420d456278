namespace Dataset.Parquet.Metadata;

/// <summary>How many pages of a chunk have a type and an encoding (parquet.thrift, <c>PageEncodingStats</c>).</summary>
public sealed record PageEncodingStatistics(PageType PageType, PageEncoding Encoding, int Count);
