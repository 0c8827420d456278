using System.IO.Compression;
using System.Text;
using Dataset.Sources.Reading;

namespace Dataset.Tests.Sources.Reading;

public sealed class WholeGzipTests : IDisposable
{
    private readonly TempSources sources = new();

    public void Dispose() => sources.Dispose();

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(31)]
    [InlineData(32)]
    [InlineData(33)]
    [InlineData(100_000)]
    public void What_was_compressed_comes_back_from_one_member_or_several(int length)
    {
        var bytes = Bytes(length);
        Assert.Equal(bytes, Decompress(Compress(bytes)));
        Assert.Equal([.. bytes, .. bytes], Decompress([.. Compress(bytes), .. Compress(bytes)]));
        Assert.Equal(bytes, Decompress([.. Compress(bytes), .. Compress([])]));
    }

    [Fact]
    public void A_file_cut_short_anywhere_is_refused()
    {
        var whole = Compress(Bytes(2000));
        for (var length = 0; length < whole.Length; length++)
            Assert.Throws<InvalidDataException>(() => Decompress(whole[..length]));
        byte[] two = [.. whole, .. whole];
        for (var length = whole.Length + 1; length < two.Length; length++)
            Assert.Throws<InvalidDataException>(() => Decompress(two[..length]));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(8)]
    [InlineData(512)]
    public void Bytes_behind_the_end_are_refused(int count)
    {
        var whole = Compress(Bytes(100));
        Assert.Throws<InvalidDataException>(() => Decompress([.. whole, .. new byte[count]]));
        Assert.Throws<InvalidDataException>(() => Decompress([.. whole, .. Enumerable.Repeat((byte)0x1F, count)]));
        Assert.Throws<InvalidDataException>(() => Decompress([.. whole, .. Encoding.ASCII.GetBytes(new string('a', count))]));
    }

    [Fact]
    public void No_bit_of_the_data_changes_unnoticed()
    {
        var bytes = Bytes(500);
        var whole = Compress(bytes);
        for (var bit = 0; bit < whole.Length * 8; bit++)
        {
            var changed = whole.ToArray();
            changed[bit / 8] ^= (byte)(1 << (bit % 8));
            try
            {
                // Bits of the header that say nothing of the data (time, system) may change.
                Assert.Equal(bytes, Decompress(changed));
                Assert.True(bit / 8 < 10);
            }
            catch (InvalidDataException)
            {
                continue;
            }
        }
    }

    [Fact]
    public void A_damaged_file_among_the_sources_is_a_finding()
    {
        var lines = string.Concat(Enumerable.Range(0, 5000).Select(i => $"{{\"id\":\"{i:D6}\"}}\n"));
        var whole = Compress(Encoding.UTF8.GetBytes(lines));
        sources.Table("things", "from: records, path: things.jsonl.gz", TempSources.RecordColumns).Write("things.jsonl.gz", whole);
        var (rows, findings) = sources.Read("things");
        Assert.Equal(5000, rows.Count);
        Assert.Empty(findings);
        sources.Write("things.jsonl.gz", whole[..^5]);
        Approved.Findings(sources.Read("things").Findings, "cut short");
        sources.Write("things.jsonl.gz", lines);
        Approved.Findings(sources.Read("things").Findings, "not compressed");
        sources.Write("things.jsonl.gz", "");
        Approved.Findings(sources.Read("things").Findings, "empty");
    }

    private static byte[] Bytes(int count)
    {
        var random = new Random(count);
        return [.. Enumerable.Range(0, count).Select(_ => (byte)random.Next(97, 104))];
    }

    private static byte[] Compress(byte[] bytes)
    {
        // Of nothing the runtime writes nothing; gzip(1) writes a member.
        if (bytes.Length == 0)
            return [0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 3, 3, 0, 0, 0, 0, 0, 0, 0, 0, 0];
        using var target = new MemoryStream();
        using (var gzip = new GZipStream(target, CompressionLevel.Optimal))
            gzip.Write(bytes);
        return target.ToArray();
    }

    private static byte[] Decompress(byte[] bytes)
    {
        using var gzip = new WholeGzip(new MemoryStream(bytes));
        var all = new List<byte>();
        var buffer = new byte[1000];
        for (var read = gzip.Read(buffer); read > 0; read = gzip.Read(buffer))
            all.AddRange(buffer.AsSpan(0, read));
        return [.. all];
    }
}
