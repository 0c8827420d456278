using Dataset.Formats.Values;
using Dataset.Schemas;
using Dataset.Tables;

namespace Dataset.Formats.JsonLines;

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
