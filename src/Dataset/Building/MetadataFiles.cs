using System.Security.Cryptography;
using Dataset.Files;
using Dataset.Normalization;
using Dataset.Releases;
using Dataset.Releases.Metadata;
using Dataset.Releases.Provenance;
using Dataset.Schemas;
using Dataset.Sources.Reading;

namespace Dataset.Building;

/// <summary>The files of a release that are not of its tables, in the order in which they follow from each other.</summary>
internal static class MetadataFiles
{
    /// <summary>Writes them.</summary>
    /// <param name="folder">The sources.</param>
    /// <param name="data">The tables as they were written.</param>
    /// <param name="history">The release's place after the previous one.</param>
    /// <param name="key">The key that signs the provenance, or null.</param>
    /// <param name="writer">Takes the files.</param>
    /// <returns>The manifest; null where the previous release is damaged, as findings say.</returns>
    /// <exception cref="IOException">A file cannot be written.</exception>
    public static Manifest? Write(SourceFolder folder, WrittenData data, ReleaseHistory history, ECDsa? key, ReleaseWriter writer)
    {
        var schemas = folder.Tables.Select(t => t.Schema).ToArray();
        var manifest = Describe(folder, data) with { Previous = history.Previous };
        return Write(manifest, schemas, data, history, key, writer);
    }

    /// <summary>Writes them for a release whose manifest is known but for its files.</summary>
    public static Manifest? Write(
        Manifest manifest, IReadOnlyList<TableSchema> schemas, WrittenData data, ReleaseHistory history, ECDsa? key, ReleaseWriter writer)
    {
        foreach (var file in data.Tables.SelectMany(t => t.Parts).SelectMany(p => p.Files))
            writer.Add(new(DataPath(file), file.SizeInBytes, file.Digest), file.IsLinked);
        foreach (var schema in schemas)
            writer.Write(ReleaseLayout.SchemaOf(schema.Name), schema.Json.Span);
        writer.Write(ReleaseLayout.ManifestSchema, manifest.BuiltInSchema);
        foreach (var (path, content) in data.Carried)
            writer.Write(path, content);
        if (history.WriteChangeLog(manifest, schemas) is not { } changes)
            return null;
        writer.Write(ReleaseLayout.ChangeLog, changes);
        foreach (var file in MetadataFile.All)
            writer.Write(file.Path, file.Write(DescribedRelease.Of(
                manifest with { Files = writer.Files }, schemas, writer.Open)!));
        manifest = manifest with { Files = writer.Files };
        writer.Write(ReleaseLayout.Manifest, target => ManifestForm.Write(manifest, target));
        var checksums = ChecksumList.Write(writer.Files);
        writer.Write(ReleaseLayout.Checksums, checksums);
        var subjects = ProvenanceStatement.SubjectsOf(checksums);
        writer.Write(ReleaseLayout.Provenance, target => ProvenanceStatement.Write(manifest, subjects, target));
        if (key is not null)
            writer.Write(
                ReleaseLayout.Signature, SigstoreBundle.Write(DsseEnvelope.Sign(ProvenanceStatement.Write(manifest, subjects), key)));
        return manifest;
    }

    /// <summary>The manifest, but for its files and the previous release.</summary>
    public static Manifest Describe(SourceFolder folder, WrittenData data)
    {
        var descriptor = folder.Descriptor;
        var recipe = Recipe.Find(descriptor.Recipe)!;
        return new()
        {
            Name = descriptor.Name,
            Version = descriptor.Version,
            Released = descriptor.Released,
            Edition = folder.Edition,
            Title = descriptor.Title,
            Description = descriptor.Description + (folder.Edition is { } edition ? " " + edition.Sentence : ""),
            Language = descriptor.Language,
            Homepage = descriptor.Homepage,
            Url = descriptor.Url,
            Contact = descriptor.Contact,
            Notes = descriptor.Notes,
            Languages = descriptor.Languages,
            Doi = descriptor.Doi,
            Citation = descriptor.Citation,
            Funding = descriptor.Funding,
            Coverage = descriptor.Coverage,
            Method = descriptor.Method,
            Keywords = descriptor.Keywords,
            Licenses = descriptor.Licenses,
            Creators = descriptor.Creators,
            Datasheet = folder.Datasheet.Count == 0 ? null : folder.Datasheet,
            Recipe = recipe.Name,
            RecipeSteps = [.. recipe.Steps.Select(s => s.Name)],
            Tool = ToolIdentity.Current,
            PartCount = data.PartCount,
            Parquet = descriptor.Parquet,
            Tables =
            [
                .. folder.Tables.Zip(data.Tables, (table, w) => new ManifestTable(
                    table.Name, table.Schema.Title, ReleaseLayout.SchemaOf(table.Name), w.RowCount, w.ContentDigest,
                    [.. w.Parts.Select(p => new ManifestPart(p.RowCount, [.. p.Files.Select(DataPath)]))])),
            ],
            Files = [],
            Sources = [.. data.Sources.Select(s => new ReleaseFile(s.Path, s.SizeInBytes, s.Digest) { Encoding = s.Encoding })],
        };
    }

    private static RelativePath DataPath(WrittenFile file) => RelativePath.Parse($"{ReleaseLayout.DataFolder}/{file.Path}");
}
