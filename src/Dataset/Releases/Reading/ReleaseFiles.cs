using Dataset.Diagnostics;
using Dataset.Files;
using Dataset.Formats.Rows;
using Dataset.Text;

namespace Dataset.Releases.Reading;

/// <summary>The files of a release as they lie somewhere, whatever its lists say of them.</summary>
public abstract class ReleaseFiles : IDisposable
{
    /// <summary>
    /// The most bytes of a file that is read whole: 56 MiB. <c>release.json</c>, the largest, takes some 200 bytes for each source file, so
    /// 280,000 texts may be files of their own.
    /// </summary>
    public const int MaximumWholeFileInBytes = 56 << 20;

    /// <summary>The most bytes of a table's schema.</summary>
    public const int MaximumSchemaInBytes = 16 << 20;

    /// <summary>
    /// The most bytes of <c>SHA256SUMS</c> and of <c>releases.json</c>, which take many times as much memory: a line for each of 40,000
    /// files, or 12,000 versions.
    /// </summary>
    public const int MaximumListInBytes = 4 << 20;

    private readonly Dictionary<RelativePath, ReleaseEntry> byPath = [];

    /// <param name="displayPath">The release in findings, as the user gave it, with <c>/</c> between names.</param>
    protected ReleaseFiles(string displayPath) => DisplayPath = displayPath;

    /// <summary>The release in findings.</summary>
    public string DisplayPath { get; }

    /// <summary>Every file, by path. What is no file, or has no portable path, is reported by the caller that listed it.</summary>
    public IReadOnlyList<ReleaseEntry> Entries { get; private set; } = [];

    /// <summary>
    /// Files that are not of the release and that others are known to leave in its folder, by path; not among <see cref="Entries"/>.
    /// </summary>
    internal IReadOnlyList<RelativePath> Leftovers { get; private protected set; } = [];

    /// <summary>
    /// False where it could not be told which files there are, and findings say why: then <see cref="Entries"/> is empty.
    /// </summary>
    public virtual bool IsListed => true;

    /// <summary>Opens the release at a path.</summary>
    /// <param name="path">A folder, or a file that is a zip, by its name (<c>.zip</c>) or its first two bytes (<c>PK</c>).</param>
    /// <param name="findings">
    /// Takes what is wrong with how the files lie: what is no file, what has no portable path, a zip of another form; or that the folder is
    /// no release at all, and then nothing in it is listed.
    /// </param>
    /// <exception cref="IOException">There is nothing at the path, it is neither folder nor zip, or it cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be read.</exception>
    public static ReleaseFiles Open(string path, DiagnosticList findings) =>
        ReleasePath.IsZip(path)
            ? new ReleaseZip(path, findings)
            : NoRelease.Find(path, findings) ?? (ReleaseFiles)new ReleaseFolder(path, findings);

    /// <summary>The file, or null where there is none of that path.</summary>
    public ReleaseEntry? Find(RelativePath path) => byPath.GetValueOrDefault(path);

    /// <summary>Opens a file for reading from its start; seekable. Any number may be open at once, on any thread.</summary>
    /// <exception cref="MalformedTableException">It is no longer the file that was listed.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public abstract Stream Open(RelativePath path);

    /// <summary>A file as findings name it.</summary>
    public string Display(RelativePath path) => $"{DisplayPath}/{path}";

    /// <summary>
    /// The bytes of a file; null where there is none of that path (no finding: the lists tell), or where it is larger than
    /// <see cref="MaximumWholeFileInBytes"/>, or no longer the file that was listed (a finding).
    /// </summary>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public byte[]? ReadWhole(RelativePath path, DiagnosticList findings, int most = MaximumWholeFileInBytes)
    {
        byte[] bytes = [];
        return Read(path, findings, most, size => bytes = new byte[size]) is not { } read ? null
            : read == bytes.Length ? bytes : bytes[..read];
    }

    /// <summary>
    /// As <see cref="ReadWhole"/>, in memory from the pool: for files that may be large and are soon done with. The caller disposes of it.
    /// </summary>
    /// <exception cref="IOException">The file cannot be read.</exception>
    internal PooledList<byte>? RentWhole(RelativePath path, DiagnosticList findings, int most = MaximumWholeFileInBytes)
    {
        PooledList<byte>? bytes = null;
        var read = Read(path, findings, most, size =>
        {
            bytes = new PooledList<byte>(size);
            bytes.Reserve(size);
            return bytes.WritableMemory;
        });
        bytes?.Truncate(read ?? 0);
        return read is null ? null : bytes;
    }

    /// <summary>Reads a file into memory that is taken when its size is known and not too large; null where it is not read.</summary>
    private int? Read(RelativePath path, DiagnosticList findings, int most, Func<int, Memory<byte>> take)
    {
        if (Find(path) is not { } entry)
            return null;
        if (path == ReleaseLayout.Checksums)
            most = Math.Min(most, MaximumListInBytes);
        if (entry.SizeInBytes > most)
        {
            findings.Add(
                Rules.ReleaseFileSize, new(Display(path)),
                FormattableString.Invariant($"Expected at most {most} bytes, found {entry.SizeInBytes}."));
            return null;
        }
        try
        {
            using var stream = Open(path);
            return stream.ReadAtLeast(take((int)entry.SizeInBytes).Span, (int)entry.SizeInBytes, throwOnEndOfStream: false);
        }
        catch (MalformedTableException e)
        {
            findings.AddFault(e.ToDiagnostic());
            return null;
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Dispose(true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Sets <see cref="Entries"/>; called once, by the constructor of a derived class.</summary>
    protected void SetEntries(IEnumerable<ReleaseEntry> entries)
    {
        Entries = [.. entries.OrderBy(e => e.Path)];
        foreach (var entry in Entries)
            byPath.Add(entry.Path, entry);
    }

    /// <summary>Closes the files.</summary>
    protected virtual void Dispose(bool disposing)
    {
    }

    /// <summary>
    /// Whether it has neither of the files by which a release is known. One that has lost only one of them is a release, and not whole.
    /// </summary>
    public bool IsNone => Find(ReleaseLayout.Manifest) is null && Find(ReleaseLayout.Checksums) is null;
}

/// <summary>A file as it lies in a release.</summary>
public sealed record ReleaseEntry(RelativePath Path, long SizeInBytes);
