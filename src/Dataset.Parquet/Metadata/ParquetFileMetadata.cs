namespace Dataset.Parquet.Metadata;

/// <summary>The footer of a file (parquet.thrift, <c>FileMetaData</c>).</summary>
public sealed record ParquetFileMetadata
{
    /// <summary>1 or 2; writers disagree what 2 means, and readers ignore it.</summary>
    public int Version { get; internal set; }

    /// <summary>The schema's tree, depth first; the first is the root.</summary>
    public IReadOnlyList<SchemaElement> Schema { get; internal set; } = [];

    /// <summary>The rows of all row groups together.</summary>
    public long RowCount { get; internal set; }

    /// <summary>The row groups in the order of the file; none when the table has no rows.</summary>
    public IReadOnlyList<RowGroupMetadata> RowGroups { get; internal set; } = [];

    /// <summary>
    /// What writers add for readers that know the keys, such as a copy of the schema in another form; null when there is none. Never
    /// interpreted here.
    /// </summary>
    public IReadOnlyList<KeyValuePair<string, string?>>? KeyValues { get; internal set; }

    /// <summary>The name of the writer; null when not said.</summary>
    public string? CreatedBy { get; internal set; }

    /// <summary>
    /// For each leaf how its values are ordered, as the member of the union <c>ColumnOrder</c>: 1 is the order of their type. By another
    /// one nothing is read from bounds. Null when not declared.
    /// </summary>
    public IReadOnlyList<short>? ColumnOrders { get; internal set; }

    /// <summary>Whether the bounds of a leaf mean anything here.</summary>
    /// <param name="leaf">The leaf, from 0.</param>
    public bool HasKnownOrder(int leaf) => ColumnOrders is not { } orders || (leaf < orders.Count && orders[leaf] == 1);

    /// <summary>The size of the footer's Thrift structure, in bytes.</summary>
    public int FooterSizeInBytes { get; internal set; }
}
