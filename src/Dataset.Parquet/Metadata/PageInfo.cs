namespace Dataset.Parquet.Metadata;

/// <summary>A page and where it stands.</summary>
/// <param name="Offset">Of the header, in bytes from the start of the file.</param>
/// <param name="HeaderSizeInBytes">The size of the header; the body follows.</param>
/// <param name="Header">The header.</param>
public sealed record PageInfo(long Offset, int HeaderSizeInBytes, PageHeader Header);
