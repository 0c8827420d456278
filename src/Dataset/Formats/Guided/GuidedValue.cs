using Dataset.Formats.Values;
using Dataset.Tables;

namespace Dataset.Formats.Guided;

/// <summary>Goes over values that should stand in a text: what <see cref="JsonValue.Read"/> and <see cref="ValueText.TryAppend"/> would append.</summary>
internal static class GuidedValue
{
    /// <summary>Goes over the JSON of a row's value: a scalar, a list, or <c>null</c>.</summary>
    public static bool AcceptJson(ColumnBuffer column, int row, TextCursor text)
    {
        if (column.IsNull(row))
            return text.Accept("null"u8);
        return column.Layout.IsList ? AcceptList(column, row, text) : AcceptSlot(column, row, text);
    }

    /// <summary>Goes over the list of a row that is not null.</summary>
    public static bool AcceptList(ColumnBuffer column, int row, TextCursor text)
    {
        if (!text.Accept("["u8))
            return false;
        var (start, end) = column.SlotsOf(row);
        for (var slot = start; slot < end; slot++)
            if ((slot > start && !text.Accept(","u8)) || !(column.IsSlotNull(slot) ? text.Accept("null"u8) : AcceptSlot(column, slot, text)))
                return false;
        return text.Accept("]"u8);
    }

    /// <summary>Goes over a value that is not null and not a string, and ends before one of <paramref name="ends"/>.</summary>
    public static bool AcceptScalar(ColumnBuffer column, int slot, TextCursor text, ReadOnlySpan<byte> ends)
    {
        var next = text.Peek(JsonNumber.MaximumLength + 1);
        var length = next[..Math.Min(next.Length, JsonNumber.MaximumLength + 1)].IndexOfAny(ends);
        if (length < 0 || !ValueText.Is(next[..length], column, slot))
            return false;
        text.Skip(length);
        return true;
    }

    private static bool AcceptSlot(ColumnBuffer column, int slot, TextCursor text)
    {
        if (column.Layout.Type == ColumnType.String)
            return AcceptText(column.Utf8At(slot), text);
        if (!ValueText.IsQuotedInJson(column.Layout.Type))
            return AcceptScalar(column, slot, text, ",]}"u8);
        return text.Accept("\""u8) && AcceptScalar(column, slot, text, "\""u8) && text.Accept("\""u8);
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
