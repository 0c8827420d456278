using Dataset.Diagnostics;
using Dataset.Files;
using Dataset.Formats;
using Dataset.Schemas.Reading;
using Dataset.Syntax;

namespace Dataset.Releases.Metadata;

/// <summary>
/// <c>ro-crate-metadata.json</c>: RO-Crate 1.2. Every file has its size and SHA-256, but for those that list this one:
/// <c>release.json</c>, <c>SHA256SUMS</c> and <c>provenance.json</c>. A signature is not named: a release with one differs in that alone.
/// </summary>
internal static class ResearchCrate
{
    private const string Specification = "https://w3id.org/ro/crate/1.2";
    private const string Contact = "#contact";

    private static readonly RelativePath[] Later = [ReleaseLayout.Manifest, ReleaseLayout.Checksums, ReleaseLayout.Provenance];

    public static MetadataFile File { get; } = new(RelativePath.Parse("ro-crate-metadata.json"), Rules.ResearchCrateAgrees, Write);

    private static byte[] Write(DescribedRelease release) => IndentedJson.Write(json => json.Object(() =>
    {
        var facts = new FileFacts(release);
        var listed = release.Manifest.Files.Where(f => f.Path != File.Path).ToDictionary(f => f.Path);
        var files = listed.Keys.Concat(Later).Order().ToArray();
        json.Member("@context", Specification + "/context");
        json.MemberArray("@graph", () =>
        {
            json.Object(() =>
            {
                json.Member("@id", File.Path.Value);
                json.Member("@type", "CreativeWork");
                json.Member("name", "RO-Crate metadata");
                json.Member("description", "This file.");
                json.Member("encodingFormat", "application/ld+json");
                Reference(json, "about", "./");
                Reference(json, "conformsTo", Specification);
            });
            json.Object(() => WriteRoot(json, release, files.Select(f => f.Value)));
            foreach (var path in files)
                json.Object(() => WriteFile(json, path, listed.GetValueOrDefault(path), facts));
            WriteAround(json, release);
        });
    }));

    private static void WriteRoot(IndentedJson json, DescribedRelease release, IEnumerable<string> files)
    {
        var manifest = release.Manifest;
        json.Member("@id", "./");
        json.Member("@type", "Dataset");
        json.Member("name", manifest.Title);
        json.Member("description", manifest.Description);
        if (manifest.DoiAddress is null)
            Reference(json, "identifier", "#identifier");
        else
            References(json, "identifier", ["#identifier", manifest.DoiAddress]);
        json.Member("version", manifest.Version.ToString());
        json.Member("datePublished", release.Day);
        if (manifest.Languages is null)
            json.Member("inLanguage", manifest.Language);
        else
            json.Name("inLanguage").Array(manifest.Languages);
        if (manifest.Citation is not null)
            json.Member("creditText", manifest.Citation);
        if (manifest.Method is not null)
            json.Member("measurementTechnique", manifest.Method);
        if (manifest.Funding is { } funding)
            References(json, "funding", funding.Select((_, i) => IdOf("funding", i)));
        if (manifest.Coverage?.Time is { } time)
            json.Member("temporalCoverage", time);
        if (manifest.Coverage is { Places.Count: > 0 } coverage)
            References(json, "spatialCoverage", coverage.Places.Select((_, i) => IdOf("place", i)));
        if (manifest.Homepage is not null)
            json.Member("url", manifest.Homepage);
        if (manifest.Keywords.Count > 0)
            json.Name("keywords").Array(manifest.Keywords);
        References(json, "license", manifest.Licenses.Select(IdOf).Distinct(StringComparer.Ordinal));
        References(json, "author", manifest.Creators.Select(IdOf));
        Reference(json, "publisher", IdOf(manifest.Creators[0], 0));
        References(json, "hasPart", files);
    }

    private static void WriteFile(IndentedJson json, RelativePath path, ReleaseFile? listed, FileFacts facts)
    {
        json.Member("@id", path.Value);
        json.Member("@type", "File");
        json.Member("name", path.Value);
        json.Member("description", facts.Description(path));
        json.Member("encodingFormat", FileFacts.MediaType(path));
        if (listed is null)
            return;
        json.Member("contentSize", FormattableString.Invariant($"{listed.SizeInBytes}"));
        json.Member("sha256", listed.Digest.Hex);
    }

    /// <summary>What the crate's root refers to and is no file: identifier, licences and creators.</summary>
    private static void WriteAround(IndentedJson json, DescribedRelease release)
    {
        json.Object(() =>
        {
            json.Member("@id", "#identifier");
            json.Member("@type", "PropertyValue");
            json.Member("name", "Name and version");
            json.Member("description", "The name of the release's folder.");
            json.Member("propertyID", "name-version");
            json.Member("value", release.Name);
        });
        foreach (var license in release.Manifest.Licenses.DistinctBy(IdOf, StringComparer.Ordinal))
            json.Object(() =>
            {
                json.Member("@id", IdOf(license));
                json.Member("@type", "CreativeWork");
                json.Member("name", license.Title);
                json.Member("description", license.Covers);
            });
        if (release.Manifest.DoiAddress is { } doi)
            json.Object(() =>
            {
                json.Member("@id", doi);
                json.Member("@type", "PropertyValue");
                json.Member("name", "DOI");
                json.Member("description", "The digital object identifier.");
                json.Member("propertyID", "https://registry.identifiers.org/registry/doi");
                json.Member("value", "doi:" + release.Manifest.Doi);
                json.Member("url", doi);
            });
        WriteNamed(json, "funding", "Grant", "Paid for the dataset.", release.Manifest.Funding ?? []);
        WriteNamed(json, "place", "Place", "What the dataset is about.", release.Manifest.Coverage?.Places ?? []);
        // One that is named twice is one: ids are unique.
        foreach (var (i, creator) in release.Manifest.Creators.Index().DistinctBy(c => IdOf(c.Item, c.Index), StringComparer.Ordinal))
        {
            json.Object(() =>
            {
                json.Member("@id", IdOf(creator, i));
                json.Member("@type", creator.Orcid is null ? "Organization" : "Person");
                json.Member("name", creator.Name);
                json.Member("description", "Made the dataset.");
                if (creator.Url is not null)
                    json.Member("url", creator.Url);
                if (WhomToAsk(release.Manifest) is not null)
                    Reference(json, "contactPoint", Contact);
            });
        }
        if (WhomToAsk(release.Manifest) is { } contact)
            json.Object(() =>
            {
                json.Member("@id", Contact);
                json.Member("@type", "ContactPoint");
                json.Member("name", "Whom to ask");
                json.Member("description", contact);
                if (release.Manifest.Contact is { } address && MarkdownText.IsSafe(address))
                    json.Member("url", address);
                else if (release.Manifest.ContactMail is { } mail)
                    json.Member("email", mail);
            });
    }

    private static string? WhomToAsk(Manifest manifest) => manifest.Contact ?? manifest.AnswerTo(Sources.Datasheet.Contact);

    private static string IdOf(Sources.License license) =>
        license.Url ?? (KnownLicenses.IsSpdx(license.Name) ? "https://spdx.org/licenses/" : "#") + license.Name;

    /// <param name="creator">The creator.</param>
    /// <param name="index">Its 0-based place among them.</param>
    private static string IdOf(Sources.Creator creator, int index) => creator.OrcidAddress ?? IdOf("creator", index);

    private static string IdOf(string what, int index) => FormattableString.Invariant($"#{what}-{index + 1}");

    private static void WriteNamed(IndentedJson json, string what, string type, string description, IReadOnlyList<string> names)
    {
        foreach (var (i, name) in names.Index())
            json.Object(() =>
            {
                json.Member("@id", IdOf(what, i));
                json.Member("@type", type);
                json.Member("name", name);
                json.Member("description", description);
            });
    }

    private static void Reference(IndentedJson json, string name, string id) => json.MemberObject(name, () => json.Member("@id", id));

    private static void References(IndentedJson json, string name, IEnumerable<string> ids) => json.MemberArray(name, () =>
    {
        foreach (var id in ids)
            json.Object(() => json.Member("@id", id));
    });
}

/// <summary>What each file of a release is: its media type, and a sentence.</summary>
internal sealed class FileFacts
{
    private static readonly Dictionary<string, string> Fixed = new(StringComparer.Ordinal)
    {
        ["CHANGELOG.md"] = "What changed since the previous release, row by row.",
        ["CITATION.cff"] = "How to cite the release: Citation File Format.",
        ["LICENSE.md"] = "Which part may be used under which terms.",
        ["README.md"] = "The data card: what is in the release, how it was made, how to load and how to check it.",
        ["SHA256SUMS"] = "The SHA-256 of each file, as sha256sum checks it.",
        [ReleaseLayout.FullManifest.Value] = "The manifest of the full release, of which this one withholds values.",
        ["bag-info.txt"] = "The bag's metadata: BagIt.",
        ["bagit.txt"] = "The declaration of a bag: BagIt 1.0.",
        ["croissant.json"] = "The tables for machine learning: Croissant 1.1.",
        ["datapackage.json"] = "The tables and their schemas: Data Package 2.0.",
        ["index.html"] = "The release as a page.",
        ["manifest-sha256.txt"] = "The SHA-256 of each file of tables: BagIt.",
        ["provenance.json"] = "What the release was made from: an in-toto statement with SLSA provenance.",
        ["release.json"] = "The manifest: tables, every file with its size and SHA-256, every source.",
        ["ro-crate-metadata.json"] = "Every file and what it is: RO-Crate 1.2.",
        ["tables.svg"] = "The tables with their keys, and which refer to which, as a picture.",
        [ReleaseLayout.ManifestSchema.Value] = "The JSON Schema of release.json.",
    };

    private static readonly Dictionary<string, string> Names = new(StringComparer.Ordinal)
    {
        ["jsonl"] = "JSON Lines",
        ["csv"] = "CSV",
        ["parquet"] = "Parquet",
    };

    private readonly Dictionary<string, string> ofTables = new(StringComparer.Ordinal);

    public FileFacts(DescribedRelease release)
    {
        foreach (var table in release.Tables)
        {
            ofTables[ReleaseLayout.FullSchemaOf(table.Name).Value] = $"The JSON Schema of the table {table.Name} in the full release.";
            ofTables[table.Table.Schema.Value] = $"The JSON Schema of the table {table.Name}: what each column means.";
            foreach (var part in table.Table.Parts)
                foreach (var (format, path) in TableFormats.All.Zip(part.Files))
                    ofTables[path.Value] = FormattableString.Invariant(
                        $"{part.RowCount} rows of the table {table.Name} ({table.Schema.Title}) as {Names[format.Extension]}.");
        }
    }

    /// <summary>The media type of a file, by its ending.</summary>
    public static string MediaType(RelativePath path) => System.IO.Path.GetExtension(path.Value) switch
    {
        _ when path == Croissant.File.Path || path == ResearchCrate.File.Path => "application/ld+json",
        _ when path.Value.EndsWith(SchemaFile.Ending, StringComparison.Ordinal) => "application/schema+json",
        ".json" => "application/json",
        ".md" => "text/markdown",
        ".html" => "text/html",
        ".svg" => "image/svg+xml",
        ".cff" => "application/yaml",
        var ending => TableFormats.All.FirstOrDefault(f => "." + f.Extension == ending)?.MediaType ?? "text/plain",
    };

    /// <summary>A sentence.</summary>
    public string Description(RelativePath path) =>
        Fixed.GetValueOrDefault(path.Value) ?? ofTables.GetValueOrDefault(path.Value) ?? "A file of the release.";
}
