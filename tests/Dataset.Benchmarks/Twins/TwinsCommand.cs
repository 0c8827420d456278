using System.Diagnostics;
using System.Globalization;
using System.Text;
using Dataset.Benchmarks.Corpus;
using Dataset.Benchmarks.Normalization;
using Dataset.Diagnostics;
using Dataset.Files;
using Dataset.Formats;
using Dataset.Normalization;
using Dataset.Normalization.Names;
using Dataset.Normalization.Passages;
using Dataset.Parquet;
using Dataset.Schemas;
using Dataset.Schemas.Checking;
using Dataset.Schemas.Patterns;
using Dataset.Tables;
using Dataset.Verification;

namespace Dataset.Benchmarks.Twins;

/// <summary><c>twins --release FOLDER</c>: each quick twin of <c>src/README.md</c> beside the plain one, at the same work.</summary>
/// <remarks>Processor time of the process, the least of several rounds that take turns, so that both meet the same machine.</remarks>
internal static class TwinsCommand
{
    public const string Usage = "twins --release FOLDER    each quick twin beside its plain one, in ms of processor time";

    private const int Rounds = 5;
    private const int JudgedRows = 20_000;
    private const int Digests = 500_000;
    private const int QuotesOfOneText = 4_000;

    public static int Run(Arguments arguments)
    {
        using var release = new OpenedRelease(arguments);
        Compare("GuidedPart", "PartCheck", () => CheckParts(release, isGuided: true), () => CheckParts(release, isGuided: false));
        Check(release);
        Match();
        var texts = Enumerable.Range(0, 2_000).Select(i => Encoding.UTF8.GetBytes(new ArticleCorpus()[i].Text)).ToArray();
        Quotes(texts);
        Names(texts);
        return 0;
    }

    private static void CheckParts(OpenedRelease release, bool isGuided)
    {
        var findings = new DiagnosticList();
        var progress = new VerifyProgress(null, 1);
        foreach (var (table, schema) in release.Tables)
            foreach (var part in table.Parts)
                new PartCheck(release.Files, part, schema, progress, null, isGuided, new WorkQueue(1, default)).Run(
                    (_, _) => { }, findings);
        if (findings.HasErrors)
            throw new UsageException($"The release is not sound: {findings.Kept[0]}");
    }

    private static void Check(OpenedRelease release)
    {
        var loaded = new List<(TableSchema Schema, TableBatch Rows)>();
        foreach (var (table, schema) in release.Tables)
        {
            var rows = schema.CreateBatch();
            loaded.Add((schema, rows));
            using var reader = TableFormats.JsonLines.OpenReader(
                release.Files.Open(table.Parts[0].Files[0]), table.Parts[0].Files[0].Value, schema);
            while (rows.RowCount < JudgedRows && reader.Read(rows, JudgedRows - rows.RowCount, 64 << 20) > 0)
            {
            }
        }
        Compare(
            "TableChecker", "SchemaJudge",
            () =>
            {
                foreach (var (schema, rows) in loaded)
                    new TableChecker(schema).Check(rows, 0, rows.RowCount, schema.Name, new Nowhere(), new DiagnosticList());
            },
            () =>
            {
                foreach (var (schema, rows) in loaded)
                    if (new TableChecker(schema) is var checker
                        && Enumerable.Range(0, rows.RowCount).Any(row => !checker.Judge.Accepts(rows, row)))
                        throw new UsageException($"NJsonSchema refuses a row of {schema.Name}.");
            });
        loaded.ForEach(l => l.Rows.Dispose());
    }

    private static void Match()
    {
        var pattern = EcmaPattern.Parse("^[0-9a-f]{64}$");
        var digest = Encoding.ASCII.GetBytes(Digest.Of([]).Hex);
        Action With(Utf8Pattern one) => () =>
        {
            for (var i = 0; i < Digests; i++)
                if (!one.IsMatch(digest))
                    throw new UsageException("A digest does not match its pattern.");
        };
        // With a limit of cells it is the table that is asked.
        Compare("AsciiRun", "Utf8Pattern", With(new(pattern)), With(new(pattern, 1 << 16)));
    }

    private static void Quotes(byte[][] texts)
    {
        using var document = new NormalizedDocument();
        Recipe.Text1.Normalize([.. texts.SelectMany(t => t.Concat("\n\n"u8.ToArray()))], document);
        var step = document.Utf8.Length / QuotesOfOneText;
        var quotes = Enumerable.Range(0, QuotesOfOneText)
            .Select(i => NormalizationCommand.QuoteAt(document.Utf8, i * step).ToArray()).ToArray();
        Compare(
            "QuoteIndex", "QuoteFinder",
            () =>
            {
                using var index = new QuoteIndex();
                index.Begin(document);
                foreach (var quote in quotes)
                    index.Add(quote, null);
                index.Search();
                foreach (var quote in quotes)
                    index.Find(quote, null);
            },
            () =>
            {
                foreach (var quote in quotes)
                    QuoteFinder.Find(document, quote, null);
            });
    }

    private static void Names(byte[][] texts)
    {
        var names = NormalizationCommand.NamesIn(texts);
        var index = NormalizationCommand.IndexOf(names);
        var backward = new BackwardNames([.. names.Select((name, i) => (Encoding.UTF8.GetBytes(name), i))]);
        var places = new List<NamePlace>();
        Compare(
            "NameIndex", "BackwardNames",
            () =>
            {
                foreach (var text in texts)
                    index.Find(text, places);
            },
            () =>
            {
                foreach (var text in texts)
                    backward.Find(text, places);
            });
    }

    private static void Compare(string quick, string plain, Action runQuick, Action runPlain)
    {
        var (least, leastPlain) = (double.MaxValue, double.MaxValue);
        for (var round = 0; round < Rounds; round++)
        {
            least = Math.Min(least, Time(runQuick));
            leastPlain = Math.Min(leastPlain, Time(runPlain));
        }
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"| `{quick}` beside `{plain}` | {least:N0} | {leastPlain:N0} | {leastPlain / least:N1} |"));
    }

    private static double Time(Action work)
    {
        using var process = Process.GetCurrentProcess();
        var before = process.TotalProcessorTime;
        work();
        process.Refresh();
        return Math.Max(0.1, (process.TotalProcessorTime - before).TotalMilliseconds);
    }

    private sealed class Nowhere : ISourceLocator
    {
        public Location Locate(string table, int row, string? column, int element = -1) => new(table, row + 1);

        public Location LocateText(int document) => new("text", document + 1);
    }
}
