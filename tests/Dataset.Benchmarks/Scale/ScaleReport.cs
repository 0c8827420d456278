using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Dataset.Benchmarks.Scale;

/// <summary>The figures as Markdown.</summary>
internal static class ScaleReport
{
    private const string Begin = "<!-- scale: written by the command -->";
    private const string End = "<!-- scale: end -->";

    /// <summary>The machine, the versions and the table.</summary>
    public static string Write(IReadOnlyList<ScaleResult> results)
    {
        var text = new StringBuilder();
        Line(
            $"{Machine.Description}; DuckDB {Version("@duckdb/node-api")}, nodejs-polars {Version("nodejs-polars")}; ",
            $"{DateTime.UtcNow:yyyy-MM-dd}:");
        Line($"");
        Line($"| articles | MB | | seconds | MB/s | processor seconds | most memory, MB | written, MB |");
        Line($"| ---: | ---: | --- | ---: | ---: | ---: | ---: | ---: |");
        foreach (var r in results)
        {
            var m = r.Measurement;
            var written = m.WrittenInBytes == 0 ? "" : (m.WrittenInBytes / 1e6).ToString("N0", CultureInfo.InvariantCulture);
            Line(
                $"| {r.Articles:N0} | {r.SourceInBytes / 1e6:N0} | {r.Program} | {m.Seconds:N2} | {r.MegabytesInSecond:N0} | ",
                $"{m.ProcessorSeconds:N1} | {m.PeakInBytes / 1e6:N0} | {written} |");
        }
        return text.ToString();

        void Line(params FormattableString[] line) =>
            text.AppendJoin("", line.Select(part => part.ToString(CultureInfo.InvariantCulture))).Append('\n');
    }

    /// <summary>The version of an engine, as the interop tests pin it.</summary>
    private static string? Version(string package)
    {
        using var pinned = JsonDocument.Parse(
            File.ReadAllBytes(Path.Combine(Repository.Root, "tests", "Dataset.Interop.Tests", "engines", "package.json")));
        return pinned.RootElement.GetProperty("dependencies").GetProperty(package).GetString();
    }

    /// <summary>Puts the figures into the benchmarks' README, and the plot beside it.</summary>
    public static void Publish(string report, string plot)
    {
        File.WriteAllText(Repository.Benchmarks("scale.svg"), plot);
        var path = Repository.Benchmarks("README.md");
        var readme = File.ReadAllText(path);
        var (start, end) = (readme.IndexOf(Begin, StringComparison.Ordinal), readme.IndexOf(End, StringComparison.Ordinal));
        if (start < 0 || end < start)
            throw new UsageException($"{path} has no place between {Begin} and {End}.");
        File.WriteAllText(path, $"{readme[..start]}{Begin}\n{report}\n![Seconds and memory over articles](scale.svg)\n{readme[end..]}");
    }
}
