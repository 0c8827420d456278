using Dataset.Formats.Guided;
using Dataset.Schemas;

namespace Dataset.Formats.JsonLines;

/// <summary>
/// JSON Lines: UTF-8, an object a line, every line ended by LF, the keys in schema order and every one there. The SHA-256 of such a
/// file is the table's content digest.
/// </summary>
internal sealed class JsonLinesFormat : ITableFormat, ITextFormat
{
    public string Extension => "jsonl";

    public string MediaType => "application/jsonl";

    public ITableEncoder CreateEncoder(TableSchema schema) => new JsonLinesEncoder(schema);

    public ITableReader OpenReader(Stream file, string displayPath, TableSchema schema) => new JsonLinesReader(file, displayPath, schema);

    public GuidedText OpenGuided(Stream file, TableSchema schema) => new GuidedJsonLines(file, schema);
}
