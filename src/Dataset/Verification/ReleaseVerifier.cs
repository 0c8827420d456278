using Dataset.Diagnostics;
using Dataset.Parquet;
using Dataset.Releases.Reading;
using Dataset.Tables;

namespace Dataset.Verification;

/// <summary>
/// Checks a release as a stranger would, with nothing but its files: each file against every list that names it, the lists against each
/// other, and each table's rows in all formats. Whatever the bytes, the outcome is findings, all of them; only files that
/// cannot be read throw.
/// </summary>
/// <remarks>
/// No bit can change unseen. <c>SHA256SUMS</c> and <c>provenance.json</c> name the digest of every file but the latter;
/// <c>SHA256SUMS</c> has one form for its lines, and its own digest is the statement's first subject; <c>provenance.json</c> is what
/// <c>release.json</c> and its subjects are written as, byte for byte; <c>README.md</c> is what that and the schemas are written as.
/// A person who changes data and computes all of these again makes another release, which only a signature, the chain of versions or the
/// sources can tell from the first.
/// </remarks>
public static class ReleaseVerifier
{
    /// <summary>Verifies the release at a path.</summary>
    /// <param name="path">The release: its folder, or its zip.</param>
    /// <param name="options">How.</param>
    /// <param name="findings">Takes the findings; the same for the same release, whatever the number of threads.</param>
    /// <param name="progress">Told now and then how far it has come; may be null.</param>
    /// <param name="cancellation">Stops the verification.</param>
    /// <exception cref="IOException">There is no release at the path, or a file of it cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">A file or folder may not be read.</exception>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    public static VerifyOutcome Verify(
        string path, VerifyOptions options, DiagnosticList findings, IProgress<WorkProgress>? progress, CancellationToken cancellation)
    {
        var own = findings.OfSameLimit();
        using var files = ReleaseFiles.Open(path, own);
        var outcome = files.IsListed
            ? Verify(files, options.IsAlone ? null : path, options, own, progress, cancellation)
            : new(null, 0, 0, 0, 0, false);
        findings.AddRange(own);
        return outcome with { IsSound = !own.HasErrors };
    }

    /// <summary>Verifies a release that is open.</summary>
    /// <param name="files">The release; what was found when it was opened is not among the findings.</param>
    /// <param name="options">How.</param>
    /// <param name="findings">Takes the findings.</param>
    /// <param name="progress">Told now and then how far it has come; may be null.</param>
    /// <param name="cancellation">Stops the verification.</param>
    /// <exception cref="IOException">A file cannot be read.</exception>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    public static VerifyOutcome Verify(
        ReleaseFiles files, VerifyOptions options, DiagnosticList findings, IProgress<WorkProgress>? progress,
        CancellationToken cancellation) =>
        Verify(files, null, options, findings, progress, cancellation);

    private static VerifyOutcome Verify(
        ReleaseFiles files, string? path, VerifyOptions options, DiagnosticList findings, IProgress<WorkProgress>? progress,
        CancellationToken cancellation)
    {
        if (files.IsNone)
        {
            findings.Add(NoRelease.Of(files));
            return new(null, 0, 0, 0, 0, false);
        }
        var (own, ofTables) = (findings.OfSameLimit(), findings.OfSameLimit());
        var size = files.Entries.Sum(e => e.SizeInBytes);
        var told = new VerifyProgress(progress, size);
        var release = ReleaseContents.Read(files, own);
        var work = new WorkQueue(options.Jobs, cancellation);
        var digests = new FileDigests(files, options.Written, work);
        var carried = CarriedRelease.Read(release, own);
        var tables = new TablesCheck(release, carried, digests, told, work);
        var signature = new SignatureCheck(release, options.PublicKeyPath);
        Task<DiagnosticList>? others = null;
        try
        {
            // The small files first; those of tables are hashed while they are read.
            var ofParts = (release.Manifest?.Tables ?? []).SelectMany(t => t.Parts).SelectMany(p => p.Files).ToHashSet();
            foreach (var entry in files.Entries.Where(e => !ofParts.Contains(e.Path) && release.IsAsListed(e.Path)))
                digests.Begin(entry.Path);
            tables.Run(options, ofTables);
            // The libraries of others read the tables while the other files are checked.
            if (!ofTables.HasErrors)
                others = work.Run(() => tables.AskOthers(options));
            IReleaseCheck[] checks =
            [
                new FileCheck(release, digests), new ManifestCheck(release), new ProvenanceCheck(release), signature,
                new TextCheck(release, digests, tables.Schemas, !ofTables.HasErrors), new ChainCheck(release, path, options),
                new EditionCheck(release, carried, tables.Schemas),
                new ZipCheck(release, cancellation),
            ];
            foreach (var check in checks)
                foreach (var diagnostic in check.Run())
                    own.AddFault(diagnostic);
            if (others is not null)
                ofTables.AddRange(others.GetAwaiter().GetResult());
        }
        finally
        {
            if (others is not null)
                WorkQueue.Settle(others);
            digests.Settle();
        }
        // After those of files, since there may be more of them than a list keeps.
        own.AddRange(ofTables);
        findings.AddRange(own);
        told.Finish();
        return new(release.Manifest, files.Entries.Count, size, tables.TableCount, tables.RowCount, !own.HasErrors)
        {
            SigningKey = signature.SigningKey,
            SecondOpinions = own.HasErrors ? null : tables.Others,
        };
    }
}
