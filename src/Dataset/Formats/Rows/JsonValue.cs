using System.Text.Unicode;
using Dataset.Syntax;
using Dataset.Tables;
using Dataset.Text;

namespace Dataset.Formats.Rows;

/// <summary>Column values as JSON in the one form that releases have: used for the values of JSON Lines and for the lists of CSV.</summary>
internal static class JsonValue
{
    private static ReadOnlySpan<byte> Null => "null"u8;

    /// <summary>Appends the value of a row: a scalar, a list, or <c>null</c>.</summary>
    public static void Write(ColumnBuffer column, int row, PooledList<byte> target)
    {
        if (column.IsNull(row))
            target.AddRange(Null);
        else if (column.Layout.IsList)
            WriteList(column, row, target);
        else
            WriteSlot(column, row, target);
    }

    /// <summary>Appends the list of a row that is not null.</summary>
    public static void WriteList(ColumnBuffer column, int row, PooledList<byte> target)
    {
        target.Add((byte)'[');
        var (start, end) = column.SlotsOf(row);
        for (var slot = start; slot < end; slot++)
        {
            if (slot > start)
                target.Add((byte)',');
            if (column.IsSlotNull(slot))
                target.AddRange(Null);
            else
                WriteSlot(column, slot, target);
        }
        target.Add((byte)']');
    }

    /// <summary>Reads the value at the start of <paramref name="text"/> and appends it to the column.</summary>
    /// <returns>The bytes that it took, or the complement of where it departs from the form.</returns>
    public static int Read(ReadOnlySpan<byte> text, ColumnBuffer column)
    {
        if (text.StartsWith(Null))
        {
            column.AppendNull();
            return Null.Length;
        }
        return column.Layout.IsList ? ReadList(text, column) : ReadSlot(text, column);
    }

    private static int ReadList(ReadOnlySpan<byte> text, ColumnBuffer column)
    {
        if (text.IsEmpty || text[0] != '[')
            return ~0;
        column.BeginList();
        var at = 1;
        while (at < text.Length && text[at] != ']')
        {
            if (at > 1)
            {
                if (text[at] != ',')
                    return ~at;
                at++;
            }
            if (text[at..].StartsWith(Null))
            {
                column.AppendNull();
                at += Null.Length;
                continue;
            }
            var length = ReadSlot(text[at..], column);
            if (length < 0)
                return ~(at + ~length);
            at += length;
        }
        if (at >= text.Length)
            return ~at;
        column.EndList();
        return at + 1;
    }

    private static void WriteSlot(ColumnBuffer column, int slot, PooledList<byte> target)
    {
        if (column.Layout.Type == ColumnType.String)
        {
            JsonText.Write(column.Utf8At(slot), target);
            return;
        }
        var isQuoted = ValueText.IsQuotedInJson(column.Layout.Type);
        if (isQuoted)
            target.Add((byte)'"');
        ValueText.Write(column, slot, target);
        if (isQuoted)
            target.Add((byte)'"');
    }

    private static int ReadSlot(ReadOnlySpan<byte> text, ColumnBuffer column)
    {
        if (column.Layout.Type == ColumnType.String)
        {
            var length = JsonText.Read(text, column);
            // Checked on what was decoded: escapes are ASCII, so the offset in the text is near enough to say where.
            return length >= 0 && !Utf8.IsValid(text[..length]) ? ~0 : length;
        }
        if (ValueText.IsQuotedInJson(column.Layout.Type))
        {
            if (text.IsEmpty || text[0] != '"')
                return ~0;
            var close = text[1..].IndexOf((byte)'"');
            return close >= 0 && ValueText.TryAppend(text.Slice(1, close), column) ? close + 2 : ~0;
        }
        var end = text.IndexOfAny(",]}"u8);
        return end >= 0 && ValueText.TryAppend(text[..end], column) ? end : ~0;
    }
}
