using Dataset.Diagnostics;
using Dataset.Formats.Rows;

namespace Dataset.Sources;

/// <summary>What <c>dataset.yaml</c> says; its form is described by <c>schema/dataset.schema.json</c>.</summary>
public sealed record Descriptor
{
    /// <summary>The file's name in the source folder.</summary>
    public const string FileName = "dataset.yaml";

    /// <summary>Lower-case letters, digits and hyphens.</summary>
    public required string Name { get; init; }

    /// <summary>The version to build.</summary>
    public required ReleaseVersion Version { get; init; }

    /// <summary>The only date of a release; <c>SOURCE_DATE_EPOCH</c> has been taken into account.</summary>
    public required DateOnly Released { get; init; }

    /// <summary>The dataset's title, one line.</summary>
    public required string Title { get; init; }

    /// <summary>What the dataset is, in words.</summary>
    public required string Description { get; init; }

    /// <summary>A BCP 47 tag.</summary>
    public required string Language { get; init; }

    /// <summary>The dataset's address; null where it has none.</summary>
    public string? Homepage { get; init; }

    /// <summary>
    /// The address of the folder from which the release's files will be downloaded, without the folders that they have in the release; null
    /// where that is not known.
    /// </summary>
    public string? Url { get; init; }

    /// <summary>Whom to ask: an address of mail or of a page, in a line; null where nothing is said.</summary>
    public string? Contact { get; init; }

    /// <summary>What readers should know of the changes of this version, at the head of <c>CHANGELOG.md</c>; null for nothing.</summary>
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

    /// <summary>Keywords, in the order written.</summary>
    public required IReadOnlyList<string> Keywords { get; init; }

    /// <summary>The licences, with what each covers.</summary>
    public required IReadOnlyList<License> Licenses { get; init; }

    /// <summary>Who made the dataset.</summary>
    public required IReadOnlyList<Creator> Creators { get; init; }

    /// <summary>The folder of schemas, relative to the source folder; the one path that may begin with <c>..</c>.</summary>
    public required string SchemaFolder { get; init; }

    /// <summary>The name of the normalisation recipe.</summary>
    public required string Recipe { get; init; }

    /// <summary>How the Parquet files are compressed.</summary>
    public ParquetCompression Parquet { get; init; } = ParquetCompression.Snappy;

    /// <summary>In the order of the release; at least one.</summary>
    public required IReadOnlyList<TableSource> Tables { get; init; }

    /// <summary>What the example of <c>dataset init</c> has and should not be published, each with its place.</summary>
    internal IReadOnlyList<(Location Place, string Text)> Placeholders { get; init; } = [];

    /// <summary>Tables with something wrong in their entry; none in a descriptor that a release may be made of.</summary>
    internal IReadOnlyList<TableSource> UnsoundTables { get; init; } = [];

    /// <summary>Releases of the same rows that withhold something, in the order written.</summary>
    internal IReadOnlyList<Edition> Editions { get; init; } = [];

    /// <summary>Where the file says the version, for findings about it.</summary>
    internal Location VersionPlace { get; init; } = new(FileName);

    /// <summary>Where the file says the day of the release.</summary>
    internal Location ReleasedPlace { get; init; } = new(FileName);
}

/// <summary>A person or body that made the dataset.</summary>
/// <param name="Url">A page about it, or null.</param>
public sealed record Creator(string Name, string? Url)
{
    /// <summary>Of a person: the ORCID iD, without its address; null where it is not known.</summary>
    public string? Orcid { get; init; }

    /// <summary>The address of the ORCID iD; null where it is not known.</summary>
    internal string? OrcidAddress => Orcid is null ? null : "https://orcid.org/" + Orcid;
}

/// <summary>What time and places a dataset is about.</summary>
/// <param name="Time">A day, month or year, or two with a slash, as ISO 8601 writes them; null where nothing is said.</param>
/// <param name="Places">Names of places; none where nothing is said.</param>
public sealed record Coverage(string? Time, IReadOnlyList<string> Places);

/// <summary>A licence of a part of the dataset.</summary>
/// <param name="Name">An SPDX identifier, or <c>LicenseRef-…</c>.</param>
/// <param name="Title">In words.</param>
/// <param name="Url">Its text, or null.</param>
/// <param name="Covers">One sentence: what it covers.</param>
public sealed record License(string Name, string Title, string? Url, string Covers);
