using System.Text;
using Dataset.Formats.Guided;
using Dataset.Formats.Rows;
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
    /// Goes over the header, the first time; not when it is made, as whoever makes it could not give the file back where it can't be read.
    /// </summary>
    private bool AcceptHeader() =>
        hasHeader ??= Text.Accept(Encoding.UTF8.GetBytes(string.Join(',', schema.Columns.Select(c => c.Name)) + "\n"));

    private bool AcceptCell(ColumnBuffer column, int row)
    {
        if (column.IsNull(row))
            return true;
        if (!Text.Peek(1).StartsWith("\""u8))
            return CanStandBare(column, row) && AcceptContent(column, row);
        Text.Skip(1);
        Text.DoublesQuotes = true;
        var isAccepted = AcceptContent(column, row);
        Text.DoublesQuotes = false;
        return isAccepted && Text.Accept("\""u8);
    }

    private bool AcceptContent(ColumnBuffer column, int row) => column.Layout switch
    {
        { IsList: true } => GuidedValue.AcceptList(column, row, Text),
        // The empty cell is null, with quotation marks or without.
        { Type: ColumnType.String } => column.Utf8At(row) is { IsEmpty: false } value && Text.Accept(value),
        _ => GuidedValue.AcceptScalar(column, row, Text, ",\"\n"u8),
    };

    /// <summary>Whether the cell is one without quotation marks around it too: it has none of <c>,</c>, <c>"</c>, CR and LF.</summary>
    private static bool CanStandBare(ColumnBuffer column, int row)
    {
        if (!column.Layout.IsList)
            return column.Layout.Type != ColumnType.String || !column.Utf8At(row).ContainsAny(",\"\r\n"u8);
        var (start, end) = column.SlotsOf(row);
        return end - start == 0 || (end - start == 1 && (column.IsSlotNull(start) || !ValueText.IsQuotedInJson(column.Layout.Type)));
    }
}
