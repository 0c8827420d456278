using System.Globalization;
using Dataset.Building;
using Dataset.Diagnostics;
using Dataset.Files;
using Dataset.Releases;
using Dataset.Releases.Reading;
using Dataset.Sources;

namespace Dataset.Sharding;

/// <summary>What a part of a release says of itself, in <c>shard.json</c>.</summary>
public sealed record ShardManifest
{
    /// <summary>The form of <c>shard.json</c>; raised when a reader of the old form would misread the new.</summary>
    public const int FormatVersion = 1;

    /// <summary>The file in the part's folder.</summary>
    public static RelativePath FileName { get; } = RelativePath.Parse("shard.json");

    /// <summary>The dataset's.</summary>
    public required string Name { get; init; }

    /// <summary>The release's.</summary>
    public required ReleaseVersion Version { get; init; }

    /// <summary>The normalisation's name and version.</summary>
    public required string Recipe { get; init; }

    /// <summary>The tool that built the part.</summary>
    public required ToolIdentity Tool { get; init; }

    /// <summary>Which part, from 1.</summary>
    public required int Number { get; init; }

    /// <summary>Of how many.</summary>
    public required int Count { get; init; }

    /// <summary>What was taken of each documents table's source, in the descriptor's order; empty where there is one part.</summary>
    public required IReadOnlyList<SourceRange> Ranges { get; init; }

    /// <summary>
    /// The tables whose rows are here, in the descriptor's order: those of documents, and in the first part those of records too.
    /// </summary>
    public required IReadOnlyList<ShardTable> Tables { get; init; }

    /// <summary>Every file but <see cref="FileName"/>, by path.</summary>
    public required IReadOnlyList<ReleaseFile> Files { get; init; }

    /// <summary>Every file that was read as a whole, by path.</summary>
    public required IReadOnlyList<ReleaseFile> Sources { get; init; }

    /// <summary>The part in words: <c>part 3 of 16</c>.</summary>
    public string Part => string.Create(CultureInfo.InvariantCulture, $"part {Number} of {Count}");

    /// <summary>What the folders of all parts of a release begin with.</summary>
    public static string FolderPrefix(string name, ReleaseVersion version) => $"{name}-{version}.part-";

    /// <summary>The name of a part's folder: <c>NAME-VERSION.part-00003-of-00016</c>.</summary>
    public static string FolderName(string name, ReleaseVersion version, int number, int count) =>
        FolderPrefix(name, version) + string.Create(CultureInfo.InvariantCulture, $"{number:D5}-of-{count:D5}");
}

/// <summary>A part of a release as it lies in its folder.</summary>
/// <param name="Folder">The folder.</param>
/// <param name="Files">Its files.</param>
/// <param name="Manifest">What its <c>shard.json</c> says.</param>
internal sealed record Shard(string Folder, ReleaseFiles Files, ShardManifest Manifest) : IDisposable
{
    /// <summary>0-based.</summary>
    public int Part => Manifest.Number - 1;

    /// <summary>Its <c>shard.json</c>, in findings.</summary>
    public Location Location => new(Files.Display(ShardManifest.FileName));

    /// <summary>The path of a file of it.</summary>
    public string PathOf(RelativePath path) => path.Below(Folder);

    public void Dispose() => Files.Dispose();
}

/// <summary>A table's rows in a part of a release.</summary>
/// <param name="Name">The table's name.</param>
/// <param name="RowCount">Rows in all of <paramref name="Parts"/>.</param>
/// <param name="First">The key of the first row; null where there is none.</param>
/// <param name="Last">The key of the last row; null where there is none.</param>
/// <param name="Parts">The files, in order of their rows: more than one where they would be too large, none where there are no
/// rows.</param>
public sealed record ShardTable(string Name, long RowCount, KeyText? First, KeyText? Last, IReadOnlyList<ManifestPart> Parts);
