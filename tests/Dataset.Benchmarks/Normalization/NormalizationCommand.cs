using System.Diagnostics;
using System.Globalization;
using System.Text;
using Dataset.Benchmarks.Corpus;
using Dataset.Diagnostics;
using Dataset.Normalization;
using Dataset.Normalization.Deriving;
using Dataset.Normalization.Names;
using Dataset.Schemas;
using Dataset.Sources;
using Dataset.Tables;

namespace Dataset.Benchmarks.Normalization;

/// <summary>
/// <c>normalization --articles N</c>: how fast one thread normalises made-up articles and fills what is derived from them.
/// </summary>
/// <remarks>Times are of the processor, not of the clock, the least of several rounds: what else the machine does matters less.</remarks>
internal static class NormalizationCommand
{
    public const string Usage = "normalization --articles N    normalising and deriving on one thread, in MB of text a second";

    private const int ArticlesInBatch = 256;
    private const int Rounds = 7;

    private static readonly TableSchema Documents = Table(
        "articles",
        Derived("id", ColumnType.String, "document.key"), Derived("text", ColumnType.String, "document.text"),
        Derived("characters", ColumnType.Integer, "document.characters"), Derived("words", ColumnType.Integer, "document.words"),
        Derived("paragraphs", ColumnType.Integer, "document.paragraphs"));

    private static readonly TableSchema DocumentsWithDigest =
        Table("articles", [.. Documents.Columns, Derived("sha256", ColumnType.String, "document.sha256")]);

    private static readonly TableSchema Paragraphs = Table(
        "paragraphs",
        Derived("id", ColumnType.String, "document.key"), Derived("number", ColumnType.Integer, "paragraph.number"),
        Derived("role", ColumnType.String, "paragraph.role"), Derived("line", ColumnType.Integer, "paragraph.line"),
        Derived("byte_start", ColumnType.Integer, "paragraph.byteStart"), Derived("byte_end", ColumnType.Integer, "paragraph.byteEnd"),
        Derived("text_start", ColumnType.Integer, "paragraph.textStart"), Derived("text_end", ColumnType.Integer, "paragraph.textEnd"),
        Derived("words", ColumnType.Integer, "paragraph.words"), Derived("text", ColumnType.String, "paragraph.text"));

    private static readonly TableSchema Quotes = Table(
        "claims",
        Derived("id", ColumnType.String, "document.key"), Derived("number", ColumnType.Integer, "row.number"),
        new ColumnSchema
        {
            Layout = new("quote", ColumnType.String),
            IsNullable = false,
            IsQuote = true,
            Description = "",
            Constraints = ColumnConstraints.None,
        },
        Derived("paragraph", ColumnType.Integer, "quote.paragraph"), Derived("start", ColumnType.Integer, "quote.start"),
        Derived("text_start", ColumnType.Integer, "quote.textStart"));

    private static readonly TableSchema Mentions = Table(
        "mentions",
        Derived("id", ColumnType.String, "document.key"), Derived("number", ColumnType.Integer, "mention.number"),
        Derived("entity", ColumnType.String, "mention.entity"), Derived("start", ColumnType.Integer, "mention.start"));

    private static readonly TableSchema Entities = Table(
        "entities",
        new ColumnSchema
        {
            Layout = new("id", ColumnType.String),
            IsNullable = false,
            Description = "",
            Constraints = ColumnConstraints.None,
        },
        new ColumnSchema
        {
            Layout = new("names", ColumnType.String, IsList: true),
            IsNullable = false,
            IsNames = true,
            Description = "",
            Constraints = ColumnConstraints.None,
        });

    public static int Run(Arguments arguments)
    {
        var count = arguments.Integer("--articles", 20_000);
        arguments.RefuseOthers();
        var corpus = new ArticleCorpus();
        var texts = Enumerable.Range(0, count).Select(i => Encoding.UTF8.GetBytes(corpus[i].Text)).ToArray();
        var size = texts.Sum(t => (long)t.Length);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{count:N0} articles, {size / 1e6:N1} MB"));

        using var document = new NormalizedDocument();
        Report("normalise", size, () =>
        {
            foreach (var text in texts)
                Recipe.Text1.Normalize(text, document);
        });
        var names = IndexOf(NamesIn(texts));
        Derive("derive text and counts", texts, size, Documents, null, [], null, null);
        Derive("and SHA-256", texts, size, DocumentsWithDigest, null, [], null, null);
        Derive("and paragraphs", texts, size, Documents, null, [], Paragraphs, null);
        Derive("and three quotes each", texts, size, Documents, null, [Quotes], null, null);
        Derive("and mentions of 500 names", texts, size, Documents, names, [], null, Mentions);
        return 0;
    }

    private static void Derive(
        string what, byte[][] texts, long size, TableSchema documents, NameIndex? names, TableSchema[] lists, TableSchema? paragraphs,
        TableSchema? mentions)
    {
        var deriver = new Deriver(Recipe.Text1, documents, lists, paragraphs, mentions, names);
        var batches = texts.Select((text, i) => (text, i)).Chunk(ArticlesInBatch).Select(c => Batch(c, documents, lists)).ToArray();
        using var paragraphRows = paragraphs?.CreateBatch();
        using var mentionRows = mentions?.CreateBatch();
        var findings = new DiagnosticList();
        Report(what, size, () =>
        {
            foreach (var batch in batches)
            {
                batch.Documents.Clear();
                foreach (var list in batch.Lists)
                    for (var i = 0; i < list.Columns.Count; i++)
                        if (i != 2)
                            list.Columns[i].Clear();
                paragraphRows?.Clear();
                mentionRows?.Clear();
                deriver.Derive(batch, paragraphRows, mentionRows, findings);
            }
        });
        foreach (var batch in batches)
            batch.Dispose();
        if (mentionRows is not null)
            Console.WriteLine(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"  ({(double)mentionRows.RowCount / (texts.Length % ArticlesInBatch):N1} mentions an article in the last batch)"));
    }

    private static DocumentBatch Batch((byte[] Text, int Index)[] texts, TableSchema documents, TableSchema[] lists)
    {
        var batch = new DocumentBatch(documents, lists, null) { Locator = new Nowhere() };
        foreach (var (text, index) in texts)
        {
            batch.Keys.AppendUtf8(Encoding.UTF8.GetBytes(index.ToString("D8", CultureInfo.InvariantCulture)));
            batch.Contents.AppendUtf8(text);
            // Long enough to occur once, and near the beginning, the middle and the end.
            foreach (var list in batch.Lists)
                foreach (var at in (ReadOnlySpan<int>)[10, text.Length / 2, text.Length - 80])
                    list.Columns[2].AsText.AppendUtf8(QuoteAt(text, at));
            batch.EndDocument(new("articles.jsonl", 1), []);
        }
        return batch;
    }

    /// <summary>Some sixty bytes of one paragraph from a place on.</summary>
    internal static ReadOnlySpan<byte> QuoteAt(ReadOnlySpan<byte> text, int at)
    {
        while ((text[at] & 0xC0) == 0x80 || text[at] is (byte)' ' or (byte)'\n')
            at++;
        var end = at + 1;
        while (end < text.Length && text[end] != '\n' && (end < at + 60 || (text[end] & 0xC0) == 0x80))
            end++;
        return text[at..end];
    }

    /// <summary>500 capitalised words of the texts.</summary>
    internal static string[] NamesIn(byte[][] texts) =>
    [
        .. texts.Take(200).SelectMany(t => Encoding.UTF8.GetString(t).Split(' ', '\n', '.', ','))
            .Where(w => w.Length > 4 && char.IsUpper(w[0])).Distinct(StringComparer.Ordinal).Take(500),
    ];

    internal static NameIndex IndexOf(string[] words)
    {
        using var batch = Entities.CreateBatch();
        foreach (var word in words)
        {
            batch.Columns[0].AsText.AppendText(word);
            var names = (ListColumn)batch.Columns[1];
            names.Elements.AsText.AppendText(word);
            names.EndList();
        }
        return NameIndex.Create(Entities, batch, new Nowhere(), new DiagnosticList());
    }

    private static void Report(string what, long size, Action action)
    {
        var best = TimeSpan.MaxValue;
        long allocated = 0;
        for (var round = 0; round < Rounds; round++)
        {
            var (before, bytes) = (Process.GetCurrentProcess().TotalProcessorTime, GC.GetAllocatedBytesForCurrentThread());
            action();
            var spent = Process.GetCurrentProcess().TotalProcessorTime - before;
            allocated = GC.GetAllocatedBytesForCurrentThread() - bytes;
            best = spent < best ? spent : best;
        }
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"{what,-28} {size / best.TotalSeconds / 1e6,8:N0} MB/s  {allocated / 1e6,8:N1} MB allocated"));
    }

    private static TableSchema Table(string name, params ColumnSchema[] columns) => new(
        name, name, name, columns, [columns[0].Name], [], default);

    private static ColumnSchema Derived(string name, ColumnType type, string derivation) => new()
    {
        Layout = new(name, type),
        IsNullable = true,
        Derivation = new(derivation),
        Description = "",
        Constraints = ColumnConstraints.None,
    };

    private sealed class Nowhere : ISourceLocator
    {
        public Location Locate(string table, int row, string? column, int element = -1) => new(table, row + 1);

        public Location LocateText(int document) => new("text", document + 1);
    }
}
