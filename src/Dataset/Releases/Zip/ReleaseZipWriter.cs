using Dataset.Parquet.Encodings;
using Dataset.Releases.Reading;
using Microsoft.Win32.SafeHandles;

namespace Dataset.Releases.Zip;

/// <summary>Writes a release as a zip: the same files give the same bytes, whatever their times, owners and order on the disk.</summary>
internal static class ReleaseZipWriter
{
    private const int PieceInBytes = 1 << 18;

    /// <summary>Writes a new file and forces it to disk.</summary>
    /// <param name="files">The release.</param>
    /// <param name="folderName">The folder that all files stand in: <c>NAME-VERSION</c>.</param>
    /// <param name="released">The date of every file.</param>
    /// <param name="path">Where nothing stands yet.</param>
    /// <param name="cancellation">Stops the writing.</param>
    /// <exception cref="IOException">A file cannot be read, or the zip cannot be written.</exception>
    public static void Write(ReleaseFiles files, string folderName, DateOnly released, string path, CancellationToken cancellation)
    {
        using var zip = File.OpenHandle(path, FileMode.CreateNew, FileAccess.Write, FileShare.Read);
        var day = ZipHeaders.Nearest(released);
        var (offset, buffer) = (0L, new byte[PieceInBytes]);
        var written = new List<ZipEntry>();
        // By UTF-8 bytes; the folder before each path does not change the order.
        foreach (var file in files.Entries)
        {
            var entry = new ZipEntry($"{folderName}/{file.Path}", file.SizeInBytes, 0, offset);
            var start = offset + ZipHeaders.Local(entry, day).Length;
            using var content = files.Open(file.Path);
            (offset, var crc) = Copy(content, zip, start, buffer, cancellation);
            if (offset - start != file.SizeInBytes)
                throw new IOException(FormattableString.Invariant(
                    $"Expected {file.SizeInBytes} bytes in {files.Display(file.Path)}, found {offset - start}: it changed while it was read."));
            entry = entry with { Crc = crc };
            // The checksum is known only now; its header stands before the bytes.
            RandomAccess.Write(zip, ZipHeaders.Local(entry, day), entry.OffsetInBytes);
            written.Add(entry);
        }
        var directory = offset;
        foreach (var entry in written)
            offset = Append(zip, ZipHeaders.Central(entry, day), offset);
        Append(zip, ZipHeaders.End(written.Count, directory, offset - directory), offset);
        RandomAccess.FlushToDisk(zip);
    }

    private static (long Offset, uint Crc) Copy(Stream from, SafeFileHandle to, long offset, byte[] buffer, CancellationToken cancellation)
    {
        var crc = 0u;
        for (int read; (read = from.Read(buffer)) > 0;)
        {
            cancellation.ThrowIfCancellationRequested();
            crc = Crc32.Append(crc, buffer.AsSpan(0, read));
            offset = Append(to, buffer.AsSpan(0, read), offset);
        }
        return (offset, crc);
    }

    private static long Append(SafeFileHandle to, ReadOnlySpan<byte> bytes, long offset)
    {
        RandomAccess.Write(to, bytes, offset);
        return offset + bytes.Length;
    }
}
