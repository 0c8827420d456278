namespace Dataset.Parquet.Metadata;

/// <summary>Where a data page stands (parquet.thrift, <c>PageLocation</c>).</summary>
/// <param name="Offset">Of the page's header, in bytes from the start of the file.</param>
/// <param name="SizeInBytes">On disk, with the header.</param>
/// <param name="FirstRow">The index, within the row group, of the page's first row.</param>
public sealed record PageLocation(long Offset, int SizeInBytes, long FirstRow);
