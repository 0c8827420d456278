using Dataset.Diagnostics;
using Dataset.Files;
using Dataset.Formats;
using Dataset.Formats.Rows;
using Dataset.Schemas;
using Dataset.Sources;
using Dataset.Syntax;

namespace Dataset.Releases.Metadata;

/// <summary>
/// <c>croissant.json</c>: Croissant 1.1, with the answers of the datasheet as its extension for responsible use has them. Records are read
/// from Parquet, since loaders guess the types of text: the CSV and JSON Lines of a table are said to be the same.
/// </summary>
internal static class Croissant
{
    /// <summary>The terms of the context, as the specification has them: name and meaning.</summary>
    private static readonly (string Name, string Meaning)[] Terms =
    [
        .. """
            arrayShape citeAs column containedIn equivalentProperty extract field fileObject fileProperty fileSet format includes isArray
            isLiveDataset jsonPath key md5 parentField path recordSet references regex repeated replace samplingRate sdVersion separator source
            subField transform
            """.Split([' ', '\n', '\r'], StringSplitOptions.RemoveEmptyEntries).Select(term => (term, "cr:" + term)),
        ("conformsTo", "dct:conformsTo"),
        ("cr", "http://mlcommons.org/croissant/"),
        ("dct", "http://purl.org/dc/terms/"),
        ("prov", "http://www.w3.org/ns/prov#"),
        ("rai", "http://mlcommons.org/croissant/RAI/"),
        // The specification's own appendix has http, which its validator refuses.
        ("sc", "https://schema.org/"),
    ];

    /// <summary>The properties of the extension for responsible use, by the questions that they answer.</summary>
    private static readonly (string Question, string Property)[] Responsible =
    [
        (Datasheet.Limitations, "rai:dataLimitations"),
        (Datasheet.Biases, "rai:dataBiases"),
        (Datasheet.Sensitive, "rai:personalSensitiveInformation"),
        (Datasheet.Uses, "rai:dataUseCases"),
        (Datasheet.Impact, "rai:dataSocialImpact"),
        (Datasheet.Collection, "rai:dataCollection"),
        (Datasheet.Annotation, "rai:dataAnnotationProtocol"),
        (Datasheet.Maintenance, "rai:dataReleaseMaintenancePlan"),
    ];

    public static MetadataFile File { get; } = new(
        RelativePath.Parse("croissant.json"), Rules.CroissantAgrees, r => Write(r, FilePlaces.InFolder));

    /// <param name="release">What it describes.</param>
    /// <param name="places">Where a file is found from where this file is.</param>
    public static byte[] Write(DescribedRelease release, FilePlaces places) => IndentedJson.Write(json => json.Object(() =>
    {
        var manifest = release.Manifest;
        json.MemberObject("@context", () => WriteContext(json, manifest.Language));
        json.Member("@type", "sc:Dataset");
        json.Name("conformsTo").Array(["http://mlcommons.org/croissant/1.1", "http://mlcommons.org/croissant/RAI/1.0"]);
        json.Member("name", manifest.Name);
        json.Member("alternateName", manifest.Title);
        json.Member("description", manifest.Description);
        json.Name("license").Array(manifest.Licenses.Select(l => l.Url ?? l.Name));
        json.MemberArray("usageInfo", () =>
        {
            foreach (var license in manifest.Licenses)
                json.Object(() =>
                {
                    json.Member("@type", "sc:CreativeWork");
                    json.Member("name", license.Title);
                    json.Member("description", license.Covers);
                });
        });
        if (manifest.Homepage is not null)
            json.Member("url", manifest.Homepage);
        if (manifest.Languages is null)
            json.Member("inLanguage", manifest.Language);
        else
            json.Name("inLanguage").Array(manifest.Languages);
        WriteOrigin(json, manifest);
        if (manifest.Keywords.Count > 0)
            json.Name("keywords").Array(manifest.Keywords);
        WriteCreators(json, "creator", manifest);
        WriteCreators(json, "publisher", manifest);
        json.Member("datePublished", release.Day);
        json.Member("version", manifest.Version.ToString());
        json.Member("sdVersion", manifest.Version.ToString());
        json.Member("citeAs", Citation.BibTeX(manifest));
        json.MemberObject("prov:wasDerivedFrom", () =>
        {
            json.Member("@id", "sources");
            json.Member("@type", "prov:Collection");
            json.Member("prov:label", FormattableString.Invariant(
                $"The {manifest.Sources.Count} source files that {ReleaseLayout.Provenance} names with their digests."));
        });
        foreach (var (question, property) in Responsible)
            if (manifest.AnswerTo(question) is { } answer)
                json.Member(property, answer);
            else if (question == Datasheet.Collection && manifest.Method is not null)
                json.Member(property, manifest.Method);
        // A truth value: said only where the answer begins with it.
        if (manifest.AnswerTo(Datasheet.Synthetic) is { } synthetic
            && (synthetic.StartsWith("Yes", StringComparison.Ordinal) || synthetic.StartsWith("No", StringComparison.Ordinal)))
            json.Member("rai:hasSyntheticData", synthetic[0] == 'Y');
        json.MemberArray("distribution", () =>
        {
            foreach (var table in release.Tables)
                WriteFiles(json, table, places);
        });
        json.MemberArray("recordSet", () =>
        {
            foreach (var table in release.Tables)
                json.Object(() => WriteRecords(json, table));
        });
    }));

    private static void WriteContext(IndentedJson json, string language)
    {
        json.Member("@language", language);
        json.Member("@vocab", "https://schema.org/");
        foreach (var (name, meaning) in Terms)
            json.Member(name, meaning);
        foreach (var name in (string[])["data", "examples"])
            json.MemberObject(name, () =>
            {
                json.Member("@id", "cr:" + name);
                json.Member("@type", "@json");
            });
        json.MemberObject("dataType", () =>
        {
            json.Member("@id", "cr:dataType");
            json.Member("@type", "@vocab");
        });
    }

    /// <summary>What schema.org has names for: DOI, citation in words, funding, and what the dataset is about.</summary>
    private static void WriteOrigin(IndentedJson json, Manifest manifest)
    {
        if (manifest.DoiAddress is not null)
            json.Member("identifier", manifest.DoiAddress);
        if (manifest.Citation is not null)
            json.Member("creditText", manifest.Citation);
        if (manifest.Method is not null)
            json.Member("measurementTechnique", manifest.Method);
        WriteNamed(json, "funding", "sc:Grant", manifest.Funding);
        if (manifest.Coverage?.Time is { } time)
            json.Member("temporalCoverage", time);
        WriteNamed(json, "spatialCoverage", "sc:Place", manifest.Coverage?.Places);
    }

    private static void WriteNamed(IndentedJson json, string member, string type, IReadOnlyList<string>? names)
    {
        if (names is { Count: > 0 })
            json.MemberArray(member, () =>
            {
                foreach (var name in names)
                    json.Object(() =>
                    {
                        json.Member("@type", type);
                        json.Member("name", name);
                    });
            });
    }

    private static void WriteCreators(IndentedJson json, string role, Manifest manifest) => json.MemberArray(role, () =>
    {
        foreach (var creator in manifest.Creators)
            json.Object(() =>
            {
                json.Member("@type", creator.Orcid is null ? "sc:Organization" : "sc:Person");
                json.Member("name", creator.Name);
                if (creator.OrcidAddress is not null)
                    json.Member("sameAs", creator.OrcidAddress);
                if (creator.Url is not null)
                    json.Member("url", creator.Url);
            });
    });

    private static void WriteFiles(IndentedJson json, DescribedTable table, FilePlaces places)
    {
        foreach (var format in (ITableFormat[])[TableFormats.Parquet, TableFormats.Csv, TableFormats.JsonLines])
            foreach (var (file, parquet) in table.Files(format).Zip(table.Files(TableFormats.Parquet)))
                json.Object(() =>
                {
                    json.Member("@type", "cr:FileObject");
                    json.Member("@id", file.Path.Value);
                    json.Member("name", System.IO.Path.GetFileName(file.Path.Value));
                    json.Member("contentUrl", places.AddressOf(file.Path));
                    json.Member("contentSize", FormattableString.Invariant($"{file.SizeInBytes} B"));
                    // The name of the type that loaders know, before the registered one.
                    json.Member("encodingFormat", format == TableFormats.Parquet ? "application/x-parquet" : format.MediaType);
                    json.Member("sha256", file.Digest.Hex);
                    if (file != parquet)
                        json.Member("sameAs", places.AddressOf(parquet.Path));
                });
        if (table.Table.Parts.Count > 1)
            json.Object(() =>
            {
                json.Member("@type", "cr:FileSet");
                json.Member("@id", SetOf(table));
                json.Member("name", SetOf(table));
                json.Member("encodingFormat", "application/x-parquet");
                json.Member("includes", places.NameOf(table.Files(TableFormats.Parquet)[0].Path)
                    .Replace("-00001-of-", "-*-of-", StringComparison.Ordinal));
            });
    }

    private static void WriteRecords(IndentedJson json, DescribedTable table)
    {
        var schema = table.Schema;
        json.Member("@type", "cr:RecordSet");
        json.Member("@id", table.Name);
        json.Member("name", table.Name);
        json.Member("description", schema.Description);
        json.MemberArray("key", () =>
        {
            foreach (var key in schema.PrimaryKey)
                json.Object(() => json.Member("@id", $"{table.Name}/{schema.Columns[key].Name}"));
        });
        // A composite reference is none of its columns' own: loaders would join by each.
        var references = table.FlatReferences.Where(k => k.Columns.Count == 1 && k.Table != table.Name).ToLookup(k => k.Columns[0]);
        json.MemberArray("field", () =>
        {
            foreach (var column in schema.Columns)
                json.Object(() => WriteField(json, table, column, references[column.Name].FirstOrDefault()));
        });
    }

    private static void WriteField(IndentedJson json, DescribedTable table, ColumnSchema column, ForeignKey? reference)
    {
        json.Member("@type", "cr:Field");
        json.Member("@id", $"{table.Name}/{column.Name}");
        json.Member("name", column.Name);
        json.Member("description", column.Description);
        json.Member("dataType", column.Layout.Type.Croissant);
        if (column.Layout.IsList)
        {
            json.Member("isArray", true);
            json.Member("arrayShape", "-1");
        }
        json.MemberObject("source", () =>
        {
            var isSet = table.Table.Parts.Count > 1;
            json.MemberObject(
                isSet ? "fileSet" : "fileObject",
                () => json.Member("@id", isSet ? SetOf(table) : table.Files(TableFormats.Parquet)[0].Path.Value));
            json.MemberObject("extract", () => json.Member("column", column.Name));
        });
        if (reference is not null)
            json.MemberObject(
                "references",
                () => json.MemberObject("field", () => json.Member("@id", $"{reference.Table}/{reference.References[0]}")));
    }

    private static string SetOf(DescribedTable table) => table.Name + "-parquet";
}
