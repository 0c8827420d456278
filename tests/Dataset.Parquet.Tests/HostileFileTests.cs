using Dataset.Parquet.Metadata;
using Dataset.Parquet.Reading;
using Dataset.Parquet.Tests.Building;

namespace Dataset.Parquet.Tests;

/// <summary>Files that were damaged or made to do harm.</summary>
public class HostileFileTests
{
    /// <summary>A file by each codec.</summary>
    public static TheoryData<string> Codecs => ["Snappy", "Zstd"];

    /// <summary>Each of forty texts begins as the one before it, so that all of them take twenty times what the page has.</summary>
    [Theory]
    [InlineData(10, true)]
    [InlineData(100_000, false)]
    public void Texts_that_begin_as_those_before_them_have_a_bound(int length, bool isTaken)
    {
        var forge = Forge.Of(
            new("t", ParquetType.String), Columns.Text(Enumerable.Range(0, 40).Select(i => $"{i}")),
            new() { Codec = CompressionCodec.Uncompressed });
        var page = forge.Groups[0][0].Data;
        page.Header = page.Header with { Encoding = PageEncoding.DeltaByteArray };
        page.Body = [.. page.Body[..(4 + page.Body[0])], .. Deltas(0, length), .. Deltas(length, 0), .. new byte[40 * length]];
        using var file = new MemoryStream(forge.Build());
        if (isTaken)
            Assert.Equal(40, ForeignSurvey.Walk(file).RowCount);
        else
            Assert.Equal(ParquetRules.DecodedSize, Assert.Throws<ParquetException>(() => ForeignSurvey.Walk(file)).Rule);

        // Forty numbers with the same difference, in one block of four miniblocks that need no bits.
        static byte[] Deltas(int first, int difference) =>
            [0x80, 1, 4, 40, .. Varint(2 * (uint)first), .. Varint(2 * (uint)difference), 0, 0, 0, 0];

        static IEnumerable<byte> Varint(uint number)
        {
            for (; number >= 0x80; number >>= 7)
                yield return (byte)(number | 0x80);
            yield return (byte)number;
        }
    }

    [Theory]
    [MemberData(nameof(Codecs))]
    public void Every_byte_of_a_file_changed_in_many_ways_is_refused_or_harmless(string codec)
    {
        var good = FileOf(codec);
        var content = ContentOf(good);
        var harmless = new List<int>();
        for (var at = 0; at < good.Length; at++)
        {
            foreach (var change in new byte[] { 0x01, 0x02, 0x04, 0x08, 0x10, 0x20, 0x40, 0x80, 0xFF, good[at] })
            {
                var bad = (byte[])good.Clone();
                bad[at] ^= change;
                if (change == 0 || TryRead(bad) is not { } read)
                    continue;
                Assert.Equal(content, read);
                harmless.Add(at);
            }
        }

        // Nothing in the file depends on the names of the writer and of the schema's root.
        var footer = good.Length - 8 - BitConverter.ToInt32(good, good.Length - 8);
        var names = Positions(good, "sample", footer).Concat(Positions(good, TestFile.Metadata(good).CreatedBy!, footer));
        Assert.Empty(harmless.Except(names));
    }

    [Theory]
    [MemberData(nameof(Codecs))]
    public void Every_truncation_is_refused(string codec)
    {
        var good = FileOf(codec);
        for (var length = 0; length < good.Length; length++)
        {
            Assert.Throws<ParquetException>(() => TestFile.Verify(good[..length], ParquetReaderOptions.Default));
            Assert.Throws<ParquetException>(() => TestFile.Verify(good[length..][..^1], ParquetReaderOptions.Strict));
        }
    }

    [Fact]
    public void Every_byte_taken_out_or_doubled_is_refused()
    {
        for (var at = 0; at < Sample.File.Length; at++)
        {
            byte[] shorter = [.. Sample.File.AsSpan(0, at), .. Sample.File.AsSpan(at + 1)];
            byte[] longer = [.. Sample.File.AsSpan(0, at), Sample.File[at], .. Sample.File.AsSpan(at)];
            Assert.Throws<ParquetException>(() => TestFile.Verify(shorter, ParquetReaderOptions.Strict));
            Assert.Throws<ParquetException>(() => TestFile.Verify(longer, ParquetReaderOptions.Strict));
        }
    }

    public static TheoryData<string> Bombs => [.. BombFiles.All.Keys];

    [Theory]
    [MemberData(nameof(Bombs))]
    public void A_kilobyte_that_claims_gigabytes_costs_little(string name)
    {
        var bomb = BombFiles.All[name];
        Assert.InRange(bomb.Length, 12, 1024);
        foreach (var options in new[] { ParquetReaderOptions.Default, ParquetReaderOptions.Strict })
        {
            // Pooled arrays count when the pool makes them; on this thread alone, so that other tests do not.
            var before = GC.GetAllocatedBytesForCurrentThread();
            Assert.Throws<ParquetException>(() => TestFile.Verify(bomb, options));
            Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 8 << 20);
        }
    }

    [Fact]
    public void Of_faults_in_several_columns_the_first_is_told_whatever_the_threads()
    {
        var forge = Forge.Of(Sample.File);
        foreach (var column in new[] { 2, 5, 8 })
            forge.Groups[0][column].Data.EditHeader = header => header with { Crc = 0 };
        using var reader = ParquetFileReader.Open(forge.Build());
        for (var i = 0; i < 20; i++)
            Assert.Equal("score", Assert.Throws<ParquetException>(() => reader.ReadRowGroup(0, 8)).Column);
    }

    private static byte[] FileOf(string codec) => codec == "Snappy"
        ? Sample.File
        : TestFile.Write(
            Sample.Schema, [Sample.Rows(0, 10), Sample.Rows(10, 7)],
            Sample.Options with { Codec = Enum.Parse<CompressionCodec>(codec) });

    private static List<object?>? TryRead(byte[] file)
    {
        try
        {
            return ContentOf(file);
        }
        catch (ParquetException)
        {
            return null;
        }
    }

    private static List<object?> ContentOf(byte[] file)
    {
        using var reader = ParquetFileReader.Open(file, ParquetReaderOptions.Strict);
        var content = new List<object?>();
        content.AddRange(reader.Schema.Columns);
        content.AddRange(reader.Schema.SortedBy.Cast<object>());
        for (var i = 0; i < reader.RowGroupCount; i++)
        {
            using var group = reader.ReadRowGroup(i);
            for (var c = 0; c < group.Columns.Count; c++)
                content.AddRange(Columns.ToRows(reader.Schema.Columns[c], group.Columns[c]));
        }
        return content;
    }

    private static IEnumerable<int> Positions(byte[] file, string text, int from)
    {
        var at = from + file.AsSpan(from).IndexOf(System.Text.Encoding.ASCII.GetBytes(text));
        return Enumerable.Range(at, text.Length);
    }
}
