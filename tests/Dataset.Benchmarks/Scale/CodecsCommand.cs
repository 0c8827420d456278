using System.Diagnostics;
using System.Globalization;

namespace Dataset.Benchmarks.Scale;

/// <summary><c>codecs</c>: Snappy and zstd in the Parquet files of a release, beside DuckDB, with second opinions and without.</summary>
internal static class CodecsCommand
{
    public const string Usage =
        "codecs [--articles N] [--rounds N]    size, build and verify with Snappy and zstd beside DuckDB, second opinions on and off";

    private static readonly (string Name, string Line, string DuckDb)[] Codecs =
    [
        ("Snappy", "", "codec snappy"),
        ("zstd 1", "parquet: {compression: zstd, level: 1}\n", "codec zstd, compression_level 1"),
        ("zstd 3", "parquet: {compression: zstd, level: 3}\n", "codec zstd, compression_level 3"),
    ];

    public static int Run(Arguments arguments)
    {
        var articles = arguments.Integer("--articles", 40_000);
        var rounds = arguments.Integer("--rounds", 3);
        arguments.RefuseOthers();
        var results = Codecs.ToDictionary(c => c.Name, _ => new Measured());
        // All codecs in turn, round after round, so that what else the machine does meets all alike.
        for (var round = 0; round < rounds; round++)
            foreach (var codec in Codecs)
                Measure(articles, codec.Line, codec.DuckDb, results[codec.Name]);
        var size = ScaleSources.Of(articles).SizeInBytes / 1e6;
        Write($"{articles:N0} articles, {size:N0} MB of JSON Lines; processor seconds, the best of {rounds} rounds. {Machine.Description}");
        Write($"");
        Write($"| | Parquet MB | build | … with second opinions | verify | … with second opinions | DuckDB's file MB | DuckDB writes it |");
        Write($"| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: |");
        foreach (var (name, m) in results)
        {
            double[] figures = [m.Size / 1e6, m.Build, m.BuildAsked, m.Verify, m.VerifyAsked, m.DuckDbSize / 1e6, m.DuckDb];
            Write($"| {name} | {string.Join(" | ", figures.Select(f => f.ToString("N2", CultureInfo.InvariantCulture)))} |");
        }
        return 0;
    }

    private static void Measure(int articles, string line, string options, Measured measured)
    {
        var sources = ScaleSources.Of(articles);
        File.AppendAllText(Path.Combine(sources.Folder, "dataset.yaml"), "\n" + line);
        var output = Directory.CreateTempSubdirectory("dataset-codecs-").FullName;
        try
        {
            string Release(string name) => Path.Combine(output, name, "corpus-1.0.0");
            double Tool(params string[] words) => Processor(new(Contender.Tool, [.. words, "--jobs", "2"]), sources);
            measured.Build = Math.Min(measured.Build, Tool("build", sources.Folder, "-o", Path.Combine(output, "a")));
            measured.BuildAsked = Math.Min(
                measured.BuildAsked, Tool("build", sources.Folder, "-o", Path.Combine(output, "b"), "--second-opinion"));
            measured.Verify = Math.Min(measured.Verify, Tool("verify", Release("a")));
            measured.VerifyAsked = Math.Min(measured.VerifyAsked, Tool("verify", Release("a"), "--second-opinion"));
            measured.Size = new FileInfo(Path.Combine(Release("a"), "data", "articles.parquet")).Length;
            var file = Path.Combine(output, "duckdb.parquet");
            measured.DuckDb = Math.Min(measured.DuckDb, Processor(
                new("node", [Repository.Benchmarks("engines", "codec-duckdb.mjs"), sources.Articles, file, options]), sources));
            measured.DuckDbSize = new FileInfo(file).Length;
        }
        finally
        {
            Directory.Delete(output, recursive: true);
        }
    }

    private static double Processor(ProcessStartInfo start, ScaleSources sources)
    {
        Contender.Settle();
        sources.Warm();
        return MeasuredProcess.Run(start).Measurement.ProcessorSeconds;
    }

    private static void Write(FormattableString line) => Console.WriteLine(line.ToString(CultureInfo.InvariantCulture));

    private sealed class Measured
    {
        public double Build { get; set; } = double.MaxValue;

        public double BuildAsked { get; set; } = double.MaxValue;

        public double Verify { get; set; } = double.MaxValue;

        public double VerifyAsked { get; set; } = double.MaxValue;

        public double DuckDb { get; set; } = double.MaxValue;

        public long Size { get; set; }

        public long DuckDbSize { get; set; }
    }
}
