using System.Globalization;
using System.IO.Hashing;
using Dataset.Files;
using Dataset.Releases.Reading;
using Dataset.Releases.Zip;

namespace Dataset.Publishing;

/// <summary>Writes a release as a zip: the same files give the same bytes, whatever their times, owners and order on the disk.</summary>
internal sealed class ReleaseZipWriter
{
    private readonly StraightFile zip;
    private readonly CancellationToken cancellation;

    private ReleaseZipWriter(StraightFile zip, CancellationToken cancellation) => (this.zip, this.cancellation) = (zip, cancellation);

    /// <summary>Writes a new file, and has it forced to the disk.</summary>
    /// <param name="files">The release.</param>
    /// <param name="folderName">The folder that all files stand in: <c>NAME-VERSION</c>.</param>
    /// <param name="released">The date of every file.</param>
    /// <param name="path">Where nothing stands yet.</param>
    /// <param name="crcs">The CRC-32 of files of which it is known; of the others it is made as they are read.</param>
    /// <param name="disk">Forces the zip to the disk.</param>
    /// <param name="cancellation">Stops the writing.</param>
    /// <exception cref="IOException">A file cannot be read, or the zip cannot be written.</exception>
    public static void Write(
        ReleaseFiles files, string folderName, DateOnly released, string path, IReadOnlyDictionary<RelativePath, uint> crcs, DiskQueue disk,
        CancellationToken cancellation)
    {
        using var zip = new StraightFile(path, files.Entries.Sum(e => e.SizeInBytes), disk);
        new ReleaseZipWriter(zip, cancellation).Write(files, folderName, ZipHeaders.Nearest(released), crcs);
    }

    private void Write(ReleaseFiles files, string folderName, DateOnly day, IReadOnlyDictionary<RelativePath, uint> crcs)
    {
        var (written, instead) = (new List<ZipEntry>(), new List<(long, byte[])>());
        // By UTF-8 bytes; the folder before each path does not change the order.
        foreach (var file in files.Entries)
        {
            var isKnown = crcs.TryGetValue(file.Path, out var crc);
            var entry = new ZipEntry($"{folderName}/{file.Path}", file.SizeInBytes, crc, zip.Length);
            zip.Append(ZipHeaders.Local(entry, day));
            var start = zip.Length;
            using (var content = files.Open(file.Path))
                crc = Copy(content, isKnown);
            if (zip.Length - start != file.SizeInBytes)
                throw new IOException(string.Create(
                    CultureInfo.InvariantCulture,
                    $"Expected {file.SizeInBytes} bytes in {files.Display(file.Path)}, found {zip.Length - start}: it changed while it "
                        + $"was read."));
            if (!isKnown)
            {
                entry = entry with { Crc = crc };
                instead.Add((entry.OffsetInBytes, ZipHeaders.Local(entry, day)));
            }
            written.Add(entry);
        }
        var directory = zip.Length;
        foreach (var entry in written)
            zip.Append(ZipHeaders.Central(entry, day));
        zip.Append(ZipHeaders.End(written.Count, directory, zip.Length - directory));
        zip.Finish(instead);
    }

    /// <summary>Copies a file, and makes its CRC-32 where that is not known.</summary>
    private uint Copy(Stream content, bool isKnown)
    {
        var crc = new Crc32();
        for (int read; (read = content.Read(zip.Room)) > 0; zip.Take(read))
        {
            cancellation.ThrowIfCancellationRequested();
            if (!isKnown)
                crc.Append(zip.Room[..read]);
        }
        return crc.GetCurrentHashAsUInt32();
    }
}
