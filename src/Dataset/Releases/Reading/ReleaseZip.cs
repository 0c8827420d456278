using System.Diagnostics.CodeAnalysis;
using System.IO.Hashing;
using Dataset.Diagnostics;
using Dataset.Files;
using Dataset.Formats.Rows;
using Dataset.Releases.Zip;
using Dataset.Text;
using Microsoft.Win32.SafeHandles;

namespace Dataset.Releases.Reading;

/// <summary>
/// A release as the zip that <c>pack</c> writes, read where it lies. Only that one form is read, so that each program which unpacks it
/// finds the same files. A file that is deflated is unpacked when it is first opened, into a file without a name in the temporary folder,
/// and no further than to the size that the zip says.
/// </summary>
internal sealed class ReleaseZip : ReleaseFiles
{
    private const int PieceInBytes = 1 << 18;
    private readonly SafeFileHandle zip;
    private readonly ZipDirectory? directory;
    private readonly Dictionary<RelativePath, ZipEntry> entries = [];
    private readonly Dictionary<RelativePath, Lazy<SafeFileHandle>> unpacked = [];

    /// <param name="path">The zip; it may be reached by a link.</param>
    /// <param name="findings">Takes what is wrong with its form; the files themselves are not read.</param>
    /// <exception cref="IOException">There is no such file, or it cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be read.</exception>
    public ReleaseZip(string path, DiagnosticList findings) : base(path.Replace(Path.DirectorySeparatorChar, '/'))
    {
        zip = PlainFile.Open(path, followsLink: true);
        try
        {
            var ofForm = new DiagnosticList();
            directory = ZipDirectory.Read(zip, DisplayPath, ofForm);
            if (directory is null && NoRelease.OfZip(DisplayPath, ZipDirectory.NamesOf(zip)) is { } other)
                findings.Add(other);
            else
                findings.AddRange(ofForm);
        }
        catch
        {
            zip.Dispose();
            throw;
        }
        foreach (var (file, entry) in directory?.Entries ?? [])
        {
            entries.Add(file, entry);
            if (entry.DeflatedSize is not null)
                unpacked.Add(file, new(() => Unpack(file, entry)));
        }
        SetEntries(entries.Select(e => new ReleaseEntry(e.Key, e.Value.SizeInBytes)));
    }

    /// <summary>False where the zip has another form: what is in it is then not told.</summary>
    public override bool IsListed => directory is not null;

    /// <summary>The folder that its files are in; null where there are none.</summary>
    public string? FolderName => directory?.FolderName;

    /// <summary>The date of its files; null where there are none.</summary>
    public DateOnly? Day => directory?.Day;

    public override Stream Open(RelativePath path) => !entries.TryGetValue(path, out var entry)
        ? throw new FileNotFoundException($"Expected {path} in {DisplayPath}, found no such file.")
        : unpacked.TryGetValue(path, out var file)
            ? new FileWindow(file.Value, 0, entry.SizeInBytes)
            : new FileWindow(zip, directory!.ContentOffset(entry), entry.SizeInBytes);

    /// <summary>
    /// Reads files and checks each against its CRC-32; a finding for each that differs, by path. Of one that does not unpack, the reader
    /// that opens it says so.
    /// </summary>
    /// <param name="cancellation">Stops reading.</param>
    /// <param name="isRead">Which; null for all.</param>
    /// <exception cref="IOException">The zip cannot be read.</exception>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    public IEnumerable<Diagnostic> CheckSums(CancellationToken cancellation, Func<RelativePath, bool>? isRead = null)
    {
        var buffer = new byte[PieceInBytes];
        foreach (var file in Entries.Where(e => isRead?.Invoke(e.Path) ?? true))
        {
            if (!TryOpen(file.Path, out var opened))
                continue;
            using var content = opened;
            var sum = new Crc32();
            for (int read; (read = content.Read(buffer)) > 0;)
            {
                cancellation.ThrowIfCancellationRequested();
                sum.Append(buffer.AsSpan(0, read));
            }
            if (sum.GetCurrentHashAsUInt32() is var crc && crc != entries[file.Path].Crc)
                yield return new(Rules.ZipCrc, new(Display(file.Path)), FormattableString.Invariant(
                    $"Expected the CRC-32 {entries[file.Path].Crc:x8}, as the zip says, found {crc:x8}."));
        }
    }

    /// <summary>Findings where the folder in the zip or the date of its files is another than the manifest's.</summary>
    public IEnumerable<Diagnostic> CheckName(Manifest manifest)
    {
        var expected = $"{manifest.Name}-{manifest.Version}";
        if (FolderName != expected)
            yield return new(
                Rules.ZipNamedAfterRelease, new(DisplayPath),
                $"Expected the folder {expected} in it, as {ReleaseLayout.Manifest} says, found {Printable.Quoted(FolderName ?? "")}.");
        var day = ZipHeaders.Nearest(manifest.Released);
        if (Day != day)
            yield return new(Rules.ZipNamedAfterRelease, new(DisplayPath), FormattableString.Invariant(
                $"Expected files dated {day:yyyy-MM-dd}, as {ReleaseLayout.Manifest} says, found {Day:yyyy-MM-dd}."));
    }

    private bool TryOpen(RelativePath path, [NotNullWhen(true)] out Stream? content)
    {
        try
        {
            content = Open(path);
            return true;
        }
        catch (MalformedTableException)
        {
            content = null;
            return false;
        }
    }

    private SafeFileHandle Unpack(RelativePath path, ZipEntry entry)
    {
        using var deflated = new FileWindow(zip, directory!.ContentOffset(entry), entry.StoredSize);
        var file = UnnamedFile.Create(Path.GetTempPath());
        try
        {
            if (DeflatedFile.Unpack(deflated, entry.SizeInBytes, file) is { } problem)
                throw new MalformedTableException(
                    Rules.ZipUnpacks, new(Display(path)),
                    FormattableString.Invariant($"Expected {entry.SizeInBytes} bytes, as the zip says, found {problem}."));
            return file;
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    protected override void Dispose(bool disposing)
    {
        foreach (var file in unpacked.Values.Where(f => f.IsValueCreated))
            file.Value.Dispose();
        zip.Dispose();
        base.Dispose(disposing);
    }
}
