using System.Diagnostics;
using System.Security.Cryptography;
using Dataset.Parquet.Compression;
using Dataset.Parquet.Metadata;
using Dataset.Parquet.Tests.Building;

namespace Dataset.Parquet.Tests;

public class ZstdTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(19)]
    public void A_file_of_every_type_is_read_strictly(int level)
    {
        var file = TestFile.Write(Sample.Schema, [Sample.Rows(0, 10), Sample.Rows(10, 7)], Options(level));
        Assert.Equal(2, TestFile.Metadata(file).RowGroups.Count);
        AssertEx.All(
            TestFile.Metadata(file).RowGroups.SelectMany(group => group.Columns),
            chunk => Assert.Equal(CompressionCodec.Zstd, chunk.Codec));
        for (var i = 0; i < Sample.Schema.Columns.Count; i++)
            Assert.Equal(TestFile.Read(Sample.File, i), TestFile.Read(file, i));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(20)]
    public void Another_level_is_refused(int level)
    {
        var e = Assert.Throws<ArgumentException>(() => TestFile.Write(Sample.Schema, [Sample.Rows(0, 1)], Options(level)));
        Assert.Equal($"Expected a level of Zstandard from 1 to 19, found {level}.", e.Message);
    }

    [Fact]
    public void The_footer_names_the_library_and_its_version()
    {
        var file = TestFile.Write(Sample.Schema, [Sample.Rows(0, 1)], Options(3));
        Assert.Equal("dataset-parquet version 1.0.0 (build 1, ZstdSharp.Port 0.8.8)", TestFile.Metadata(file).CreatedBy);
        Assert.Equal("dataset-parquet version 1.0.0 (build 1)", TestFile.Metadata(Sample.File).CreatedBy);
    }

    [Fact]
    public void The_bytes_are_those_of_the_pinned_version()
    {
        var text = Text();
        Assert.Equal("618393 98cd9db3bd0b243e", Digest(1, text));
        Assert.Equal("618487 df42c9a8597ee5bd", Digest(3, text));
        Assert.Equal("622845 6e8ee73a4cce793a", Digest(9, text));
    }

    [Fact]
    public void The_bytes_do_not_depend_on_what_was_compressed_before()
    {
        var pages = Enumerable.Range(1, 40).Select(i => Text()[(i * 997)..(i * 4001)]).ToArray();
        var together = pages.Select(page => Digest(3, page)).ToArray();
        var apart = new string[pages.Length];
        for (var i = pages.Length - 1; i >= 0; i--)
        {
            // A thread of its own has a compressor of its own.
            var thread = new Thread(() => apart[i] = Digest(3, pages[i]));
            thread.Start();
            thread.Join();
        }
        Assert.Equal(together, apart);
    }

    [Fact]
    public async Task The_bytes_do_not_depend_on_the_processor()
    {
        var start = new ProcessStartInfo("dotnet")
        {
            ArgumentList =
            {
                "exec", typeof(ZstdTests).Assembly.Location,
                "-method", $"{typeof(ZstdTests).FullName}.{nameof(The_bytes_are_those_of_the_pinned_version)}",
            },
            Environment = { ["DOTNET_EnableHWIntrinsic"] = "0" },
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var process = Process.Start(start)!;
        var error = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        var output = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.True(process.ExitCode == 0 && output.Contains("Total: 1", StringComparison.Ordinal), output + await error);
    }

    private static ParquetWriterOptions Options(int level) => Sample.Options with { Codec = CompressionCodec.Zstd, ZstdLevel = level };

    /// <summary>A megabyte of words that repeat as those of a text do, the same in every process.</summary>
    private static byte[] Text()
    {
        var text = new byte[1 << 20];
        ulong state = 1;
        for (var i = 0; i < text.Length; i++)
        {
            state = (state * 6364136223846793005) + 1442695040888963407;
            var back = (int)(state >> 40) % 5000;
            text[i] = i > 5000 && (state >> 60) != 0 ? text[i - back - 1] : (byte)('a' + ((state >> 33) % 26));
        }
        return text;
    }

    private static string Digest(int level, byte[] body)
    {
        var room = new byte[PageCodec.LargestEncoding(CompressionCodec.Zstd, body.Length)];
        var size = PageCodec.Compress(CompressionCodec.Zstd, level, body, room);
        return $"{size} {Convert.ToHexStringLower(SHA256.HashData(room.AsSpan(0, size)))[..16]}";
    }
}
