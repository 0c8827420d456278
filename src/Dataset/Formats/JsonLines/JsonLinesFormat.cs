using Dataset.Formats.Guided;
using Dataset.Formats.Rows;
using Dataset.Parquet;
using Dataset.Schemas;
using Dataset.Tables;
using Dataset.Text;

namespace Dataset.Formats.JsonLines;

/// <summary>
/// JSON Lines: UTF-8, an object a line, every line ended by LF, the keys in schema order and every one there. The SHA-256 of such a
/// file is the table's content digest.
/// </summary>
internal sealed class JsonLinesFormat : ITableFormat, ITextFormat
{
    public string Extension => "jsonl";

    public string MediaType => "application/jsonl";

    public ITableEncoder CreateEncoder(TableSchema schema, FileOrigin? origin, WorkQueue? work) => new JsonLinesEncoder(schema);

    public ITableReader OpenReader(Stream file, string displayPath, TableSchema schema, WorkQueue? work, long mostRows) =>
        new JsonLinesReader(file, displayPath, schema);

    public string SecondReader => "System.Text.Json";

    public ITableReader OpenSecondReader(Stream file, string displayPath, TableSchema schema) => new SystemTextJsonReader(
        file, displayPath, schema);

    public GuidedText OpenGuided(Stream file, TableSchema schema) => new GuidedJsonLines(file, schema);
}

/// <summary>Goes over JSON Lines that should have certain rows; accepts of them what <see cref="JsonLinesReader"/> reads.</summary>
internal sealed class GuidedJsonLines(Stream file, TableSchema schema) : GuidedText(file)
{
    private readonly byte[][] keys = JsonLinesKeys.Of(schema);

    protected override bool AcceptRow(TableBatch rows, int row)
    {
        for (var i = 0; i < keys.Length; i++)
            if (!Text.Accept(keys[i]) || !GuidedValue.AcceptJson(rows.Columns[i], row, Text))
                return false;
        return Text.Accept("}\n"u8);
    }
}

/// <summary>Rows as JSON Lines.</summary>
internal sealed class JsonLinesEncoder(TableSchema schema) : ITableEncoder
{
    private readonly byte[][] keys = JsonLinesKeys.Of(schema);

    public IEnumerable<(int Start, int Count)> Slices(TableBatch batch) => RowSlices.Of(batch);

    public EncodedRows Encode(TableBatch batch, int start, int count)
    {
        var lines = RowSlices.ListFor(batch, start, count, keys.Sum(k => k.Length));
        for (var row = start; row < start + count; row++)
        {
            for (var i = 0; i < keys.Length; i++)
            {
                lines.AddRange(keys[i]);
                JsonValue.Write(batch.Columns[i], row, lines);
            }
            lines.AddRange("}\n"u8);
        }
        return new EncodedText(lines);
    }

    public ITableFileWriter Begin(Stream output) => new TextFileWriter(output, []);
}
