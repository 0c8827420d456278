using System.Security.Cryptography;
using Dataset.Comparison;
using Dataset.Diagnostics;
using Dataset.Files;
using Dataset.Parquet;
using Dataset.Publishing;
using Dataset.Releases;
using Dataset.Releases.Provenance;
using Dataset.Sources;
using Dataset.Sources.Reading;
using Dataset.Tables;
using Dataset.Text;
using Dataset.Verification;

namespace Dataset.Building;

/// <summary>
/// One build, from the sources to the release under its name, in five steps. A step that finds an error ends it. The editions of a dataset
/// have sessions of their own, and are published with it.
/// </summary>
internal sealed class BuildSession : IDisposable
{
    private readonly SourceFolder folder;
    private readonly BuildOptions options;
    private readonly ReleaseData data;
    private readonly BuildSession? previous;
    private readonly DiagnosticList findings;
    private readonly IProgress<WorkProgress>? progress;
    private readonly CancellationToken cancellation;
    private readonly DiskQueue disk = new();

    // Set by the first step.
    private OutputFolder? output;
    private ReleaseLine line = null!;
    private ReleaseWriter writer = null!;
    private ReleaseHistory history = null!;
    private ComparedRelease? before;
    private ECDsa? key;

    // Set by Stage.
    private StagedRelease release = null!;
    private bool isNew;

    /// <param name="previous">The session of the release that is published before this one in the same build; null for the first.</param>
    private BuildSession(
        SourceFolder folder, BuildOptions options, ReleaseData data, BuildSession? previous, DiagnosticList findings,
        IProgress<WorkProgress>? progress, CancellationToken cancellation)
    {
        (this.folder, this.options, this.data, this.previous, this.findings) = (folder, options, data, previous, findings);
        (this.progress, this.cancellation) = (progress, cancellation);
    }

    private enum Comparison
    {
        /// <summary>The release may be published.</summary>
        New,

        /// <summary>The output has it already.</summary>
        Same,

        /// <summary>There are findings.</summary>
        Refused,
    }

    private ReleaseVersion Version => folder.Descriptor.Version;

    private string Name => $"{folder.Descriptor.Name}-{Version}";

    /// <summary>The release in findings.</summary>
    private string Display => DisplayPath.Join(options.OutputFolder, Name);

    /// <summary>Makes the release around the files of its tables.</summary>
    /// <param name="folder">The sources; null, with findings, where they could not be opened.</param>
    /// <param name="options">What and where.</param>
    /// <param name="data">Brings the files.</param>
    /// <param name="findings">Takes the findings.</param>
    /// <param name="progress">Told how far the work has come, or null.</param>
    /// <param name="cancellation">Stops the work; the output is then as it was.</param>
    /// <exception cref="IOException">A file cannot be read or written; the output is as it was.</exception>
    /// <exception cref="OperationCanceledException">The work was stopped.</exception>
    public static BuildOutcome Run(
        SourceFolder? folder, BuildOptions options, ReleaseData data, DiagnosticList findings, IProgress<WorkProgress>? progress,
        CancellationToken cancellation)
    {
        if (folder is null)
            return new BuildOutcome.Refused();
        var sessions = new Stack<BuildSession>();
        try
        {
            var full = new BuildSession(folder, options, data, null, findings, progress, cancellation);
            sessions.Push(full);
            if (!full.Stage())
                return new BuildOutcome.Refused();
            foreach (var edition in options.HasEditions ? folder.Descriptor.Editions : [])
            {
                var session = new BuildSession(
                    folder.For(edition), options with { AsksForDatasheet = false, PreviousReleasePath = null, GoesOnFromPrevious = false },
                    new EditionData(full.release, options), sessions.Peek(), findings, progress, cancellation);
                sessions.Push(session);
                if (!session.Stage())
                    return new BuildOutcome.Refused();
            }
            // Nothing is published before everything is on the disk. Then each is published by itself: where that fails half-way, the next
            // build finds those before it as they are, and publishes the rest.
            var inOrder = sessions.Reverse().ToArray();
            foreach (var session in inOrder.Where(s => s.isNew))
                session.disk.Finish();
            cancellation.ThrowIfCancellationRequested();
            var outcomes = inOrder.Select(s => s.Settle()).ToArray();
            return outcomes[0] with { Editions = outcomes[1..] };
        }
        finally
        {
            // The full release, which the editions are made of and which has the lock, is the last.
            foreach (var session in sessions)
                session.Dispose();
        }
    }

    public void Dispose()
    {
        // Files are closed before the folder that they are in is deleted.
        disk.Dispose();
        before?.Dispose();
        if (previous is null)
            output?.Dispose();
        key?.Dispose();
    }

    /// <summary>Makes the release and verifies it, so that only its name is missing; false where there are findings.</summary>
    private bool Stage()
    {
        if (!Prepare() || Write() is not { } written)
            return false;
        release = written;
        var comparison = Compare(release);
        isNew = comparison == Comparison.New;
        return comparison == Comparison.Same || (isNew && Verify(release) && !findings.HasErrors);
    }

    /// <summary>Publishes what is new, after what comes before it.</summary>
    private BuildOutcome Settle()
    {
        if (previous is not null)
            line.Follow(previous.line);
        return isNew ? Publish(release) : Keep(release);
    }

    /// <summary>Opens the key, the output and the previous release, and makes the staging folder.</summary>
    private bool Prepare()
    {
        key = options.SigningKeyPath is null ? null : PemKey.LoadPrivate(options.SigningKeyPath, findings);
        if (findings.HasErrors || (previous is null && !OutputPlace.IsApart(options.OutputFolder, folder, findings)))
            return false;
        output = previous is null ? OutputFolder.TryOpen(options.OutputFolder, options.Jobs, findings) : previous.output;
        if (output is null || OpenLine() is not { } chain || !chain.Takes(
            Version, options.Replace, folder.Descriptor.VersionPlace, findings))
            return false;
        line = chain;
        before = options.PreviousReleasePath is { } given ? ComparedRelease.Open(given, findings) : line.OpenBefore(Version, findings);
        if (options.PreviousReleasePath is { } path && before is { Manifest: var of }
            && (of.Name != folder.Descriptor.Name || of.Version >= Version))
            findings.Add(
                Rules.PreviousReleaseIsThere, new(path),
                $"Expected a release of {folder.Descriptor.Name} of a version below {Version}, found {before.Identity}.");
        else if (options.GoesOnFromPrevious && before is not null)
            line.GoOnFrom(before, options.PreviousReleasePath!, findings);
        if (findings.HasErrors)
            return false;
        output.RefuseOther(Name, FileKind.Folder);
        var staging = output.StageFolder(Name);
        (writer, history) = (new(staging, disk), new(before, staging, findings, new(options.Jobs, cancellation)));
        history.CheckDate(folder.Descriptor);
        if (options.AsksForDatasheet)
            AskForDatasheet();
        return true;
    }

    private void AskForDatasheet()
    {
        foreach (var (place, text) in folder.Descriptor.Placeholders)
            findings.Add(
                Rules.PlaceholderIsReplaced, place, $"Expected words about this dataset, found {Printable.Quoted(text)} of the example.");
        var open = Datasheet.Questions.Except(folder.Datasheet.Select(a => a.Question)).ToArray();
        if (open.Length > 0)
            findings.Add(Rules.DatasheetIsThere, new(folder.Display(Datasheet.FileName)), FormattableString.Invariant(
                $"Expected an answer to each of {Datasheet.Questions.Count} questions, found none to {open.Length}, of which the first is ")
                + $"{Printable.Quoted(open[0])}.");
    }

    private ReleaseLine? OpenLine() =>
        ReleaseLine.Open(options.OutputFolder, folder.Descriptor.Name, Version, options.Replace, options.Jobs, findings, cancellation);

    /// <summary>Writes every file of the release into the staging folder; null where there are findings.</summary>
    private StagedRelease? Write()
    {
        var target = writer.MakeFolder(ReleaseLayout.DataFolder);
        writer.MakeFolder(ReleaseLayout.SchemaFolder);
        if (folder.Edition is not null)
            writer.MakeFolder($"{ReleaseLayout.FullFolder}/{ReleaseLayout.SchemaFolder}");
        if (data.Write(folder, target, disk, findings, new(progress), cancellation) is not { } written)
            return null;
        if (written.SizeInBytes <= options.SecondOpinionUpToInBytes)
            _ = SecondReaders.Load();
        // What comes now, and verification, need arrays of other sizes than the row groups were gathered in.
        BytePool.Trim();
        return MetadataFiles.Write(folder, written, history, key, writer) is { } manifest
            ? new(writer.Folder, Display, manifest, [.. folder.Tables.Select(t => t.Schema)]) : null;
    }

    /// <summary>
    /// Holds the release against the one that the output has of its version, and its version against the previous release.
    /// </summary>
    private Comparison Compare(StagedRelease release)
    {
        using var existing = ExistingRelease.Open(output!, Name);
        var others = findings.OfSameLimit();
        if (existing?.Is(release, key, options.Jobs, others, cancellation) == true)
            return Comparison.Same;
        if (existing is not null && !options.Replace)
            findings.AddRange(others);
        else if (existing is { IsSigned: true } && key is null)
            findings.Add(
                Rules.SignedIsReplacedBySigned, new(Display),
                "Expected --sign, since the release that is to be replaced is signed, found none.");
        else if (history.Allows(folder.Descriptor, folder.Edition is not null)
            && (options.Replace || line.TakesBack(Version, release.Checksums, findings)))
            return Comparison.New;
        return Comparison.Refused;
    }

    /// <summary>Verifies what was written as <c>dataset verify</c> does.</summary>
    private bool Verify(StagedRelease release)
    {
        var found = findings.OfSameLimit();
        var verifying = new VerifyOptions
        {
            Jobs = options.Jobs,
            IsAlone = true,
            Written = writer.Written,
            SecondOpinionUpToInBytes = options.SecondOpinionUpToInBytes,
            IsSampled = true,
        };
        ReleaseVerifier.Verify(release.Path, verifying, found, progress, cancellation);
        findings.AddErrors(found, d => Explain(d, release));
        return !found.HasErrors;
    }

    private Diagnostic Explain(Diagnostic found, StagedRelease release) =>
        data.Explain(found, release.Path) ?? (found.Rule == Rules.ReleaseFileSize
            // More sources than the lists of a release can name: neither the disk's fault nor the tool's.
            ? found with { Location = new(DisplayPath.Join(Display, Path.GetRelativePath(release.Path, found.Location.Path))) }
            : new(Rules.StagedReleaseVerifies, new(Display), $"{found.Rule.Id}: {found.Location}: {found.Message}"));

    /// <summary>Gives the release its name and its place in <c>releases.json</c>.</summary>
    private BuildOutcome.Built Publish(StagedRelease release)
    {
        line.Add(release.Manifest, release.Checksums);
        Publication.Publish(output!, Name, line.ToBytes());
        return new(Display, release.Manifest);
    }

    /// <summary>Leaves the existing release alone, and lists it in <c>releases.json</c> where that was lost.</summary>
    private BuildOutcome.AlreadyThere Keep(StagedRelease release)
    {
        // A build that was to replace the release may have been killed before the list knew.
        if (options.Replace)
            line.Add(release.Manifest, release.Checksums);
        if (line.IsChanged)
        {
            output!.StageFile(ReleaseChain.FileName, line.ToBytes());
            Publication.Publish(output, [ReleaseChain.FileName]);
        }
        return new(Display, release.Manifest, line.IsChanged);
    }
}
