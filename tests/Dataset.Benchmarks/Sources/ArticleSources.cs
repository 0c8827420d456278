using System.Globalization;
using System.IO.Compression;
using System.Text;
using Dataset.Benchmarks.Corpus;

namespace Dataset.Benchmarks.Sources;

/// <summary>The same articles as source folders of every notation, in a temporary folder.</summary>
internal sealed class ArticleSources : IDisposable
{
    private const string Schema = """
        {"$schema": "http://json-schema.org/draft-07/schema#", "title": "Articles", "description": "Made up.", "type": "object", "additionalProperties": false,
        "required": ["id", "title", "outlet", "published", "language", "topics", "word_count", "text"], "x-primaryKey": ["id"],
        "properties": {
          "id": {"description": "The key.", "type": "string", "x-derived": "document.key"},
          "title": {"description": "The title.", "type": "string"},
          "outlet": {"description": "Null: not known.", "type": ["string", "null"]},
          "published": {"description": "The day.", "type": "string", "format": "date"},
          "language": {"description": "The language.", "type": "string"},
          "topics": {"description": "The topics.", "type": "array", "items": {"type": "string"}},
          "word_count": {"description": "Words.", "type": "integer"},
          "text": {"description": "The text.", "type": "string", "x-derived": "document.text"}
        }}
        """;

    private readonly string root = Directory.CreateTempSubdirectory("dataset-benchmark-").FullName;
    private readonly ArticleCorpus corpus = new();
    private readonly int count;

    public ArticleSources(int count)
    {
        this.count = count;
        Directory.CreateDirectory(Path.Combine(root, "schema"));
        File.WriteAllText(Path.Combine(root, "schema", "articles.schema.json"), Schema);
    }

    /// <summary>Writes a source folder whose one table comes from the path.</summary>
    public string Write(string path)
    {
        var folder = Path.Combine(root, path + "-sources");
        Directory.CreateDirectory(folder);
        File.WriteAllText(Path.Combine(folder, "dataset.yaml"), $$"""
            name: benchmark
            version: 1.0.0
            released: 2026-01-01
            title: Benchmark
            description: Made-up articles.
            language: en
            licenses: [{name: CC0-1.0, title: CC0, covers: all}]
            creators: [{name: nobody}]
            tables:
              - {name: articles, from: documents, path: {{path}}}
            """);
        var target = Path.Combine(folder, path);
        switch (path)
        {
            case "articles.jsonl": WriteLines(target); break;
            case "articles.jsonl.gz": WriteGzip(target); break;
            case "articles.csv": WriteCsv(target); break;
            default: WriteFiles(target); break;
        }
        return folder;
    }

    public void Dispose() => Directory.Delete(root, recursive: true);

    private void WriteLines(string path)
    {
        using var file = File.Create(path);
        ArticleJsonLines.Write(corpus, count, file);
    }

    private void WriteGzip(string path)
    {
        using var gzip = new GZipStream(File.Create(path), CompressionLevel.Fastest);
        ArticleJsonLines.Write(corpus, count, gzip);
    }

    private void WriteCsv(string path)
    {
        using var file = new StreamWriter(path, append: false, new UTF8Encoding(false)) { NewLine = "\n" };
        file.WriteLine("id,title,outlet,published,language,topics,word_count,text");
        for (var i = 0; i < count; i++)
        {
            var article = corpus[i];
            var topics = "[" + string.Join(',', article.Topics.Select(t => $"\"{t}\"")) + "]";
            file.WriteLine(
                string.Join(
                    ',', article.Id, Cell(article.Title), Cell(article.Outlet ?? ""), Day(article), article.Language, Cell(topics),
                    article.WordCount.ToString(CultureInfo.InvariantCulture), Cell(article.Text)));
        }
    }

    private void WriteFiles(string folder)
    {
        Directory.CreateDirectory(folder);
        for (var i = 0; i < count; i++)
        {
            var article = corpus[i];
            File.WriteAllText(Path.Combine(folder, article.Id + ".txt"), article.Text);
            File.WriteAllText(Path.Combine(folder, article.Id + ".yaml"), $"""
                title: '{article.Title.Replace("'", "''", StringComparison.Ordinal)}'
                outlet: {article.Outlet ?? "null"}
                published: {Day(article)}
                language: {article.Language}
                topics: [{string.Join(", ", article.Topics)}]
                word_count: {article.WordCount.ToString(CultureInfo.InvariantCulture)}

                """);
        }
    }

    private static string Day(Article article) => article.Published.ToString("O", CultureInfo.InvariantCulture);

    private static string Cell(string text) => "\"" + text.Replace("\"", "\"\"", StringComparison.Ordinal) + "\"";
}
