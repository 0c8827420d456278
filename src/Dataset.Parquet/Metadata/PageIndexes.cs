namespace Dataset.Parquet.Metadata;

/// <summary>Where the data pages of a column chunk are (parquet.thrift, <c>OffsetIndex</c>).</summary>
public sealed record OffsetIndex
{
    /// <summary>One location for each data page, in the order of the pages.</summary>
    public IReadOnlyList<PageLocation> Pages { get; internal set; } = [];
}

/// <summary>Where a data page is (parquet.thrift, <c>PageLocation</c>).</summary>
public sealed record PageLocation
{
    /// <summary>Of the page's header, in bytes from the start of the file.</summary>
    public long Offset { get; internal set; }

    /// <summary>On disk, in bytes, with the header.</summary>
    public int SizeInBytes { get; internal set; }

    /// <summary>The index, within the row group, of the page's first row.</summary>
    public long FirstRow { get; internal set; }
}

/// <summary>The bounds and null counts of the data pages of a column chunk (parquet.thrift, <c>ColumnIndex</c>).</summary>
public sealed record ColumnIndex
{
    /// <summary>For each page, whether it holds nothing but nulls.</summary>
    public IReadOnlyList<bool> NullPages { get; internal set; } = [];

    /// <summary>For each page a lower bound, PLAIN-encoded without a length; empty for a page of nulls.</summary>
    public IReadOnlyList<ReadOnlyMemory<byte>> Mins { get; internal set; } = [];

    /// <summary>For each page an upper bound, PLAIN-encoded without a length; empty for a page of nulls.</summary>
    public IReadOnlyList<ReadOnlyMemory<byte>> Maxs { get; internal set; } = [];

    /// <summary>Whether both bounds ascend or descend over the pages that have them.</summary>
    public BoundaryOrder Order { get; internal set; }

    /// <summary>For each page the number of nulls; null when the file does not say.</summary>
    public IReadOnlyList<long>? NullCounts { get; internal set; }
}
