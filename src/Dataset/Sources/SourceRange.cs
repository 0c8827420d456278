using Dataset.Checksums;
using Dataset.Files;

namespace Dataset.Sources;

/// <summary>What a part takes from the source of a documents table.</summary>
/// <param name="Table">The table.</param>
/// <param name="Source">The folder or file, with <see cref="SourceFile.SourcePrefix"/> before it.</param>
/// <param name="Unit">What is counted.</param>
/// <param name="From">How many stand before the range.</param>
/// <param name="To">How many stand before its end.</param>
/// <param name="Of">How many there are.</param>
/// <param name="Digest">Of the bytes; of documents in a folder, of the names of their files, each with LF.</param>
public sealed record SourceRange(string Table, RelativePath Source, SourceUnit Unit, long From, long To, long Of, Digest Digest);
