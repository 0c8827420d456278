using System.Diagnostics;
using System.Runtime.InteropServices;

namespace Dataset.Benchmarks.Scale;

/// <summary>A program that makes Parquet, CSV and JSON Lines from JSON Lines.</summary>
/// <param name="Program">What it is, for the table.</param>
/// <param name="Steps">From the sources and an empty folder to the programs to run, one after another. The first may print its name and
/// version.</param>
internal sealed partial record Contender(string Program, Func<ScaleSources, string, IEnumerable<ProcessStartInfo>> Steps)
{
    /// <summary>The most articles that it is asked for.</summary>
    public int MostArticles { get; init; } = int.MaxValue;

    /// <summary>The tool, as its Release build gives it.</summary>
    public static string Tool { get; } = Path.Combine(Repository.Root, "src", "Dataset.Cli", "bin", "Release", "net10.0", "dataset");

    public static Contender Build { get; } = new(
        "**dataset build**, every check",
        (sources, output) => [new(Tool, ["build", sources.Folder, "--output", output, "--jobs", "2"])]);

    /// <summary>
    /// The other programs. None checks anything; their files' checksums are made by <c>sha256sum</c>, as releases have them.
    /// </summary>
    public static IReadOnlyList<Contender> Others { get; } =
    [
        new(
            "DuckDB, each format from the file",
            (sources, output) => [Node("convert-duckdb.mjs", sources.Articles, output, "file"), Checksums(output)]),
        // It holds the whole table: some 20 GB for a million articles.
        new(
            "DuckDB, by way of a table",
            (sources, output) => [Node("convert-duckdb.mjs", sources.Articles, output, "table"), Checksums(output)])
            {
                MostArticles = 999_999,
            },
        new("Polars", (sources, output) => [Node("convert-polars.mjs", sources.Articles, output), Checksums(output)]),
    ];

    /// <summary>Verifies what <see cref="Build"/> made.</summary>
    public static ProcessStartInfo Verify(string output) => new(Tool, ["verify", Path.Combine(output, "corpus-1.0.0"), "--jobs", "2"]);

    /// <summary>Runs it into an empty folder.</summary>
    /// <exception cref="UsageException">A program cannot be started, or fails.</exception>
    public Measurement Measure(ScaleSources sources, string output)
    {
        Settle();
        sources.Warm();
        var measurement = new Measurement();
        foreach (var step in Steps(sources, output))
            measurement += MeasuredProcess.Run(step).Measurement;
        return measurement with
        {
            WrittenInBytes = Directory.EnumerateFiles(output, "*", SearchOption.AllDirectories).Sum(f => new FileInfo(f).Length),
        };
    }

    /// <summary>Lets the disk finish what others wrote.</summary>
    public static void Settle() => sync();

    private static ProcessStartInfo Node(string script, params string[] arguments)
    {
        var start = new ProcessStartInfo("node", [Repository.Benchmarks("engines", script), .. arguments]);
        // Polars reads it when it is loaded.
        start.Environment["POLARS_MAX_THREADS"] = "2";
        return start;
    }

    private static ProcessStartInfo Checksums(string output) =>
        new("sha256sum", [.. new[] { "csv", "jsonl", "parquet" }.Select(e => Path.Combine(output, "articles." + e))]);

    [LibraryImport("libc")]
    private static partial void sync();
}
