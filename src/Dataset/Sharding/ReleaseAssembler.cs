using Dataset.Building;
using Dataset.Diagnostics;
using Dataset.Files;
using Dataset.Formats;
using Dataset.Parquet;
using Dataset.Releases;
using Dataset.Sources;
using Dataset.Sources.Reading;
using Dataset.Tables;

namespace Dataset.Sharding;

/// <summary>Joins the parts that <see cref="ShardBuilder"/> built into one release: the same as one build of so many parts makes.</summary>
public static class ReleaseAssembler
{
    /// <summary>Checks the parts, gives their files a second name in a release, verifies it and publishes it by one rename.</summary>
    /// <param name="shards">Folders of parts, or folders that hold them, in any order.</param>
    /// <param name="options">What and where; the number of parts is that of the parts.</param>
    /// <param name="findings">Takes the findings.</param>
    /// <param name="progress">Told how far the work has come, or null.</param>
    /// <param name="cancellation">Stops the work; the output is then as it was.</param>
    /// <exception cref="IOException">A file cannot be read or written; the output is as it was.</exception>
    /// <exception cref="OperationCanceledException">The work was stopped.</exception>
    public static BuildOutcome Assemble(
        IReadOnlyList<string> shards, BuildOptions options, DiagnosticList findings, IProgress<WorkProgress>? progress = null,
        CancellationToken cancellation = default) =>
        BuildSession.Run(
            SourceFolder.Open(options.SourceFolder, findings), options, new AssembledData(options, shards), findings, progress,
            cancellation);
}

/// <summary>Tables whose files are those of parts: each gets a second name in the release, and nothing is copied.</summary>
internal sealed class AssembledData(BuildOptions options, IReadOnlyList<string> paths) : ReleaseData
{
    private readonly ShardLinks links = new(options.OutputFolder);
    private DanglingPlaces? dangling;

    public override WrittenData? Write(
        SourceFolder folder, string target, DiskQueue disk, DiagnosticList findings, WorkMeter meter, CancellationToken cancellation)
    {
        var work = new WorkQueue(options.Jobs, cancellation);
        dangling = new(folder, work, findings, meter);
        var finder = new ShardFinder(folder.Descriptor, findings);
        var shards = finder.Open(paths);
        try
        {
            return Take(folder, shards, finder.Broken, target, work, findings, meter) is { } sources
                ? Link(folder, [.. shards.OrderBy(s => s.Part)], sources, target, work, disk, findings)
                : null;
        }
        finally
        {
            foreach (var shard in shards)
                shard.Dispose();
        }
    }

    /// <summary>
    /// What is wrong with a file of a part is reported where the part has it; that a row is missing, where the sources refer to it.
    /// </summary>
    public override Diagnostic? Explain(Diagnostic finding, string staging) =>
        links.Explain(finding, staging) is { } explained ? dangling?.Find(explained) ?? explained : null;

    /// <summary>Checks the parts against each other, the sources and their own lists; null where they make up no release.</summary>
    private SourceInventory? Take(
        SourceFolder folder, IReadOnlyList<Shard> given, IReadOnlySet<string> broken, string target, WorkQueue work,
        DiagnosticList findings, WorkMeter meter)
    {
        if (given.Count == 0)
            return null;
        var (agreement, count) = (new ShardAgreement(folder, findings), ShardAgreement.CountOf(given));
        agreement.CheckNumbers(given, broken, count);
        foreach (var shard in given)
            ShardFiles.CheckNames(shard, findings);
        // What is of another release, missing or repeated would only be named again by what follows.
        if (findings.HasErrors)
            return null;
        links.Try(given, target, findings);
        if (findings.HasErrors)
            return null;
        var shards = given.OrderBy(s => s.Part).ToArray();
        meter.Begin("assembling", shards.SelectMany(s => s.Manifest.Files).Sum(f => f.SizeInBytes));
        if (SourceInventory.Take(folder, count, work, findings) is not { } sources)
            return null;
        agreement.CheckSources(shards, sources);
        if (findings.HasErrors)
            return null;
        var keys = new DiagnosticList();
        ShardKeys.Check(shards, folder, keys);
        if (!keys.HasErrors)
            agreement.CheckOrder(shards);
        ShardFiles.CheckDigests(shards, work, findings, meter);
        // Where a file was changed, its rows say nothing about shard.json.
        var isUnchanged = findings.Kept.All(d => d.Rule == Rules.PartsInOrder || d.Rule.Severity == Severity.Warning);
        if (isUnchanged)
            findings.AddRange(keys);
        if (!findings.HasErrors)
            return sources;
        // Parts in another order make no release to verify, and are built again: what else is wrong with the sources is said at once.
        if (isUnchanged && !keys.HasErrors)
            dangling!.AddAll();
        return null;
    }

    private WrittenData? Link(
        SourceFolder folder, Shard[] shards, SourceInventory sources, string target, WorkQueue work, DiskQueue disk,
        DiagnosticList findings)
    {
        var tables = new List<WrittenTable>();
        foreach (var table in folder.Tables)
        {
            var parts = shards.SelectMany(
                s => s.Manifest.Tables.Where(t => t.Name == table.Name).SelectMany(t => t.Parts).Select(p => (Shard: s, Part: p)))
                    .ToArray();
            if (parts.Length == 0)
            {
                using var turn = new EncodingTurn();
                using var empty = new TableOutput(
                    table.Schema, ToolIdentity.Current.OriginOf(folder.Descriptor), target, work, disk, turn, options.Limits);
                tables.Add(empty.FinishAsync().GetAwaiter().GetResult());
                continue;
            }
            var written = new List<WrittenPart>();
            for (var i = 0; i < parts.Length; i++)
            {
                var files = new List<WrittenFile>();
                foreach (var (format, path) in TableFormats.All.Zip(parts[i].Part.Files))
                {
                    var name = ReleaseLayout.DataFile(table.Name, i, parts.Length, format.Extension);
                    if (!links.Add(parts[i].Shard, path, target, name, findings))
                        return null;
                    var file = parts[i].Shard.Manifest.Files.First(f => f.Path == path);
                    files.Add(new(name.Name, file.SizeInBytes, file.Digest, IsLinked: true));
                }
                written.Add(new(parts[i].Part.RowCount, files));
            }
            tables.Add(new(table.Name, written.Sum(p => p.RowCount), written));
        }
        return new(tables, sources.Files, shards.Length);
    }
}

/// <summary>
/// Where the sources refer to rows that no part has. A part alone cannot tell, and what is verified at the end are files of the release; so
/// the sources are read once more, as <c>dataset validate</c> does, where there is such a finding and only then.
/// </summary>
internal sealed class DanglingPlaces(SourceFolder folder, WorkQueue work, DiagnosticList findings, WorkMeter meter)
{
    private Dictionary<string, Queue<Location>>? places;

    /// <summary>
    /// The finding with its place in the sources; null where it is another finding, or the sources have none that says the same.
    /// </summary>
    /// <param name="finding">Of verifying the release in the making, in the order of its rows.</param>
    /// <exception cref="IOException">A source cannot be read.</exception>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    public Diagnostic? Find(Diagnostic finding)
    {
        if (finding.Rule != Rules.ReferenceDangles)
            return null;
        places ??= FindAll();
        return places.TryGetValue(finding.Message, out var rest) && rest.TryDequeue(out var place)
            ? finding with { Location = place }
            : null;
    }

    /// <summary>Adds all that the sources have, for parts that make no release which could be verified.</summary>
    /// <exception cref="IOException">A source cannot be read.</exception>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    public void AddAll()
    {
        findings.AddErrors(Validate(), d => d, Rules.ReferenceDangles);
    }

    private Dictionary<string, Queue<Location>> FindAll() =>
        Validate().Kept.Where(d => d.Rule == Rules.ReferenceDangles)
            .GroupBy(d => d.Message, StringComparer.Ordinal)
            .ToDictionary(g => g.Key, g => new Queue<Location>(g.Select(d => d.Location).Order()), StringComparer.Ordinal);

    private DiagnosticList Validate()
    {
        var found = findings.OfSameLimit();
        SourceValidator.Validate(folder, work, found, meter);
        return found;
    }
}
