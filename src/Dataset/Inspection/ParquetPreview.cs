using System.Globalization;
using System.Text;
using Dataset.Diagnostics;
using Dataset.Formats.Rows;
using Dataset.Parquet;
using Dataset.Syntax;
using Dataset.Text;

namespace Dataset.Inspection;

/// <summary>Parquet of any writer: by <see cref="ParquetFileReader"/>, or where that does not read a feature, by Parquet.Net.</summary>
internal static class ParquetPreview
{
    public static TablePreview Read(Stream file, string displayPath, int maximumRows)
    {
        try
        {
            using var reader = ParquetFileReader.Open(file, new() { VerifyClaims = false });
            var rows = new List<List<string?>>();
            var size = 0L;
            for (var i = 0; i < reader.RowGroupCount && IsWanted(); i++)
            {
                using var group = reader.ReadRowGroup(i, WorkQueue.DefaultDegree);
                for (var row = 0; row < group.RowCount && IsWanted(); row++)
                {
                    rows.Add([.. reader.Schema.Columns.Select((column, c) => TextOf(column, group.Columns[c], row))]);
                    size += rows[^1].Sum(c => c?.Length ?? 0);
                }
            }
            bool IsWanted() => rows.Count < maximumRows && size <= TablePreview.EnoughInBytes;
            return new(
                [.. reader.Schema.Columns.Select(
                    c => new PreviewColumn(c.Name, c is { IsList: false, Type: ParquetType.Integer or ParquetType.Number }))],
                rows, reader.RowCount > rows.Count)
            {
                ReadBy = "our own reader",
                IsCutBySize = rows.Count < maximumRows && reader.RowCount > rows.Count,
            };
        }
        catch (ParquetException e) when (ParquetRules.IsUnsupported(e.Rule) || e.Rule == ParquetRules.DecodedSize)
        {
            file.Position = 0;
            return ForeignPreview.Read(file, displayPath, maximumRows);
        }
        catch (ParquetException e)
        {
            throw new MalformedTableException(Rules.Of(e.Rule), new(displayPath), e.Message);
        }
    }

    private static string? TextOf(ParquetColumn column, in ColumnValues values, int row)
    {
        if (values.RowValidity.Length > 0 && values.RowValidity.Span[row] == 0)
            return null;
        if (!column.IsList)
            return SlotText(column.Type, values, row);
        var text = new StringBuilder("[");
        for (var slot = values.ListOffsets.Span[row]; slot < values.ListOffsets.Span[row + 1]; slot++)
        {
            if (text.Length > 1)
                text.Append(',');
            if (values.ElementValidity.Length > 0 && values.ElementValidity.Span[slot] == 0)
                text.Append("null");
            else
                text.Append(InJson(column.Type, SlotText(column.Type, values, slot)));
        }
        return text.Append(']').ToString();
    }

    private static string SlotText(ParquetType type, in ColumnValues values, int slot) => type switch
    {
        ParquetType.String => Encoding.UTF8.GetString(values.Utf8.Span[values.Utf8Offsets.Span[slot]..values.Utf8Offsets.Span[slot + 1]]),
        ParquetType.Integer => values.Integers.Span[slot].ToString(CultureInfo.InvariantCulture),
        ParquetType.Number => ValueWords.Number(values.Numbers.Span[slot]),
        ParquetType.Boolean => values.Booleans.Span[slot] != 0 ? "true" : "false",
        ParquetType.Date => ValueWords.Date(values.Dates.Span[slot]),
        _ => ValueWords.DateTime(values.Integers.Span[slot]),
    };

    private static string InJson(ParquetType type, string text) => type switch
    {
        ParquetType.String => StringInJson(text),
        ParquetType.Date or ParquetType.DateTime => $"\"{text}\"",
        _ => text,
    };

    private static string StringInJson(string text)
    {
        using var target = new PooledList<byte>();
        JsonText.Write(Encoding.UTF8.GetBytes(text), target);
        return Encoding.UTF8.GetString(target.Span);
    }
}
