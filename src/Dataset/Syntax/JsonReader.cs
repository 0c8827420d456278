using Dataset.Diagnostics;

namespace Dataset.Syntax;

/// <summary>
/// A recursive-descent reader of RFC 8259. Written here because the runtime's readers keep no columns, let the last of two keys win and
/// word their errors for programmers; a property test holds its verdicts to those of the runtime's reader.
/// </summary>
internal ref struct JsonReader(ReadOnlySpan<byte> text, string displayPath, int firstLine, string whole, DiagnosticList findings)
{
    /// <summary>Up to so many values of a list are kept; of longer lists, where they may be read again, none.</summary>
    private const int FewItems = 64;

    /// <summary>
    /// Of a document whose long lists are read again: the most values in lists, members of an object, and values that are in memory at
    /// once.
    /// </summary>
    private const int MostItems = 400_000, MostMembers = 1000, MostHeld = 500_000;

    private static readonly SourceScalar Nothing = new(default, ScalarKind.Null, "");

    private readonly ReadOnlySpan<byte> text = text;
    private int items;
    private int held;
    private PositionTracker positions = new(displayPath, firstLine);

    /// <summary>Whether lines are rows of a file that is no text: places have no column.</summary>
    public bool IsOfRows
    {
        init => positions = positions with { IsOfRows = value };
    }

    private int at;
    private int depth;

    /// <summary>
    /// The same text, where the values of long lists are to be read again as they are asked for (<see cref="UnreadItems"/>); else null.
    /// </summary>
    public ReadOnlyMemory<byte>? Kept { get; init; }

    /// <summary>The longest string, in bytes.</summary>
    public int LongestString { get; init; } = int.MaxValue;

    /// <summary>
    /// Takes the rules that the text breaks, where no more is asked: then there are no places, and the values say nothing. Else null.
    /// </summary>
    public List<Rule>? Broken { get; init; }

    /// <summary>A value that has been read before, of a text without a finding that stops reading.</summary>
    public static SourceNode ReadAgain(ReadOnlyMemory<byte> text, string displayPath, TextPlace place)
    {
        // What was found in it has been said.
        var reader = new JsonReader(text.Span, displayPath, 1, "file", new())
        {
            Kept = text,
            at = place.Offset,
            positions = new(displayPath, place),
        };
        return reader.TryReadValue(out var node, "a value")
            ? node
            : throw new InvalidOperationException($"{displayPath} changed while it was read.");
    }

    public bool TryReadFile(out SourceNode node)
    {
        SkipWhiteSpace();
        if (!TryReadValue(out node, "a JSON value"))
            return false;
        SkipWhiteSpace();
        return at == text.Length || Fail($"the end of the {whole} after its one value");
    }

    private bool TryReadValue(out SourceNode node, string expected)
    {
        node = null!;
        var start = at;
        if (Kept is not null && ++held > MostHeld)
            return Fail(FormattableString.Invariant($"at most {MostHeld} values outside long lists (MostHeld)"));
        switch (Peek())
        {
            case '{': return TryReadMap(out node);
            case '[': return TryReadList(out node);
            case '"':
                var place = Here();
                if (!TryReadString(out var value))
                    return false;
                node = Broken is null ? new SourceScalar(place, ScalarKind.String, value) : Nothing;
                return true;
            case '-' or (>= '0' and <= '9'): return TryReadNumber(out node);
            case 't' when TakeWord("true"u8): node = Scalar(ScalarKind.Boolean, "true", start); return true;
            case 'f' when TakeWord("false"u8): node = Scalar(ScalarKind.Boolean, "false", start); return true;
            case 'n' when TakeWord("null"u8): node = Scalar(ScalarKind.Null, "", start); return true;
            default: return Fail(expected);
        }
    }

    private bool TryReadMap(out SourceNode node)
    {
        node = null!;
        if (!TryEnter(out var start))
            return false;
        var map = Broken is null ? new SourceMapBuilder(findings) : null;
        var keys = Broken is null ? null : new HashSet<string>(SourceMap.FewKeys, StringComparer.Ordinal);
        var members = 0;
        if (!TakeEmpty('}'))
        {
            do
            {
                SkipWhiteSpace();
                if (Peek() != '"')
                    return Fail("a key in quotation marks");
                var keyPlace = Here();
                if (!TryReadString(out var key, isKey: true))
                    return false;
                SkipWhiteSpace();
                if (!Take(':'))
                    return Fail("':' after the key");
                SkipWhiteSpace();
                if (!TryReadValue(out var value, "a value after ':'"))
                    return false;
                map?.Add(key, keyPlace, value);
                if (keys?.Add(key) == false)
                    Broken!.Add(Rules.KeyStandsOnce);
                if (Kept is not null && ++members > MostMembers)
                    return Fail(FormattableString.Invariant($"at most {MostMembers} members of an object (MostMembers)"));
                SkipWhiteSpace();
            }
            while (Take(','));
            if (!Take('}'))
                return Fail("',' or '}'");
        }
        depth--;
        node = map is null ? Nothing : map.Build(start);
        return true;
    }

    private bool TryReadList(out SourceNode node)
    {
        node = null!;
        if (!TryEnter(out var start))
            return false;
        var first = Broken is null ? new List<SourceNode>() : null;
        var unread = Kept is { } kept ? new UnreadItems(kept, displayPath) : null;
        if (!TakeEmpty(']'))
        {
            do
            {
                SkipWhiteSpace();
                var (place, before) = (at, held);
                if (Kept is not null && ++items > MostItems)
                    return Fail(FormattableString.Invariant($"at most {MostItems} entries of lists (MostItems)"));
                if (!TryReadValue(out var item, "a value"))
                    return false;
                if (unread?.Count == FewItems)
                    first?.Clear();
                if (unread is null || unread.Count < FewItems)
                    first?.Add(item);
                else
                    held = before;
                unread?.Add(new(place, item.Location.Line, item.Location.Column));
                SkipWhiteSpace();
            }
            while (Take(','));
            if (!Take(']'))
                return Fail("',' or ']'");
        }
        depth--;
        node = first is null ? Nothing : new SourceList(start, unread?.Count > FewItems ? unread : first);
        return true;
    }

    private bool TryReadNumber(out SourceNode node)
    {
        node = null!;
        var start = at;
        Take('-');
        if (Take('0'))
        {
            if (char.IsAsciiDigit((char)Peek()))
                return Fail("no digit after a leading zero");
        }
        else if (!TakeDigits())
        {
            return Fail("a digit");
        }
        if (Take('.') && !TakeDigits())
            return Fail("a digit after the decimal point");
        if (Take('e') || Take('E'))
        {
            if (!Take('+'))
                Take('-');
            if (!TakeDigits())
                return Fail("a digit in the exponent");
        }
        node = Scalar(ScalarKind.Number, Broken is null ? System.Text.Encoding.ASCII.GetString(text[start..at]) : "", start);
        return true;
    }

    private bool TryReadString(out string value, bool isKey = false)
    {
        value = "";
        var from = at;
        var start = at + 1;
        var quick = text[start..].IndexOfAny(JsonStringText.Stops);
        if (quick > LongestString)
            return Fail(FormattableString.Invariant($"a string of at most {LongestString} bytes (LongestString)"));
        if (quick >= 0 && text[start + quick] == '"')
        {
            value = isKey || Broken is null ? System.Text.Encoding.UTF8.GetString(text.Slice(start, quick)) : "";
            at = start + quick + 1;
            return true;
        }
        at = start;
        var body = new System.Text.StringBuilder();
        while (true)
        {
            var run = text[at..].IndexOfAny(JsonStringText.Stops);
            if (run < 0)
            {
                at = text.Length;
                return Fail("the quotation mark that ends the string");
            }
            body.Append(System.Text.Encoding.UTF8.GetString(text.Slice(at, run)));
            at += run;
            if (at - start > LongestString)
                return Fail(FormattableString.Invariant($"a string of at most {LongestString} bytes (LongestString)"));
            if (text[at] == '"')
                break;
            if (text[at] != '\\')
                return Fail("an escape such as \\n in place of a control character");
            if (!JsonStringText.TryReadEscape(text, ref at, out var unit))
                return Fail("one of \\\" \\\\ \\/ \\b \\f \\n \\r \\t or \\u and four hexadecimal digits");
            body.Append(unit);
        }
        at++;
        value = JsonStringText.WithoutUnpairedSurrogates(body, out var hasUnpaired);
        if (hasUnpaired && !IsCounted(Rules.NoUnpairedSurrogate))
            findings.Add(
                Rules.NoUnpairedSurrogate, positions.At(text, from),
                "Expected escaped surrogates in pairs, found one alone in the string, which stands for no character.");
        return true;
    }

    private bool TryEnter(out Location start)
    {
        start = Here();
        if (++depth <= SourceNode.MaximumDepth)
        {
            at++;
            return true;
        }
        if (!IsCounted(Rules.NotTooDeep))
            findings.Add(
                Rules.NotTooDeep, start,
                $"Expected at most {SourceNode.MaximumDepth} mappings and lists inside each other (MaximumDepth), found one more.");
        return false;
    }

    private bool TakeEmpty(char close)
    {
        SkipWhiteSpace();
        return Take(close);
    }

    private bool TakeWord(ReadOnlySpan<byte> word)
    {
        if (!text[at..].StartsWith(word))
            return false;
        at += word.Length;
        return true;
    }

    private bool TakeDigits()
    {
        var start = at;
        while (char.IsAsciiDigit((char)Peek()))
            at++;
        return at > start;
    }

    private bool Take(char c)
    {
        if (Peek() != c)
            return false;
        at++;
        return true;
    }

    /// <summary>The byte here, or -1 at the end.</summary>
    private readonly int Peek() => at < text.Length ? text[at] : -1;

    private void SkipWhiteSpace()
    {
        while (Peek() is ' ' or '\t' or '\n' or '\r')
            at++;
    }

    private Location Here() => Broken is null ? positions.At(text, at) : default;

    private SourceScalar Scalar(ScalarKind kind, string value, int start) =>
        Broken is null ? new(positions.At(text, start), kind, value) : Nothing;

    /// <summary>Whether no more than the rule is asked.</summary>
    private readonly bool IsCounted(Rule rule)
    {
        Broken?.Add(rule);
        return Broken is not null;
    }

    private bool Fail(string expected)
    {
        if (!IsCounted(Rules.JsonIsWellFormed))
            findings.Add(
                Rules.JsonIsWellFormed, Here(), $"Expected {expected}, found {JsonStringText.DescribeAt(text, at, whole)}.");
        return false;
    }
}
