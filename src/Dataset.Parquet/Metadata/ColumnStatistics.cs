namespace Dataset.Parquet.Metadata;

/// <summary>What a reader may know of values without reading them (parquet.thrift, <c>Statistics</c>).</summary>
public sealed record ColumnStatistics
{
    /// <summary>The number of nulls: null rows, null elements, and lists that are null or empty. Null when not said.</summary>
    public long? NullCount { get; init; }

    /// <summary>The number of distinct values, where the writer says it; not verified.</summary>
    public long? DistinctCount { get; init; }

    /// <summary>An upper bound, PLAIN-encoded without a length; null when not said.</summary>
    public ReadOnlyMemory<byte>? Max { get; init; }

    /// <summary>A lower bound, PLAIN-encoded without a length; null when not said.</summary>
    public ReadOnlyMemory<byte>? Min { get; init; }

    /// <summary>Whether <see cref="Max"/> is a value of the column rather than a bound above them.</summary>
    public bool? IsMaxExact { get; init; }

    /// <summary>Whether <see cref="Min"/> is a value of the column rather than a bound below them.</summary>
    public bool? IsMinExact { get; init; }

    /// <summary>Whether the fields 1 and 2 are there, whose order was never defined; they are ignored.</summary>
    public bool HasDeprecatedBounds { get; init; }
}
