using Dataset.Parquet.Metadata;

namespace Dataset.Parquet.Reading;

/// <summary>A data page after its levels were read.</summary>
internal readonly record struct DecodedPage(PageInfo Info, int FirstRow, int FirstSlot, int EndSlot, int NullCount);
