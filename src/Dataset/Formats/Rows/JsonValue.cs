using System.Text.Unicode;
using Dataset.Diagnostics;
using Dataset.Syntax;
using Dataset.Tables;
using Dataset.Text;

namespace Dataset.Formats.Rows;

/// <summary>Column values as JSON in the one form that releases have: used for the values of JSON Lines and for the lists of CSV.</summary>
internal static class JsonValue
{
    /// <summary>The most elements in the lists of a row: what is written in two bytes takes nine in memory.</summary>
    public const int MaximumElements = 1 << 20;

    private static ReadOnlySpan<byte> Null => "null"u8;

    /// <summary>Appends the value of a row: a scalar, a list, or <c>null</c>.</summary>
    public static void Write(Column column, int row, PooledList<byte> target)
    {
        if (column.IsNull(row))
            target.AddRange(Null);
        else if (column is ListColumn list)
            WriteList(list, row, target);
        else if (column is TextColumn text)
            JsonText.Write(text.Utf8At(row), target);
        else
            WriteScalar((ScalarColumn)column, row, target);
    }

    /// <summary>Appends the list of a row that is not null.</summary>
    public static void WriteList(ListColumn list, int row, PooledList<byte> target)
    {
        target.Add((byte)'[');
        var (start, end) = list.ElementsOf(row);
        for (var i = start; i < end; i++)
        {
            if (i > start)
                target.Add((byte)',');
            Write(list.Elements, i, target);
        }
        target.Add((byte)']');
    }

    /// <summary>Reads the value at the start of <paramref name="text"/> and appends it to the column.</summary>
    /// <returns>The bytes that it took, or the complement of where it departs from the form.</returns>
    public static int Read(ReadOnlySpan<byte> text, Column column)
    {
        if (text.StartsWith(Null))
        {
            column.AppendNull();
            return Null.Length;
        }
        return column is ListColumn list ? ReadList(text, list) : ReadScalar(text, (ScalarColumn)column);
    }

    /// <summary>
    /// Reads the list at the start of <paramref name="text"/> and appends it. Of one that has more than <see cref="MaximumElements"/>, no
    /// more than one further is appended.
    /// </summary>
    /// <returns>The bytes that it took, or the complement of where it departs from the form or has too many.</returns>
    public static int ReadList(ReadOnlySpan<byte> text, ListColumn list)
    {
        if (text.IsEmpty || text[0] != '[')
            return ~0;
        var (at, most) = (1, list.Elements.RowCount + MaximumElements);
        while (at < text.Length && text[at] != ']')
        {
            if (at > 1)
            {
                if (text[at] != ',')
                    return ~at;
                at++;
            }
            var length = Read(text[at..], list.Elements);
            if (length < 0)
                return ~(at + ~length);
            at += length;
            if (list.Elements.RowCount > most)
                return ~at;
        }
        if (at >= text.Length)
            return ~at;
        list.EndList();
        return at + 1;
    }

    /// <summary>What a reader says of a row whose lists have more than <see cref="MaximumElements"/> elements.</summary>
    public static MalformedTableException TooManyElements(Location place) => new(
        Rules.TableMalformed, place,
        FormattableString.Invariant($"Expected at most {MaximumElements} elements in the lists of a row, found more."));

    private static void WriteScalar(ScalarColumn column, int row, PooledList<byte> target)
    {
        var isQuoted = column.Layout.Type.IsQuotedInJson;
        if (isQuoted)
            target.Add((byte)'"');
        column.Write(row, target);
        if (isQuoted)
            target.Add((byte)'"');
    }

    private static int ReadScalar(ReadOnlySpan<byte> text, ScalarColumn column)
    {
        if (column is TextColumn strings)
        {
            var length = strings.AppendJson(text);
            // Checked on what was decoded: escapes are ASCII, so the offset in the text is near enough to say where.
            return length >= 0 && !Utf8.IsValid(text[..length]) ? ~0 : length;
        }
        if (column.Layout.Type.IsQuotedInJson)
        {
            if (text.IsEmpty || text[0] != '"')
                return ~0;
            var close = text[1..].IndexOf((byte)'"');
            return close >= 0 && column.TryAppend(text.Slice(1, close)) ? close + 2 : ~0;
        }
        var end = text.IndexOfAny(",]}"u8);
        return end >= 0 && column.TryAppend(text[..end]) ? end : ~0;
    }
}
