using Dataset.Comparison;
using Dataset.Diagnostics;
using Dataset.Files;
using Dataset.Formats.Rows;
using Dataset.Parquet;
using Dataset.Publishing;
using Dataset.Releases;
using Dataset.Releases.Reading;
using Dataset.Schemas;
using Dataset.Tables;
using Dataset.Text;
using Dataset.Verification;

namespace Dataset.Building;

/// <summary>What to restore, from what, and where.</summary>
public sealed record RestoreOptions
{
    /// <summary>The edition: its folder, or a zip of it.</summary>
    public required string ReleasePath { get; init; }

    /// <summary>The folder that holds the texts, under any names.</summary>
    public required string TextsFolder { get; init; }

    /// <summary>The folder in which the full release is made; made where it is missing.</summary>
    public string OutputFolder { get; init; } = "restored";

    /// <summary>
    /// The full release that the restored one follows, from which its <c>CHANGELOG.md</c> is made; null for the one beside the edition.
    /// </summary>
    public string? PreviousReleasePath { get; init; }

    /// <summary>Threads at once. The bytes do not depend on it.</summary>
    public int Jobs { get; init; } = WorkQueue.DefaultDegree;
}

/// <summary>What was restored.</summary>
/// <param name="Path">The folder.</param>
/// <param name="Manifest">Of the full release.</param>
/// <param name="IsNew">Whether it was written; else it was there, byte for byte the same.</param>
public sealed record RestoredRelease(string Path, Manifest Manifest, bool IsNew);

/// <summary>Makes the full release again from an edition of it and the texts that the edition withholds.</summary>
public static class ReleaseRestorer
{
    /// <summary>Verifies the edition, restores the full release, compares each file with what was built, and gives it its name.</summary>
    /// <param name="options">What, from what, and where.</param>
    /// <param name="findings">Takes the findings.</param>
    /// <param name="progress">Told how far the work has come, or null.</param>
    /// <param name="cancellation">Stops the work; nothing is written then.</param>
    /// <returns>Null where there are findings of severity error; nothing is written then.</returns>
    /// <exception cref="IOException">A file cannot be read or written, or the output has another release of that name.</exception>
    /// <exception cref="UnauthorizedAccessException">A file may not be read or written.</exception>
    /// <exception cref="OperationCanceledException">The work was stopped.</exception>
    public static RestoredRelease? Restore(
        RestoreOptions options, DiagnosticList findings, IProgress<WorkProgress>? progress = null, CancellationToken cancellation = default)
    {
        if (!ReleaseVerifier.Verify(options.ReleasePath, new() { Jobs = options.Jobs }, findings, progress, cancellation).IsSound)
            return null;
        using var files = ReleaseFiles.Open(options.ReleasePath, findings);
        if (Restoration.Of(files, options.TextsFolder, findings, cancellation) is not { } restoration)
            return null;
        var name = $"{restoration.Full.Name}-{restoration.Full.Version}";
        var previous = PreviousReleaseSearch.Find(options.ReleasePath, restoration.Full, options.PreviousReleasePath, findings);
        if (findings.HasErrors)
            return null;
        using var before = previous is null ? null : ComparedRelease.Open(previous, findings);
        if (findings.HasErrors)
            return null;
        using var place = FolderPlace.Open(options.OutputFolder, name, FolderPlace.OfRestored);
        var target = Path.Combine(options.OutputFolder, name);
        if (restoration.Write(place.StagingPath, before, options.Jobs, progress, cancellation) is not { } manifest)
            return null;
        var isThere = FileKinds.Of(target) != FileKind.Nothing;
        if (isThere && (FileKinds.Of(target) != FileKind.Folder || ReleaseComparison.Differences(target, place.StagingPath).Count > 0))
            throw new IOException(
                $"Could not restore to {target}: something else is there. Move it away, or choose another output folder.");
        cancellation.ThrowIfCancellationRequested();
        if (!isThere)
            place.Publish();
        return new(DisplayPath.Join(options.OutputFolder, name), manifest, !isThere);
    }

    /// <summary>Compares the tables that an edition and the texts give with what the edition carries of the full release.</summary>
    /// <param name="release">The edition, verified already.</param>
    /// <param name="texts">The folder of the texts.</param>
    /// <param name="staging">A folder for the tables.</param>
    /// <param name="jobs">Threads at once.</param>
    /// <param name="findings">Takes the findings.</param>
    /// <param name="progress">Told how far the work has come, or null.</param>
    /// <param name="cancellation">Stops the work.</param>
    /// <exception cref="IOException">A file cannot be read or written.</exception>
    internal static void Compare(
        string release, string texts, string staging, int jobs, DiagnosticList findings, IProgress<WorkProgress>? progress,
        CancellationToken cancellation)
    {
        using var files = ReleaseFiles.Open(release, findings);
        using var disk = new DiskQueue(isDurable: false);
        Restoration.Of(files, texts, findings, cancellation)?.WriteTables(staging, disk, jobs, progress, cancellation);
    }

    /// <summary>One restoration of an edition.</summary>
    private sealed class Restoration
    {
        private readonly ReleaseFiles files;
        private readonly Manifest edition;
        private readonly TableSchema[] own;
        private readonly TableSchema[] schemas;
        private readonly SourceTexts texts;
        private readonly DiagnosticList findings;

        private Restoration(
            ReleaseFiles files, Manifest edition, CarriedRelease carried, TableSchema[] own, SourceTexts texts, DiagnosticList findings)
        {
            (this.files, this.edition, this.own, this.texts, this.findings) = (files, edition, own, texts, findings);
            Full = carried.Manifest;
            schemas = [.. own.Select(s => carried.Schemas.GetValueOrDefault(s.Name) ?? s)];
        }

        public Manifest Full { get; }

        public static Restoration? Of(ReleaseFiles files, string texts, DiagnosticList findings, CancellationToken cancellation)
        {
            var own = new DiagnosticList();
            var contents = ReleaseContents.Read(files, own);
            if (contents.Manifest is { Edition: null } other)
                throw new IOException(
                    $"Expected an edition at {files.DisplayPath}, found {other.Name}-{other.Version}, the full release, which withholds "
                        + "nothing: there is nothing to restore.");
            var carried = CarriedRelease.Read(contents, own);
            if (carried is not null && carried.Manifest.Tool != ToolIdentity.Current)
                own.Add(
                    Rules.RestoredAsBuilt, new(files.Display(ReleaseLayout.FullManifest)),
                    $"Expected a full release that {ToolIdentity.Current.Name} {ToolIdentity.Current.Version} wrote, so that it can be "
                        + "written again, found one of "
                        + $"{Printable.Line($"{carried.Manifest.Tool.Name} {carried.Manifest.Tool.Version}")}.");
            var schemas = contents.Manifest?.Tables.Select(
                t => Schemas.Reading.SchemaFile.Read(
                    t.Name, files.ReadWhole(t.Schema, own, ReleaseFiles.MaximumSchemaInBytes), files.Display(t.Schema), own)).ToArray();
            findings.AddRange(own);
            return own.HasErrors || carried is null ? null : new(
                files, contents.Manifest!, carried, schemas!, new(texts, contents.Manifest!, findings, cancellation), findings);
        }

        /// <summary>Writes the full release into a folder; null, with findings, where it is not the one that was published.</summary>
        public Manifest? Write(
            string folder, ComparedRelease? before, int jobs, IProgress<WorkProgress>? progress, CancellationToken cancellation)
        {
            using var disk = new DiskQueue();
            if (WriteTables(folder, disk, jobs, progress, cancellation) is not { } data)
                return null;
            var writer = new ReleaseWriter(folder, disk);
            writer.MakeFolder(ReleaseLayout.SchemaFolder);
            var history = new ReleaseHistory(before, folder, findings, new(jobs, cancellation));
            var manifest = MetadataFiles.Write(Full with { Files = [] }, schemas, data, history, null, writer);
            if (manifest is null)
                return null;
            disk.Finish();
            var carried = files.ReadWhole(ReleaseLayout.FullManifest, findings)!;
            Compare([.. Full.Files, new(ReleaseLayout.Manifest, carried.Length, Digest.Of(carried))], writer.Files
                .Where(f => !ReleaseLayout.NotInChecksums.Contains(f.Path)));
            return findings.HasErrors ? null : manifest;
        }

        /// <summary>Writes the tables into a folder; null, with findings, where they are not those that were published.</summary>
        public WrittenData? WriteTables(
            string folder, DiskQueue disk, int jobs, IProgress<WorkProgress>? progress, CancellationToken cancellation)
        {
            var before = findings.ErrorCount;
            var target = Directory.CreateDirectory(Path.Combine(folder, ReleaseLayout.DataFolder)).FullName;
            try
            {
                var data = new RestoredData(files, edition, Full, own, schemas, texts, findings).Write(
                    target, disk, new(progress), new(jobs, cancellation));
                // Where a text is missing, that the tables differ says nothing new.
                if (findings.ErrorCount == before)
                    Compare(
                        Full.Files.Where(f => f.Path.Value.StartsWith(ReleaseLayout.DataFolder + "/", StringComparison.Ordinal)),
                        data.Tables.SelectMany(t => t.Parts).SelectMany(p => p.Files).Select(f => new ReleaseFile(
                            RelativePath.Parse($"{ReleaseLayout.DataFolder}/{f.Path}"), f.SizeInBytes, f.Digest)));
                return findings.ErrorCount == before ? data : null;
            }
            catch (MalformedTableException e)
            {
                // It was exchanged since it was verified.
                findings.Add(e.ToDiagnostic());
                return null;
            }
        }

        private void Compare(IEnumerable<ReleaseFile> published, IEnumerable<ReleaseFile> restored)
        {
            var (expected, found) = (published.ToDictionary(f => f.Path, f => f.Digest), restored.ToDictionary(f => f.Path, f => f.Digest));
            foreach (var path in expected.Keys.Union(found.Keys).Order())
                if (expected.GetValueOrDefault(path) is var digest && found.GetValueOrDefault(path) is var own && digest != own)
                    findings.Add(
                        Rules.RestoredAsBuilt, new(path.Value),
                        $"Expected {digest?.ToString() ?? "no such file"}, as {ReleaseLayout.FullManifest} lists, found "
                            + $"{own?.ToString() ?? "none"}.");
        }
    }
}
