using System.Runtime.CompilerServices;
using System.Text;
using Dataset.Diagnostics;
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
    /// <summary>Of values that no column has; what is deeper is left to the other reader.</summary>
    private const int MaximumDepth = 8;

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

    /// <summary>As <see cref="TryTakeScalar(ScalarColumn)"/>, with null for a value that is a scalar and not one of the column.</summary>
    /// <param name="column">Takes the value.</param>
    /// <param name="faults">Takes what is wrong with it.</param>
    /// <param name="isTaken">Whether it was taken.</param>
    /// <returns>False where there is no scalar, or a string with escapes for a column of another type.</returns>
    public bool TryTakeScalar(ScalarColumn column, UnlistedFaults faults, out bool isTaken)
    {
        isTaken = true;
        var (rows, type, fault) = (column.RowCount, column.Layout.Type, ValueFault.Form);
        ReadOnlySpan<byte> text;
        var isString = IsAt((byte)'"');
        if (column is TextColumn strings && isString)
        {
            if (!TryTakeText(strings, faults))
                return false;
            text = strings.Utf8At(rows);
            fault = TextHygiene.Check(text);
        }
        else if (IsAt((byte)'{') || IsAt((byte)'['))
        {
            if (!TrySkip(faults))
                return false;
            text = default;
        }
        else if (!TryTakeToken(out text))
        {
            return false;
        }
        else if (isString == type.IsQuotedInJson)
        {
            fault = ScalarText.Append(text, column);
            if (!isString && fault != ValueFault.None && !IsScalar(text))
                return false;
        }
        else if (!isString && !IsScalar(text))
        {
            return false;
        }
        if (fault == ValueFault.None)
            return true;
        faults.Add(fault, column.Layout, text);
        if (fault == ValueFault.Unseen)
            return true;
        if (column.RowCount > rows)
            column.TruncateRows(rows);
        column.AppendNull();
        isTaken = false;
        return true;
    }

    /// <summary>Takes a value that no column has; false also where strings in it have escapes, or it is deep.</summary>
    /// <param name="faults">Takes what is wrong within.</param>
    /// <param name="depth">Lists and objects around it.</param>
    public bool TrySkip(UnlistedFaults faults, int depth = 0)
    {
        if (IsAt((byte)'{'))
            return depth < MaximumDepth && TrySkipObject(faults, depth + 1);
        if (!Take((byte)'['))
            return TrySkipScalar();
        if (depth == MaximumDepth || Take((byte)']'))
            return depth < MaximumDepth;
        do
        {
            if (!TrySkip(faults, depth + 1))
                return false;
        }
        while (Take((byte)','));
        return Take((byte)']');
    }

    private bool TrySkipObject(UnlistedFaults faults, int depth)
    {
        if (!Take((byte)'{'))
            return false;
        if (Take((byte)'}'))
            return true;
        var keys = new HashSet<string>(StringComparer.Ordinal);
        do
        {
            if (!TryTakeKey(out var key))
                return false;
            if (!keys.Add(Encoding.UTF8.GetString(key)))
                faults.Add(Rules.KeyStandsOnce);
            if (!TrySkip(faults, depth))
                return false;
        }
        while (Take((byte)','));
        return Take((byte)'}');
    }

    private bool TrySkipScalar() => IsAt((byte)'"')
        ? TryTakePlainString(out _) : TakeNull() || (TryTakeToken(out var text) && IsScalar(text));

    private bool IsAt(byte structural)
    {
        SkipWhiteSpace();
        return at < line.Length && line[at] == structural;
    }

    /// <summary>Takes a string without escapes, or what may be another scalar.</summary>
    private bool TryTakeToken(out ReadOnlySpan<byte> text)
    {
        if (IsAt((byte)'"'))
            return TryTakePlainString(out text);
        text = default;
        var length = line[at..].IndexOfAny(Delimiters);
        if (length <= 0)
            return false;
        text = line.Slice(at, length).TrimEnd(" \t\r"u8);
        at += text.Length;
        return true;
    }

    private static bool IsScalar(ReadOnlySpan<byte> text) =>
        text.SequenceEqual("true"u8) || text.SequenceEqual("false"u8) || NumberText.IsNumber(text);

    /// <summary>Takes a string, whatever it says, into a column of strings.</summary>
    /// <param name="column">The column.</param>
    /// <param name="faults">Takes an unpaired surrogate, for which the column gets U+FFFD; null where there may be none.</param>
    public bool TryTakeText(TextColumn column, UnlistedFaults? faults = null)
    {
        if (!Take((byte)'"'))
            return false;
        var run = line[at..].IndexOfAny(JsonStringText.Stops);
        if (run < 0)
            return false;
        if (line[at + run] != '"')
            return TryTakeEscapedText(run, column, faults);
        column.AppendUtf8(line.Slice(at, run));
        at += run + 1;
        return true;
    }

    // What ends a number, true or false; white space between it and the bracket is left to the other reader.
    private static readonly System.Buffers.SearchValues<byte> Delimiters = System.Buffers.SearchValues.Create(",]}"u8);

    /// <summary>Takes a string that has escapes.</summary>
    /// <param name="run">How many bytes come before the first.</param>
    /// <param name="column">Takes the string.</param>
    /// <param name="faults">As of <see cref="TryTakeText"/>.</param>
    private bool TryTakeEscapedText(int run, TextColumn column, UnlistedFaults? faults)
    {
        // An escape is longer than what it stands for.
        var room = column.BeginUtf8(line.Length - at);
        var (length, hasUnpaired) = (0, false);
        while (run >= 0)
        {
            line.Slice(at, run).CopyTo(room[length..]);
            at += run;
            length += run;
            if (line[at] == '"')
            {
                at++;
                column.EndUtf8(length);
                if (hasUnpaired)
                    faults?.Add(Rules.NoUnpairedSurrogate);
                return faults is not null || !hasUnpaired;
            }
            // Escapes come together where line ends do.
            do
            {
                if (line[at] != '\\' || !TryTakeEscape(room, ref length, ref hasUnpaired))
                    return false;
            }
            while (at < line.Length && line[at] == '\\');
            run = line[at..].IndexOfAny(JsonStringText.Stops);
        }
        return false;
    }

    private bool TryTakeEscape(Span<byte> room, ref int length, ref bool hasUnpaired)
    {
        if (!JsonStringText.TryReadEscape(line, ref at, out var unit))
            return false;
        if (unit < 0x80)
        {
            room[length++] = (byte)unit;
            return true;
        }
        Rune rune;
        var next = at;
        if (!char.IsSurrogate(unit))
        {
            rune = new(unit);
        }
        else if (at < line.Length && line[at] == '\\' && JsonStringText.TryReadEscape(line, ref next, out var low)
            && Rune.TryCreate(unit, low, out rune))
        {
            at = next;
        }
        else
        {
            (rune, hasUnpaired) = (Rune.ReplacementChar, true);
        }
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
