using System.Globalization;
using System.Text;
using Dataset.Diagnostics;
using Dataset.Files;
using Dataset.Formats;
using Dataset.Formats.Rows;
using Dataset.Normalization;
using Dataset.Schemas;
using Dataset.Sources;
using Dataset.Syntax;
using Dataset.Tables;
using Dataset.Text;

namespace Dataset.Releases;

/// <summary>The form of <c>release.json</c>, which <c>schema/release.schema.json</c> describes.</summary>
internal static class ManifestForm
{
    private static readonly JsonRules Rules = new(
        Diagnostics.Rules.ManifestForm, Diagnostics.Rules.ManifestCanonical, Diagnostics.Rules.ReleasePaths,
        Diagnostics.Rules.ManifestNotEmpty);

    private static readonly JsonForm<License> OfLicense = new JsonForm<License>("a licence")
        .With("name", JsonKind.Text(MetadataRules.LicenseName), l => l.Name, out var name)
        .With("title", JsonKind.Text(MetadataRules.Line), l => l.Title, out var title)
        .With("url", JsonKind.OrNull(JsonKind.Text(MetadataRules.Address)), l => l.Url, out var url)
        .With("covers", JsonKind.Text(MetadataRules.Text), l => l.Covers, out var covers)
        .Makes(m => new(name.Of(m), title.Of(m), url.Of(m), covers.Of(m)));

    private static readonly JsonForm<Creator> OfCreator = new JsonForm<Creator>("a creator")
        .With("name", JsonKind.Text(MetadataRules.Line), c => c.Name, out var name)
        .WithDefault("orcid", JsonKind.Text(MetadataRules.Orcid), c => c.Orcid!, null!, out var orcid)
        .With("url", JsonKind.OrNull(JsonKind.Text(MetadataRules.Address)), c => c.Url, out var url)
        .Makes(m => new(name.Of(m), url.Of(m)) { Orcid = orcid.Of(m) });

    private static readonly JsonForm<Coverage> OfCoverage = new JsonForm<Coverage>("the coverage")
        .With("time", JsonKind.OrNull(JsonKind.Text(MetadataRules.Period)), c => c.Time, out var time)
        .With("places", Listed(JsonKind.Text(MetadataRules.Line), mayBeEmpty: true), c => c.Places, out var places)
        .Makes(m => new(time.Of(m), places.Of(m)));

    private static readonly JsonForm<DatasheetAnswer> OfAnswer = new JsonForm<DatasheetAnswer>("an answer of the datasheet")
        .With("question", JsonKind.Text(MetadataRules.Line), a => a.Question, out var question)
        .With("answer", JsonKind.Text(MetadataRules.Text), a => a.Answer, out var answer)
        .Makes(m => new(question.Of(m), answer.Of(m)));

    private static readonly JsonForm<PreviousRelease> OfPrevious = new JsonForm<PreviousRelease>("the previous release")
        .With("version", ReleaseKinds.Version, p => p.Version, out var version)
        .With("checksumsDigest", ReleaseKinds.Digest, p => p.ChecksumsDigest, out var digest)
        .Makes(m => new(version.Of(m), digest.Of(m)));

    private static readonly JsonForm<FlagColumn> OfFlag = new JsonForm<FlagColumn>("the column of an exception")
        .With("table", JsonKind.Text(MetadataRules.TableName), f => f.Table, out var table)
        .With("column", JsonKind.Text(MetadataRules.ColumnName), f => f.Column, out var column)
        .Makes(m => new(table.Of(m), column.Of(m)));

    private static readonly JsonForm<WithheldColumns> OfWithheld = new JsonForm<WithheldColumns>("what is withheld")
        .With("table", JsonKind.Text(MetadataRules.TableName), w => w.Table, out var table)
        .With("columns", Listed(JsonKind.Text(MetadataRules.ColumnName)), w => w.Columns, out var columns)
        .With("unless", JsonKind.OrNull(OfFlag), w => w.Unless, out var unless)
        .Makes(m => new(table.Of(m), columns.Of(m), unless.Of(m)));

    private static readonly JsonForm<ReleaseEdition> OfEdition = new JsonForm<ReleaseEdition>("the edition")
        .With("of", JsonKind.Text(MetadataRules.Name), e => e.Of, out var of)
        .With("withheld", Listed(OfWithheld), e => e.Withheld, out var withheld)
        .Makes(m => new(of.Of(m), withheld.Of(m)));

    private static readonly JsonForm<NamedSteps> OfRecipe = new JsonForm<NamedSteps>("the recipe")
        .With("name", JsonKind.Text(MetadataRules.Word), r => r.Name, out var name)
        .With("steps", JsonKind.List(JsonKind.Text(MetadataRules.Word), mayBeEmpty: false, most: 100), r => r.Steps, out var steps)
        .Makes(m => new(name.Of(m), steps.Of(m)));

    private static readonly JsonForm<ParquetCompression> OfCompression = new JsonForm<ParquetCompression>("parquet")
        .With("compression", JsonKind.Parsed("snappy or zstd", t => t is "snappy" or "zstd" ? t : null, c => c), c => c.Name, out var name)
        .WithDefault("level", JsonKind.Count(1, ParquetCompression.HighestLevel), c => c.Level ?? 0, 0, out var level)
        .WithDefault("library", JsonKind.Text(MetadataRules.Line), c => c.Library ?? "", "", out var library)
        .Makes(m => new(
            name.Of(m), level.Of(m) == 0 ? null : (int)level.Of(m), library.Of(m).Length == 0 ? null : library.Of(m)));

    private static readonly JsonForm<ManifestTable> OfTable = new JsonForm<ManifestTable>("a table")
        .With("name", JsonKind.Text(MetadataRules.TableName), t => t.Name, out var name)
        .With("title", JsonKind.Text(MetadataRules.Line), t => t.Title, out var title)
        .With("schema", ReleaseKinds.Path, t => t.Schema, out var schema)
        .With("rows", JsonKind.Count(), t => t.RowCount, out var rows)
        .With("contentDigest", ReleaseKinds.Digest, t => t.ContentDigest, out var digest)
        .With("parts", JsonKind.List(ReleaseKinds.Part, mayBeEmpty: false), t => t.Parts, out var parts)
        .Makes(m => new(name.Of(m), title.Of(m), schema.Of(m), rows.Of(m), digest.Of(m), parts.Of(m)));

    private static readonly JsonForm<Manifest> OfManifest = new JsonForm<Manifest>("the manifest")
        .Constant("$schema", ReleaseLayout.ManifestSchema.Value)
        .Version("manifest", Manifest.FormatVersion, "a manifest")
        .With("name", JsonKind.Text(MetadataRules.Name), m => m.Name, out var name)
        .With("version", ReleaseKinds.Version, m => m.Version, out var version)
        .With("released", ReleaseKinds.Day, m => m.Released, out var released)
        .With("previous", JsonKind.OrNull(OfPrevious), m => m.Previous, out var previous)
        .WithDefault("edition", OfEdition, m => m.Edition!, null!, out var edition)
        .With("title", JsonKind.Text(MetadataRules.Line), m => m.Title, out var title)
        .With("description", JsonKind.Text(MetadataRules.Text), m => m.Description, out var description)
        .With("language", JsonKind.Text(MetadataRules.Language), m => m.Language, out var language)
        .WithDefault("languages", Listed(JsonKind.Text(MetadataRules.Language)), m => m.Languages!, null!, out var languages)
        .With("homepage", JsonKind.OrNull(JsonKind.Text(MetadataRules.Address)), m => m.Homepage, out var homepage)
        .WithDefault("url", JsonKind.Text(MetadataRules.BaseAddress), m => m.Url!, null!, out var url)
        .WithDefault("contact", JsonKind.Text(MetadataRules.Line), m => m.Contact!, null!, out var contact)
        .WithDefault("notes", JsonKind.Text(MetadataRules.Text), m => m.Notes!, null!, out var notes)
        .WithDefault("doi", JsonKind.Text(MetadataRules.Doi), m => m.Doi!, null!, out var doi)
        .WithDefault("citation", JsonKind.Text(MetadataRules.Line), m => m.Citation!, null!, out var citation)
        .WithDefault("funding", Listed(JsonKind.Text(MetadataRules.Line)), m => m.Funding!, null!, out var funding)
        .WithDefault("coverage", OfCoverage, m => m.Coverage!, null!, out var coverage)
        .WithDefault("method", JsonKind.Text(MetadataRules.Text), m => m.Method!, null!, out var method)
        .With("keywords", Listed(JsonKind.Text(MetadataRules.Text), mayBeEmpty: true), m => m.Keywords, out var keywords)
        .With("licenses", Listed(OfLicense), m => m.Licenses, out var licenses)
        .With("creators", Listed(OfCreator), m => m.Creators, out var creators)
        .WithDefault("datasheet", Listed(OfAnswer), m => m.Datasheet!, null!, out var datasheet)
        .With("recipe", OfRecipe, m => new(m.Recipe, m.RecipeSteps), out var recipe)
        .With("tool", ReleaseKinds.Tool, m => m.Tool, out var tool)
        .WithDefault("parts", JsonKind.Count(2, PartSelection.MaximumCount), m => m.PartCount, 1, out var partCount)
        .WithDefault("parquet", OfCompression, m => m.Parquet!, null!, out var parquet)
        .With("tables", Listed(OfTable), m => m.Tables, out var tables)
        .With("files", ReleaseKinds.FileList(mayBeEmpty: false), m => m.Files, out var files)
        .With("sources", ReleaseKinds.SourceList(mayBeEmpty: false), m => m.Sources, out var sources)
        .Makes(m => new()
        {
            Name = name.Of(m),
            Version = version.Of(m),
            Released = released.Of(m),
            Previous = previous.Of(m),
            Edition = edition.Of(m),
            Title = title.Of(m),
            Description = description.Of(m),
            Language = language.Of(m),
            Homepage = homepage.Of(m),
            Url = url.Of(m),
            Contact = contact.Of(m),
            Notes = notes.Of(m),
            Languages = languages.Of(m),
            Doi = doi.Of(m),
            Citation = citation.Of(m),
            Funding = funding.Of(m),
            Coverage = coverage.Of(m),
            Method = method.Of(m),
            Keywords = keywords.Of(m),
            Licenses = licenses.Of(m),
            Creators = creators.Of(m),
            Datasheet = datasheet.Of(m),
            Recipe = recipe.Of(m).Name,
            RecipeSteps = recipe.Of(m).Steps,
            Tool = tool.Of(m),
            PartCount = (int)partCount.Of(m),
            Parquet = parquet.Of(m),
            Tables = tables.Of(m),
            Files = files.Of(m),
            Sources = sources.Of(m),
        });

    /// <inheritdoc cref="ManifestReader.Read"/>
    public static Manifest? Read(ReadOnlyMemory<byte> utf8, string displayPath, DiagnosticList findings) =>
        OfManifest.ReadDocument(utf8, displayPath, Rules, findings, Check);

    /// <summary>The bytes of <c>release.json</c>.</summary>
    public static byte[] Write(Manifest manifest) => OfManifest.WriteDocument(manifest);

    /// <summary>Writes <c>release.json</c> piece by piece.</summary>
    /// <exception cref="IOException">It could not be written.</exception>
    public static void Write(Manifest manifest, Stream target) => OfManifest.WriteDocument(manifest, target);

    private static JsonKind<IReadOnlyList<T>> Listed<T>(JsonKind<T> kind, bool mayBeEmpty = false) =>
        JsonKind.List(kind, mayBeEmpty, MetadataRules.MaximumEntries);

    private static void Check(Manifest manifest, Location place, DiagnosticList findings)
    {
        CheckRecipe(manifest, place, findings);
        if (manifest.Parquet is { } parquet && (parquet.Level is null == (parquet.Name == "zstd")
            || parquet.Library is null == (parquet.Name == "zstd")))
            findings.Add(
                Rules.Form, place,
                $"Expected {(parquet.Name == "zstd" ? "the level and the library" : "neither level nor library")} of {parquet.Name} for "
                    + "\"parquet\" of the manifest, found otherwise.");
    }

    /// <summary>A recipe never changes once a release has named it, so the name says the steps.</summary>
    private static void CheckRecipe(Manifest manifest, Location place, DiagnosticList findings)
    {
        var known = Recipe.Find(manifest.Recipe);
        if (known is null && manifest.Tool == ToolIdentity.Current)
            findings.Add(
                Rules.Form, place,
                $"Expected a recipe of {manifest.Tool.Name} {manifest.Tool.Version} "
                    + $"({string.Join(", ", Recipe.All.Select(r => r.Name))}), found {manifest.Recipe}.");
        if (known is not null && !known.Steps.Select(s => s.Name).SequenceEqual(manifest.RecipeSteps))
            findings.Add(
                Rules.Form, place,
                $"Expected the steps {string.Join(", ", known.Steps.Select(s => s.Name))} of the recipe {known.Name}, found "
                    + $"{Printable.Quoted(string.Join(", ", manifest.RecipeSteps))}.");
    }

    private sealed record NamedSteps(string Name, IReadOnlyList<string> Steps);
}

/// <summary>Kinds of values that several documents of a release have.</summary>
internal static class ReleaseKinds
{
    public static JsonKind<ReleaseVersion> Version { get; } = JsonKind.Value<ReleaseVersion>(
        "a version such as 1.0.0", t => ReleaseVersion.TryParse(t, out var version) ? version : null, v => v.ToString());

    public static JsonKind<DateOnly> Day { get; } = JsonKind.Value<DateOnly>(
        "a day such as 2026-01-31",
        t => DateOnly.TryParseExact(t, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null,
        DayText);

    public static JsonKind<Digest> Digest { get; } = JsonKind.Parsed(
        "sha256: and 64 lower-case hex digits", t => Files.Digest.TryParse(t, out var digest) ? digest : null, d => d.ToString());

    public static JsonKind<RelativePath> Path { get; } = new PathKind();

    public static JsonForm<ToolIdentity> Tool { get; } = new JsonForm<ToolIdentity>("the tool")
        .With("name", JsonKind.Text(MetadataRules.Word), t => t.Name, out var name)
        .With("version", JsonKind.Text(MetadataRules.Word), t => t.Version, out var version)
        .Makes(m => new(name.Of(m), version.Of(m)));

    /// <summary>A part of a table: its rows, and a file of each format.</summary>
    public static JsonForm<ManifestPart> Part { get; } = OfPart();

    /// <summary>Files in order of their paths, each path once.</summary>
    public static JsonKind<IReadOnlyList<ReleaseFile>> FileList(bool mayBeEmpty) =>
        JsonKind.List(File, mayBeEmpty, MaximumFiles, InOrder);

    /// <summary>As <see cref="FileList"/>, of sources, which may be in another encoding.</summary>
    public static JsonKind<IReadOnlyList<ReleaseFile>> SourceList(bool mayBeEmpty) =>
        JsonKind.List(Source, mayBeEmpty, beginCheck: InOrder, collect: ListedFiles.Of);

    /// <summary>As many as <c>SHA256SUMS</c> has room for (<see cref="Reading.ReleaseFiles.MaximumListInBytes"/>).</summary>
    private const int MaximumFiles = 40_000;

    private static readonly JsonForm<ReleaseFile> Source = new JsonForm<ReleaseFile>("a source")
        .With("path", Path, f => f.Path, out var path)
        .With("sizeInBytes", JsonKind.Count(), f => f.SizeInBytes, out var size)
        .With("digest", Digest, f => f.Digest, out var digest)
        .WithDefault(
            "encoding",
            JsonKind.Parsed(
                $"one of {string.Join(", ", TextEncodings.Others)}", t => TextEncodings.Others.Contains(t) ? t : null, e => e),
            f => f.Encoding!, null!, out var encoding)
        .Makes(m => new(path.Of(m), size.Of(m), digest.Of(m)) { Encoding = encoding.Of(m) });

    private static readonly JsonForm<ReleaseFile> File = new JsonForm<ReleaseFile>("a file")
        .With("path", Path, f => f.Path, out var path)
        .With("sizeInBytes", JsonKind.Count(), f => f.SizeInBytes, out var size)
        .With("digest", Digest, f => f.Digest, out var digest)
        .Makes(m => new(path.Of(m), size.Of(m), digest.Of(m)));

    /// <summary>A day as documents write it.</summary>
    public static string DayText(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static JsonForm<ManifestPart> OfPart()
    {
        var form = new JsonForm<ManifestPart>("a part").With("rows", JsonKind.Count(), p => p.RowCount, out var rows);
        var files = TableFormats.All.Select((format, i) =>
        {
            form.With(format.Extension, Path, p => p.Files[i], out var file);
            return file;
        }).ToArray();
        return form.Makes(m => new(rows.Of(m), [.. files.Select(f => f.Of(m))]));
    }

    private sealed class PathKind : JsonKind<RelativePath>
    {
        public override bool TryRead(SourceNode node, JsonPlace place, out RelativePath value)
        {
            value = null!;
            if (node is not SourceScalar { Kind: ScalarKind.String, Text.Length: > 0 } scalar)
                place.Unexpected(node, "a string that is not empty");
            else if (RelativePath.TryParse(scalar.Text, out var path, out var problem))
                value = path;
            else
                place.Findings.Add(
                    place.Rules.Paths, node.Location,
                    $"Expected a relative path that every system takes, found {Printable.Quoted(scalar.Text)}, which {problem}.");
            return value is not null;
        }

        public override void Write(IndentedJson json, RelativePath value) => json.Value(value.Value);
    }

    /// <summary>Looks at files as they come: sorted, and no two with paths that a system may take for one.</summary>
    private static Action<ReleaseFile, SourceNode, int> InOrder(JsonPlace place, IReadOnlyList<SourceNode> items)
    {
        var (byPath, last) = (new Dictionary<UInt128, int>(), (RelativePath?)null);
        return (file, item, index) =>
        {
            var key = KeyedHash.OfThisRun.Of(Encoding.UTF8.GetBytes(file.Path.Folded));
            if (!byPath.TryAdd(key, index))
            {
                var first = (SourceMap)items[byPath[key]];
                var other = (SourceScalar)first.Find("path")!.Value;
                place.Findings.Add(place.Rules.Paths, item.Location, file.Path.Value == other.Text
                    ? $"Expected each path once, found {Printable.Quoted(file.Path.Value)} again; it is at {first.Location} already."
                    : $"Expected paths that differ in more than case and normalisation, found {Printable.Quoted(file.Path.Value)} beside "
                        + $"{Printable.Quoted(other.Text)} at {first.Location}.");
                return;
            }
            if (last is not null && file.Path < last)
                place.Findings.Add(
                    place.Rules.Form, item.Location, $"Expected {place.Member} sorted by path, found {file.Path} after {last}.");
            last = file.Path;
        };
    }
}
