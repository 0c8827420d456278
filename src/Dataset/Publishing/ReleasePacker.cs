using Dataset.Comparison;
using Dataset.Diagnostics;
using Dataset.Files;
using Dataset.Parquet;
using Dataset.Releases;
using Dataset.Releases.Metadata;
using Dataset.Releases.Reading;
using Dataset.Sources;
using Dataset.Tables;
using Dataset.Text;
using Dataset.Verification;

namespace Dataset.Publishing;

/// <summary>
/// Packs a release for download: a folder of files beside each other, since places for downloads know no folders, and a zip of the whole
/// release. The same release gives the same bytes each time. A release that is not sound is not packed.
/// </summary>
public static class ReleasePacker
{
    /// <summary>The text that goes with the files, which no list of them names: it has their digests itself.</summary>
    internal static readonly RelativePath Notes = RelativePath.Parse("NOTES.md");

    /// <summary>What an edition carries of the full release is for restoring that, and in the zip alone.</summary>
    private static bool IsOfFull(RelativePath path) => path.Value.StartsWith(ReleaseLayout.FullFolder + "/", StringComparison.Ordinal);

    /// <summary>
    /// What speaks of the release's folder, and would be wrong of files beside each other: in the zip alone. <c>SHA256SUMS</c> is written
    /// anew.
    /// </summary>
    private static readonly HashSet<RelativePath> InZipAlone =
    [
        ReleaseLayout.Checksums, ReleaseLayout.Readme, ResearchCrate.File.Path, .. BagIt.Files.Select(f => f.Path),
    ];

    /// <summary>Verifies the release, writes the folder and the zip in it, verifies that, and gives the folder its name.</summary>
    /// <param name="options">What and where.</param>
    /// <param name="findings">Takes the findings.</param>
    /// <param name="progress">Told how far the work has come, or null.</param>
    /// <param name="cancellation">Stops the work; the output is then as it was.</param>
    /// <returns>Null where there are findings of severity error; the output is then as it was.</returns>
    /// <exception cref="IOException">A file cannot be read or written, or the output is no folder that this may replace.</exception>
    /// <exception cref="UnauthorizedAccessException">A file may not be read or written.</exception>
    /// <exception cref="OperationCanceledException">The work was stopped.</exception>
    public static PackedRelease? Pack(
        PackOptions options, DiagnosticList findings, IProgress<WorkProgress>? progress = null, CancellationToken cancellation = default)
    {
        var output = Path.TrimEndingDirectorySeparator(Path.GetFullPath(options.OutputFolder));
        if (RealPath.IsAtOrBelow(RealPath.Of(output), RealPath.Of(options.ReleasePath)))
            throw new IOException($"Could not pack into {options.OutputFolder}: it is in the release. Choose another output folder.");
        RefuseOthers(output, options.OutputFolder);
        var verified = ReleaseVerifier.Verify(options.ReleasePath, new() { Jobs = options.Jobs }, findings, progress, cancellation);
        if (!verified.IsSound || ComparedRelease.Open(options.ReleasePath, findings) is not { } opened)
            return null;
        using var release = opened;
        var zipName = $"{release.Manifest.Name}-{release.Manifest.Version}.zip";
        using var files = ReleaseFiles.Open(options.ReleasePath, new());
        var flat = FlatNames(files, zipName);
        using var place = FolderPlace.Open(Path.GetDirectoryName(output)!, Path.GetFileName(output), FolderPlace.OfPacks);
        var zip = Path.Combine(place.StagingPath, zipName);
        var meter = new WorkMeter(progress);
        meter.Begin("packing", files.Entries.Sum(e => e.SizeInBytes));
        ReleaseZipWriter.Write(
            files, $"{release.Manifest.Name}-{release.Manifest.Version}", release.Manifest.Released, zip,
            options.IsStored ? 0 : options.Jobs, meter, cancellation);
        if (!ReadsBack(zip, DisplayPath.Join(options.OutputFolder, zipName), options.Jobs, findings, progress, cancellation))
            return null;
        var writer = new FlatFolder(place.StagingPath, Directory.Exists(options.ReleasePath) ? options.ReleasePath : null, files);
        writer.Add(RelativePath.Parse(zipName));
        if (DescribedRelease.Of(release.Manifest, release.Schemas, files.Open) is not { } described)
            return null;
        var places = FilePlaces.Flat(options.Url ?? release.Manifest.Url);
        foreach (var (name, path) in flat)
        {
            cancellation.ThrowIfCancellationRequested();
            if (path == DataPackage.File.Path)
                writer.Write(name, DataPackage.Write(described, places));
            else if (path == Croissant.File.Path)
                writer.Write(name, Croissant.Write(described, places));
            else if (path == ReleasePage.File.Path)
                writer.Write(name, ReleasePage.Write(described, places));
            else if (writer.Take(path, name) is var taken && Listed(release.Manifest, path) is { } listed && listed != taken)
                findings.Add(
                    Rules.StagedReleaseVerifies, new(DisplayPath.Join(options.OutputFolder, name.Value)),
                    $"Expected {listed}, as {ReleaseLayout.Manifest} says, found {taken}: it changed after it was verified.");
        }
        if (findings.HasErrors)
            return null;
        writer.WriteAlone(ReleaseLayout.Checksums, ChecksumList.Write(writer.Files));
        writer.WriteAlone(Notes, ReleaseNotes.Write(described, places, zipName, writer.Files, writer.Checksums!));
        cancellation.ThrowIfCancellationRequested();
        return new(options.OutputFolder, release.Manifest, zipName, writer.Files.Count + 2, place.Publish());
    }

    /// <summary>
    /// Refuses an output that holds what this did not make: it is replaced as a whole, and what is in it would be gone.
    /// </summary>
    private static void RefuseOthers(string output, string shown)
    {
        var kind = FileKinds.Of(output);
        if (kind is not (FileKind.Nothing or FileKind.Folder))
            throw new IOException(
                $"Could not pack into {shown}: expected a folder of that name or nothing, found {FileKinds.DescribeNamed(output)}. Choose "
                    + "another output folder.");
        if (kind == FileKind.Nothing)
            return;
        var entries = Directory.EnumerateFileSystemEntries(output).Order(StringComparer.Ordinal).ToArray();
        var own = PlainFile.ReadBelow(output, ReleaseLayout.Checksums, ReleaseFiles.MaximumListInBytes) is { } sums
            ? ChecksumList.Read(sums, shown, new()).Select(l => l.Path.Value).ToHashSet(StringComparer.Ordinal)
            : [];
        if (own.Count > 0)
            own.UnionWith([ReleaseLayout.Checksums.Value, Notes.Value]);
        if (entries.FirstOrDefault(e => FileKinds.Of(e) != FileKind.File || !own.Contains(Path.GetFileName(e))) is { } other)
            throw new IOException(
                $"Could not pack into {shown}: the folder is replaced as a whole, and it holds "
                    + $"{Printable.Quoted(Path.GetFileName(other))}, which is not of an earlier pack. Choose another output folder.");
    }

    /// <summary>The files and the names that they have beside each other, in order of those.</summary>
    /// <exception cref="IOException">Two have names that a system may take for one.</exception>
    private static IReadOnlyList<(RelativePath Name, RelativePath Path)> FlatNames(ReleaseFiles files, string zipName)
    {
        var byName = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var name in new[] { RelativePath.Parse(zipName), ReleaseLayout.Checksums, Notes })
            byName.Add(name.Folded, $"the file {name} that is made here");
        var flat = new List<(RelativePath Name, RelativePath Path)>();
        foreach (var path in files.Entries.Select(e => e.Path).Where(p => !InZipAlone.Contains(p) && !IsOfFull(p)))
        {
            var name = RelativePath.Parse(FilePlaces.Flat(null).NameOf(path));
            if (!byName.TryAdd(name.Folded, path.Value))
                throw new IOException(
                    $"Could not pack {files.DisplayPath}: beside each other, {path} and {byName[name.Folded]} would have one name, {name}. "
                        + "Give one of them another name.");
            flat.Add((name, path));
        }
        return [.. flat.OrderBy(f => f.Name)];
    }

    private static Digest? Listed(Manifest manifest, RelativePath path) => manifest.Files.FirstOrDefault(f => f.Path == path)?.Digest;

    /// <summary>
    /// Whether what was written is sound: the release may have changed since it was verified, and the disk may be at fault.
    /// </summary>
    private static bool ReadsBack(
        string zip, string display, int jobs, DiagnosticList findings, IProgress<WorkProgress>? progress, CancellationToken cancellation)
    {
        var found = findings.OfSameLimit();
        ReleaseVerifier.Verify(zip, new() { Jobs = jobs, IsAlone = true }, found, progress, cancellation);
        findings.AddErrors(found, d => new(Rules.StagedReleaseVerifies, new(display), $"{d.Rule.Id}: {d.Location}: {d.Message}"));
        return !found.HasErrors;
    }

    /// <summary>The staging folder: takes files of the release by a second name where the disk allows it, or as copies.</summary>
    /// <param name="folder">It.</param>
    /// <param name="release">The release's folder; null where it is a zip.</param>
    /// <param name="files">The release.</param>
    private sealed class FlatFolder(string folder, string? release, ReleaseFiles files)
    {
        private readonly List<ReleaseFile> list = [];

        /// <summary>Every file that a list must name.</summary>
        public IReadOnlyList<ReleaseFile> Files => list;

        /// <summary>The digest of the list of them, once it is written.</summary>
        public Digest? Checksums { get; private set; }

        /// <summary>Takes note of a file that is there already, and gives its digest.</summary>
        public Digest Add(RelativePath name)
        {
            using var file = File.OpenRead(name.Below(folder));
            var digest = Digest.Of(file);
            list.Add(new(name, file.Length, digest));
            return digest;
        }

        /// <summary>Takes a file of the release, and gives its digest as it is here.</summary>
        public Digest Take(RelativePath path, RelativePath name)
        {
            var target = name.Below(folder);
            if (release is null || !Posix.TryLink(path.Below(release), target))
            {
                using var content = files.Open(path);
                using var file = File.Create(target);
                content.CopyTo(file);
                file.Flush();
                Posix.SyncFile(file.SafeFileHandle, target);
            }
            return Add(name);
        }

        public void Write(RelativePath name, byte[] bytes)
        {
            WriteAlone(name, bytes);
            list.Add(new(name, bytes.Length, Digest.Of(bytes)));
        }

        /// <summary>Writes a file that the list of files does not name.</summary>
        public void WriteAlone(RelativePath name, byte[] bytes)
        {
            var target = name.Below(folder);
            using var file = File.OpenHandle(target, FileMode.CreateNew, FileAccess.Write);
            Posix.Write(file, bytes, 0, target);
            Posix.SyncFile(file, target);
            if (name == ReleaseLayout.Checksums)
                Checksums = Digest.Of(bytes);
        }
    }
}

/// <summary>What is packed, and where.</summary>
public sealed record PackOptions
{
    /// <summary>What <see cref="Url"/> is, after "Expected".</summary>
    public const string UrlForm = MetadataRules.BaseAddressForm;

    /// <summary>The release: its folder, or a zip of it.</summary>
    public required string ReleasePath { get; init; }

    /// <summary>The folder that is made, or replaced where an earlier pack made it.</summary>
    public required string OutputFolder { get; init; }

    /// <summary>The address of the folder from which the files will be downloaded; null for that of the release, if it has one.</summary>
    public string? Url { get; init; }

    /// <summary>Whether the zip is stored and not deflated.</summary>
    public bool IsStored { get; init; }

    /// <summary>Threads at once.</summary>
    public int Jobs { get; init; } = WorkQueue.DefaultDegree;

    /// <summary>Whether a text can be <see cref="Url"/>.</summary>
    public static bool IsUrl(string text) => MetadataRules.IsBaseAddress(text);
}

/// <summary>What was packed.</summary>
/// <param name="Path">The folder.</param>
/// <param name="Manifest">Of the release.</param>
/// <param name="ZipName">The name of the zip in it.</param>
/// <param name="FileCount">Files in it.</param>
/// <param name="Placing">What had its name before.</param>
public sealed record PackedRelease(string Path, Manifest Manifest, string ZipName, int FileCount, FolderPlacing Placing)
{
    /// <summary>The zip.</summary>
    public string Zip => $"{Path}/{ZipName}";
}
