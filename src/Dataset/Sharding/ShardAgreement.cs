using System.Globalization;
using Dataset.Building;
using Dataset.Diagnostics;
using Dataset.Files;
using Dataset.Releases;
using Dataset.Schemas;
using Dataset.Sources;
using Dataset.Sources.Reading;
using Dataset.Tables;

namespace Dataset.Sharding;

/// <summary>Whether parts make up one release: what their <c>shard.json</c> say of themselves, of each other and of the sources.</summary>
internal sealed class ShardAgreement(SourceFolder folder, DiagnosticList findings)
{
    /// <summary>The number of parts that most of the parts say; of several such numbers the one that comes first.</summary>
    public static int CountOf(IEnumerable<Shard> shards) => shards.GroupBy(s => s.Manifest.Count).OrderByDescending(g => g.Count())
        .First().Key;

    /// <summary>Whether every part is there, once, and of this release.</summary>
    /// <param name="shards">All that were given and can be read.</param>
    /// <param name="broken">The names of those that cannot: they are not missing.</param>
    /// <param name="count">Of how many parts.</param>
    public void CheckNumbers(IReadOnlyList<Shard> shards, IReadOnlySet<string> broken, int count)
    {
        var descriptor = folder.Descriptor;
        foreach (var shard in shards)
        {
            var found = shard.Manifest;
            Check("dataset", descriptor.Name, found.Name, shard);
            Check("version", descriptor.Version.ToString(), found.Version.ToString(), shard);
            Check("recipe", descriptor.Recipe, found.Recipe, shard);
            Check("tool", Describe(ToolIdentity.Current), Describe(found.Tool), shard);
            Check(
                "number of parts", count.ToString(CultureInfo.InvariantCulture), found.Count.ToString(CultureInfo.InvariantCulture), shard);
        }
        var own = shards.Where(s => s.Manifest.Count == count).ToLookup(s => s.Manifest.Number);
        for (var number = 1; number <= count; number++)
        {
            var first = own[number].FirstOrDefault();
            var folderName = ShardManifest.FolderName(descriptor.Name, descriptor.Version, number, count);
            if (first is null && !broken.Contains(folderName))
                findings.Add(
                    Rules.ShardIsThereOnce, new(folderName),
                    FormattableString.Invariant($"Expected part {number} of {count}, found none."));
            foreach (var again in own[number].Skip(1))
                findings.Add(
                    Rules.ShardIsThereOnce, again.Location,
                    $"Expected {again.Manifest.Part} once, found it here and at {first!.Location}.");
        }
    }

    /// <summary>Whether the parts have the tables that they must have, and were made from the sources as they are.</summary>
    /// <param name="shards">In order, each once.</param>
    /// <param name="sources">The sources as they are.</param>
    public void CheckSources(IReadOnlyList<Shard> shards, SourceInventory sources)
    {
        foreach (var shard in shards)
        {
            var part = PartSelection.Only(shard.Manifest.Number, shard.Manifest.Count);
            var tables = folder.Tables.Where(t => ShardBuilder.IsOf(part, t)).Select(t => t.Name).ToArray();
            var (expected, found) = (sources.FilesOf(shard.Part).ToDictionary(f => f.Path),
                shard.Manifest.Sources.ToDictionary(f => f.Path));
            foreach (var path in expected.Keys.Union(found.Keys).Order())
            {
                var (now, then) = (expected.GetValueOrDefault(path)?.Digest.ToString(), found.GetValueOrDefault(path)?.Digest.ToString());
                if (now == then && expected[path].SizeInBytes != found[path].SizeInBytes)
                    findings.Add(
                        Rules.ShardSourcesAgree, shard.Location,
                        string.Create(
                            CultureInfo.InvariantCulture,
                            $"Expected {path} with {expected[path].SizeInBytes} bytes, as the sources are, found "
                                + $"{found[path].SizeInBytes}."));
                if (now != then)
                    findings.Add(
                        Rules.ShardSourcesAgree, shard.Location,
                        $"Expected {path} {(now is null ? "not to be read" : $"with {now}")}, as the sources are, found "
                            + $"{(then is null ? "that it was not read" : then)}.");
            }
            foreach (var (now, then) in Pair(sources.RangesOf(shard.Part), shard.Manifest.Ranges).Where(p => p.Item1 != p.Item2))
                findings.Add(
                    Rules.ShardSourcesAgree, shard.Location, $"Expected {Describe(now)}, as the sources are, found {Describe(then)}.");
            if (!shard.Manifest.Tables.Select(t => t.Name).SequenceEqual(tables))
                findings.Add(
                    Rules.ShardForm, shard.Location,
                    $"Expected the tables {string.Join(", ", tables)}, found "
                        + $"{string.Join(", ", shard.Manifest.Tables.Select(t => t.Name))}.");
        }
    }

    /// <summary>Whether the keys of each table ascend from one part to the next.</summary>
    /// <param name="shards">In order, each once.</param>
    /// <exception cref="IOException">A source cannot be read.</exception>
    public void CheckOrder(IReadOnlyList<Shard> shards)
    {
        var unsorted = new HashSet<string>(StringComparer.Ordinal);
        // Rows that come from documents are out of order only where the documents are, which is reported of those.
        foreach (var table in folder.Tables.OrderBy(t => t.Source.Of is not null)
            .Where(t => t.Source.Of is null || !unsorted.Contains(t.Source.Of)))
        {
            var schema = table.Schema;
            var order = new Tables.RowOrder([.. Enumerable.Range(0, schema.PrimaryKey.Count)]);
            using var keys = KeyText.CreateBatch(schema);
            KeyText? before = null;
            foreach (var shard in shards)
            {
                if (shard.Manifest.Tables.FirstOrDefault(t => t.Name == schema.Name) is not { First: { } first, Last: { } last })
                    continue;
                if (!first.TryAppendTo(keys) || !last.TryAppendTo(keys))
                {
                    findings.Add(Rules.ShardForm, shard.Location, $"Expected keys of table {schema.Name}, found {first} and {last}.");
                    break;
                }
                if (before is not null && order.Compare(keys, keys.RowCount - 3, keys, keys.RowCount - 2) >= 0)
                {
                    unsorted.Add(table.Name);
                    findings.Add(
                        Rules.PartsInOrder, PlaceOf(table, shard),
                        SourcePipeline.OutOfOrder(table, shard.Manifest.Number, shard.Manifest.Count, before, first));
                }
                before = last;
            }
        }
    }

    /// <summary>
    /// The source of a part. A folder's documents are always in order; where their rows are not, the part is not what its sources give, and
    /// is itself the place.
    /// </summary>
    private Location PlaceOf(SourceTable table, Shard shard) =>
        shard.Manifest.Ranges.Any(r => r.Table == table.Name && r.Unit == SourceUnit.Byte)
            ? new(folder.Display(table.Source.Path!.Value))
            : shard.Location;

    private static string Describe(ToolIdentity tool) => $"{tool.Name} {tool.Version}";

    private static string Describe(SourceRange? range) => range is null ? "no other range" : string.Create(
        CultureInfo.InvariantCulture,
        $"{ShardManifestForm.WordOf(range.Unit)}s {range.From} to {range.To} of {range.Of} of {range.Source} for {range.Table} with "
            + $"{range.Digest}");

    private static IEnumerable<(SourceRange?, SourceRange?)> Pair(IReadOnlyList<SourceRange> a, IReadOnlyList<SourceRange> b)
    {
        for (var i = 0; i < Math.Max(a.Count, b.Count); i++)
            yield return (i < a.Count ? a[i] : null, i < b.Count ? b[i] : null);
    }

    private void Check(string what, string expected, string found, Shard shard)
    {
        if (expected != found)
            findings.Add(Rules.ShardIsOfRelease, shard.Location, $"Expected the {what} {expected}, found {found}.");
    }
}
