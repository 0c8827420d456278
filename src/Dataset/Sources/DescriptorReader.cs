using System.Globalization;
using System.Text;
using Dataset.Diagnostics;
using Dataset.Files;
using Dataset.Formats.Rows;
using Dataset.Schemas;
using Dataset.Sources.Values;
using Dataset.Syntax;
using Dataset.Tables;
using Dataset.Text;

namespace Dataset.Sources;

/// <summary>Reads <c>dataset.yaml</c>.</summary>
public static class DescriptorReader
{
    private const string DefaultSchemaFolder = "../schema";
    private const string DefaultRecipe = "text-1";

    private static readonly string[] Members =
    [
        "name", "version", "released", "title", "description", "language", "homepage", "url", "contact", "notes", "doi", "citation",
        "funding", "coverage", "method", "keywords", "licenses", "creators", "schema", "recipe", "parquet", "tables", "editions",
    ];

    private static readonly string[] TableMembers = ["name", "from", "path", "of", "field", "entities", "sheet", "skip", "csv"];

    private static readonly string[] OfExample =
    [
        "My dataset", "Your name", "LicenseRef-undecided", "Not decided yet", "One sentence or two on what is in it and whom it is for.",
    ];

    /// <summary>The descriptor; null, with findings, where anything in it is wrong.</summary>
    /// <param name="utf8">The whole file.</param>
    /// <param name="displayPath">The file's path in findings.</param>
    /// <param name="epoch">The value of <c>SOURCE_DATE_EPOCH</c>, or null where it is not set.</param>
    /// <param name="findings">Takes the findings.</param>
    public static Descriptor? Read(ReadOnlySpan<byte> utf8, string displayPath, string? epoch, DiagnosticList findings) =>
        ReadSound(utf8, displayPath, epoch, findings, out var isWhole) is { } descriptor && isWhole ? descriptor : null;

    /// <summary>
    /// What is right of the descriptor, so that the sources of its sound tables can be checked where another key is wrong; null, with
    /// findings, where no table is sound. Of what is wrong it holds something that no release may be made of.
    /// </summary>
    /// <param name="utf8">The whole file.</param>
    /// <param name="displayPath">The file's path in findings.</param>
    /// <param name="epoch">The value of <c>SOURCE_DATE_EPOCH</c>, or null where it is not set.</param>
    /// <param name="findings">Takes the findings.</param>
    /// <param name="isWhole">Whether everything is right.</param>
    internal static Descriptor? ReadSound(
        ReadOnlySpan<byte> utf8, string displayPath, string? epoch, DiagnosticList findings, out bool isWhole)
    {
        var own = new DiagnosticList();
        var descriptor = YamlTree.Read(utf8, displayPath, own) is { } root ? Read(root, epoch, own) : null;
        findings.AddRange(own);
        isWhole = !own.HasErrors;
        return descriptor;
    }

    private static Descriptor? Read(SourceNode root, string? epoch, DiagnosticList findings)
    {
        CheckTexts(root, "", findings);
        var reader = new MemberReader(root, "the descriptor", Rules.DescriptorForm, findings, Members);
        var name = reader.Parsed(
            "name", MetadataRules.NameForm,
            t => MetadataRules.IsName(t, '-', mayBeginWithDigit: true) ? t : null);
        var version = reader.Value<ReleaseVersion>(
            "version", "a version as MAJOR.MINOR.PATCH", t => ReleaseVersion.TryParse(t, out var v) ? v : null);
        var released = reader.Value<DateOnly>("released", "a day as YYYY-MM-DD", ParseDay);
        var (title, description) = (Line(reader, "title"), reader.Text("description"));
        var languages = ReadLanguages(reader);
        var homepage = ReadAddress(reader, "homepage");
        var url = ReadAddress(reader, "url", MetadataRules.IsBaseAddress, MetadataRules.BaseAddressForm);
        var contact = reader.IsGiven("contact") ? Line(reader, "contact") : null;
        var notes = reader.IsGiven("notes") ? reader.Text("notes") : null;
        var doi = reader.IsGiven("doi") ? reader.Parsed("doi", MetadataRules.DoiForm, t => MetadataRules.IsDoi(t) ? t : null) : null;
        var citation = reader.IsGiven("citation") ? Line(reader, "citation") : null;
        var funding = reader.IsGiven("funding") ? Lines(reader, "funding") : null;
        var coverage = reader.IsGiven("coverage") && reader.Find("coverage") is { } about ? ReadCoverage(about, findings) : null;
        var method = reader.IsGiven("method") ? reader.Text("method") : null;
        var keywords = reader.IsGiven("keywords") ? reader.Texts("keywords") : [];
        var licenses = Each(reader, "licenses", "a licence", findings, ReadLicense);
        var creators = Each(reader, "creators", "a creator", findings, ReadCreator);
        var schemaFolder = reader.IsGiven("schema") ? reader.Text("schema") : DefaultSchemaFolder;
        if (schemaFolder is not null
            && (schemaFolder.Contains('\\') || schemaFolder[0] == '/' || (schemaFolder.Length > 1 && schemaFolder[1] == ':')))
            reader.Add(
                Rules.SourcePathFits, "schema",
                $"Expected a folder relative to dataset.yaml with forward slashes, found {Printable.Quoted(schemaFolder)}.");
        else if (schemaFolder is not null && Encoding.UTF8.GetByteCount(schemaFolder) > RelativePath.MaximumLengthInBytes)
            reader.Add(
                Rules.SourcePathFits, "schema",
                FormattableString.Invariant(
                    $"Expected a folder of at most {RelativePath.MaximumLengthInBytes} bytes, found {Printable.Quoted(schemaFolder)}."));
        else if (schemaFolder?.Split('/').FirstOrDefault(IsTooLong) is { } tooLong)
            reader.Add(
                Rules.SourcePathFits, "schema",
                FormattableString.Invariant($"Expected names of folders of at most {PortableName.MaximumLengthInBytes} bytes, found ")
                    + $"{Printable.Quoted(tooLong)}.");
        var recipe = reader.IsGiven("recipe") ? reader.Parsed("recipe", DefaultRecipe, t => t == DefaultRecipe ? t : null) : DefaultRecipe;
        var compression = reader.IsGiven("parquet") && reader.Find("parquet") is { } node ? ReadCompression(node, findings) : null;
        var unread = new HashSet<(TableSource, string)>();
        var tables = Each(reader, "tables", "a table", findings, r => ReadTable(r, unread, findings), TableMembers);
        var editions = reader.IsGiven("editions")
            ? Each(reader, "editions", "an edition", findings, r => ReadEdition(r, findings)) : [];
        reader.End();
        new TableSourceChecks(tables, unread, findings).Run();
        if (epoch is not null)
            released = Override(epoch, reader.Location, findings);
        var sound = SoundTables(tables, findings);
        if (schemaFolder is null || sound.Count == 0)
            return null;
        return new()
        {
            Name = name ?? "",
            Version = version ?? default,
            Released = released ?? default,
            Title = title ?? "",
            Description = description?.Trim() ?? "",
            Language = languages is [var main, ..] ? main : "",
            Languages = languages.Count > 1 ? languages : null,
            Doi = doi,
            Citation = citation,
            Funding = funding is { Count: > 0 } ? funding : null,
            Coverage = coverage,
            Method = method?.Trim(),
            Homepage = homepage,
            Url = url,
            Contact = contact,
            Notes = notes?.Trim(),
            Keywords = keywords,
            Licenses = licenses,
            Creators = creators,
            SchemaFolder = schemaFolder,
            Recipe = recipe ?? DefaultRecipe,
            Parquet = compression ?? ParquetCompression.Snappy,
            Tables = sound,
            UnsoundTables = [.. tables.Except(sound)],
            Placeholders = Placeholders(root),
            Editions = editions,
            VersionPlace = reader.PlaceOf("version"),
            ReleasedPlace = reader.PlaceOf("released"),
        };
    }

    private static bool IsTooLong(string name) => Encoding.UTF8.GetByteCount(name) > PortableName.MaximumLengthInBytes;

    /// <summary>The words of the example, wherever they are values still.</summary>
    private static IReadOnlyList<(Location Place, string Text)> Placeholders(SourceNode node) => node switch
    {
        SourceMap map => [.. map.Entries.SelectMany(e => Placeholders(e.Value))],
        SourceList list => [.. list.Items.SelectMany(Placeholders)],
        SourceScalar scalar when OfExample.Contains(scalar.Text) => [(scalar.Location, scalar.Text)],
        _ => [],
    };

    /// <summary>The tables with nothing wrong from where they begin to where the next one does.</summary>
    private static IReadOnlyList<TableSource> SoundTables(IReadOnlyList<TableSource> tables, DiagnosticList findings)
    {
        var errors = findings.Kept.Where(f => f.Rule.Severity == Severity.Error).Select(f => f.Location).ToArray();
        return [.. tables.Where((t, i) => !errors.Any(e => e >= t.Location && (i + 1 == tables.Count || e < tables[i + 1].Location)))];
    }

    /// <summary>Holds every text to what is asked of metadata; an empty one is the members' own matter.</summary>
    private static void CheckTexts(SourceNode node, string key, DiagnosticList findings)
    {
        switch (node)
        {
            case SourceMap map:
                foreach (var entry in map.Entries)
                    CheckTexts(entry.Value, entry.Key, findings);
                break;
            case SourceList list:
                if (list.Items.Count > MetadataRules.MaximumEntries)
                    findings.Add(Rules.DescriptorForm, list.Location, FormattableString.Invariant(
                        $"Expected at most {MetadataRules.MaximumEntries} entries of {Printable.Quoted(key)}, found {list.Items.Count}."));
                foreach (var item in list.Items)
                    CheckTexts(item, key, findings);
                break;
            case SourceScalar { Kind: ScalarKind.String or ScalarKind.Plain } scalar:
                var utf8 = Encoding.UTF8.GetBytes(scalar.Text);
                if (CodePoints.Count(utf8) is > MetadataRules.MaximumLength and var length)
                    findings.Add(Rules.DescriptorForm, scalar.Location, FormattableString.Invariant(
                        $"Expected at most {MetadataRules.MaximumLength} characters for {Printable.Quoted(key)}, found {length}."));
                var fault = TextHygiene.Check(utf8);
                if (fault is not (ValueFault.None or ValueFault.Empty))
                    ValueFaults.Report(fault, new(key, ColumnType.String), scalar.Text, scalar.Describe, scalar.Location, findings);
                break;
            default:
                break;
        }
    }

    /// <summary>A text of one line: it is used in headings, lists and citations.</summary>
    private static string? Line(MemberReader reader, string key)
    {
        var text = reader.Text(key);
        if (text?.AsSpan().IndexOfAny('\n', '\t') is >= 0 and var at)
            reader.Add(
                Rules.DescriptorForm, key,
                $"Expected one line without tabs for {Printable.Quoted(key)} of {reader.What}, found {CodePoints.Describe(text[at])} in "
                    + $"{Printable.Quoted(text)}.");
        return text;
    }

    private static License? ReadLicense(MemberReader reader)
    {
        var (name, title) = (reader.Text("name"), Line(reader, "title"));
        var url = ReadAddress(reader, "url");
        var covers = reader.Text("covers");
        if (name is not null && !MetadataRules.IsLicenseName(name))
            reader.Add(Rules.LicenseNameForm, "name", $"Expected an SPDX identifier such as CC-BY-4.0, found {Printable.Quoted(name)}.");
        return name is null || title is null || covers is null ? null : new(name, title, url, covers);
    }

    private static Creator? ReadCreator(MemberReader reader)
    {
        var name = Line(reader, "name");
        var url = ReadAddress(reader, "url");
        var orcid = reader.IsGiven("orcid")
            ? reader.Parsed("orcid", MetadataRules.OrcidForm, t => MetadataRules.IsOrcid(t) ? t : null) : null;
        if (orcid is not null && !MetadataRules.HasCheckCharacter(orcid))
            reader.Add(
                Rules.DescriptorForm, "orcid",
                $"Expected an ORCID iD, whose last character follows from the others, found {Printable.Quoted(orcid)}, in "
                    + "which one is wrong.");
        return name is null ? null : new(name, url) { Orcid = orcid };
    }

    /// <summary>One language, or a list of them.</summary>
    private static IReadOnlyList<string> ReadLanguages(MemberReader reader)
    {
        if (reader.Find("language") is not SourceList)
            return reader.Parsed(
                "language", MetadataRules.Language.Expected, t => MetadataRules.IsLanguage(t) ? t : null) is { } one ? [one] : [];
        var languages = reader.Texts("language");
        if (languages.Count == 0)
            reader.Add(Rules.DescriptorForm, "language", "Expected at least one language, found an empty list.");
        foreach (var (index, language) in languages.Index())
            if (!MetadataRules.IsLanguage(language) || languages.Take(index).Contains(language))
                reader.Add(
                    Rules.DescriptorForm, "language",
                    $"Expected {MetadataRules.Language.Expected}, each once, found {Printable.Quoted(language)}.");
        return languages;
    }

    private static IReadOnlyList<string> Lines(MemberReader reader, string key)
    {
        var lines = reader.Texts(key);
        foreach (var line in lines.Where(l => l.AsSpan().ContainsAny('\n', '\t')))
            reader.Add(Rules.DescriptorForm, key, $"Expected one line without tabs for each entry, found {Printable.Quoted(line)}.");
        return lines;
    }

    private static Coverage? ReadCoverage(SourceNode node, DiagnosticList findings)
    {
        var reader = new MemberReader(node, "the coverage", Rules.DescriptorForm, findings);
        var time = reader.IsGiven("time")
            ? reader.Parsed("time", MetadataRules.PeriodForm, t => MetadataRules.IsPeriod(t) ? t : null) : null;
        var places = reader.IsGiven("places") ? Lines(reader, "places") : [];
        reader.End();
        return time is null && places.Count == 0 ? null : new(time, places);
    }

    private static string? ReadAddress(MemberReader reader, string key) =>
        ReadAddress(reader, key, MetadataRules.IsWebAddress, "a web address such as https://example.org/");

    private static string? ReadAddress(MemberReader reader, string key, Func<string, bool> holds, string expected)
    {
        var address = reader.IsGiven(key) ? reader.TextOrNull(key) : null;
        if (address is not null && !holds(address))
            reader.Add(Rules.WebAddressForm, key, $"Expected {expected}, found {Printable.Quoted(address)}.");
        return address;
    }

    private static ParquetCompression? ReadCompression(SourceNode node, DiagnosticList findings)
    {
        var reader = new MemberReader(node, "parquet", Rules.DescriptorForm, findings);
        var name = reader.Parsed("compression", "snappy or zstd", t => t is "snappy" or "zstd" ? t : null);
        var level = reader.IsGiven("level") ? reader.Value<int>("level", "a level from 1 to 19", ParseLevel) : null;
        if (level is not null && name == "snappy")
            reader.Add(Rules.DescriptorForm, "level", "Expected a level for zstd alone, found one for snappy, which has no levels.");
        reader.End();
        return name == "zstd" ? ParquetCompression.Zstd(level ?? ParquetCompression.DefaultLevel) : ParquetCompression.Snappy;
    }

    /// <summary>A table, also where its entry is wrong: then what it is can be guessed, so that no other table is blamed.</summary>
    /// <param name="reader">The entry.</param>
    /// <param name="unread">Takes the keys that are there and wrong, or missing, which is reported already.</param>
    /// <param name="findings">Takes the findings.</param>
    private static TableSource ReadTable(MemberReader reader, HashSet<(TableSource, string)> unread, DiagnosticList findings)
    {
        var name = reader.Parsed(
            "name", MetadataRules.TableNameForm,
            t => MetadataRules.IsName(t, '_', mayBeginWithDigit: false) ? t : null);
        var kind = reader.Value<TableKind>("from", "documents, paragraphs, list, records or mentions", ParseKind);
        var path = Optional("path");
        RelativePath? relative = null;
        if (path is not null && !RelativePath.TryParse(path, out relative, out var problem))
            reader.Add(
                Rules.SourcePathFits, "path", $"Expected a path below the source folder, found {Printable.Quoted(path)}, which {problem}.");
        var (of, field, entities, sheet) = (Optional("of"), Optional("field"), Optional("entities"), Optional("sheet"));
        var skip = reader.IsGiven("skip") ? CsvDialect.ReadSkip(reader) : 0;
        CsvDialect? csv = null;
        if (reader.IsGiven("csv"))
        {
            var dialect = new MemberReader(reader.Find("csv")!, "a dialect", Rules.DescriptorForm, findings);
            csv = CsvDialect.Read(dialect);
            dialect.End();
        }
        var table = new TableSource
        {
            Name = name ?? "",
            Kind = kind ?? Guessed(),
            Path = relative,
            Of = of,
            Field = field,
            Entities = entities,
            Sheet = sheet,
            Skip = skip,
            Csv = csv,
            Location = reader.Location,
        };
        foreach (var (key, value) in new (string, object?)[]
        {
            ("name", name), ("from", kind), ("path", relative), ("of", of), ("field", field), ("entities", entities),
        })
            if (value is null && (key is "name" or "from" || reader.Has(key)))
                unread.Add((table, key));
        return table;

        // What is near a key that such a table does not have was meant for another.
        string? Optional(string key) =>
            reader.IsGiven(key) && !(kind is { } known && reader.IsMisspelt(key) && !TableSourceChecks.Needs(known, key))
                ? reader.Text(key) : null;

        TableKind Guessed() => entities is not null ? TableKind.Mentions : field is not null ? TableKind.List
            : of is not null ? TableKind.Paragraphs : relative is null ? TableKind.List
            : SourceForm.Of(relative, TableKind.Records) is null ? TableKind.Documents : TableKind.Records;
    }

    private static Edition? ReadEdition(MemberReader reader, DiagnosticList findings)
    {
        var name = reader.Parsed(
            "name", MetadataRules.NameForm,
            t => MetadataRules.IsName(t, '-', mayBeginWithDigit: true) ? t : null);
        var title = reader.IsGiven("title") ? Line(reader, "title") : null;
        var description = reader.IsGiven("description") ? reader.Text("description") : null;
        var withhold = Each(reader, "withhold", "a table", findings, ReadWithheld);
        return name is null ? null : new(name, title, description, withhold, reader.PlaceOf("name"));
    }

    private static WithheldEntry? ReadWithheld(MemberReader reader)
    {
        var (table, columns) = (reader.Text("table"), reader.Texts("columns"));
        if (columns.Count == 0 && reader.Has("columns"))
            reader.Add(Rules.DescriptorForm, "columns", "Expected at least one column in \"columns\", found none.");
        var unless = reader.IsGiven("unless") ? reader.Text("unless") : null;
        return table is null ? null : new(table, columns, unless, reader.Location);
    }

    private static IReadOnlyList<T> Each<T>(
        MemberReader reader, string name, string what, DiagnosticList findings, Func<MemberReader, T?> read,
        IReadOnlyList<string>? members = null)
        where T : class
    {
        var items = reader.List(name);
        if (items.Count == 0 && reader.Has(name))
            reader.Add(Rules.DescriptorForm, name, $"Expected at least {what} in {Printable.Quoted(name)}, found none.");
        var all = new List<T>();
        foreach (var item in items)
        {
            var each = new MemberReader(item, what, Rules.DescriptorForm, findings, members);
            if (read(each) is { } value)
                all.Add(value);
            each.End();
        }
        return all;
    }

    private static DateOnly? Override(string epoch, Location location, DiagnosticList findings)
    {
        // The reproducible-builds.org specification of SOURCE_DATE_EPOCH: seconds since the Unix epoch as decimal digits.
        if (long.TryParse(epoch, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) && seconds < 253_402_300_800)
            return DateOnly.FromDateTime(DateTime.UnixEpoch.AddSeconds(seconds));
        findings.Add(
            Rules.EpochIsSeconds, new(location.Path),
            $"Expected SOURCE_DATE_EPOCH to be seconds since 1970 in decimal digits, found {Printable.Quoted(epoch)}.");
        return null;
    }

    private static TableKind? ParseKind(string text) => text switch
    {
        "documents" => TableKind.Documents,
        "paragraphs" => TableKind.Paragraphs,
        "list" => TableKind.List,
        "records" => TableKind.Records,
        "mentions" => TableKind.Mentions,
        _ => null,
    };

    private static int? ParseLevel(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var level)
        && level is >= 1 and <= ParquetCompression.HighestLevel
            ? level
            : null;

    private static DateOnly? ParseDay(string text) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;
}
