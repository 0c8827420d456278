using System.Globalization;
using Dataset.Diagnostics;
using Dataset.Files;
using Dataset.Formats;
using Dataset.Sources;
using Dataset.Syntax;
using Dataset.Text;

namespace Dataset.Releases;

/// <summary>
/// Reads <c>release.json</c> and refuses every other form than the one that <see cref="ManifestWriter"/> writes, so that what was read
/// is all that the file says.
/// </summary>
public static class ManifestReader
{
    private const string Letters = "abcdefghijklmnopqrstuvwxyz";
    private const string LettersAndDigits = Letters + "0123456789";

    /// <summary>The manifest; null, with findings, where anything in it is wrong.</summary>
    /// <param name="utf8">The whole file.</param>
    /// <param name="displayPath">The file's path in findings.</param>
    /// <param name="findings">Takes the findings.</param>
    public static Manifest? Read(ReadOnlyMemory<byte> utf8, string displayPath, DiagnosticList findings)
    {
        var own = new DiagnosticList();
        var manifest = JsonTree.ReadLarge(utf8, displayPath, own) is { } root ? Read(root, own) : null;
        if (manifest is not null && !own.HasErrors
            && TextDifference.First(target => ManifestWriter.Write(manifest, target), utf8) is { } difference)
            own.Add(Rules.ManifestCanonical, new(displayPath, difference.Line, difference.Column), difference.Message);
        findings.AddRange(own);
        return own.HasErrors ? null : manifest;
    }

    private static Manifest? Read(SourceNode root, DiagnosticList findings)
    {
        var reader = new MemberReader(root, "the manifest", Rules.ManifestForm, findings);
        reader.Parsed("$schema", ReleaseLayout.ManifestSchema.Value, t => t == ReleaseLayout.ManifestSchema.Value ? t : null);
        if (reader.Count("manifest") is { } format && format != Manifest.FormatVersion)
        {
            // Of another form nothing else can be said, least of all that its members are wrong.
            findings.Add(Rules.ManifestForm, reader.Location, FormattableString.Invariant(
                $"Expected a manifest of form {Manifest.FormatVersion}, found form {format}, which another version of this tool reads."));
            return null;
        }
        var name = reader.Parsed(
            "name", "lower-case letters, digits and hyphens", t => IsName(t, LettersAndDigits, LettersAndDigits + '-') ? t : null);
        var version = ReadVersion(reader);
        var released = reader.Value<DateOnly>("released", "a day such as 2026-01-31", ParseDay);
        var previous = reader.Find("previous") is { } node and not SourceScalar { Kind: ScalarKind.Null }
            ? ReadPrevious(node, findings)
            : null;
        var (title, description, language) = (reader.Text("title"), reader.Text("description"), reader.Text("language"));
        var homepage = reader.TextOrNull("homepage");
        var keywords = reader.Texts("keywords");
        var licenses = Each(reader, "licenses", "a licence", findings, ReadLicense);
        var creators = Each(reader, "creators", "a creator", findings, ReadCreator);
        var recipe = Within(reader, "recipe", "the recipe", findings, r => (Name: r.Text("name"), Steps: r.Texts("steps")));
        var tool = Within(reader, "tool", "the tool", findings, r => (Name: r.Text("name"), Version: r.Text("version")));
        var parts = reader.IsGiven("parts") ? reader.Count("parts") : 1;
        if (parts is < 1 or > PartSelection.MaximumCount)
            reader.Add(
                Rules.ManifestForm, "parts",
                FormattableString.Invariant($"Expected from 2 to {PartSelection.MaximumCount} parts, found {parts}."));
        var tables = Each(reader, "tables", "a table", findings, r => ReadTable(r, findings));
        var files = ReadFiles(reader, "files", findings);
        var sources = ReadFiles(reader, "sources", findings);
        reader.End();
        if (findings.HasErrors || name is null || version is null || released is null || title is null || description is null
            || language is null || recipe.Name is null || tool.Name is null || tool.Version is null || parts is null)
            return null;
        return new()
        {
            Name = name,
            Version = version.Value,
            Released = released.Value,
            Previous = previous,
            Title = title,
            Description = description,
            Language = language,
            Homepage = homepage,
            Keywords = keywords,
            Licenses = licenses,
            Creators = creators,
            Recipe = recipe.Name,
            RecipeSteps = recipe.Steps,
            Tool = new(tool.Name, tool.Version),
            PartCount = (int)parts.Value,
            Tables = tables,
            Files = files,
            Sources = sources,
        };
    }

    private static ReleaseVersion? ReadVersion(MemberReader reader) =>
        reader.Value<ReleaseVersion>("version", "a version such as 1.0.0", t => ReleaseVersion.TryParse(t, out var v) ? v : null);

    private static PreviousRelease? ReadPrevious(SourceNode node, DiagnosticList findings)
    {
        var reader = new MemberReader(node, "the release before", Rules.ManifestForm, findings);
        var (version, digest) = (ReadVersion(reader), ReadDigest(reader, "checksumsDigest"));
        reader.End();
        return version is null || digest is null ? null : new(version.Value, digest);
    }

    private static License? ReadLicense(MemberReader reader)
    {
        var (name, title, url, covers) = (reader.Text("name"), reader.Text("title"), reader.TextOrNull("url"), reader.Text("covers"));
        return name is null || title is null || covers is null ? null : new(name, title, url, covers);
    }

    private static Creator? ReadCreator(MemberReader reader)
    {
        var (name, url) = (reader.Text("name"), reader.TextOrNull("url"));
        return name is null ? null : new(name, url);
    }

    private static ManifestTable? ReadTable(MemberReader reader, DiagnosticList findings)
    {
        var name = reader.Parsed(
            "name", "lower-case letters, digits and underscores",
            t => IsName(t, Letters, LettersAndDigits + '_') && PortableName.ProblemOf(t + ".csv") is null ? t : null);
        var title = reader.Text("title");
        var schema = Path(reader, "schema");
        var rows = reader.Count("rows");
        var digest = ReadDigest(reader, "contentDigest");
        var parts = Each(reader, "parts", "a part", findings, ReadPart);
        return name is null || title is null || schema is null || rows is null || digest is null
            ? null
            : new(name, title, schema, rows.Value, digest, parts);
    }

    private static ManifestPart? ReadPart(MemberReader reader)
    {
        var rows = reader.Count("rows");
        var files = TableFormats.All.Select(f => Path(reader, f.Extension)).OfType<RelativePath>().ToArray();
        return rows is null || files.Length < TableFormats.All.Count ? null : new(rows.Value, files);
    }

    private static List<ReleaseFile> ReadFiles(MemberReader reader, string member, DiagnosticList findings)
    {
        var files = new List<ReleaseFile>();
        var items = reader.List(member);
        var byPath = new Dictionary<string, int>(items.Count, StringComparer.Ordinal);
        for (var i = 0; i < items.Count; i++)
        {
            var item = items[i];
            var entry = new MemberReader(item, "a file", Rules.ManifestForm, findings);
            var (path, size, digest) = (Path(entry, "path"), entry.Count("sizeInBytes"), ReadDigest(entry, "digest"));
            entry.End();
            if (path is null)
                continue;
            if (!byPath.TryAdd(path.Folded, i))
            {
                var first = items[byPath[path.Folded]];
                var (other, place) = (Path(new(first, "a file", Rules.ManifestForm, new()), "path")!, first.Location);
                findings.Add(Rules.ReleasePaths, item.Location, path == other
                    ? $"Expected each path once, found {Printable.Quoted(path.Value)} again; it stands at {place} already."
                    : $"Expected paths that differ in more than case and normalisation, found {Printable.Quoted(path.Value)} beside "
                        + $"{Printable.Quoted(other.Value)} at {place}.");
                continue;
            }
            if (files.Count > 0 && path < files[^1].Path)
                findings.Add(Rules.ManifestForm, item.Location, $"Expected {member} sorted by path, found {path} after {files[^1].Path}.");
            if (size is not null && digest is not null)
                files.Add(new(path, size.Value, digest));
        }
        if (items.Count == 0 && reader.Has(member))
            findings.Add(
                Rules.ManifestNotEmpty, reader.Location, $"Expected at least one entry of {Printable.Quoted(member)}, found none.");
        return files;
    }

    /// <summary>The elements of a list that must not be empty.</summary>
    private static List<T> Each<T>(
        MemberReader reader, string member, string what, DiagnosticList findings, Func<MemberReader, T?> read) where T : class
    {
        var items = reader.List(member);
        var values = new List<T>();
        foreach (var item in items)
        {
            var element = new MemberReader(item, what, Rules.ManifestForm, findings);
            if (read(element) is { } value)
                values.Add(value);
            element.End();
        }
        if (items.Count == 0 && reader.Has(member))
            findings.Add(
                Rules.ManifestNotEmpty, reader.Location,
                $"Expected at least one entry of {Printable.Quoted(member)} of {reader.What}, found none.");
        return values;
    }

    private static T? Within<T>(MemberReader reader, string member, string what, DiagnosticList findings, Func<MemberReader, T> read)
    {
        if (reader.Find(member) is not { } node)
            return default;
        var inner = new MemberReader(node, what, Rules.ManifestForm, findings);
        var value = read(inner);
        inner.End();
        return value;
    }

    private static RelativePath? Path(MemberReader reader, string member)
    {
        if (reader.Text(member) is not { } text)
            return null;
        if (RelativePath.TryParse(text, out var path, out var problem))
            return path;
        reader.Add(
            Rules.ReleasePaths, member,
            $"Expected a relative path that every system takes, found {Printable.Quoted(text)}, which {problem}.");
        return null;
    }

    private static Digest? ReadDigest(MemberReader reader, string member) =>
        reader.Parsed(member, "sha256: and 64 lower-case hex digits", t => Digest.TryParse(t, out var digest) ? digest : null);

    private static DateOnly? ParseDay(string text) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;

    /// <summary>
    /// Whether a name begins with one of some characters, has no others than those of a second set, and is short enough for a file name.
    /// </summary>
    private static bool IsName(string text, string first, string rest) =>
        text.Length is > 0 and <= 64 && first.Contains(text[0]) && !text.AsSpan().ContainsAnyExcept(rest);
}
