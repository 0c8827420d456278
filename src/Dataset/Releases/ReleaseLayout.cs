using System.Globalization;
using Dataset.Files;

namespace Dataset.Releases;

/// <summary>The names of the files in a release that are not named after a table.</summary>
public static class ReleaseLayout
{
    /// <summary>The folder of the tables' files.</summary>
    public const string DataFolder = "data";

    /// <summary>The folder of what an edition carries of the full release.</summary>
    public const string FullFolder = "full";

    /// <summary>The folder of the schemas.</summary>
    public const string SchemaFolder = "schema";

    /// <summary>The manifest.</summary>
    public static RelativePath Manifest { get; } = RelativePath.Parse("release.json");

    /// <summary>The schema of <see cref="Manifest"/>.</summary>
    public static RelativePath ManifestSchema { get; } = RelativePath.Parse("schema/release.schema.json");

    /// <summary>In an edition: the manifest of the full release.</summary>
    public static RelativePath FullManifest { get; } = RelativePath.Parse("full/release.json");

    /// <summary>The list that <c>sha256sum -c</c> reads.</summary>
    public static RelativePath Checksums { get; } = RelativePath.Parse("SHA256SUMS");

    /// <summary>The in-toto statement.</summary>
    public static RelativePath Provenance { get; } = RelativePath.Parse("provenance.json");

    /// <summary>The signed statement, where a key was given.</summary>
    public static RelativePath Signature { get; } = RelativePath.Parse("provenance.sigstore.json");

    /// <summary>What users read first.</summary>
    public static RelativePath Readme { get; } = RelativePath.Parse("README.md");

    /// <summary>What changed since the previous release.</summary>
    public static RelativePath ChangeLog { get; } = RelativePath.Parse("CHANGELOG.md");

    /// <summary>
    /// The files that speak of <see cref="Checksums"/> and so cannot be listed in it: itself, the provenance statement, whose first
    /// subject it is, and the signed form of that.
    /// </summary>
    public static IReadOnlyList<RelativePath> NotInChecksums { get; } = [Checksums, Provenance, Signature];

    /// <summary>The schema of a table.</summary>
    public static RelativePath SchemaOf(string table) => RelativePath.Parse($"{SchemaFolder}/{table}.schema.json");

    /// <summary>In an edition: the schema of a table of the full release, of which it withholds something.</summary>
    public static RelativePath FullSchemaOf(string table) => RelativePath.Parse($"{FullFolder}/{SchemaFolder}/{table}.schema.json");

    /// <summary>A file of a table: <c>data/TABLE.csv</c>, or <c>data/TABLE-00001-of-00004.csv</c> where there are several parts.</summary>
    /// <param name="table">The table's name.</param>
    /// <param name="part">0-based.</param>
    /// <param name="partCount">At least 1.</param>
    /// <param name="extension">Of the format, without the dot.</param>
    public static RelativePath DataFile(string table, int part, int partCount, string extension) => RelativePath.Parse(partCount == 1
        ? $"{DataFolder}/{table}.{extension}"
        : string.Create(CultureInfo.InvariantCulture, $"{DataFolder}/{table}-{part + 1:D5}-of-{partCount:D5}.{extension}"));
}
