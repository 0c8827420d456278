using System.IO.Hashing;
using Dataset.Files;
using Dataset.Releases.Reading;
using Dataset.Releases.Zip;
using Dataset.Tables;
using Microsoft.Win32.SafeHandles;

namespace Dataset.Publishing;

/// <summary>Writes a release as a zip: the same files give the same bytes, whatever their times, owners and order on the disk.</summary>
internal sealed class ReleaseZipWriter
{
    private readonly SafeFileHandle zip;
    private readonly string path;
    private readonly WorkMeter meter;
    private readonly CancellationToken cancellation;
    private readonly byte[] piece = new byte[1 << 18];
    private long length;

    private ReleaseZipWriter(SafeFileHandle zip, string path, WorkMeter meter, CancellationToken cancellation) =>
        (this.zip, this.path, this.meter, this.cancellation) = (zip, path, meter, cancellation);

    /// <summary>Writes a new file, and flushes it to the disk.</summary>
    /// <param name="files">The release.</param>
    /// <param name="folderName">The folder that all files are in: <c>NAME-VERSION</c>.</param>
    /// <param name="released">The date of every file.</param>
    /// <param name="path">Where there is nothing yet.</param>
    /// <param name="meter">Told of what has been done.</param>
    /// <param name="cancellation">Stops the writing.</param>
    /// <exception cref="IOException">A file cannot be read, or the zip cannot be written.</exception>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    public static void Write(
        ReleaseFiles files, string folderName, DateOnly released, string path, WorkMeter meter, CancellationToken cancellation)
    {
        using var zip = File.OpenHandle(path, FileMode.CreateNew, FileAccess.Write);
        new ReleaseZipWriter(zip, path, meter, cancellation).Write(files, folderName, ZipHeaders.Nearest(released));
        Posix.SyncFile(zip, path);
    }

    private void Write(ReleaseFiles files, string folderName, DateOnly day)
    {
        var entries = new List<ZipEntry>();
        // By UTF-8 bytes; the folder before each path does not change the order.
        foreach (var file in files.Entries)
        {
            var entry = new ZipEntry($"{folderName}/{file.Path}", file.SizeInBytes, 0, length);
            var header = ZipHeaders.Local(entry, day);
            length += header.Length;
            entry = entry with { Crc = Copy(files, file) };
            // The header is before the file, and has its CRC-32, which is known only now.
            Posix.Write(zip, ZipHeaders.Local(entry, day), entry.OffsetInBytes, path);
            entries.Add(entry);
        }
        var directory = length;
        foreach (var entry in entries)
            Append(ZipHeaders.Central(entry, day));
        Append(ZipHeaders.End(entries.Count, directory, length - directory));
    }

    /// <summary>Copies a file, and gives its CRC-32.</summary>
    private uint Copy(ReleaseFiles files, ReleaseEntry file)
    {
        using var content = files.Open(file.Path);
        var (start, crc) = (length, new Crc32());
        for (int read; (read = content.Read(piece)) > 0;)
        {
            cancellation.ThrowIfCancellationRequested();
            crc.Append(piece.AsSpan(0, read));
            Append(piece.AsSpan(0, read));
            meter.Add(0, read);
        }
        if (length - start != file.SizeInBytes)
            throw new IOException(FormattableString.Invariant(
                $"Expected {file.SizeInBytes} bytes in {files.Display(file.Path)}, found {length - start}: it changed while it was read."));
        return crc.GetCurrentHashAsUInt32();
    }

    private void Append(ReadOnlySpan<byte> bytes)
    {
        Posix.Write(zip, bytes, length, path);
        length += bytes.Length;
    }
}
