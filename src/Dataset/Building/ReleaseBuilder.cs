using System.Security.Cryptography;
using Dataset.Comparison;
using Dataset.Diagnostics;
using Dataset.Files;
using Dataset.Normalization;
using Dataset.Publishing;
using Dataset.Releases;
using Dataset.Releases.Metadata;
using Dataset.Releases.Provenance;
using Dataset.Schemas;
using Dataset.Sources;
using Dataset.Sources.Reading;
using Dataset.Tables;
using Dataset.Verification;

namespace Dataset.Building;

/// <summary>Turns sources into a release: whole or not at all.</summary>
public static class ReleaseBuilder
{
    /// <summary>Builds the release that the descriptor names, verifies it, and publishes it by one rename.</summary>
    /// <param name="options">What and where.</param>
    /// <param name="findings">Takes the findings.</param>
    /// <param name="progress">Told how far the work has come, or null.</param>
    /// <param name="cancellation">Stops the work; the output is then as it was.</param>
    /// <exception cref="IOException">A file cannot be read or written; the output is as it was.</exception>
    /// <exception cref="OperationCanceledException">The work was stopped.</exception>
    public static BuildOutcome Build(
        BuildOptions options, DiagnosticList findings, IProgress<WorkProgress>? progress = null,
        CancellationToken cancellation = default) =>
        Make(options, new BuiltData(options), findings, progress, cancellation);

    /// <summary>Makes the release around the files of its tables.</summary>
    /// <param name="options">What and where.</param>
    /// <param name="data">Brings the files.</param>
    /// <param name="findings">Takes the findings.</param>
    /// <param name="progress">Told how far the work has come, or null.</param>
    /// <param name="cancellation">Stops the work; the output is then as it was.</param>
    /// <exception cref="IOException">A file cannot be read or written; the output is as it was.</exception>
    /// <exception cref="OperationCanceledException">The work was stopped.</exception>
    internal static BuildOutcome Make(
        BuildOptions options, ReleaseData data, DiagnosticList findings, IProgress<WorkProgress>? progress, CancellationToken cancellation)
    {
        if (SourceFolder.Open(options.SourceFolder, findings) is not { } folder)
            return new BuildOutcome.Refused();
        using var key = options.SigningKeyPath is null ? null : PemKey.LoadPrivate(options.SigningKeyPath, findings);
        if (findings.HasErrors || !OutputPlace.IsApart(options.OutputFolder, folder, findings))
            return new BuildOutcome.Refused();
        using var output = OutputFolder.TryOpen(options.OutputFolder);
        if (output is null)
        {
            findings.Add(
                Rules.OutputIsBusy, new(options.OutputFolder), "Expected no other build, found one that is writing into this folder.");
            return new BuildOutcome.Refused();
        }
        var (version, place) = (folder.Descriptor.Version, DescriptorPlace.OfVersion(folder));
        if (ReleaseLine.Open(
            options.OutputFolder, folder.Descriptor.Name, version, options.Replace, options.Jobs, findings, cancellation) is not { } line
            || !line.Takes(version, options.Replace, place, findings))
            return new BuildOutcome.Refused();
        using var previous = options.PreviousReleasePath is { } given
            ? ComparedRelease.Open(given, findings)
            : line.OpenBefore(version, findings);
        if (findings.HasErrors)
            return new BuildOutcome.Refused();
        var name = $"{folder.Descriptor.Name}-{version}";
        var (target, display) = (output.Target(name), DisplayPath.Join(options.OutputFolder, name));
        output.RefuseOthers(name);
        var staging = output.StageFolder(name);
        using var disk = new DiskQueue();
        var writer = new ReleaseWriter(staging, disk);
        var history = new ReleaseHistory(previous, staging, findings, cancellation);
        history.CheckDate(folder);
        var manifest = Write(folder, writer, data, disk, history, key, findings, new(progress), cancellation);
        if (manifest is null)
            return new BuildOutcome.Refused();
        var checksums = Digest.Of(File.ReadAllBytes(ReleaseLayout.Checksums.Below(staging)));
        using var standing = StandingVersion.Find(output, name, display);
        var (others, isRestored) = (new DiagnosticList(), false);
        if (standing.IsThere && standing.Is(
            new(staging, display, manifest, [.. folder.Tables.Select(t => t.Schema)]), key, options.Jobs, others, cancellation))
        {
            // A build that was to replace the release may have been killed before the chain knew.
            if (options.Replace)
                line.Add(manifest, checksums);
            if (standing.HasFolder)
                return Mend(output, target, display, line, manifest, cancellation);
            standing.BringSignature(staging);
            isRestored = true;
        }
        else if (standing.IsThere && !MayReplace(standing, display, options, others, findings))
        {
            return new BuildOutcome.Refused();
        }
        if (!history.Allows(version, place) || (!options.Replace && !line.TakesBack(version, checksums, findings)))
            return new BuildOutcome.Refused();
        var zip = Task.Factory.StartNew(
            () => PublishedZip.Stage(output, staging, manifest, writer.Crcs, disk, cancellation), CancellationToken.None,
            TaskCreationOptions.LongRunning,
            TaskScheduler.Default);
        try
        {
            if (!Verifies(staging, writer, display, options, data, findings, progress, cancellation))
                return new BuildOutcome.Refused();
        }
        finally
        {
            // Nothing may be written any more once what is staged is taken away.
            ((IAsyncResult)zip).AsyncWaitHandle.WaitOne();
        }
        zip.GetAwaiter().GetResult();
        disk.Finish();
        line.Add(manifest, checksums);
        cancellation.ThrowIfCancellationRequested();
        Publication.Publish(output, name, line.ToBytes());
        return isRestored
            ? new BuildOutcome.AlreadyThere(display, manifest, line.IsChanged, false, true)
            : new BuildOutcome.Built(display, manifest);
    }

    /// <summary>Whether another release of the version gives way to this one.</summary>
    /// <param name="others">Why what stands is another.</param>
    private static bool MayReplace(
        StandingVersion standing, string display, BuildOptions options, DiagnosticList others, DiagnosticList findings)
    {
        if (!options.Replace)
            findings.AddRange(others);
        else if (standing.IsSigned && options.SigningKeyPath is null)
            findings.Add(
                Rules.SignedIsReplacedBySigned, new(display),
                "Expected --sign, since the release that is to be replaced is signed, found none.");
        else
            return true;
        return false;
    }

    /// <summary>Brings what is missing beside a release that stands: its zip, its place in <c>releases.json</c>.</summary>
    private static BuildOutcome.AlreadyThere Mend(
        OutputFolder output, string target, string display, ReleaseLine line, Manifest manifest, CancellationToken cancellation)
    {
        using var disk = new DiskQueue();
        var zip = PublishedZip.Stage(output, target, manifest, new Dictionary<RelativePath, uint>(), disk, cancellation);
        disk.Finish();
        Publication.Mend(output, zip, line.IsChanged ? line.ToBytes() : []);
        return new(display, manifest, line.IsChanged, zip is not null, false);
    }

    /// <summary>Writes all files of the release; null where there are findings.</summary>
    private static Manifest? Write(
        SourceFolder folder, ReleaseWriter writer, ReleaseData data, DiskQueue disk, ReleaseHistory history, ECDsa? key,
        DiagnosticList findings,
        WorkMeter meter, CancellationToken cancellation)
    {
        var target = writer.MakeFolder(ReleaseLayout.DataFolder);
        writer.MakeFolder(ReleaseLayout.SchemaFolder);
        return data.Write(folder, target, disk, findings, meter, cancellation) is { } written
            ? WriteMetadata(folder, writer, written, history, key)
            : null;
    }

    /// <summary>Writes the files that are not of tables; null where the release before is damaged, as findings say.</summary>
    private static Manifest? WriteMetadata(
        SourceFolder folder, ReleaseWriter writer, WrittenData written, ReleaseHistory history, ECDsa? key)
    {
        foreach (var file in written.Tables.SelectMany(t => t.Parts).SelectMany(p => p.Files))
            writer.Add(new(DataPath(file), file.SizeInBytes, file.Digest), file.Crc);
        foreach (var table in folder.Tables)
            writer.Write(ReleaseLayout.SchemaOf(table.Name), table.Schema.Json.Span);
        writer.Write(ReleaseLayout.ManifestSchema, BuiltInSchemas.Release);
        var schemas = folder.Tables.Select(t => t.Schema).ToArray();
        var manifest = Describe(folder, written) with { Previous = history.Previous };
        if (history.WriteChangeLog(manifest, schemas) is not { } changes)
            return null;
        writer.Write(ReleaseLayout.ChangeLog, changes);
        writer.Write(ReleaseLayout.Readme, ReleaseReadme.Write(manifest, schemas));
        manifest = manifest with { Files = writer.Files };
        writer.Write(ReleaseLayout.Manifest, target => ManifestForm.Write(manifest, target));
        var checksums = ChecksumList.Write(writer.Files);
        writer.Write(ReleaseLayout.Checksums, checksums);
        var subjects = ProvenanceStatement.SubjectsOf(checksums);
        writer.Write(ReleaseLayout.Provenance, target => ProvenanceStatement.Write(manifest, subjects, target));
        if (key is not null)
            writer.Write(
                ReleaseLayout.Signature, SigstoreBundle.Write(DsseEnvelope.Sign(ProvenanceStatement.Write(manifest, subjects), key)));
        return manifest;
    }

    private static Manifest Describe(SourceFolder folder, WrittenData written)
    {
        var descriptor = folder.Descriptor;
        var recipe = Recipe.Find(descriptor.Recipe)!;
        return new()
        {
            Name = descriptor.Name,
            Version = descriptor.Version,
            Released = descriptor.Released,
            Title = descriptor.Title,
            Description = descriptor.Description,
            Language = descriptor.Language,
            Homepage = descriptor.Homepage,
            Keywords = descriptor.Keywords,
            Licenses = descriptor.Licenses,
            Creators = descriptor.Creators,
            Recipe = recipe.Name,
            RecipeSteps = [.. recipe.Steps.Select(s => s.Name)],
            Tool = ToolIdentity.Current,
            PartCount = written.PartCount,
            Tables =
            [
                .. folder.Tables.Zip(written.Tables, (table, w) => new ManifestTable(
                    table.Name, table.Schema.Title, ReleaseLayout.SchemaOf(table.Name), w.RowCount, w.ContentDigest,
                    [.. w.Parts.Select(p => new ManifestPart(p.RowCount, [.. p.Files.Select(DataPath)]))])),
            ],
            Files = [],
            Sources = [.. written.Sources.Select(s => new ReleaseFile(s.Path, s.SizeInBytes, s.Digest))],
        };
    }

    private static RelativePath DataPath(WrittenFile file) => RelativePath.Parse($"{ReleaseLayout.DataFolder}/{file.Path}");

    private static bool Verifies(
        string staging, ReleaseWriter writer, string display, BuildOptions options, ReleaseData data, DiagnosticList findings,
        IProgress<WorkProgress>? progress, CancellationToken cancellation)
    {
        var found = new DiagnosticList();
        var verifying = new VerifyOptions
        {
            Jobs = options.Jobs,
            IsAlone = true,
            Written = writer.Written,
            SecondOpinionUpToInBytes = options.SecondOpinionUpToInBytes,
        };
        ReleaseVerifier.Verify(staging, verifying, found, progress, cancellation);
        foreach (var diagnostic in found.Kept.Where(d => d.Rule.Severity == Severity.Error))
            findings.Add(data.Explain(diagnostic, staging) ?? (diagnostic.Rule == Rules.ReleaseFileSize
                // More sources than the lists of a release can name: neither the disk's fault nor the tool's.
                ? diagnostic with { Location = new(DisplayPath.Join(display, Path.GetRelativePath(staging, diagnostic.Location.Path))) }
                : new(
                Rules.StagedReleaseVerifies, new(display), $"{diagnostic.Rule.Id}: {diagnostic.Location}: {diagnostic.Message}")));
        return !found.HasErrors;
    }
}
