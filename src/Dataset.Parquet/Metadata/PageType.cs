namespace Dataset.Parquet.Metadata;

/// <summary>What a page holds (parquet.thrift, <c>PageType</c>).</summary>
public enum PageType
{
    Data = 0,
    Index = 1,
    Dictionary = 2,
    DataV2 = 3,
}
