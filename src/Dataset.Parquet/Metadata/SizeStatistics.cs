namespace Dataset.Parquet.Metadata;

/// <summary>What a reader needs in order to plan memory (parquet.thrift, <c>SizeStatistics</c>).</summary>
public sealed record SizeStatistics
{
    /// <summary>The bytes of all strings without their lengths, as if there were no dictionary; null for other types.</summary>
    public long? UnencodedByteArrayBytes { get; init; }

    /// <summary>How often each repetition level occurs; null for a flat column.</summary>
    public IReadOnlyList<long>? RepetitionLevels { get; init; }

    /// <summary>How often each definition level occurs; null when not said.</summary>
    public IReadOnlyList<long>? DefinitionLevels { get; init; }
}
