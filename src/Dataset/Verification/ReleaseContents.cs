using Dataset.Diagnostics;
using Dataset.Files;
using Dataset.Parquet;
using Dataset.Releases;
using Dataset.Releases.Provenance;
using Dataset.Releases.Reading;
using Dataset.Text;

namespace Dataset.Verification;

/// <summary>A release as the checks see it: its files, and what its lists say, as far as they can be read.</summary>
internal sealed class ReleaseContents
{
    /// <summary>
    /// The most bytes of <c>provenance.json</c> that are read: 8 MiB. A larger one, which has the sources, is only compared with what it
    /// must be (<see cref="ProvenanceCheck"/>): it may then be of any size.
    /// </summary>
    private const int MaximumReadStatementInBytes = 8 << 20;

    private Dictionary<RelativePath, long>? sizes;

    private ReleaseContents(ReleaseFiles files) => Files = files;

    public ReleaseFiles Files { get; }

    /// <summary>Null where <c>release.json</c> is missing or anything in it is wrong; a finding says so.</summary>
    public Manifest? Manifest { get; private init; }

    /// <summary>The lines that can be understood; null where <c>SHA256SUMS</c> is missing.</summary>
    public IReadOnlyList<ChecksumLine>? Checksums { get; private init; }

    /// <summary>The bytes of <c>SHA256SUMS</c>; null where it is missing.</summary>
    public byte[]? ChecksumsBytes { get; private init; }

    /// <summary>Whether <c>SHA256SUMS</c> has lines that cannot be understood, so that a path not among them may still be meant.</summary>
    public bool HasUnreadChecksums { get; private init; }

    /// <summary>Null where <c>provenance.json</c> is missing or not of its form, and a finding says so, or too large to be read.</summary>
    public IReadOnlyList<ProvenanceSubject>? Subjects { get; private init; }

    /// <summary>Whether <c>provenance.json</c> is there and larger than what is read of it.</summary>
    public bool IsStatementTooLarge => IsTooLarge(Files);

    public Location ManifestLocation => new(Files.Display(ReleaseLayout.Manifest));

    public Location ProvenanceLocation => new(Files.Display(ReleaseLayout.Provenance));

    /// <summary>
    /// Whether a file is there with the size that <c>release.json</c> lists. No other is hashed or parsed: its size says already that it is
    /// not the file, and it may be larger than anything that anybody published.
    /// </summary>
    public bool IsAsListed(RelativePath path)
    {
        sizes ??= Manifest?.Files.ToDictionary(f => f.Path, f => f.SizeInBytes) ?? [];
        return sizes.TryGetValue(path, out var size) && Files.Find(path)?.SizeInBytes == size;
    }

    /// <summary>
    /// Whether a file that is there may be hashed: it has the listed size, or no list says one and it is of a size that is read whole.
    /// </summary>
    public bool MayBeHashed(RelativePath path) => IsAsListed(path)
        || (!sizes!.ContainsKey(path) && Files.Find(path)?.SizeInBytes <= ReleaseFiles.MaximumWholeFileInBytes);

    /// <summary>Reads the lists.</summary>
    /// <exception cref="IOException">A file cannot be read.</exception>
    public static ReleaseContents Read(ReleaseFiles files, DiagnosticList findings)
    {
        var checksums = files.ReadWhole(ReleaseLayout.Checksums, findings);
        var ofChecksums = new DiagnosticList();
        var lines = checksums is null ? null : ChecksumList.Read(checksums, files.Display(ReleaseLayout.Checksums), ofChecksums);
        findings.AddRange(ofChecksums);
        var release = new ReleaseContents(files)
        {
            Manifest = ReadLarge(files, ReleaseLayout.Manifest, ManifestReader.Read, findings),
            ChecksumsBytes = checksums,
            Checksums = lines,
            HasUnreadChecksums = ofChecksums.HasErrors,
            Subjects = IsTooLarge(files) ? null : ReadLarge(files, ReleaseLayout.Provenance, ProvenanceStatement.ReadSubjects, findings),
        };
        // The lists may be the largest arrays of all.
        BytePool.Trim();
        return release;
    }

    private static bool IsTooLarge(ReleaseFiles files) =>
        files.Find(ReleaseLayout.Provenance)?.SizeInBytes > MaximumReadStatementInBytes;

    private static T? ReadLarge<T>(
        ReleaseFiles files, RelativePath path, Func<ReadOnlyMemory<byte>, string, DiagnosticList, T?> read, DiagnosticList findings)
        where T : class
    {
        using var bytes = files.RentWhole(path, findings);
        return bytes is null ? null : read(bytes.Memory, files.Display(path), findings);
    }
}

/// <summary>One thing that is checked of a release. Checks know nothing of each other: each finds what it can in what there is.</summary>
internal interface IReleaseCheck
{
    /// <summary>Findings in an order that depends on the release alone.</summary>
    /// <exception cref="IOException">A file cannot be read.</exception>
    IEnumerable<Diagnostic> Run();
}
