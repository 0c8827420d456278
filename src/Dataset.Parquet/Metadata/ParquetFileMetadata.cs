namespace Dataset.Parquet.Metadata;

/// <summary>The footer of a file (parquet.thrift, <c>FileMetaData</c>).</summary>
public sealed record ParquetFileMetadata
{
    /// <summary>1 or 2; writers disagree what 2 means, and readers ignore it.</summary>
    public required int Version { get; init; }

    /// <summary>The schema's tree, depth first; the first is the root.</summary>
    public required IReadOnlyList<SchemaElement> Schema { get; init; }

    public required long RowCount { get; init; }

    public required IReadOnlyList<RowGroupMetadata> RowGroups { get; init; }

    /// <summary>
    /// What other writers add, such as a copy of the schema in their own form; null when there is none. Never interpreted.
    /// </summary>
    public IReadOnlyList<KeyValuePair<string, string?>>? KeyValues { get; init; }

    /// <summary>The name of the writer; null when not said.</summary>
    public string? CreatedBy { get; init; }

    /// <summary>For how many leaves the order of values is said to be that of their type; null when not said.</summary>
    public int? TypeOrderCount { get; init; }

    /// <summary>The size of the footer's Thrift structure, in bytes.</summary>
    public int FooterSizeInBytes { get; init; }
}
