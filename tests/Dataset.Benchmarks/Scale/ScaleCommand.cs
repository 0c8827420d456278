using System.Globalization;

namespace Dataset.Benchmarks.Scale;

/// <summary><c>scale</c>: the tool beside DuckDB and Polars, from ten thousand articles to a million.</summary>
internal static class ScaleCommand
{
    public const string Usage =
        "scale [--articles N,N,…] [--rounds N] [--others yes|no]    build and verify beside DuckDB and Polars, as a table; without options "
            + "also into README.md and scale.svg";

    private static readonly int[] Standard = [10_000, 100_000, 1_000_000];

    public static int Run(Arguments arguments)
    {
        var isStandard = arguments.IsEmpty;
        var sizes = arguments.Text("--articles") is { } given ? [.. given.Split(',').Select(Number)] : Standard;
        var rounds = arguments.Integer("--rounds", 0);
        var withOthers = arguments.Text("--others") != "no";
        arguments.RefuseOthers();
        if (!OperatingSystem.IsLinux())
            throw new UsageException("This is measured on Linux alone.");
        var results = new List<ScaleResult>();
        foreach (var size in sizes)
        {
            results.AddRange(Measure(size, rounds > 0 ? rounds : RoundsFor(size), withOthers));
            // After each size: the last takes minutes, and stopping it there keeps the others.
            if (isStandard)
                ScaleReport.Publish(ScaleReport.Write(results), ScalePlot.Draw(results));
        }
        Console.WriteLine(ScaleReport.Write(results));
        return 0;
    }

    /// <summary>A million articles take minutes, and waver less.</summary>
    private static int RoundsFor(int articles) => articles >= 1_000_000 ? 1 : articles >= 100_000 ? 3 : 5;

    /// <summary>Everybody in turn, round after round, so that what else the machine does meets all alike.</summary>
    private static IEnumerable<ScaleResult> Measure(int articles, int rounds, bool withOthers)
    {
        Console.Error.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{articles:N0} articles: making them"));
        var sources = ScaleSources.Of(articles);
        var measured = new Dictionary<string, List<Measurement>>();
        for (var round = 0; round < rounds; round++)
        {
            foreach (var contender in withOthers
                ? Contender.Others.Where(o => o.MostArticles >= articles).Prepend(Contender.Build)
                : [Contender.Build])
            {
                var output = Directory.CreateTempSubdirectory("dataset-scale-");
                try
                {
                    Take(contender.Program, contender.Measure(sources, output.FullName));
                    if (contender == Contender.Build)
                    {
                        Contender.Settle();
                        Take("**dataset verify**", MeasuredProcess.Run(Contender.Verify(output.FullName)).Measurement);
                    }
                }
                finally
                {
                    output.Delete(recursive: true);
                }
            }
        }
        return measured.Select(m => new ScaleResult(m.Key, articles, sources.SizeInBytes, Measurement.Of(m.Value)));

        void Take(string program, Measurement measurement)
        {
            if (!measured.TryGetValue(program, out var all))
                measured[program] = all = [];
            all.Add(measurement);
            Console.Error.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{articles:N0} articles: {program}: {measurement.Seconds:N2} s, processor {measurement.ProcessorSeconds:N2} s, "
                    + $"{measurement.PeakInBytes / 1e6:N0} MB"));
        }
    }

    private static int Number(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0
            ? number
            : throw new UsageException($"--articles expects numbers above zero with commas between them, found '{text}'.");
}
