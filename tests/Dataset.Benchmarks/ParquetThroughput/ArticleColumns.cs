using System.Text;
using Dataset.Benchmarks.Corpus;
using Dataset.Parquet;

namespace Dataset.Benchmarks.ParquetThroughput;

/// <summary>The made-up articles as columns in memory, cut into row groups as the writer's options say.</summary>
public sealed class ArticleColumns
{
    private static readonly ParquetWriterOptions _options = ParquetWriterOptions.Default;

    private ArticleColumns(IReadOnlyList<IReadOnlyList<ColumnValues>> rowGroups, long textSizeInBytes)
    {
        RowGroups = rowGroups;
        TextSizeInBytes = textSizeInBytes;
    }

    public static ParquetSchema Schema { get; } = new(
        "articles",
        [
            new("id", ParquetType.String),
            new("title", ParquetType.String),
            new("outlet", ParquetType.String),
            new("published", ParquetType.Date),
            new("language", ParquetType.String),
            new("topics", ParquetType.String, IsList: true),
            new("word_count", ParquetType.Integer),
            new("text", ParquetType.String),
        ],
        [0]);

    /// <summary>For each row group the values of each column of <see cref="Schema"/>.</summary>
    public IReadOnlyList<IReadOnlyList<ColumnValues>> RowGroups { get; }

    /// <summary>The UTF-8 bytes of all text values.</summary>
    public long TextSizeInBytes { get; }

    public static ArticleColumns Of(ArticleCorpus corpus, int articles)
    {
        var groups = new List<IReadOnlyList<ColumnValues>>();
        var rows = new List<Article>();
        var (size, total) = (0L, 0L);
        for (var i = 0; i < articles; i++)
        {
            var article = corpus[i];
            var bytes = Texts(article).Sum(Encoding.UTF8.GetByteCount);
            if (rows.Count == _options.RowGroupRows || (rows.Count > 0 && size + bytes > _options.RowGroupSizeInBytes))
            {
                groups.Add(Columns(rows));
                rows.Clear();
                size = 0;
            }

            rows.Add(article);
            size += bytes;
            total += bytes;
        }

        if (rows.Count > 0)
            groups.Add(Columns(rows));
        return new(groups, total);
    }

    private static IEnumerable<string> Texts(Article article) =>
        [article.Id, article.Title, article.Outlet ?? "", article.Language, .. article.Topics, article.Text];

    private static IReadOnlyList<ColumnValues> Columns(List<Article> rows)
    {
        var epoch = new DateOnly(1970, 1, 1).DayNumber;
        var listOffsets = new int[rows.Count + 1];
        for (var i = 0; i < rows.Count; i++)
            listOffsets[i + 1] = listOffsets[i] + rows[i].Topics.Count;
        return
        [
            Text(rows.Select(row => row.Id)),
            Text(rows.Select(row => row.Title)),
            Text(rows.Select(row => row.Outlet)),
            new() { RowCount = rows.Count, Dates = rows.Select(row => row.Published.DayNumber - epoch).ToArray() },
            Text(rows.Select(row => row.Language)),
            Text(rows.SelectMany(row => row.Topics)) with { RowCount = rows.Count, ListOffsets = listOffsets, RowValidity = default },
            new() { RowCount = rows.Count, Integers = rows.Select(row => (long)row.WordCount).ToArray() },
            Text(rows.Select(row => row.Text)),
        ];
    }

    private static ColumnValues Text(IEnumerable<string?> cells)
    {
        var bytes = new MemoryStream();
        var offsets = new List<int> { 0 };
        var validity = new List<byte>();
        foreach (var cell in cells)
        {
            bytes.Write(Encoding.UTF8.GetBytes(cell ?? ""));
            offsets.Add((int)bytes.Length);
            validity.Add(cell is null ? (byte)0 : (byte)1);
        }

        return new()
        {
            RowCount = validity.Count,
            RowValidity = validity.Contains(0) ? validity.ToArray() : default,
            Utf8 = bytes.ToArray(),
            Utf8Offsets = offsets.ToArray(),
        };
    }
}
