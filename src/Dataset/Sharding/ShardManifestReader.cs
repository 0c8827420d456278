using Dataset.Building;
using Dataset.Diagnostics;
using Dataset.Files;
using Dataset.Formats;
using Dataset.Releases;
using Dataset.Sources;
using Dataset.Syntax;
using Dataset.Text;

namespace Dataset.Sharding;

/// <summary>Reads <c>shard.json</c> and refuses every other form than the one that <see cref="ShardManifestWriter"/> writes.</summary>
internal static class ShardManifestReader
{
    /// <summary>The manifest; null, with findings, where anything in it is wrong.</summary>
    /// <param name="utf8">The whole file.</param>
    /// <param name="displayPath">The file's path in findings.</param>
    /// <param name="findings">Takes the findings.</param>
    public static ShardManifest? Read(ReadOnlyMemory<byte> utf8, string displayPath, DiagnosticList findings)
    {
        var own = new DiagnosticList();
        var shard = JsonTree.ReadLarge(utf8, displayPath, own) is { } root ? Read(root, own) : null;
        if (shard is not null && !own.HasErrors && TextDifference.First(
            target => ShardManifestWriter.Write(shard, target), utf8) is { } difference)
            own.Add(Rules.ShardForm, new(displayPath, difference.Line, difference.Column), difference.Message);
        findings.AddRange(own);
        return own.HasErrors ? null : shard;
    }

    private static ShardManifest? Read(SourceNode root, DiagnosticList findings)
    {
        var reader = Reader(root, "the part", findings);
        if (reader.Count("shard") is { } format && format != ShardManifest.FormatVersion)
        {
            findings.Add(Rules.ShardForm, reader.Location, FormattableString.Invariant(
                $"Expected a part of form {ShardManifest.FormatVersion}, found form {format}, which another version of this tool reads."));
            return null;
        }
        var (name, recipe) = (reader.Text("name"), reader.Text("recipe"));
        var version = reader.Value<ReleaseVersion>(
            "version", "a version such as 1.0.0", t => ReleaseVersion.TryParse(t, out var v) ? v : null);
        var tool = reader.Find("tool") is { } node ? ReadTool(node, findings) : null;
        var (number, count) = (reader.Count("part"), reader.Count("parts"));
        if (count is < 1 or > PartSelection.MaximumCount || number < 1 || number > count)
            reader.Add(
                Rules.ShardForm, "part",
                FormattableString.Invariant($"Expected a part from 1 of at most {PartSelection.MaximumCount}, found {number} of {count}."));
        var ranges = Each(reader, "ranges", "a range", findings, ReadRange);
        var tables = Each(reader, "tables", "a table", findings, r => ReadTable(r, findings));
        var (files, sources) = (Each(reader, "files", "a file", findings, ReadFile), Each(reader, "sources", "a file", findings, ReadFile));
        reader.End();
        CheckPaths(files, reader, findings);
        CheckPaths(sources, reader, findings);
        // Files and tables of which one could not be read never fit each other.
        if (!findings.HasErrors)
            CheckTables(tables, files, reader, findings);
        if (findings.HasErrors || name is null || recipe is null || version is null || tool is null || number is null || count is null)
            return null;
        return new()
        {
            Name = name,
            Version = version.Value,
            Recipe = recipe,
            Tool = tool,
            Number = (int)number.Value,
            Count = (int)count.Value,
            Ranges = ranges,
            Tables = tables,
            Files = files,
            Sources = sources,
        };
    }

    private static MemberReader Reader(SourceNode node, string what, DiagnosticList findings) => new(node, what, Rules.ShardForm, findings);

    private static ToolIdentity? ReadTool(SourceNode node, DiagnosticList findings)
    {
        var reader = Reader(node, "the tool", findings);
        var (name, version) = (reader.Text("name"), reader.Text("version"));
        reader.End();
        return name is null || version is null ? null : new(name, version);
    }

    private static SourceRange? ReadRange(MemberReader reader)
    {
        var (table, source) = (reader.Text("table"), ReadPath(reader, "source"));
        var unit = reader.Value<SourceUnit>(
            "unit", "document or byte",
            t => Enum.GetValues<SourceUnit>().Cast<SourceUnit?>().FirstOrDefault(u => ShardManifestWriter.WordOf(u!.Value) == t));
        var (from, to, of) = (reader.Count("from"), reader.Count("to"), reader.Count("of"));
        return ReadDigest(reader) is { } digest && table is not null && source is not null && unit is not null && from is not null
            && to is not null && of is not null
            ? new(table, source, unit.Value, from.Value, to.Value, of.Value, digest)
            : null;
    }

    private static ShardTable? ReadTable(MemberReader reader, DiagnosticList findings)
    {
        var (name, rows) = (reader.Text("name"), reader.Count("rows"));
        var (first, last) = (ReadKey(reader, "first"), ReadKey(reader, "last"));
        var parts = Each(reader, "parts", "a part of the table", findings, ReadPart);
        return name is null || rows is null ? null : new(name, rows.Value, first, last, parts);
    }

    private static KeyText? ReadKey(MemberReader reader, string member) =>
        reader.Find(member) is null or SourceScalar { Kind: ScalarKind.Null } ? null : new(reader.Texts(member));

    private static ManifestPart? ReadPart(MemberReader reader)
    {
        var rows = reader.Count("rows");
        var files = TableFormats.All.Select(f => ReadPath(reader, f.Extension)).OfType<RelativePath>().ToArray();
        return rows is null || files.Length < TableFormats.All.Count ? null : new(rows.Value, files);
    }

    private static ReleaseFile? ReadFile(MemberReader reader)
    {
        var (path, size, digest) = (ReadPath(reader, "path"), reader.Count("sizeInBytes"), ReadDigest(reader));
        return path is null || size is null || digest is null ? null : new(path, size.Value, digest);
    }

    private static RelativePath? ReadPath(MemberReader reader, string member) =>
        reader.Parsed(member, "a relative path that every system takes", t => RelativePath.TryParse(t, out var path) ? path : null);

    private static Digest? ReadDigest(MemberReader reader) =>
        reader.Parsed("digest", "sha256: and 64 lower-case hex digits", t => Digest.TryParse(t, out var digest) ? digest : null);

    private static List<T> Each<T>(
        MemberReader reader, string member, string what, DiagnosticList findings, Func<MemberReader, T?> read) where T : class
    {
        var values = new List<T>();
        foreach (var item in reader.List(member))
        {
            var element = Reader(item, what, findings);
            if (read(element) is { } value)
                values.Add(value);
            element.End();
        }
        return values;
    }

    private static void CheckPaths(List<ReleaseFile> files, MemberReader reader, DiagnosticList findings)
    {
        for (var i = 1; i < files.Count; i++)
            if (files[i].Path <= files[i - 1].Path)
                findings.Add(
                    Rules.ShardForm, reader.Location,
                    $"Expected each file once, by path, found {files[i].Path} after {files[i - 1].Path}.");
    }

    /// <summary>Holds the tables against the files: they name all of them, each once.</summary>
    private static void CheckTables(List<ShardTable> tables, List<ReleaseFile> files, MemberReader reader, DiagnosticList findings)
    {
        var named = tables.SelectMany(t => t.Parts).SelectMany(p => p.Files).Order().ToArray();
        if (!named.SequenceEqual(files.Select(f => f.Path)))
            findings.Add(Rules.ShardForm, reader.Location, "Expected every file to be of one table, found files of none or of several.");
        var sizes = files.ToLookup(f => f.Path, f => f.SizeInBytes);
        foreach (var table in tables)
        {
            var rows = table.Parts.Aggregate((Int128)0, (sum, part) => sum + part.RowCount);
            // A row is a line of its own, so there are never more of them than bytes.
            var isPossible = table.Parts.All(p => p.RowCount > 0 && p.RowCount <= sizes[p.Files[0]].FirstOrDefault());
            if (rows != table.RowCount || !isPossible || (table.First is null) != (rows == 0) || (table.Last is null) != (rows == 0))
                findings.Add(
                    Rules.ShardForm, reader.Location,
                    $"Expected table {table.Name} to have the rows of its parts, and a first and a last key where it has rows, found "
                        + "another count or no keys.");
        }
    }
}
