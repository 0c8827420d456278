using System.Buffers.Text;
using Dataset.Syntax;
using Dataset.Tables;
using Dataset.Text;

namespace Dataset.Formats.Rows;

/// <summary>
/// Values that are not strings, as text: the one form of an integer, number, boolean, date or date-time in all text formats. What
/// is read must be of exactly the form that is written, so that reading a file and writing it again gives the same bytes.
/// </summary>
internal static class ValueText
{
    /// <summary>Whether JSON puts the type in quotation marks.</summary>
    public static bool IsQuotedInJson(ColumnType type) => type is ColumnType.String or ColumnType.Date or ColumnType.DateTime;

    /// <summary>Appends the value of a slot that is not null and not a string.</summary>
    public static void Write(ColumnBuffer column, int slot, PooledList<byte> target)
    {
        var start = target.Count;
        var room = target.Reserve(JsonNumber.MaximumLength);
        var length = 0;
        switch (column.Layout.Type)
        {
            case ColumnType.Integer: Utf8Formatter.TryFormat(column.IntegerAt(slot), room, out length); break;
            case ColumnType.Number: length = JsonNumber.Write(column.NumberAt(slot), room); break;
            case ColumnType.Date: length = DateText.WriteDate(column.DateAt(slot), room); break;
            case ColumnType.DateTime: length = DateText.WriteDateTime(column.IntegerAt(slot), room); break;
            case ColumnType.Boolean:
                var word = column.BooleanAt(slot) ? "true"u8 : "false"u8;
                word.CopyTo(room);
                length = word.Length;
                break;
            default: throw new InvalidOperationException("Strings are written by their format.");
        }
        target.Truncate(start + length);
    }

    /// <summary>
    /// Reads a value that is not a string and appends it to the column; false, and nothing appended, where the text is not of the form.
    /// </summary>
    public static bool TryAppend(ReadOnlySpan<byte> text, ColumnBuffer column)
    {
        switch (column.Layout.Type)
        {
            case ColumnType.Integer when TryParseInteger(text, out var integer): column.AppendInteger(integer); return true;
            case ColumnType.Number when JsonNumber.TryParse(text, out var number): column.AppendNumber(number); return true;
            case ColumnType.Date when DateText.TryParseDate(text, out var days): column.AppendDate(days); return true;
            case ColumnType.DateTime when DateText.TryParseDateTime(text, out var instant): column.AppendInteger(instant); return true;
            case ColumnType.Boolean when text.SequenceEqual("true"u8): column.AppendBoolean(true); return true;
            case ColumnType.Boolean when text.SequenceEqual("false"u8): column.AppendBoolean(false); return true;
            default: return false;
        }
    }

    /// <summary>
    /// Whether a text is of the form and has the value of a slot that is not null and not a string: <see cref="TryAppend"/> would append
    /// just that.
    /// </summary>
    public static bool Is(ReadOnlySpan<byte> text, ColumnBuffer column, int slot) => column.Layout.Type switch
    {
        ColumnType.Integer => TryParseInteger(text, out var integer) && integer == column.IntegerAt(slot),
        // By bits: a negative zero has no form of its own.
        ColumnType.Number =>
            JsonNumber.TryParse(text, out var number)
                && BitConverter.DoubleToInt64Bits(number) == BitConverter.DoubleToInt64Bits(column.NumberAt(slot)),
        ColumnType.Date => DateText.TryParseDate(text, out var days) && days == column.DateAt(slot),
        ColumnType.DateTime => DateText.TryParseDateTime(text, out var instant) && instant == column.IntegerAt(slot),
        ColumnType.Boolean => text.SequenceEqual(column.BooleanAt(slot) ? "true"u8 : "false"u8),
        _ => false,
    };

    /// <summary>What <see cref="TryAppend"/> expects, for a message.</summary>
    public static string Expected(ColumnType type) => type switch
    {
        ColumnType.Integer => "an integer of 64 bits such as -12",
        ColumnType.Number => "a number in its shortest form such as 1.5",
        ColumnType.Date => "a date as YYYY-MM-DD",
        ColumnType.DateTime => "a date-time as YYYY-MM-DDTHH:MM:SS[.ffffff]Z",
        ColumnType.Boolean => "true or false",
        _ => "a string",
    };

    private static bool TryParseInteger(ReadOnlySpan<byte> text, out long value)
    {
        Span<byte> again = stackalloc byte[20];
        return Utf8Parser.TryParse(text, out value, out var used) && used == text.Length
            && Utf8Formatter.TryFormat(value, again, out var length) && again[..length].SequenceEqual(text);
    }
}
