using Dataset.Files;
using Dataset.Formats;
using Dataset.Releases;
using Dataset.Sources;

namespace Dataset.Building;

/// <summary>The tables of a release as they were written, and what they were made from.</summary>
/// <param name="Tables">In the descriptor's order.</param>
/// <param name="Sources">Every file that was read, by path.</param>
/// <param name="PartCount">Into how many parts documents were cut, at least 1.</param>
internal sealed record WrittenData(IReadOnlyList<WrittenTable> Tables, IReadOnlyList<SourceFile> Sources, int PartCount)
{
    /// <summary>What an edition carries of the full release; nothing in any other.</summary>
    public IReadOnlyList<(RelativePath Path, Action<Stream> Write)> Carried { get; init; } = [];

    /// <summary>The size of all tables' files.</summary>
    public long SizeInBytes => Tables.SelectMany(t => t.Parts).SelectMany(p => p.Files).Sum(f => f.SizeInBytes);
}

/// <summary>A file as it was written.</summary>
/// <param name="Path">Relative to the folder of data.</param>
/// <param name="IsLinked">Whether it is a second name of a file that another run wrote, so that its digest is only what a list
/// says.</param>
internal sealed record WrittenFile(string Path, long SizeInBytes, Digest Digest, bool IsLinked);

/// <summary>A part of a table as it was written: the same rows in a file of each format.</summary>
internal sealed record WrittenPart(long RowCount, IReadOnlyList<WrittenFile> Files);

/// <summary>A table as it was written.</summary>
/// <param name="Name">The table's name.</param>
/// <param name="RowCount">In all parts.</param>
/// <param name="Parts">Each part's rows, and its files in the order of <see cref="TableFormats.All"/>.</param>
internal sealed record WrittenTable(string Name, long RowCount, IReadOnlyList<WrittenPart> Parts)
{
    /// <summary>The digest of the table's content: of its JSON Lines, or of the list of its parts' digests.</summary>
    public Digest ContentDigest => Releases.ContentDigest.Of([.. Parts.Select(p => p.Files[0].Digest)]);
}
