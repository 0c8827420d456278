using System.Diagnostics;
using System.Globalization;
using Dataset.Diagnostics;
using Dataset.Sources;
using Dataset.Sources.Reading;
using YamlDotNet.Core;

namespace Dataset.Benchmarks.Sources;

/// <summary><c>sources --articles N</c>: how fast one thread reads and binds articles from each notation.</summary>
/// <remarks>Times are of the processor, not of the clock, the least of several rounds: what else the machine does matters less.</remarks>
internal static class SourcesCommand
{
    public const string Usage = "sources --articles N          reading and binding on one thread, in MB of sources a second";

    private const int Rounds = 5;

    public static int Run(Arguments arguments)
    {
        var count = arguments.Integer("--articles", 20_000);
        arguments.RefuseOthers();
        using var sources = new ArticleSources(count);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{count:N0} articles"));
        foreach (var path in (ReadOnlySpan<string>)["articles.jsonl", "articles.jsonl.gz", "articles.csv", "articles"])
        {
            var folder = sources.Write(path);
            Report(path, count, () => ReadAndBind(folder));
            if (path == "articles")
                Report("  the files and the YAML alone", count, () => ReadAndParse(Path.Combine(folder, path)));
        }
        return 0;
    }

    /// <summary>Reads, hashes and binds; the bytes of sources.</summary>
    private static long ReadAndBind(string path)
    {
        var findings = new DiagnosticList();
        var folder = SourceFolder.Open(path, findings) ?? throw new InvalidOperationException(findings.Kept[0].ToString());
        using var reader = new SourceReader(folder, folder.Tables[0]);
        var bytes = 0L;
        foreach (var chunk in reader.ReadChunks(findings))
        {
            reader.BindDocuments(chunk, findings).Dispose();
            bytes += chunk.SizeInBytes;
        }
        if (findings.Kept.Count > 0)
            throw new InvalidOperationException(findings.Kept[0].ToString());
        return bytes;
    }

    /// <summary>What <c>cat</c> and the YAML parser do: every file read once, the YAML's events asked for.</summary>
    private static long ReadAndParse(string folder)
    {
        var bytes = 0L;
        foreach (var file in Directory.EnumerateFiles(folder))
        {
            var content = File.ReadAllBytes(file);
            bytes += content.Length;
            if (!file.EndsWith(".yaml", StringComparison.Ordinal))
                continue;
            var parser = new Parser(new Scanner(new StringReader(System.Text.Encoding.UTF8.GetString(content)), skipComments: true));
            while (parser.MoveNext())
            {
            }
        }
        return bytes;
    }

    private static void Report(string what, int count, Func<long> action)
    {
        var best = TimeSpan.MaxValue;
        var (bytes, allocated) = (0L, 0L);
        for (var round = 0; round < Rounds; round++)
        {
            var (before, allocatedBefore) = (Process.GetCurrentProcess().TotalProcessorTime, GC.GetAllocatedBytesForCurrentThread());
            bytes = action();
            var spent = Process.GetCurrentProcess().TotalProcessorTime - before;
            allocated = GC.GetAllocatedBytesForCurrentThread() - allocatedBefore;
            best = spent < best ? spent : best;
        }
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{what,-32} {bytes / 1e6,8:N1} MB {bytes / best.TotalSeconds / 1e6,8:N0} MB/s {best.TotalMicroseconds / count,8:N1} µs an "
                + $"article {allocated / 1e6,8:N1} MB allocated"));
    }
}
