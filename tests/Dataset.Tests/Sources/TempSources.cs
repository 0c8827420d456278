using System.Text;
using Dataset.Diagnostics;
using Dataset.Formats.Rows;
using Dataset.Schemas;
using Dataset.Sources;
using Dataset.Sources.Reading;
using Dataset.Tables;
using Dataset.Text;

namespace Dataset.Tests.Sources;

/// <summary>A source folder made for one test: <c>seeds/</c> and <c>schema/</c> in a temporary folder.</summary>
internal sealed class TempSources : IDisposable
{
    /// <summary>The columns of documents in most tests: key, a few of each kind, text.</summary>
    public const string NoteColumns = """
        "id": {"description": "d", "type": "string", "x-derived": "document.key"},
        "title": {"description": "d", "type": "string"},
        "stars": {"description": "d", "type": ["integer", "null"]},
        "tags": {"description": "d", "type": "array", "items": {"type": ["string", "null"]}},
        "words": {"description": "d", "type": "integer", "x-derived": "document.words"},
        "text": {"description": "d", "type": "string", "x-derived": "document.text"}
        """;

    /// <summary>The columns of a table from records in most tests: a column of every type.</summary>
    public const string RecordColumns = """
        "id": {"description": "d", "type": "string"},
        "count": {"description": "d", "type": ["integer", "null"]},
        "ratio": {"description": "d", "type": ["number", "null"]},
        "is_open": {"description": "d", "type": ["boolean", "null"]},
        "day": {"description": "d", "type": ["string", "null"], "format": "date"},
        "at": {"description": "d", "type": ["string", "null"], "format": "date-time"},
        "counts": {"description": "d", "type": ["array", "null"], "items": {"type": ["integer", "null"]}}
        """;

    /// <summary>The columns of a list table in most tests.</summary>
    public const string ClaimColumns = """
        "id": {"description": "d", "type": "string", "x-derived": "document.key"},
        "number": {"description": "d", "type": "integer", "x-derived": "row.number"},
        "quote": {"description": "d", "type": "string", "x-quote": true},
        "quote_paragraph": {"description": "d", "type": "integer", "x-derived": "quote.paragraph"},
        "value": {"description": "d", "type": ["number", "null"]}
        """;

    /// <summary>The columns of a table of paragraphs in most tests.</summary>
    public const string ParagraphColumns = """
        "id": {"description": "d", "type": "string", "x-derived": "document.key"},
        "number_in_text": {"description": "d", "type": "integer", "x-derived": "paragraph.number"},
        "role": {"description": "d", "type": "string", "enum": ["body", "headline", "caption"], "x-derived": "paragraph.role"},
        "hand": {"description": "d", "type": ["string", "null"]}
        """;

    private readonly string root = Directory.CreateTempSubdirectory("dataset-sources-").FullName;
    private readonly StringBuilder tables = new();

    public string Seeds => Path.Combine(root, "seeds");

    /// <summary>Adds a table to the descriptor and writes its schema.</summary>
    public TempSources Table(string name, string origin, string columns, string key = "id")
    {
        tables.Append("  - {name: ").Append(name).Append(", ").Append(origin).Append("}\n");
        var names = columns.Split('\n').Where(l => l.TrimStart().StartsWith('"')).Select(l => l.TrimStart().Split('"')[1]);
        Write($"../schema/{name}.schema.json", $$"""
            {"$schema": "http://json-schema.org/draft-07/schema#", "title": "t", "description": "d", "type": "object", "additionalProperties": false,
            "required": [{{string.Join(", ", names.Select(n => $"\"{n}\""))}}], "x-primaryKey": [{{string.Join(", ", key.Split(',').Select(k => $"\"{k}\""))}}],
            "properties": {
            {{columns}}
            } }
            """);
        return this;
    }

    public TempSources Write(string path, string text) => Write(path, Encoding.UTF8.GetBytes(text));

    public TempSources Write(string path, byte[] bytes)
    {
        var full = At(path);
        Directory.CreateDirectory(Path.GetDirectoryName(full)!);
        File.WriteAllBytes(full, bytes);
        return this;
    }

    public string At(string path) => Path.GetFullPath(Path.Combine(Seeds, path));

    /// <summary>Opens the folder with the tables added, or with the descriptor that was written.</summary>
    public SourceFolder? Open(DiagnosticList findings)
    {
        if (!File.Exists(At("dataset.yaml")))
        {
            Write("dataset.yaml", $$"""
                name: test
                version: 1.0.0
                released: 2026-01-01
                title: t
                description: d
                language: en
                licenses: [{name: CC0-1.0, title: t, covers: c}]
                creators: [{name: n}]
                tables:
                {{tables}}
                """);
        }
        return SourceFolder.Open(Seeds, findings);
    }

    /// <summary>Reads and binds a table: its rows as JSON, of a document also key, content, list rows and annotations.</summary>
    public (List<string> Rows, List<string> Findings) Read(string table, SourceLimits? limits = null, PartSelection? parts = null)
    {
        var findings = new DiagnosticList();
        var rows = new List<string>();
        if (Open(findings) is { } folder)
        {
            using var reader = new SourceReader(folder, folder.Table(table), limits, parts);
            foreach (var chunk in reader.ReadChunks(findings))
            {
                if (folder.Table(table).Source.Kind == TableKind.Documents)
                {
                    using var batch = reader.BindDocuments(chunk, findings);
                    for (var i = 0; i < batch.Count; i++)
                        rows.Add(Describe(batch, i));
                }
                else
                {
                    using var batch = reader.BindRecords(chunk, findings);
                    for (var i = 0; i < batch.Rows.RowCount; i++)
                        rows.Add(Describe(batch.Rows, i));
                }
            }
        }
        return (rows, Show(findings));
    }

    /// <summary>Findings in their order of report, paths from the folder that holds <c>seeds</c>.</summary>
    public List<string> Show(DiagnosticList findings) =>
        [.. findings.Sorted().Select(f => f.ToString().Replace(root.Replace('\\', '/') + "/", "", StringComparison.Ordinal))];

    public void Dispose() => Directory.Delete(root, recursive: true);

    public static string Describe(TableBatch rows, int row)
    {
        using var text = new PooledList<byte>();
        foreach (var column in rows.Columns.Where(c => c.RowCount > row))
        {
            text.AddRange(Encoding.UTF8.GetBytes(text.Count == 0 ? "" : " "));
            text.AddRange(Encoding.UTF8.GetBytes(column.Layout.Name + "="));
            JsonValue.Write(column, row, text);
        }
        return Encoding.UTF8.GetString(text.Span);
    }

    public static string Describe(DocumentBatch batch, int document)
    {
        var parts = new List<string>
        {
            $"{Encoding.UTF8.GetString(batch.Keys.Utf8At(document))}: {Describe(batch.Documents, document)}",
            Encoding.UTF8.GetString(batch.Contents.Utf8At(document)),
            $"{batch.Origins[document].File}:{batch.Origins[document].Line}",
        };
        for (var list = 0; list < batch.Lists.Count; list++)
        {
            var (start, end) = batch.RowsOf(list, document);
            for (var row = start; row < end; row++)
                parts.Add($"list {list}: {Describe(batch.Lists[list], row)}");
        }
        foreach (var annotation in batch.AnnotationsOf(document))
            parts.Add($"{annotation.Begins}/{annotation.Number}/{annotation.Role} {Describe(batch.Annotations, annotation.Row)}");
        return string.Join(" | ", parts);
    }
}
