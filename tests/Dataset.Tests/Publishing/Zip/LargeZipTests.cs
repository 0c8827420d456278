using Dataset.Diagnostics;
using Dataset.Releases.Zip;

namespace Dataset.Tests.Publishing.Zip;

/// <summary>Zip64: where numbers need more than 4 bytes, or counts more than 2.</summary>
public sealed class LargeZipTests : IDisposable
{
    private readonly ZipFile zip = new();

    public void Dispose() => zip.Dispose();

    [Fact]
    public void Files_of_more_than_4_GiB_are_read()
    {
        var large = new ZipEntry("r/a", 0x1_0000_0005, 1, 0);
        var local = ZipHeaders.Local(large, ZipFile.Day);
        var far = new ZipEntry("r/b", 3, 2, local.Length + large.SizeInBytes);
        // A hole, which takes no space on the disk.
        using (var file = File.Create(zip.Path))
        {
            file.Write(local);
            file.Position = far.OffsetInBytes;
            file.Write(ZipHeaders.Local(far, ZipFile.Day));
            file.Write("abc"u8);
            var directory = file.Position;
            file.Write(ZipHeaders.Central(large, ZipFile.Day));
            file.Write(ZipHeaders.Central(far, ZipFile.Day));
            file.Write(ZipHeaders.End(2, directory, file.Position - directory));
        }
        Assert.Equal([large, far], Read());
        using var other = System.IO.Compression.ZipFile.OpenRead(zip.Path);
        Assert.Equal([("r/a", large.SizeInBytes), ("r/b", 3)], other.Entries.Select(e => (e.FullName, e.Length)));
    }

    [Fact]
    public void More_than_65535_files_are_read()
    {
        File.WriteAllBytes(zip.Path, ZipFile.Of([.. Enumerable.Range(0, 65_536).Select(i => ($"r/{i:D5}", Array.Empty<byte>()))]));
        Assert.Equal(65_536, Read().Count);
        using var other = System.IO.Compression.ZipFile.OpenRead(zip.Path);
        Assert.Equal(65_536, other.Entries.Count);
    }

    [Theory]
    [InlineData(1979, 12, 31, 1980, 1, 1)]
    [InlineData(2108, 1, 1, 2107, 12, 31)]
    [InlineData(2026, 2, 3, 2026, 2, 3)]
    public void A_day_that_a_zip_cannot_say_becomes_the_nearest(int year, int month, int day, int toYear, int toMonth, int toDay) =>
        Assert.Equal(new(toYear, toMonth, toDay), ZipHeaders.Nearest(new(year, month, day)));

    private List<ZipEntry> Read()
    {
        using var handle = File.OpenHandle(zip.Path);
        var findings = new DiagnosticList();
        var directory = ZipDirectory.Read(handle, "z", findings);
        Assert.Empty(findings.Kept);
        return [.. directory!.Entries.Select(e => e.Entry)];
    }
}
