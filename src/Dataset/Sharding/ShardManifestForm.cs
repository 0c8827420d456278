using Dataset.Building;
using Dataset.Diagnostics;
using Dataset.Releases;
using Dataset.Sources;
using Dataset.Syntax;

namespace Dataset.Sharding;

/// <summary>The form of <c>shard.json</c>, which <c>schema/shard.schema.json</c> describes.</summary>
internal static class ShardManifestForm
{
    private static readonly JsonRules Rules = new(Diagnostics.Rules.ShardForm);

    private static readonly JsonKind<SourceUnit> Unit = JsonKind.Value<SourceUnit>(
        "document or byte", t => Enum.GetValues<SourceUnit>().Cast<SourceUnit?>().FirstOrDefault(u => WordOf(u!.Value) == t), WordOf);

    private static readonly JsonKind<KeyText> Key = JsonKind.As(
        JsonKind.List(JsonKind.Text(new("a string that is not empty", _ => null)), mayBeEmpty: false), values => new KeyText(values),
        key => key.Values);

    private static readonly JsonForm<SourceRange> OfRange = new JsonForm<SourceRange>("a range")
        .With("table", JsonKind.Text(MetadataRules.TableName), r => r.Table, out var table)
        .With("source", ReleaseKinds.Path, r => r.Source, out var source)
        .With("unit", Unit, r => r.Unit, out var unit)
        .With("from", JsonKind.Count(), r => r.From, out var from)
        .With("to", JsonKind.Count(), r => r.To, out var to)
        .With("of", JsonKind.Count(), r => r.Of, out var of)
        .With("digest", ReleaseKinds.Digest, r => r.Digest, out var digest)
        .Makes(m => new(table.Of(m), source.Of(m), unit.Of(m), from.Of(m), to.Of(m), of.Of(m), digest.Of(m)));

    private static readonly JsonForm<ShardTable> OfTable = new JsonForm<ShardTable>("a table")
        .With("name", JsonKind.Text(MetadataRules.TableName), t => t.Name, out var name)
        .With("rows", JsonKind.Count(), t => t.RowCount, out var rows)
        .With("first", JsonKind.OrNull(Key), t => t.First, out var first)
        .With("last", JsonKind.OrNull(Key), t => t.Last, out var last)
        .With("parts", JsonKind.List(ReleaseKinds.Part, mayBeEmpty: true), t => t.Parts, out var parts)
        .Makes(m => new(name.Of(m), rows.Of(m), first.Of(m), last.Of(m), parts.Of(m)));

    private static readonly JsonForm<ShardManifest> OfShard = new JsonForm<ShardManifest>("the part")
        .Version("shard", ShardManifest.FormatVersion, "a part")
        .With("name", JsonKind.Text(MetadataRules.Name), s => s.Name, out var name)
        .With("version", ReleaseKinds.Version, s => s.Version, out var version)
        .With("recipe", JsonKind.Text(MetadataRules.Word), s => s.Recipe, out var recipe)
        .With("tool", ReleaseKinds.Tool, s => s.Tool, out var tool)
        .With("part", JsonKind.Count(1, PartSelection.MaximumCount), s => s.Number, out var number)
        .With("parts", JsonKind.Count(1, PartSelection.MaximumCount), s => s.Count, out var count)
        .With("ranges", JsonKind.List(OfRange, mayBeEmpty: true, MetadataRules.MaximumEntries), s => s.Ranges, out var ranges)
        .With("tables", JsonKind.List(OfTable, mayBeEmpty: true, MetadataRules.MaximumEntries), s => s.Tables, out var tables)
        .With("files", ReleaseKinds.FileList(mayBeEmpty: true), s => s.Files, out var files)
        .With("sources", ReleaseKinds.SourceList(mayBeEmpty: false), s => s.Sources, out var sources)
        .Makes(m => new()
        {
            Name = name.Of(m),
            Version = version.Of(m),
            Recipe = recipe.Of(m),
            Tool = tool.Of(m),
            Number = (int)number.Of(m),
            Count = (int)count.Of(m),
            Ranges = ranges.Of(m),
            Tables = tables.Of(m),
            Files = files.Of(m),
            Sources = sources.Of(m),
        });

    /// <summary>The manifest; null, with findings, where anything in it is wrong.</summary>
    /// <param name="utf8">The whole file.</param>
    /// <param name="displayPath">The file's path in findings.</param>
    /// <param name="findings">Takes the findings.</param>
    public static ShardManifest? Read(ReadOnlyMemory<byte> utf8, string displayPath, DiagnosticList findings) =>
        OfShard.ReadDocument(utf8, displayPath, Rules, findings, Check);

    /// <summary>The bytes of <c>shard.json</c>.</summary>
    public static byte[] Write(ShardManifest shard) => OfShard.WriteDocument(shard);

    /// <summary>Writes <c>shard.json</c> piece by piece.</summary>
    /// <exception cref="IOException">It could not be written.</exception>
    public static void Write(ShardManifest shard, Stream target) => OfShard.WriteDocument(shard, target);

    /// <summary>How a unit is written.</summary>
    public static string WordOf(SourceUnit unit) => unit == SourceUnit.Document ? "document" : "byte";

    /// <summary>Holds the tables against the files: they name all of them, each once.</summary>
    private static void Check(ShardManifest shard, Location place, DiagnosticList findings)
    {
        if (shard.Number > shard.Count)
            findings.Add(
                Rules.Form, place,
                FormattableString.Invariant(
                    $"Expected a part from 1 of at most {PartSelection.MaximumCount}, found {shard.Number} of {shard.Count}."));
        var named = shard.Tables.SelectMany(t => t.Parts).SelectMany(p => p.Files).Order().ToArray();
        if (!named.SequenceEqual(shard.Files.Select(f => f.Path)))
            findings.Add(Rules.Form, place, "Expected every file to be of one table, found files of none or of several.");
        var sizes = shard.Files.ToLookup(f => f.Path, f => f.SizeInBytes);
        foreach (var table in shard.Tables)
        {
            var rows = table.Parts.Aggregate((Int128)0, (sum, part) => sum + part.RowCount);
            // A row is a line of its own, so there are never more of them than bytes.
            var isPossible = table.Parts.All(p => p.RowCount > 0 && p.RowCount <= sizes[p.Files[0]].FirstOrDefault());
            if (rows != table.RowCount || !isPossible || (table.First is null) != (rows == 0) || (table.Last is null) != (rows == 0))
                findings.Add(
                    Rules.Form, place,
                    $"Expected table {table.Name} to have the rows of its parts, and a first and a last key where it has rows, found "
                        + "another count or no keys.");
        }
    }
}
