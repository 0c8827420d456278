using Dataset.Files;
using Dataset.Parquet.Encodings;
using Dataset.Releases.Publishing;
using Dataset.Releases.Reading;
using Microsoft.Win32.SafeHandles;

namespace Dataset.Releases.Zip;

/// <summary>Writes a release as a zip: the same files give the same bytes, whatever their times, owners and order on the disk.</summary>
internal sealed class ReleaseZipWriter
{
    private const int PieceInBytes = 1 << 18;

    /// <summary>After so many bytes the disk begins to work while more are written.</summary>
    private const int StepInBytes = 32 << 20;

    private readonly SafeFileHandle zip;
    private readonly string path;
    private readonly DiskQueue disk;
    private readonly CancellationToken cancellation;
    private long offset;

    private ReleaseZipWriter(SafeFileHandle zip, string path, DiskQueue disk, CancellationToken cancellation) =>
        (this.zip, this.path, this.disk, this.cancellation) = (zip, path, disk, cancellation);

    /// <summary>Writes a new file, and has it forced to the disk.</summary>
    /// <param name="files">The release.</param>
    /// <param name="folderName">The folder that all files stand in: <c>NAME-VERSION</c>.</param>
    /// <param name="released">The date of every file.</param>
    /// <param name="path">Where nothing stands yet.</param>
    /// <param name="crcs">The CRC-32 of files of which it is known: those the system copies by itself. The others are read.</param>
    /// <param name="disk">Forces the zip to the disk.</param>
    /// <param name="cancellation">Stops the writing.</param>
    /// <exception cref="IOException">A file cannot be read, or the zip cannot be written.</exception>
    public static void Write(
        ReleaseFiles files, string folderName, DateOnly released, string path, IReadOnlyDictionary<RelativePath, uint> crcs, DiskQueue disk,
        CancellationToken cancellation)
    {
        var zip = File.OpenHandle(path, FileMode.CreateNew, FileAccess.Write, FileShare.Read);
        try
        {
            new ReleaseZipWriter(zip, path, disk, cancellation).Write(files, folderName, ZipHeaders.Nearest(released), crcs);
        }
        finally
        {
            disk.Complete(zip, path);
        }
    }

    private void Write(ReleaseFiles files, string folderName, DateOnly day, IReadOnlyDictionary<RelativePath, uint> crcs)
    {
        var written = new List<ZipEntry>();
        // By UTF-8 bytes; the folder before each path does not change the order.
        foreach (var file in files.Entries)
        {
            var entry = new ZipEntry($"{folderName}/{file.Path}", file.SizeInBytes, crcs.GetValueOrDefault(file.Path), offset);
            Append(ZipHeaders.Local(entry, day));
            var start = offset;
            using var content = files.Open(file.Path);
            if (crcs.ContainsKey(file.Path) && content is FileStream source)
                CopyBySystem(source);
            // What the system did not copy, if anything; of a file that was not copied at all the checksum is known only then.
            var crc = CopyByReading(content);
            if (offset - start != file.SizeInBytes)
                throw new IOException(FormattableString.Invariant(
                    $"Expected {file.SizeInBytes} bytes in {files.Display(file.Path)}, found {offset - start}: it changed while it was read."));
            if (!crcs.ContainsKey(file.Path))
            {
                entry = entry with { Crc = crc };
                RandomAccess.Write(zip, ZipHeaders.Local(entry, day), entry.OffsetInBytes);
            }
            written.Add(entry);
        }
        var directory = offset;
        foreach (var entry in written)
            Append(ZipHeaders.Central(entry, day));
        Append(ZipHeaders.End(written.Count, directory, offset - directory));
    }

    /// <summary>Copies from page to page of the system's memory, without a copy here; as far as it can.</summary>
    private void CopyBySystem(FileStream source)
    {
        while (Posix.TryCopy(source.SafeFileHandle, source.Position, zip, offset, StepInBytes) is > 0 and var copied)
        {
            cancellation.ThrowIfCancellationRequested();
            source.Position += copied;
            offset += copied;
            if (copied == StepInBytes)
                disk.Begin(zip, path);
        }
    }

    private uint CopyByReading(Stream source)
    {
        var (crc, buffer) = (0u, new byte[(int)Math.Clamp(source.Length - source.Position, 0, PieceInBytes)]);
        for (int read; buffer.Length > 0 && (read = source.Read(buffer)) > 0;)
        {
            cancellation.ThrowIfCancellationRequested();
            crc = Crc32.Append(crc, buffer.AsSpan(0, read));
            Append(buffer.AsSpan(0, read));
        }
        return crc;
    }

    private void Append(ReadOnlySpan<byte> bytes)
    {
        RandomAccess.Write(zip, bytes, offset);
        offset += bytes.Length;
    }
}
