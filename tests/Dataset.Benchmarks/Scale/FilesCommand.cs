using System.Diagnostics;
using System.Globalization;
using System.Text;
using Dataset.Benchmarks.Sources;
using YamlDotNet.Core;

namespace Dataset.Benchmarks.Scale;

/// <summary><c>files</c>: a build from a folder of texts and YAML, beside what the least that it must do takes by itself.</summary>
internal static class FilesCommand
{
    public const string Usage =
        "files [--articles N] [--rounds N]    build from a folder of texts and YAML beside cat and the YAML parser alone";

    /// <summary>Parses the YAML of a folder and does nothing else; a process of its own, for <see cref="Run"/>.</summary>
    public const string ParseName = "parse-yaml";

    public static int Run(Arguments arguments)
    {
        var count = arguments.Integer("--articles", 100_000);
        var rounds = arguments.Integer("--rounds", 3);
        arguments.RefuseOthers();
        using var sources = new ArticleSources(count);
        var seeds = sources.Write("articles");
        var articles = Path.Combine(seeds, "articles");
        var steps = new Dictionary<string, List<Measurement>>();
        for (var round = 0; round < rounds; round++)
        {
            Take("cat of every file", new("/bin/sh", ["-c", "find \"$1\" -type f -print0 | xargs -0 cat > /dev/null", "sh", articles]));
            Take("YamlDotNet's parser alone, one thread", new(Environment.ProcessPath!, [.. Host(), ParseName, "--folder", articles]));
            var output = Directory.CreateTempSubdirectory("dataset-files-");
            try
            {
                Take("**dataset build**, every check", new(Contender.Tool, ["build", seeds, "--output", output.FullName]));
            }
            finally
            {
                output.Delete(recursive: true);
            }
        }
        Console.WriteLine(
            string.Create(CultureInfo.InvariantCulture, $"{Machine.Description}; {DateTime.UtcNow:yyyy-MM-dd}; {count:N0} articles:\n"));
        Console.WriteLine("| | seconds | µs an article | processor seconds | most memory, MB |\n| --- | ---: | ---: | ---: | ---: |");
        foreach (var (what, measured) in steps.Select(s => (s.Key, Measurement.Of(s.Value))))
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"| {what} | {measured.Seconds:N2} | {measured.Seconds * 1e6 / count:N0} | {measured.ProcessorSeconds:N1} | "
                    + $"{measured.PeakInBytes / 1e6:N0} |"));
        return 0;

        void Take(string what, ProcessStartInfo start)
        {
            if (!steps.TryGetValue(what, out var all))
                steps[what] = all = [];
            all.Add(MeasuredProcess.Run(start).Measurement);
        }
    }

    public static int Parse(Arguments arguments)
    {
        var folder = arguments.Text("--folder") ?? throw new UsageException("--folder is missing.");
        arguments.RefuseOthers();
        foreach (var file in Directory.EnumerateFiles(folder, "*.yaml"))
        {
            var parser = new Parser(new Scanner(new StringReader(Encoding.UTF8.GetString(File.ReadAllBytes(file))), skipComments: true));
            while (parser.MoveNext())
            {
            }
        }
        return 0;
    }

    /// <summary>What comes before a command's name where the runtime's own program runs this one.</summary>
    private static string[] Host() =>
        Path.GetFileNameWithoutExtension(Environment.ProcessPath) == "dotnet" ? [typeof(FilesCommand).Assembly.Location] : [];
}
