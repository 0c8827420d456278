using Dataset.Tables;

namespace Dataset.Sources.Values;

/// <summary>Reads the text of a scalar, whatever notation it comes from, into the slot of a column.</summary>
internal static class ScalarText
{
    /// <summary>
    /// Appends the value, or says what is wrong with it and appends nothing; with <see cref="ValueFault.Unseen"/> it does both.
    /// </summary>
    /// <param name="text">Valid UTF-8: of a string what it says, of other types what is written.</param>
    /// <param name="column">By its layout's type the text is read.</param>
    public static ValueFault Append(ReadOnlySpan<byte> text, ColumnBuffer column)
    {
        ValueFault fault;
        switch (column.Layout.Type)
        {
            case ColumnType.String:
                fault = TextHygiene.Check(text);
                if (fault is ValueFault.None or ValueFault.Unseen)
                    column.AppendUtf8(text);
                return fault;
            case ColumnType.Integer:
                fault = NumberText.ReadInteger(text, out var integer);
                if (fault == ValueFault.None)
                    column.AppendInteger(integer);
                return fault;
            case ColumnType.Number:
                fault = NumberText.ReadNumber(text, out var number);
                if (fault == ValueFault.None)
                    column.AppendNumber(number);
                return fault;
            case ColumnType.Date when DateText.TryParseDate(text, out var days):
                column.AppendDate(days);
                return ValueFault.None;
            case ColumnType.DateTime when DateText.TryParseDateTime(text, out var instant):
                column.AppendInteger(instant);
                return ValueFault.None;
            case ColumnType.Boolean when text.SequenceEqual("true"u8) || text.SequenceEqual("false"u8):
                column.AppendBoolean(text[0] == 't');
                return ValueFault.None;
            default:
                return ValueFault.Form;
        }
    }
}
