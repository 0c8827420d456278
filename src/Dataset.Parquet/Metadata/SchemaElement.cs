namespace Dataset.Parquet.Metadata;

/// <summary>A node of the schema's tree, which a file lists depth first (parquet.thrift, <c>SchemaElement</c>).</summary>
public sealed record SchemaElement
{
    /// <summary>How values are stored; null for a group.</summary>
    public PhysicalType? Type { get; init; }

    /// <summary>The length of fixed-length values, in bytes; null for others.</summary>
    public int? TypeLength { get; init; }

    /// <summary>How often the field may occur; null for the root.</summary>
    public Repetition? Repetition { get; init; }

    public required string Name { get; init; }

    /// <summary>The number of children, which follow; null for a leaf.</summary>
    public int? ChildCount { get; init; }

    public ConvertedType? ConvertedType { get; init; }

    /// <summary>Decimals only.</summary>
    public int? Scale { get; init; }

    /// <summary>Decimals only.</summary>
    public int? Precision { get; init; }

    public LogicalType? LogicalType { get; init; }
}
