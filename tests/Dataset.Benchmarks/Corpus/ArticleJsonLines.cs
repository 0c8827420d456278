using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Dataset.Benchmarks.Corpus;

/// <summary>Writes articles as JSON Lines, one object a line in order of id, with LF after each.</summary>
public static class ArticleJsonLines
{
    private const int ArticlesInBlock = 512;
    private static readonly JsonWriterOptions _options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <param name="destination">Written to from one thread, in order; not closed.</param>
    public static void Write(ArticleCorpus corpus, int articles, Stream destination)
    {
        var starts = Enumerable.Range(0, (articles + ArticlesInBlock - 1) / ArticlesInBlock).Select(block => block * ArticlesInBlock);
        var blocks = starts.AsParallel().AsOrdered().WithMergeOptions(ParallelMergeOptions.NotBuffered)
            .Select(start => Block(corpus, start, Math.Min(start + ArticlesInBlock, articles)));
        foreach (var block in blocks)
            destination.Write(block.Span);
    }

    private static ReadOnlyMemory<byte> Block(ArticleCorpus corpus, int start, int end)
    {
        var bytes = new ArrayBufferWriter<byte>(ArticlesInBlock * 5000);
        using var json = new Utf8JsonWriter(bytes, _options);
        for (var i = start; i < end; i++)
        {
            WriteArticle(json, corpus[i]);
            json.Flush();
            json.Reset();
            bytes.Write("\n"u8);
        }

        return bytes.WrittenMemory;
    }

    private static void WriteArticle(Utf8JsonWriter json, Article article)
    {
        json.WriteStartObject();
        json.WriteString("id", article.Id);
        json.WriteString("title", article.Title);
        json.WriteString("outlet", article.Outlet);
        json.WriteString("published", article.Published.ToString("O", System.Globalization.CultureInfo.InvariantCulture));
        json.WriteString("language", article.Language);
        json.WriteStartArray("topics");
        foreach (var topic in article.Topics)
            json.WriteStringValue(topic);
        json.WriteEndArray();
        json.WriteNumber("word_count", article.WordCount);
        json.WriteString("text", article.Text);
        json.WriteEndObject();
    }
}
