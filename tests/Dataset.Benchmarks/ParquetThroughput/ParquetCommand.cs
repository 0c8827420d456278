using System.Globalization;
using Dataset.Parquet.Metadata;

namespace Dataset.Benchmarks.ParquetThroughput;

/// <summary><c>parquet</c>: this writer and reader beside DuckDB and Polars, with the same rows in the same run.</summary>
internal static class ParquetCommand
{
    public const string Usage =
        "parquet [--articles N] [--passes N] [--engines yes|no]    Parquet written and read beside DuckDB and Polars, as a table";

    public static int Run(Arguments arguments)
    {
        var articles = arguments.Integer("--articles", 40_000);
        var passes = arguments.Integer("--passes", 7);
        var withEngines = arguments.Text("--engines") != "no";
        arguments.RefuseOthers();
        var rows = ArticleColumns.Of(new(), articles);
        var folder = Directory.CreateTempSubdirectory("dataset-parquet-");
        try
        {
            string FileNamed(string name) => Path.Combine(folder.FullName, name);
            var results = new List<Throughput> { OwnThroughput.Measure(rows, FileNamed("own.parquet"), passes) };
            if (withEngines)
            {
                OwnThroughput.Write(rows, FileNamed("source.parquet"), new() { Codec = CompressionCodec.Uncompressed });
                foreach (var engine in new[] { "duckdb", "polars" })
                    results.Add(EngineThroughput.Measure(engine, FileNamed("source.parquet"), FileNamed(engine + ".parquet"), passes));
            }

            Print(results, rows, articles, passes);
            return 0;
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static void Print(IReadOnlyList<Throughput> results, ArticleColumns rows, int articles, int passes)
    {
        var text = rows.TextSizeInBytes / 1e6;
        Write(
            $"{articles:N0} articles, {text:N1} MB of text in {rows.RowGroups.Count} row groups; one thread; best of {passes} passes, ",
            $"in processor time.");
        Write($"{Machine.Description}");
        Write($"");
        Write($"| Snappy | write MB/s | read MB/s | allocated, write | allocated, read | file MB | text / file |");
        Write($"| --- | ---: | ---: | ---: | ---: | ---: | ---: |");
        foreach (var result in results)
            Write(
                $"| {result.Program} | {text / result.WriteSeconds:N0} | {text / result.ReadSeconds:N0} | ",
                $"{Megabytes(result.WriteAllocatedInBytes)} | {Megabytes(result.ReadAllocatedInBytes)} | ",
                $"{result.FileSizeInBytes / 1e6:N1} | {rows.TextSizeInBytes / (double)result.FileSizeInBytes:N2} |");
    }

    private static string Megabytes(long? bytes) => bytes is null
        ? ""
        : string.Create(CultureInfo.InvariantCulture, $"{bytes / 1e6:N2} MB");

    private static void Write(params FormattableString[] line) =>
        Console.WriteLine(string.Concat(line.Select(part => part.ToString(CultureInfo.InvariantCulture))));
}
