using Dataset.Formats.Rows;
using Dataset.Schemas;
using Dataset.Syntax;
using Dataset.Tables;

namespace Dataset.Formats.Guided;

/// <summary>
/// Goes over the file of a text format, guided by the rows that it should have: text is compared where it is and not decoded first. It
/// accepts of a row only what the format's strict reader reads as just this row. What it does not accept may still be right: the strict
/// reader judges that.
/// </summary>
/// <remarks>
/// It does not encode the rows and compare bytes, which would be the same work: an error of the encoder would then hide itself. What it
/// knows of a format it has from the strict reader, whose functions judge every value but text, and which tells the escapes.
/// </remarks>
internal abstract class GuidedText(Stream file) : IDisposable
{
    /// <summary>Rows after that are left to the strict reader, which has a limit itself.</summary>
    private const int MaximumRowInBytes = LineBuffer.MaximumLineInBytes / 2;

    /// <summary>Whether the file ends after the rows that were accepted.</summary>
    public virtual bool IsAtEnd => Text.IsAtEnd;

    protected TextCursor Text { get; } = new(file);

    /// <summary>Goes over rows, which hold valid UTF-8, from the first on.</summary>
    /// <returns>How many of them come next in the file; where not all do, it can't go on.</returns>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public int Accept(TableBatch rows)
    {
        // Nearly always no: then nothing is counted.
        var mayHaveTooMany = rows.Columns.Sum(c => (long)c.ElementCount) > JsonValue.MaximumElements;
        for (var row = 0; row < rows.RowCount; row++)
        {
            var start = Text.Position;
            if (!AcceptRow(rows, row) || Text.Position - start > MaximumRowInBytes
                || (mayHaveTooMany && rows.ElementsOf(row) > JsonValue.MaximumElements))
                return row;
        }
        return rows.RowCount;
    }

    public void Dispose()
    {
        Text.Dispose();
        GC.SuppressFinalize(this);
    }

    protected abstract bool AcceptRow(TableBatch rows, int row);
}

/// <summary>
/// Goes over values that should be in a text: what <see cref="JsonValue.Read"/> and <see cref="ScalarColumn.TryAppend"/> would append.
/// </summary>
internal static class GuidedValue
{
    /// <summary>Goes over the JSON of a row's value: a scalar, a list, or <c>null</c>.</summary>
    public static bool AcceptJson(Column column, int row, TextCursor text)
    {
        if (column.IsNull(row))
            return text.Accept("null"u8);
        return column is ListColumn list ? AcceptList(list, row, text) : AcceptScalarJson((ScalarColumn)column, row, text);
    }

    /// <summary>Goes over the list of a row that is not null.</summary>
    public static bool AcceptList(ListColumn list, int row, TextCursor text)
    {
        if (!text.Accept("["u8))
            return false;
        var (start, end) = list.ElementsOf(row);
        for (var i = start; i < end; i++)
            if ((i > start && !text.Accept(","u8)) || !AcceptJson(list.Elements, i, text))
                return false;
        return text.Accept("]"u8);
    }

    /// <summary>Goes over a value that is not null and not a string, and ends before one of <paramref name="ends"/>.</summary>
    public static bool AcceptScalar(ScalarColumn column, int row, TextCursor text, ReadOnlySpan<byte> ends)
    {
        var next = text.Peek(ScalarColumn.MaximumLength + 1);
        var length = next[..Math.Min(next.Length, ScalarColumn.MaximumLength + 1)].IndexOfAny(ends);
        if (length < 0 || !column.Is(row, next[..length]))
            return false;
        text.Skip(length);
        return true;
    }

    private static bool AcceptScalarJson(ScalarColumn column, int row, TextCursor text)
    {
        if (column is TextColumn strings)
            return AcceptText(strings.Utf8At(row), text);
        if (!column.Layout.Type.IsQuotedInJson)
            return AcceptScalar(column, row, text, ",]}"u8);
        return text.Accept("\""u8) && AcceptScalar(column, row, text, "\""u8) && text.Accept("\""u8);
    }

    private static bool AcceptText(ReadOnlySpan<byte> value, TextCursor text)
    {
        if (!text.Accept("\""u8))
            return false;
        for (int special; (special = value.IndexOfAny(JsonText.Special)) >= 0; value = value[(special + 1)..])
            if (!text.Accept(value[..special]) || !text.Accept(JsonText.EscapeOf(value[special])))
                return false;
        return text.Accept(value) && text.Accept("\""u8);
    }
}

/// <summary>A format whose files can be compared with rows without being decoded.</summary>
internal interface ITextFormat
{
    /// <summary>Opens a file.</summary>
    /// <param name="file">The file, from its start; the reader owns it.</param>
    /// <param name="schema">The columns that it should have.</param>
    GuidedText OpenGuided(Stream file, TableSchema schema);
}
