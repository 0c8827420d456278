namespace Dataset.Parquet.Metadata;

/// <summary>A node of the schema's tree, which a file lists depth first (parquet.thrift, <c>SchemaElement</c>).</summary>
public sealed record SchemaElement
{
    /// <summary>How values are stored; null for a group.</summary>
    public PhysicalType? Type { get; internal set; }

    /// <summary>The length of fixed-length values, in bytes; null for others.</summary>
    public int? TypeLength { get; internal set; }

    /// <summary>How often the field may occur; null for the root.</summary>
    public Repetition? Repetition { get; internal set; }

    /// <summary>The name of the column, of a level of a list, or of the schema.</summary>
    public string Name { get; internal set; } = "";

    /// <summary>The number of children, which follow; null for a leaf.</summary>
    public int? ChildCount { get; internal set; }

    /// <summary>The older annotation; null for none.</summary>
    public ConvertedType? ConvertedType { get; internal set; }

    /// <summary>Decimals only.</summary>
    public int? Scale { get; internal set; }

    /// <summary>Decimals only.</summary>
    public int? Precision { get; internal set; }

    /// <summary>The newer annotation; null for none.</summary>
    public LogicalType? LogicalType { get; internal set; }
}
