using Dataset.Sources;

namespace Dataset.Releases.Writing;

/// <summary>The tables of a release as they were written, and what they were made from.</summary>
/// <param name="Tables">In the descriptor's order.</param>
/// <param name="Sources">Every file that was read, by path.</param>
/// <param name="PartCount">Into how many parts documents were cut, at least 1.</param>
public sealed record WrittenData(IReadOnlyList<WrittenTable> Tables, IReadOnlyList<SourceFile> Sources, int PartCount);
