using Dataset.Building;
using Dataset.Diagnostics;
using Dataset.Files;
using Dataset.Parquet;
using Dataset.Publishing;
using Dataset.Releases;
using Dataset.Schemas;
using Dataset.Sources;
using Dataset.Sources.Reading;
using Dataset.Tables;

namespace Dataset.Sharding;

/// <summary>
/// Builds one part of a release: the rows of a range of the documents, alone and repeatably. Tables of records are read for references and
/// names by every part, and written by the first alone.
/// </summary>
public static class ShardBuilder
{
    /// <summary>Builds the part and puts it in its place by one rename.</summary>
    /// <param name="options">What and where.</param>
    /// <param name="findings">Takes the findings.</param>
    /// <param name="progress">Told how far the work has come, or null.</param>
    /// <param name="cancellation">Stops the work; the output is then as it was.</param>
    /// <returns>Null where there are findings of severity error; the output is then as it was.</returns>
    /// <exception cref="IOException">A file cannot be read or written; the output is as it was.</exception>
    /// <exception cref="OperationCanceledException">The work was stopped.</exception>
    public static ShardOutcome? Build(
        ShardOptions options, DiagnosticList findings, IProgress<WorkProgress>? progress = null, CancellationToken cancellation = default)
    {
        if (SourceFolder.Open(options.SourceFolder, findings) is not { } folder || !OutputPlace.IsApart(
            options.OutputFolder, folder, findings)
            || !DivisibleSources.Check(folder, options.Part, findings))
            return null;
        var (number, count) = (options.Part.Number ?? 1, options.Part.Count);
        var name = ShardManifest.FolderName(folder.Descriptor.Name, folder.Descriptor.Version, number, count);
        using var place = FolderPlace.Open(options.OutputFolder, name, FolderPlace.OfShards);
        using var disk = new DiskQueue();
        if (Write(folder, options, place.StagingPath, disk, findings, new(progress), cancellation) is not { } manifest)
            return null;
        var writer = new ReleaseWriter(place.StagingPath, disk);
        writer.Write(ShardManifest.FileName, target => ShardManifestForm.Write(manifest, target));
        disk.Finish();
        cancellation.ThrowIfCancellationRequested();
        return new(DisplayPath.Join(options.OutputFolder, name), manifest, place.Publish());
    }

    private static ShardManifest? Write(
        SourceFolder folder, ShardOptions options, string staging, DiskQueue disk, DiagnosticList findings, WorkMeter meter,
        CancellationToken cancellation)
    {
        var data = Directory.CreateDirectory(Path.Combine(staging, ReleaseLayout.DataFolder)).FullName;
        var work = new WorkQueue(options.Jobs, cancellation);
        var tables = folder.Tables.Where(t => IsOf(options.Part, t)).ToArray();
        using var outputs = new TableOutputs(tables, ToolIdentity.Current.OriginOf(folder.Descriptor), data, work, disk, options.Limits);
        meter.Begin("building", SourceSize.Of(folder, options.Part));
        using var pipeline = new SourcePipeline(folder, options.Part, outputs.Of, work, findings, meter);
        pipeline.Run();
        if (findings.HasErrors)
            return null;
        meter.Begin("writing");
        var written = outputs.Finish(needsPart: false);
        // A part without rows has no files; a folder without files would be no part of anything.
        if (written.All(t => t.Parts.Count == 0))
            Directory.Delete(data);
        return new()
        {
            Name = folder.Descriptor.Name,
            Version = folder.Descriptor.Version,
            Recipe = folder.Descriptor.Recipe,
            Tool = ToolIdentity.Current,
            Number = options.Part.Number ?? 1,
            Count = options.Part.Count,
            Ranges = pipeline.Ranges,
            Tables = [.. tables.Zip(written, (table, w) => new ShardTable(
                table.Name, w.RowCount, pipeline.KeysOf(table)?.First, pipeline.KeysOf(table)?.Last,
                [.. w.Parts.Select(p => new ManifestPart(p.RowCount, [.. p.Files.Select(PathOf)]))]))],
            Files = [.. written.SelectMany(t => t.Parts).SelectMany(p => p.Files)
                .Select(f => new ReleaseFile(PathOf(f), f.SizeInBytes, f.Digest)).OrderBy(f => f.Path)],
            Sources = [.. pipeline.Files.Select(s => new ReleaseFile(s.Path, s.SizeInBytes, s.Digest) { Encoding = s.Encoding })],
        };
    }

    /// <summary>Whether a table's rows are written by a part.</summary>
    internal static bool IsOf(PartSelection part, SourceTable table) => table.Source.Kind != TableKind.Records || part.Number is null or 1;

    private static RelativePath PathOf(WrittenFile file) => RelativePath.Parse($"{ReleaseLayout.DataFolder}/{file.Path}");
}
