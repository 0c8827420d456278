using Dataset.Diagnostics;
using Dataset.Files;
using Dataset.Releases;
using Dataset.Releases.Reading;
using Dataset.Schemas;
using Dataset.Schemas.Reading;

namespace Dataset.Verification;

/// <summary>What an edition carries of the full release: the manifest, and the schemas that are other ones here.</summary>
/// <param name="Manifest">Of the full release.</param>
/// <param name="Schemas">Of the tables of which something is withheld.</param>
internal sealed record CarriedRelease(Manifest Manifest, IReadOnlyDictionary<string, TableSchema> Schemas)
{
    /// <summary>Reads it; null where the release is no edition, and, with findings, where some of it is missing or malformed.</summary>
    /// <param name="release">The release.</param>
    /// <param name="findings">Takes the findings.</param>
    /// <exception cref="IOException">A file cannot be read.</exception>
    public static CarriedRelease? Read(ReleaseContents release, DiagnosticList findings)
    {
        if (release.Manifest is not { Edition: { } edition })
            return null;
        var own = new DiagnosticList();
        using var bytes = release.Files.RentWhole(ReleaseLayout.FullManifest, own);
        var manifest = bytes is null ? null
            : ManifestReader.Read(bytes.Memory, release.Files.Display(ReleaseLayout.FullManifest), own);
        if (bytes is null && !own.HasErrors)
            Lacks(ReleaseLayout.FullManifest);
        var schemas = new Dictionary<string, TableSchema>(StringComparer.Ordinal);
        foreach (var withheld in edition.Withheld)
        {
            var path = ReleaseLayout.FullSchemaOf(withheld.Table);
            if (release.Files.ReadWhole(path, own, ReleaseFiles.MaximumSchemaInBytes) is not { } json)
                Lacks(path);
            else if (SchemaFile.Read(withheld.Table, json, release.Files.Display(path), own) is { } schema)
                schemas[withheld.Table] = schema;
        }
        findings.AddRange(own);
        return own.HasErrors ? null : new(manifest!, schemas);

        void Lacks(RelativePath path) => own.Add(
            Rules.ReleaseFileThere, new(release.Files.Display(path)),
            "Expected the file of the full release that every edition carries, found none.");
    }
}
