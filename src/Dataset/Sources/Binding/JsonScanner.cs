using System.Runtime.CompilerServices;
using Dataset.Sources.Values;
using Dataset.Syntax;
using Dataset.Tables;

namespace Dataset.Sources.Binding;

/// <summary>
/// Goes through one line of JSON from left to right and takes values straight into columns. It knows only what is right: every
/// method gives false where the text is anything else, and then the line is read again by the reader that keeps places and explains.
/// So it may be strict and silent, and what it takes must be what that reader takes: a property test holds it.
/// </summary>
internal ref struct JsonScanner(ReadOnlySpan<byte> line)
{
    private readonly ReadOnlySpan<byte> line = line;
    private int at;

    /// <summary>Whether nothing but white space is left.</summary>
    public bool IsAtEnd()
    {
        SkipWhiteSpace();
        return at == line.Length;
    }

    /// <summary>Takes a structural character, and white space before it.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool Take(byte structural)
    {
        if (at >= line.Length || line[at] != structural)
        {
            SkipWhiteSpace();
            if (at >= line.Length || line[at] != structural)
                return false;
        }
        at++;
        return true;
    }

    /// <summary>Takes <c>null</c>.</summary>
    public bool TakeNull()
    {
        SkipWhiteSpace();
        if (at >= line.Length || line[at] != 'n' || !line[at..].StartsWith("null"u8))
            return false;
        at += 4;
        return true;
    }

    /// <summary>Takes a key without escapes, and the colon.</summary>
    public bool TryTakeKey(out ReadOnlySpan<byte> key) => TryTakePlainString(out key) && Take((byte)':');

    /// <summary>Takes a value that is not null into a column of a type other than a list.</summary>
    public bool TryTakeScalar(ScalarColumn column)
    {
        if (column is TextColumn strings)
            return TryTakeText(strings) && TextHygiene.Check(strings.Utf8At(strings.RowCount - 1)) == ValueFault.None;
        ReadOnlySpan<byte> text;
        if (column.Layout.Type.IsQuotedInJson)
        {
            if (!TryTakePlainString(out text))
                return false;
        }
        else
        {
            SkipWhiteSpace();
            var length = line[at..].IndexOfAny(Delimiters);
            if (length <= 0)
                return false;
            text = line.Slice(at, length);
            at += length;
        }
        return ScalarText.Append(text, column) == ValueFault.None;
    }

    /// <summary>Takes a string, whatever it says, into a column of strings.</summary>
    public bool TryTakeText(TextColumn column)
    {
        if (!Take((byte)'"'))
            return false;
        var run = line[at..].IndexOfAny(JsonStringText.Stops);
        if (run < 0)
            return false;
        if (line[at + run] != '"')
            return TryTakeEscapedText(run, column);
        column.AppendUtf8(line.Slice(at, run));
        at += run + 1;
        return true;
    }

    // What ends a number, true or false; white space between it and the bracket is left to the other reader.
    private static readonly System.Buffers.SearchValues<byte> Delimiters = System.Buffers.SearchValues.Create(",]}"u8);

    /// <summary>Takes a string that has escapes.</summary>
    /// <param name="run">How many bytes come before the first.</param>
    /// <param name="column">Takes the string.</param>
    private bool TryTakeEscapedText(int run, TextColumn column)
    {
        // An escape is longer than what it stands for.
        var room = column.BeginUtf8(line.Length - at);
        var length = 0;
        while (run >= 0)
        {
            line.Slice(at, run).CopyTo(room[length..]);
            at += run;
            length += run;
            if (line[at] == '"')
            {
                at++;
                column.EndUtf8(length);
                return true;
            }
            // Escapes come together where line ends do.
            do
            {
                if (line[at] != '\\' || !TryTakeEscape(room, ref length))
                    return false;
            }
            while (at < line.Length && line[at] == '\\');
            run = line[at..].IndexOfAny(JsonStringText.Stops);
        }
        return false;
    }

    private bool TryTakeEscape(Span<byte> room, ref int length)
    {
        if (!JsonStringText.TryReadEscape(line, ref at, out var unit))
            return false;
        if (unit < 0x80)
        {
            room[length++] = (byte)unit;
            return true;
        }
        System.Text.Rune rune;
        if (!char.IsSurrogate(unit))
            rune = new(unit);
        else if (at >= line.Length || line[at] != '\\' || !JsonStringText.TryReadEscape(line, ref at, out var low)
            || !System.Text.Rune.TryCreate(unit, low, out rune))
            return false;
        length += rune.EncodeToUtf8(room[length..]);
        return true;
    }

    /// <summary>Takes a string that has no escapes.</summary>
    private bool TryTakePlainString(out ReadOnlySpan<byte> text)
    {
        text = default;
        if (!Take((byte)'"'))
            return false;
        var length = line[at..].IndexOfAny(JsonStringText.Stops);
        if (length < 0 || line[at + length] != '"')
            return false;
        text = line.Slice(at, length);
        at += length + 1;
        return true;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void SkipWhiteSpace()
    {
        while (at < line.Length && line[at] is (byte)' ' or (byte)'\t' or (byte)'\n' or (byte)'\r')
            at++;
    }
}
