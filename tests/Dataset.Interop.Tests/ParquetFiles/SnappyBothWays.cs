using System.Text;
using Dataset.Interop.Tests.Engines;
using Dataset.Parquet.Compression;

namespace Dataset.Interop.Tests.ParquetFiles;

/// <summary>What our Snappy encoder writes another implementation decodes, and the other way round.</summary>
public sealed class SnappyBothWays
{
    [EngineFact]
    public void What_we_compress_it_decompresses()
    {
        using var folder = new TemporaryFolder();
        var inputs = Inputs();
        var tasks = inputs.Select((input, i) =>
        {
            var compressed = new byte[SnappyEncoder.LargestEncoding(input.Length)];
            var size = SnappyEncoder.Encode(input, compressed);
            File.WriteAllBytes(folder[$"{i}.snappy"], compressed.AsSpan(0, size));
            return EngineTask.Snappy("uncompress", folder[$"{i}.snappy"], folder[$"{i}.out"]);
        });

        var results = EngineProcess.Run(Engine.Snappy, [.. tasks]);

        for (var i = 0; i < inputs.Count; i++)
        {
            results[i].Succeeded();
            Assert.True(
                File.ReadAllBytes(folder[$"{i}.out"]).AsSpan().SequenceEqual(inputs[i]),
                $"input {i} of {inputs[i].Length} bytes came back as another");
        }
    }

    [EngineFact]
    public void What_it_compresses_we_decompress()
    {
        using var folder = new TemporaryFolder();
        var inputs = Inputs();
        var tasks = inputs.Select((input, i) =>
        {
            File.WriteAllBytes(folder[$"{i}.in"], input);
            return EngineTask.Snappy("compress", folder[$"{i}.in"], folder[$"{i}.snappy"]);
        });

        var results = EngineProcess.Run(Engine.Snappy, [.. tasks]);

        for (var i = 0; i < inputs.Count; i++)
        {
            results[i].Succeeded();
            var compressed = File.ReadAllBytes(folder[$"{i}.snappy"]);
            Assert.True(SnappyDecoder.TryReadLength(compressed, out var length, out var start));
            Assert.Equal((uint)inputs[i].Length, length);
            var found = new byte[length];
            Assert.Equal(-1, SnappyDecoder.Decode(compressed.AsSpan(start), found));
            Assert.True(found.AsSpan().SequenceEqual(inputs[i]), $"input {i} of {inputs[i].Length} bytes came back as another");
        }
    }

    /// <summary>
    /// Every small size, both sides of a block of 64 KiB, runs, patterns of every short period, noise, text, and noise among text.
    /// </summary>
    private static List<byte[]> Inputs()
    {
#pragma warning disable CA5394 // Nothing here is secret.
        var random = new Random(20_261_122);
        var inputs = new List<byte[]>();
        byte[] Noise(int size)
        {
            var noise = new byte[size];
            random.NextBytes(noise);
            return noise;
        }

        byte[] Text(int size)
        {
            var text = new StringBuilder();
            string[] words = ["the", "ship", "of", "some", "people", "went", "round"];
            while (text.Length < size)
                text.Append(words[random.Next(words.Length)]).Append(' ').Append(random.Next(9) == 0 ? $"{random.Next(100_000)} " : "");
            return Encoding.UTF8.GetBytes(text.ToString(0, size));
        }

        for (var size = 0; size <= 70; size++)
            inputs.AddRange([new byte[size], Noise(size), Text(size)]);
        foreach (var size in new[] { 65_535, 65_536, 65_537, 131_072, 131_073, 1 << 20 })
            inputs.AddRange([new byte[size], Noise(size), Text(size)]);
        for (var period = 1; period <= 70; period++)
        {
            var pattern = Noise(period);
            inputs.Add([.. Enumerable.Range(0, 5_000).Select(i => pattern[i % period])]);
        }

        random = new(Seeds.OfThisRun());
        for (var i = 0; i < 50; i++)
            inputs.Add(
                [
                    .. Text(random.Next(100_000)), .. Noise(random.Next(20_000)), .. Text(random.Next(2_000)),
                    .. new byte[random.Next(300)], .. Text(random.Next(70_000)),
                ]);
        return inputs;
#pragma warning restore CA5394
    }
}
