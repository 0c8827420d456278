using System.Text.RegularExpressions;
using Dataset.Files;
using Dataset.Formats;
using Dataset.Formats.Rows;
using Dataset.Schemas;
using Dataset.Sources;

namespace Dataset.Releases;

/// <summary>
/// What a release says of itself: the model that <c>release.json</c> and every other metadata file is written from, so that digests,
/// sizes and row counts agree everywhere.
/// </summary>
public sealed partial record Manifest
{
    /// <summary>The form of <c>release.json</c>; raised when a reader of the old form would misread the new.</summary>
    public const int FormatVersion = 1;

    /// <summary>The dataset's name.</summary>
    public required string Name { get; init; }

    /// <summary>The version of the release.</summary>
    public required ReleaseVersion Version { get; init; }

    /// <summary>The only date of a release.</summary>
    public required DateOnly Released { get; init; }

    /// <summary>
    /// The newest release of a lower version that was in the output when this one was made, with which it was compared; null for a first
    /// one.
    /// </summary>
    internal PreviousRelease? Previous { get; init; }

    /// <summary>Whether the release was compared with an earlier one when it was made.</summary>
    public bool HasPrevious => Previous is not null;

    /// <summary>Whether the release withholds values of another, the full one.</summary>
    public bool IsEdition => Edition is not null;

    /// <summary>What the release withholds of the full one; null where it is that itself.</summary>
    internal ReleaseEdition? Edition { get; init; }

    /// <summary>The dataset's title, one line.</summary>
    public required string Title { get; init; }

    /// <summary>What the dataset is, in words.</summary>
    public required string Description { get; init; }

    /// <summary>A BCP 47 tag: the language of the texts as they stand.</summary>
    public required string Language { get; init; }

    /// <summary>The dataset's address; null where it has none.</summary>
    public string? Homepage { get; init; }

    /// <summary>
    /// The address of the folder from which the files are downloaded as <c>dataset pack</c> lays them out; null where that is not known.
    /// </summary>
    public string? Url { get; init; }

    /// <summary>Whom to ask: an address of mail or of a page, in a line; null where nothing is said.</summary>
    public string? Contact { get; init; }

    /// <summary>What readers should know of the changes, at the head of <c>CHANGELOG.md</c>; null for nothing.</summary>
    public string? Notes { get; init; }

    /// <summary>All languages of the texts where there are several, that of <see cref="Language"/> first; else null.</summary>
    public IReadOnlyList<string>? Languages { get; init; }

    /// <summary>The digital object identifier, such as <c>10.5281/zenodo.1</c>; null where there is none.</summary>
    public string? Doi { get; init; }

    /// <summary>How to cite the dataset, in words; null where that follows from the other members.</summary>
    public string? Citation { get; init; }

    /// <summary>Who paid for the dataset, a line for each grant; null where nothing is said.</summary>
    public IReadOnlyList<string>? Funding { get; init; }

    /// <summary>What time and places the dataset is about; null where nothing is said.</summary>
    public Coverage? Coverage { get; init; }

    /// <summary>How the data was collected; null where nothing is said.</summary>
    public string? Method { get; init; }

    /// <summary>Keywords, in the descriptor's order.</summary>
    public required IReadOnlyList<string> Keywords { get; init; }

    /// <summary>The licences, with what each covers.</summary>
    public required IReadOnlyList<License> Licenses { get; init; }

    /// <summary>Who made the dataset.</summary>
    public required IReadOnlyList<Creator> Creators { get; init; }

    /// <summary>The answers of the datasheet; null where there are none.</summary>
    public IReadOnlyList<DatasheetAnswer>? Datasheet { get; init; }

    /// <summary>The normalisation's name and version, such as <c>text-1</c>.</summary>
    public required string Recipe { get; init; }

    /// <summary>The names of the recipe's steps, in order.</summary>
    public required IReadOnlyList<string> RecipeSteps { get; init; }

    /// <summary>The tool that made the release.</summary>
    public required ToolIdentity Tool { get; init; }

    /// <summary>
    /// Into how many parts the documents of each table were cut; 1 where they were not. A table may have fewer parts, since there is none
    /// without rows, and more, since a part that is too large is cut again.
    /// </summary>
    public int PartCount { get; init; } = 1;

    /// <summary>
    /// How the Parquet files are compressed; null in a release of an older tool, which says nothing of it: by Snappy, without keys in
    /// footers.
    /// </summary>
    public ParquetCompression? Parquet { get; init; }

    /// <summary>What the files of tables say of the release; null in a release of an older tool.</summary>
    internal FileOrigin? Origin => Parquet is null
        ? null
        : new(Name, Version.ToString(), [.. Licenses.Select(l => l.Name)], Tool.Name, Tool.Version, Parquet);

    /// <summary>In the descriptor's order; at least one.</summary>
    public required IReadOnlyList<ManifestTable> Tables { get; init; }

    /// <summary>Every file but the manifest itself and <see cref="ReleaseLayout.NotInChecksums"/>, by path.</summary>
    public required IReadOnlyList<ReleaseFile> Files { get; init; }

    /// <summary>Every file that the release was made from, by path.</summary>
    public required IReadOnlyList<ReleaseFile> Sources { get; init; }

    /// <summary>The schema of the manifest that the release holds.</summary>
    internal byte[] BuiltInSchema => HasLaterMembers ? BuiltInSchemas.Release : BuiltInSchemas.ReleaseWithoutLater;

    private bool HasLaterMembers => Sources.Any(s => s.Encoding is not null) || Creators.Any(c => c.Orcid is not null)
        || Languages is not null || Doi is not null || Citation is not null || Funding is not null || Coverage is not null
        || Method is not null;

    /// <summary>The address of the DOI; null where there is none.</summary>
    internal string? DoiAddress => Doi is null ? null : "https://doi.org/" + Doi;

    /// <summary>The e-mail address, where <see cref="Contact"/> is one as the Citation File Format has it.</summary>
    internal string? ContactMail => Contact is { } mail && MailAddress().IsMatch(mail) ? mail : null;

    [GeneratedRegex(@"^[^\s/:]+@[^\s/:]+\.[^\s/:]{2,}\z")]
    private static partial Regex MailAddress();

    /// <summary>The datasheet's answer to a question; null where it has none.</summary>
    internal string? AnswerTo(string question) => Datasheet?.FirstOrDefault(a => a.Question == question)?.Answer;

    /// <summary>Which release it is of.</summary>
    /// <param name="checksums">The digest of its <c>SHA256SUMS</c>; null while it is being made.</param>
    internal ReleaseIdentity IdentityWith(Digest? checksums) => new(Name, Version, checksums) { Notes = Notes };
}

/// <summary>A part of a table: the same rows in a file of each format.</summary>
/// <param name="RowCount">Rows in each of the files.</param>
/// <param name="Files">In the order of <see cref="Formats.TableFormats.All"/>.</param>
public sealed record ManifestPart(long RowCount, IReadOnlyList<RelativePath> Files);

/// <summary>A table as the manifest names it.</summary>
/// <param name="Name">The table's name.</param>
/// <param name="Title">From its schema.</param>
/// <param name="Schema">The path of its schema in the release.</param>
/// <param name="RowCount">In all parts.</param>
/// <param name="ContentDigest">See <see cref="ContentDigest"/>.</param>
/// <param name="Parts">In order of their rows; at least one.</param>
public sealed record ManifestTable(
    string Name, string Title, RelativePath Schema, long RowCount, Digest ContentDigest, IReadOnlyList<ManifestPart> Parts);

/// <summary>The previous release, as a release names it: an input of the build, from which <c>CHANGELOG.md</c> is made.</summary>
/// <param name="Version">Its version.</param>
/// <param name="ChecksumsDigest">Of its <c>SHA256SUMS</c>, which names every file of it: so each release vouches for all before it.</param>
internal sealed record PreviousRelease(ReleaseVersion Version, Digest ChecksumsDigest);
