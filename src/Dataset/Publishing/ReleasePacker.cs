using Dataset.Diagnostics;
using Dataset.Files;
using Dataset.Releases;
using Dataset.Releases.Reading;
using Dataset.Tables;
using Dataset.Verification;

namespace Dataset.Publishing;

/// <summary>
/// Packs a release for download: a zip of its folder, the same bytes each time. A release that is not sound is not packed. What it makes
/// is a copy, so a zip of that name is replaced.
/// </summary>
public static class ReleasePacker
{
    /// <summary>Verifies the release, writes the zip, verifies that, and gives it its name.</summary>
    /// <param name="release">The release: its folder, or a zip of it.</param>
    /// <param name="output">The folder that takes the zip; made where it is missing.</param>
    /// <param name="jobs">Threads at once.</param>
    /// <param name="findings">Takes the findings.</param>
    /// <param name="progress">Told how far the work has come, or null.</param>
    /// <param name="cancellation">Stops the work; the output is then as it was.</param>
    /// <returns>Null where there are findings of severity error; the output is then as it was.</returns>
    /// <exception cref="IOException">A file cannot be read or written; the output is as it was.</exception>
    /// <exception cref="UnauthorizedAccessException">A file may not be read or written.</exception>
    /// <exception cref="OperationCanceledException">The work was stopped.</exception>
    public static PackedRelease? Pack(
        string release, string output, int jobs, DiagnosticList findings, IProgress<WorkProgress>? progress = null,
        CancellationToken cancellation = default)
    {
        if (RealPath.IsAtOrBelow(RealPath.Of(output), RealPath.Of(release)))
            throw new IOException($"Could not pack into {output}: it is in the release. Choose another output folder.");
        var verified = ReleaseVerifier.Verify(release, new() { Jobs = jobs }, findings, progress, cancellation);
        if (!verified.IsSound || verified.Manifest is not { } manifest)
            return null;
        using var folder = OutputFolder.TryOpen(output, jobs, findings);
        if (folder is null)
            return null;
        var name = $"{manifest.Name}-{manifest.Version}.zip";
        folder.RefuseOther(name, FileKind.File);
        Write(release, manifest, folder.StagingPath(name), new(progress), cancellation);
        if (!ReadsBack(folder.StagingPath(name), DisplayPath.Join(output, name), jobs, findings, progress, cancellation))
            return null;
        cancellation.ThrowIfCancellationRequested();
        Publication.Publish(folder, [name]);
        return new(DisplayPath.Join(output, name), manifest, verified.FileCount, new FileInfo(folder.Target(name)).Length);
    }

    private static void Write(string release, Manifest manifest, string path, WorkMeter meter, CancellationToken cancellation)
    {
        using var files = ReleaseFiles.Open(release, new());
        meter.Begin("packing", files.Entries.Sum(e => e.SizeInBytes));
        ReleaseZipWriter.Write(files, $"{manifest.Name}-{manifest.Version}", manifest.Released, path, meter, cancellation);
    }

    /// <summary>
    /// Whether what was written is sound: the release may have changed since it was verified, and the disk may be at fault.
    /// </summary>
    private static bool ReadsBack(
        string zip, string display, int jobs, DiagnosticList findings, IProgress<WorkProgress>? progress, CancellationToken cancellation)
    {
        var found = new DiagnosticList();
        ReleaseVerifier.Verify(zip, new() { Jobs = jobs, IsAlone = true }, found, progress, cancellation);
        foreach (var diagnostic in found.Kept.Where(d => d.Rule.Severity == Severity.Error))
            findings.Add(Rules.StagedReleaseVerifies, new(display), $"{diagnostic.Rule.Id}: {diagnostic.Location}: {diagnostic.Message}");
        return !found.HasErrors;
    }
}

/// <summary>What was packed.</summary>
/// <param name="Path">The zip.</param>
/// <param name="Manifest">Of the release in it.</param>
/// <param name="FileCount">Files in it.</param>
/// <param name="SizeInBytes">Of the zip.</param>
public sealed record PackedRelease(string Path, Manifest Manifest, int FileCount, long SizeInBytes);
