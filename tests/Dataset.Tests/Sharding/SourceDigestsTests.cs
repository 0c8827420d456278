using System.Globalization;
using Dataset.Diagnostics;
using Dataset.Files;
using Dataset.Sharding;
using Dataset.Sources;
using Dataset.Sources.Reading;

namespace Dataset.Tests.Sharding;

/// <summary>Files of any size are hashed as they are, and a small one costs little memory.</summary>
public sealed class SourceDigestsTests : IDisposable
{
    private const int MostBytesAFile = 16 << 10;
    private readonly ShardedSources sources = new("folder", 40);

    public void Dispose() => sources.Dispose();

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData((1 << 16) - 1)]
    [InlineData(1 << 16)]
    [InlineData((1 << 16) + 1)]
    [InlineData(300_000)]
    public void The_digest_is_that_of_the_bytes(int size)
    {
        var bytes = new byte[size];
        new Random(size).NextBytes(bytes);
        File.WriteAllBytes(sources.Seeds + "/notes/n0001.txt", bytes);
        var file = Assert.Single(Of("notes/n0001.txt"));
        Assert.Equal(("seeds/notes/n0001.txt", (long)size, Digest.Of(bytes)), (file.Path.Value, file.SizeInBytes, file.Digest));
    }

    [Fact]
    public void Many_small_files_need_one_buffer()
    {
        var paths = Enumerable.Range(0, 40).Select(i => string.Create(CultureInfo.InvariantCulture, $"notes/n{i:D4}.txt")).ToArray();
        Of(paths);
        var before = GC.GetAllocatedBytesForCurrentThread();
        Assert.Equal(40, Of(paths).Count);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, paths.Length * MostBytesAFile);
    }

    private IReadOnlyList<SourceFile> Of(params string[] paths)
    {
        var findings = new DiagnosticList();
        var folder = SourceFolder.Open(sources.Seeds, findings)!;
        var context = new SourceContext(folder, folder.Table("notes")!, SourceLimits.Default, PartSelection.All(2));
        var files = SourceDigests.Of(context, [.. paths.Select(RelativePath.Parse)], findings, CancellationToken.None);
        Assert.Equal([], findings.Kept);
        return files;
    }
}
