namespace Dataset.Parquet.Metadata;

/// <summary>What a reader may know of values without reading them (parquet.thrift, <c>Statistics</c>).</summary>
public sealed record ColumnStatistics
{
    /// <summary>The number of nulls: null rows, null elements, and lists that are null or empty. Null when not said.</summary>
    public long? NullCount { get; internal set; }

    /// <summary>The number of distinct values, where the writer says it; not verified.</summary>
    public long? DistinctCount { get; internal set; }

    /// <summary>An upper bound, PLAIN-encoded without a length; null when not said.</summary>
    public ReadOnlyMemory<byte>? Max { get; internal set; }

    /// <summary>A lower bound, PLAIN-encoded without a length; null when not said.</summary>
    public ReadOnlyMemory<byte>? Min { get; internal set; }

    /// <summary>Whether <see cref="Max"/> is a value of the column rather than a bound above them.</summary>
    public bool? IsMaxExact { get; internal set; }

    /// <summary>Whether <see cref="Min"/> is a value of the column rather than a bound below them.</summary>
    public bool? IsMinExact { get; internal set; }

    /// <summary>Whether the fields 1 and 2 are there, whose order was never defined; they are ignored.</summary>
    public bool HasDeprecatedBounds { get; internal set; }
}

/// <summary>What a reader needs in order to plan memory (parquet.thrift, <c>SizeStatistics</c>).</summary>
public sealed record SizeStatistics
{
    /// <summary>The bytes of all strings without their lengths, as if there were no dictionary; null for other types.</summary>
    public long? UnencodedByteArrayBytes { get; internal set; }

    /// <summary>How often each repetition level occurs; null for a flat column.</summary>
    public IReadOnlyList<long>? RepetitionLevels { get; internal set; }

    /// <summary>How often each definition level occurs; null when not said.</summary>
    public IReadOnlyList<long>? DefinitionLevels { get; internal set; }
}
