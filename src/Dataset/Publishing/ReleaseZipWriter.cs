using System.IO.Hashing;
using Dataset.Files;
using Dataset.Parquet;
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
    /// <param name="jobs">
    /// Files that are deflated at once, each of which stays stored where that makes it no smaller; 0 stores all of them.
    /// </param>
    /// <param name="meter">Told of what has been done.</param>
    /// <param name="cancellation">Stops the writing.</param>
    /// <exception cref="IOException">A file cannot be read, or the zip cannot be written.</exception>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    public static void Write(
        ReleaseFiles files, string folderName, DateOnly released, string path, int jobs, WorkMeter meter, CancellationToken cancellation)
    {
        using var zip = File.OpenHandle(path, FileMode.CreateNew, FileAccess.Write);
        new ReleaseZipWriter(zip, path, meter, cancellation).Write(files, folderName, jobs, ZipHeaders.Nearest(released));
        Posix.SyncFile(zip, path);
    }

    private void Write(ReleaseFiles files, string folderName, int jobs, DateOnly day)
    {
        var entries = new List<ZipEntry>();
        var work = new WorkQueue(Math.Max(1, jobs), cancellation);
        // By UTF-8 bytes; the folder before each path does not change the order.
        foreach (var (file, deflated) in jobs == 0
            ? files.Entries.Select(file => (file, (DeflatedMember?)null))
            : work.InOrder(files.Entries, file => (file, Deflate(files, file))))
        {
            using (deflated)
            {
                var entry = new ZipEntry($"{folderName}/{file.Path}", file.SizeInBytes, 0, length)
                {
                    DeflatedSize = deflated?.SizeInBytes,
                };
                var header = ZipHeaders.Local(entry, day);
                length += header.Length;
                entry = entry with { Crc = deflated is null ? Copy(files, file) : Append(deflated) };
                // The header is before the file, and has its CRC-32, which may be known only now.
                Posix.Write(zip, ZipHeaders.Local(entry, day), entry.OffsetInBytes, path);
                entries.Add(entry);
            }
            meter.Add(0, file.SizeInBytes);
        }
        var directory = length;
        foreach (var entry in entries)
            Append(ZipHeaders.Central(entry, day));
        Append(ZipHeaders.End(entries.Count, directory, length - directory));
    }

    /// <summary>Deflates a file, on any thread; null where that makes it no smaller.</summary>
    private DeflatedMember? Deflate(ReleaseFiles files, ReleaseEntry file)
    {
        var target = UnnamedFile.Create(Path.GetDirectoryName(path)!);
        try
        {
            using var content = files.Open(file.Path);
            var (size, crc, deflated) = DeflatedFile.Pack(content, target, cancellation);
            Expect(files, file, size);
            if (deflated < size)
                return new(target, deflated, crc);
            target.Dispose();
            return null;
        }
        catch
        {
            target.Dispose();
            throw;
        }
    }

    /// <summary>Appends a file that is deflated, and gives the CRC-32 of the file.</summary>
    private uint Append(DeflatedMember deflated)
    {
        using var content = new FileWindow(deflated.File, 0, deflated.SizeInBytes);
        for (int read; (read = content.Read(piece)) > 0;)
        {
            cancellation.ThrowIfCancellationRequested();
            Append(piece.AsSpan(0, read));
        }
        return deflated.Crc;
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
        }
        Expect(files, file, length - start);
        return crc.GetCurrentHashAsUInt32();
    }

    private static void Expect(ReleaseFiles files, ReleaseEntry file, long size)
    {
        if (size != file.SizeInBytes)
            throw new IOException(FormattableString.Invariant(
                $"Expected {file.SizeInBytes} bytes in {files.Display(file.Path)}, found {size}: it changed while it was read."));
    }

    private void Append(ReadOnlySpan<byte> bytes)
    {
        Posix.Write(zip, bytes, length, path);
        length += bytes.Length;
    }

    /// <summary>A file as it is deflated, before its place in the zip is known.</summary>
    private sealed record DeflatedMember(SafeFileHandle File, long SizeInBytes, uint Crc) : IDisposable
    {
        public void Dispose() => File.Dispose();
    }
}
