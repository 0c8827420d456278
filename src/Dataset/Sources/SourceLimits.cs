namespace Dataset.Sources;

/// <summary>
/// What a source may be at most, so that a damaged or hostile one ends in a finding and not in a full memory. Findings give the names of
/// these properties.
/// </summary>
internal sealed record SourceLimits
{
    /// <summary>How many bytes beyond a piece are read with it.</summary>
    public const int ReadAheadInBytes = 64 << 10;

    public static SourceLimits Default { get; } = new();

    /// <summary>Of a document's text in a file of its own.</summary>
    public int MaximumTextInBytes { get; init; } = 64 << 20;

    /// <summary>Of a file that is read as a whole: the descriptor, a document's metadata, a YAML or JSON list of records.</summary>
    public int MaximumMetadataInBytes { get; init; } = 16 << 20;

    /// <summary>Of a line of JSON Lines without its line end, or of a record of CSV.</summary>
    public int MaximumRecordInBytes { get; init; } = 64 << 20;

    /// <summary>
    /// How many bytes of records go together through the build: a piece ends with the first record that reaches so many. Smaller pieces
    /// spread better over processors, larger ones cost less to hand over; the default and what is read at once fill a megabyte.
    /// </summary>
    public int ChunkInBytes { get; init; } = (1 << 20) - ReadAheadInBytes;

    /// <summary>How many documents of a folder go together through the build.</summary>
    public int ChunkInDocuments { get; init; } = 32;
}
