using Dataset.Benchmarks.Corpus;

namespace Dataset.Benchmarks.Scale;

/// <summary>
/// So many articles as the source folder of a dataset. The corpus is kept for the next time, since it takes a while to make.
/// </summary>
internal sealed class ScaleSources
{
    private const string Descriptor = """
        name: corpus
        version: 1.0.0
        released: 2026-01-01
        title: Corpus
        description: Made-up articles.
        language: en
        licenses: [{name: CC0-1.0, title: CC0, covers: Everything.}]
        creators: [{name: Nobody}]
        tables:
          - {name: articles, from: documents, path: articles.jsonl}
        """;

    private const string Schema = """
        {"$schema": "http://json-schema.org/draft-07/schema#", "title": "Articles", "description": "One row for each article.", "type": "object", "additionalProperties": false,
        "required": ["id", "title", "outlet", "published", "language", "topics", "word_count", "text"], "x-primaryKey": ["id"],
        "properties": {
          "id": {"type": "string", "description": "The key.", "pattern": "^[a-z][0-9]+$", "x-derived": "document.key"},
          "title": {"type": "string", "description": "The title.", "minLength": 1, "maxLength": 500},
          "outlet": {"type": ["string", "null"], "description": "The outlet; null where it is not known."},
          "published": {"type": ["string", "null"], "format": "date", "description": "The day; null where it is not known."},
          "language": {"type": "string", "description": "The language.", "minLength": 2},
          "topics": {"type": "array", "description": "The topics.", "items": {"type": "string", "minLength": 1}, "uniqueItems": true},
          "word_count": {"type": "integer", "description": "Words.", "minimum": 0},
          "text": {"type": "string", "description": "The text.", "x-derived": "document.text"}
        }}
        """;

    private readonly byte[] buffer = new byte[1 << 20];

    private ScaleSources(string root) => Folder = Path.Combine(root, "seeds");

    /// <summary>The source folder.</summary>
    public string Folder { get; }

    /// <summary>The articles.</summary>
    public string Articles => Path.Combine(Folder, "articles.jsonl");

    public long SizeInBytes => new FileInfo(Articles).Length;

    /// <summary>Makes the folder below the one for temporary files, or finds it there.</summary>
    public static ScaleSources Of(int articles)
    {
        var root = Path.Combine(Path.GetTempPath(), "dataset-benchmark-corpus", FormattableString.Invariant($"{articles}"));
        var sources = new ScaleSources(root);
        Directory.CreateDirectory(sources.Folder);
        Directory.CreateDirectory(Path.Combine(root, "schema"));
        File.WriteAllText(Path.Combine(sources.Folder, "dataset.yaml"), Descriptor);
        File.WriteAllText(Path.Combine(root, "schema", "articles.schema.json"), Schema);
        if (!File.Exists(sources.Articles))
        {
            var making = sources.Articles + ".making";
            using (var file = new FileStream(making, FileMode.Create, FileAccess.Write, FileShare.None, 1 << 20))
                ArticleJsonLines.Write(new(), articles, file);
            File.Move(making, sources.Articles);
        }
        return sources;
    }

    /// <summary>Reads the articles once, so that the next measured program finds them in memory.</summary>
    public void Warm()
    {
        using var file = File.OpenHandle(Articles);
        for (long at = 0, read; (read = RandomAccess.Read(file, buffer, at)) > 0;)
            at += read;
    }
}
