using Dataset.Files;

namespace Dataset.Tests.Publishing;

public sealed class StraightFileTests : IDisposable
{
    private const int Large = 8 << 20;
    private readonly List<string> folders = [Directory.CreateTempSubdirectory("dataset-test-").FullName];

    public StraightFileTests()
    {
        // A file system in memory, which has no disk to write straight to.
        if (Directory.Exists("/dev/shm"))
            folders.Add(Directory.CreateDirectory(Path.Combine("/dev/shm", Path.GetFileName(folders[0]))).FullName);
    }

    public void Dispose() => folders.ForEach(f => Directory.Delete(f, recursive: true));

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(4095)]
    [InlineData(4096)]
    [InlineData(4097)]
    [InlineData((4 << 20) - 1)]
    [InlineData(4 << 20)]
    [InlineData(Large - 1)]
    [InlineData(Large)]
    [InlineData(Large + 1)]
    [InlineData(2 * Large + 4096)]
    [InlineData(5 * Large + 12345)]
    public void What_was_appended_stands_in_the_file_and_what_was_written_in_its_place(int length)
    {
        var bytes = new byte[length];
        new Random(length).NextBytes(bytes);
        foreach (var folder in folders)
        {
            // Told the size, one that is smaller, and one that is larger.
            foreach (var told in new[] { length, 10L, length + 2L * Large })
            {
                var path = Path.Combine(folder, $"{told}");
                var instead = Enumerable.Range(0, 3).Select(i => ((long)i * length / 4, new byte[] { 1, 2, (byte)i }))
                    .Where(i => i.Item1 + 3 <= length).ToArray();
                Write(path, told, bytes, instead);
                var expected = bytes.ToArray();
                foreach (var (offset, other) in instead)
                    other.CopyTo(expected, offset);
                Assert.True(File.ReadAllBytes(path).AsSpan().SequenceEqual(expected), $"{length} bytes, told {told}, in {folder}");
            }
        }
    }

    [Fact]
    public void A_file_that_stands_is_left_alone()
    {
        var path = Path.Combine(folders[0], "there");
        File.WriteAllText(path, "there");
        using var disk = new DiskQueue();
        Assert.Throws<IOException>(() => new StraightFile(path, Large, disk));
        Assert.Equal("there", File.ReadAllText(path));
    }

    [Fact]
    public void A_disk_of_larger_blocks_is_known_by_what_the_system_says_and_takes_all_bytes_by_way_of_its_memory()
    {
        foreach (var folder in folders)
        {
            var path = Path.Combine(folder, "blocks");
            using (var file = File.OpenHandle(path, FileMode.CreateNew, FileAccess.Write))
            {
                // Bytes that are no multiple of any block; a file system in memory has none and takes them.
                if (Posix.TrySetDirect(
                    file, true) && Record.Exception(() => RandomAccess.Write(file, "straight"u8.ToArray(), 1)) is { } problem)
                    Assert.Equal(Posix.InvalidArgument, Assert.IsType<IOException>(problem).HResult);
                Posix.TrySetDirect(file, false);
                RandomAccess.Write(file, "\0as ever"u8, 0);
            }
            Assert.StartsWith("\0as ever", File.ReadAllText(path), StringComparison.Ordinal);
        }
    }

    /// <summary>In pieces of many sizes, some through the file's own room.</summary>
    private static void Write(string path, long told, byte[] bytes, IEnumerable<(long, byte[])> instead)
    {
        using var disk = new DiskQueue();
        using (var file = new StraightFile(path, told, disk))
        {
            for (var (at, step) = (0, 1); at < bytes.Length; step = (step * 7 + 3) % 3_000_017)
            {
                var rest = bytes.AsSpan(at);
                var piece = rest[..Math.Min(step, rest.Length)];
                if (step % 2 == 0)
                {
                    piece = piece[..Math.Min(piece.Length, file.Room.Length)];
                    piece.CopyTo(file.Room);
                    file.Take(piece.Length);
                }
                else
                {
                    file.Append(piece);
                }
                at += piece.Length;
                Assert.Equal(at, file.Length);
            }
            file.Finish(instead);
        }
        disk.Finish();
    }
}
