using System.Text;
using Dataset.Formats.Guided;
using Dataset.Schemas;
using Dataset.Tables;

namespace Dataset.Formats.Csv;

/// <summary>
/// Goes over CSV that should have certain rows; accepts of them what <see cref="CsvTableReader"/> reads, but no CR at the end of a record.
/// </summary>
internal sealed class GuidedCsv(Stream file, TableSchema schema) : GuidedText(file)
{
    private bool? hasHeader;

    public override bool IsAtEnd => AcceptHeader() && base.IsAtEnd;

    protected override bool AcceptRow(TableBatch rows, int row)
    {
        if (!AcceptHeader())
            return false;
        for (var i = 0; i < rows.Columns.Count; i++)
            if ((i > 0 && !Text.Accept(","u8)) || !AcceptCell(rows.Columns[i], row))
                return false;
        return Text.Accept("\n"u8);
    }

    /// <summary>
    /// Goes over the header, the first time; not in the constructor, whose caller could not close the file where it can't be read.
    /// </summary>
    private bool AcceptHeader() =>
        hasHeader ??= Text.Accept(Encoding.UTF8.GetBytes(string.Join(',', schema.Columns.Select(c => c.Name)) + "\n"));

    private bool AcceptCell(Column column, int row)
    {
        if (column.IsNull(row))
            return true;
        if (StandsBare(column, row))
            return AcceptContent(column, row);
        if (!Text.Accept("\""u8))
            return false;
        Text.DoublesQuotes = true;
        var isAccepted = AcceptContent(column, row);
        Text.DoublesQuotes = false;
        return isAccepted && Text.Accept("\""u8);
    }

    private bool AcceptContent(Column column, int row) => column switch
    {
        ListColumn list => GuidedValue.AcceptList(list, row, Text),
        // The empty cell is null.
        TextColumn text => text.Utf8At(row) is { IsEmpty: false } value && Text.Accept(value),
        _ => GuidedValue.AcceptScalar((ScalarColumn)column, row, Text, ",\"\n"u8),
    };

    /// <summary>Whether the cell has no quotation marks around it: it has none of <c>,</c>, <c>"</c>, CR and LF.</summary>
    private static bool StandsBare(Column column, int row)
    {
        if (column is TextColumn text)
            return !text.Utf8At(row).ContainsAny(",\"\r\n"u8);
        if (column is not ListColumn list)
            return true;
        var (start, end) = list.ElementsOf(row);
        return end - start == 0 || (end - start == 1 && (list.Elements.IsNull(start) || !column.Layout.Type.IsQuotedInJson));
    }
}
