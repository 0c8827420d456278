using Dataset.Parquet.Compression;
using Dataset.Parquet.Encodings;
using Dataset.Parquet.Metadata;
using Dataset.Parquet.Tests.Building;

namespace Dataset.Parquet.Tests.Fuzzing;

/// <summary>
/// 250,000 cases from a fixed seed. Whatever the bytes: values or a <see cref="ParquetException"/>, nothing else, for little memory.
/// </summary>
public class FuzzTests
{
    private static readonly ParquetReaderOptions _default = new() { MaxDecodedSizeInBytes = 16 << 20 };
    private static readonly ParquetReaderOptions _strict = _default with { RequireOwnLayout = true };
    private static readonly byte[][] _good = [.. Corpus.Make().Values];

    [Fact]
    public void The_corpus_is_what_this_writer_writes()
    {
        foreach (var (name, bytes) in Corpus.Make())
            Assert.True(
                Corpus.Files.TryGetValue(name, out var kept) && kept.SequenceEqual(bytes), $"{name} is no longer what the writer writes.");
    }

    [Fact]
    public void Every_file_of_the_corpus_is_read_or_refused()
    {
        foreach (var file in Corpus.Files.Values)
            ReadBothWays(file);
    }

    [Fact]
    public void Files() => FuzzRun.Cases(70_000, random => ReadBothWays(Mutation.Of(Any(random), random)));

    [Fact]
    public void Footers() => FuzzRun.Cases(40_000, random =>
    {
        var forge = Forge.Of(Any(random));
        forge.EditFooter = footer => Mutation.Of(footer, random);
        ReadBothWays(forge.Build());
    });

    [Fact]
    public void Pages_with_right_checksums() => FuzzRun.Cases(60_000, random =>
    {
        var forge = Forge.Of(Any(random));
        var chunks = forge.Groups.SelectMany(group => group).ToList();
        if (chunks.Count == 0)
            return;
        var chunk = chunks[random.Next(chunks.Count)];
        var page = chunk.Pages[random.Next(chunk.Pages.Count)];
        if (random.Next(4) == 0)
            page.EditCompressed = body => Mutation.Of(body, random);
        else
            page.Body = Mutation.Of(page.Body, random);
        if (random.Next(3) == 0)
            page.Header = page.Header with
            {
                ValueCount = random.Next(5) == 0 ? random.Next() : random.Next(100),
                Encoding = Pick<PageEncoding>(random),
                Type = Pick<PageType>(random),
            };
        if (page.Header.Type == PageType.DataV2)
            page.Header = page.Header with
            {
                NullCount = random.Next(10),
                RowCount = random.Next(50),
                DefinitionLevelsSizeInBytes = random.Next(9),
                RepetitionLevelsSizeInBytes = random.Next(9),
                IsCompressed = random.Next(2) == 0,
            };

        // Statements about the values would give most lies away before they reach a decoder.
        chunk.Metadata = chunk.Metadata with
        {
            Statistics = null,
            ColumnIndex = null,
            OffsetIndex = null,
            SizeStatistics = null,
            EncodingStatistics = null,
            Encodings = Enum.GetValues<PageEncoding>(),
        };
        ReadBothWays(forge.Build());
    });

    [Fact]
    public void Snappy_data() => FuzzRun.Cases(30_000, random =>
    {
        var source = _good[random.Next(_good.Length)];
        var room = new byte[SnappyEncoder.LargestEncoding(source.Length)];
        var compressed = Mutation.Of(room[..SnappyEncoder.Encode(source, room)], random);
        if (!SnappyDecoder.TryReadLength(compressed, out var length, out var size) || length > 100_000)
            return;
        var output = new byte[length + 64];
        output.AsSpan((int)length).Fill(0xEE);
        var fault = SnappyDecoder.Decode(compressed.AsSpan(size), output.AsSpan(0, (int)length));
        Assert.InRange(fault, -1, compressed.Length);
        Assert.Equal(-1, output.AsSpan((int)length).IndexOfAnyExcept((byte)0xEE));
    });

    [Fact]
    public void Zstandard_frames() => FuzzRun.Cases(30_000, random =>
    {
        var source = _good[random.Next(_good.Length)];
        var room = new byte[PageCodec.LargestEncoding(CompressionCodec.Zstd, source.Length)];
        var size = PageCodec.Compress(CompressionCodec.Zstd, random.Next(1, 4), source, room);
        var frame = Mutation.Of(room[..size], random);
        using var scratch = new PooledBuffer(source.Length);
        try
        {
            var output = PageCodec.Decompress(CompressionCodec.Zstd, frame, source.Length, isOwn: false, scratch, new(0));
            Assert.Equal(source.Length, output.Length);
        }
        catch (ParquetException fault)
        {
            Assert.Contains(fault.Rule, new[] { ParquetRules.ZstdMalformed, ParquetRules.PageUncompressedSize });
        }
    });

    [Fact]
    public void Lz4_blocks() => FuzzRun.Cases(30_000, random =>
    {
        var block = Mutation.Of([0x61, .. "abcdef"u8, 3, 0, 0x02, 1, 0, 0x50, .. "vwxyz"u8], random);
        var output = new byte[100];
        output.AsSpan(64).Fill(0xEE);
        Assert.InRange(Lz4Block.Decode(block, output.AsSpan(0, 64)), -1, 64);
        Assert.Equal(-1, output.AsSpan(64).IndexOfAnyExcept((byte)0xEE));
    });

    [Fact]
    public void Runs() => FuzzRun.Cases(20_000, random =>
    {
        var width = random.Next(33);
        var values = new int[random.Next(200)];
        for (var i = 0; i < values.Length; i++)
            values[i] = i > 0 && random.Next(10) > 0 ? values[i - 1] : random.Next(1 << Math.Min(width, 24));
        using var output = new PooledBuffer();
        HybridEncoder.Encode<int>(values, Math.Clamp(width, 1, 24), output);
        var runs = Mutation.Of(output.Written.ToArray(), random);
        foreach (var padded in new[] { false, true })
        {
            var decoded = new int[values.Length];
            var size = HybridDecoder.Decode<int>(runs, width, decoded, padded);
            var visitor = new Collected([]);
            var scanned = HybridScanner.TryScan(runs, width, values.Length, padded, ref visitor);
            Assert.InRange(size, -1, runs.Length);
            Assert.Equal(size >= 0, scanned);
            if (scanned)
                Assert.Equal(decoded, visitor.Values.Select(value => value > int.MaxValue ? -1 : (int)value));
        }
    });

    private static byte[] Any(Random random) => _good[random.Next(_good.Length)];

    private static T Pick<T>(Random random)
        where T : struct, Enum => Enum.GetValues<T>()[random.Next(Enum.GetValues<T>().Length)];

    private static void ReadBothWays(byte[] file)
    {
        foreach (var options in new[] { _default, _strict })
        {
            try
            {
                TestFile.Verify(file, options);
            }
            catch (ParquetException fault)
            {
                Assert.Contains(fault.Rule, ParquetRules.All);
            }
        }
    }

    private readonly struct Collected(List<uint> values) : IRunVisitor
    {
        public List<uint> Values => values;

        public void Visit(uint value, long count) => values.AddRange(Enumerable.Repeat(value, (int)count));
    }
}
