using System.IO.Hashing;
using Dataset.Diagnostics;
using Dataset.Files;
using Dataset.Publishing;
using Dataset.Releases.Zip;
using Dataset.Tests.Verification;
using Dataset.Verification;

namespace Dataset.Tests.Publishing.Zip;

/// <summary>Zips on the disk, to be verified and broken.</summary>
internal sealed class ZipFile : IDisposable
{
    public static readonly DateOnly Day = new(2026, 1, 31);

    public string Folder { get; } = Directory.CreateTempSubdirectory("zip-").FullName;

    public string Path => Folder + "/small-1.0.0.zip";

    /// <summary>The bytes of a release as the writer writes them: stored, or deflated by so many threads.</summary>
    public byte[] Of(TestRelease release, string folderName = "small-1.0.0", DateOnly? released = null, int jobs = 0)
    {
        var path = Folder + "/made";
        using var files = new MemoryRelease(release.Files);
        ReleaseZipWriter.Write(files, folderName, released ?? Day, path, jobs, new(null), CancellationToken.None);
        var bytes = File.ReadAllBytes(path);
        File.Delete(path);
        return bytes;
    }

    /// <summary>A zip in the writer's form of files with any names, in the order given.</summary>
    public static byte[] Of(params (string Name, byte[] Bytes)[] files) =>
        OfAny([.. files.Select(f => (f.Name, f.Bytes, (long)f.Bytes.Length, false))]);

    /// <summary>As the other, of files that say that they are deflated to these bytes from any number of others.</summary>
    public static byte[] OfAny(params (string Name, byte[] Bytes, long SizeInBytes, bool IsDeflated)[] files)
    {
        using var zip = new MemoryStream();
        var entries = new List<ZipEntry>();
        foreach (var (name, bytes, size, isDeflated) in files)
        {
            entries.Add(new(name, size, Crc32.HashToUInt32(bytes), zip.Length) { DeflatedSize = isDeflated ? bytes.Length : null });
            zip.Write(ZipHeaders.Local(entries[^1], Day));
            zip.Write(bytes);
        }
        var directory = zip.Length;
        foreach (var entry in entries)
            zip.Write(ZipHeaders.Central(entry, Day));
        zip.Write(ZipHeaders.End(entries.Count, directory, zip.Length - directory));
        return zip.ToArray();
    }

    /// <summary>Where the n-th entry of the directory begins.</summary>
    public static int CentralOffset(byte[] zip, int n)
    {
        var at = (int)BitConverter.ToUInt32(zip, zip.Length - 6);
        for (; n > 0; n--)
            at += ZipHeaders.CentralLength + BitConverter.ToUInt16(zip, at + 28);
        return at;
    }

    /// <summary>The findings of a zip with these bytes, as lines; the zip is called <c>z</c>.</summary>
    public IReadOnlyList<string> Verify(byte[] bytes)
    {
        File.WriteAllBytes(Path, bytes);
        return Verify(Path);
    }

    public static IReadOnlyList<string> Verify(string path)
    {
        var findings = new DiagnosticList();
        var outcome = ReleaseVerifier.Verify(path, VerifyOptions.Default with { Jobs = 1 }, findings, null, CancellationToken.None);
        Assert.Equal(!findings.HasErrors, outcome.IsSound);
        return [.. findings.Sorted().Select(d => d.ToString().Replace(path, "z", StringComparison.Ordinal))];
    }

    public void Dispose() => Directory.Delete(Folder, recursive: true);
}
