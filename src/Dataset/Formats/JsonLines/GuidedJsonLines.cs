using Dataset.Formats.Guided;
using Dataset.Schemas;
using Dataset.Tables;

namespace Dataset.Formats.JsonLines;

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
