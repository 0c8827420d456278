using System.Globalization;

namespace Dataset.Benchmarks.Corpus;

/// <summary><c>corpus --articles N --output FILE</c>: the made-up articles as JSON Lines.</summary>
internal static class CorpusCommand
{
    public const string Usage =
        "corpus --articles N --output FILE [--seed S]    made-up articles as JSON Lines, sorted by id, about 4.3 KB each";

    public static int Run(Arguments arguments)
    {
        var articles = arguments.Integer("--articles", 1000);
        var output = arguments.Text("--output") ?? throw new UsageException("--output FILE is missing.");
        var corpus = arguments.Text("--seed") is { } seed
            ? new ArticleCorpus(ulong.Parse(seed, CultureInfo.InvariantCulture))
            : new ArticleCorpus();
        arguments.RefuseOthers();
        using var file = new FileStream(output, FileMode.Create, FileAccess.Write, FileShare.None, 1 << 20);
        ArticleJsonLines.Write(corpus, articles, file);
        Console.Error.WriteLine(
            string.Create(CultureInfo.InvariantCulture, $"{output}: {articles:N0} articles, {file.Length / 1e6:N1} MB"));
        return 0;
    }
}
