using Dataset.Files;

namespace Dataset.Releases;

/// <summary>The names of the files in a release that are not named after a table.</summary>
public static class ReleaseLayout
{
    public const string DataFolder = "data";
    public const string SchemaFolder = "schema";

    /// <summary>The manifest.</summary>
    public static RelativePath Manifest { get; } = RelativePath.Parse("release.json");

    public static RelativePath ManifestSchema { get; } = RelativePath.Parse("schema/release.schema.json");

    public static RelativePath Checksums { get; } = RelativePath.Parse("SHA256SUMS");

    public static RelativePath Provenance { get; } = RelativePath.Parse("provenance.json");

    public static RelativePath Signature { get; } = RelativePath.Parse("provenance.sigstore.json");

    public static RelativePath Readme { get; } = RelativePath.Parse("README.md");

    /// <summary>
    /// The files that speak of <see cref="Checksums"/> and so cannot stand in it: itself, the provenance statement, whose first subject it
    /// is, and the signed form of that.
    /// </summary>
    public static IReadOnlyList<RelativePath> NotInChecksums { get; } = [Checksums, Provenance, Signature];

    public static RelativePath SchemaOf(string table) => RelativePath.Parse($"{SchemaFolder}/{table}.schema.json");
}
