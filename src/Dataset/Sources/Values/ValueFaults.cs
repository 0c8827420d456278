using System.Text;
using Dataset.Diagnostics;
using Dataset.Tables;
using Dataset.Text;

namespace Dataset.Sources.Values;

/// <summary>Findings about values that are not of their column's form.</summary>
internal static class ValueFaults
{
    /// <param name="fault">Not <see cref="ValueFault.None"/>.</param>
    /// <param name="column">The column that the value is for.</param>
    /// <param name="text">What it says: of a text with wrong characters every fault is reported.</param>
    /// <param name="found">Describes the value, for "found …".</param>
    /// <param name="place">Of the value.</param>
    /// <param name="findings">Takes the finding.</param>
    /// <param name="expected">What a value is, where that is declared otherwise than for all sources.</param>
    public static void Report(
        ValueFault fault, ColumnLayout column, string text, Func<string> found, Location place, DiagnosticList findings,
        string? expected = null)
    {
        IReadOnlyList<(ValueFault, int)> faults =
            fault < ValueFault.Nul ? [(fault, 0)] : TextHygiene.All(Encoding.UTF8.GetBytes(text));
        foreach (var (each, codePoint) in faults)
            findings.Add(
                RuleOf(each, column.Type), place,
                () => Describe(each, column, found(), text, codePoint, expected ?? column.Type.InSources), column.Name);
    }

    /// <summary>The rule that a value breaks.</summary>
    public static Rule RuleOf(ValueFault fault, ColumnType type) => fault switch
    {
        ValueFault.TooLarge => Rules.IntegerFits,
        ValueFault.NotFinite or ValueFault.NotExact => Rules.NumberIsExact,
        ValueFault.Empty => Rules.TextIsNotEmpty,
        ValueFault.Nul or ValueFault.CarriageReturn => Rules.TextHasNoNul,
        ValueFault.Control => Rules.TextHasNoControls,
        ValueFault.Unseen => Rules.TextHasNothingUnseen,
        ValueFault.Noncharacter => Rules.TextHasNoNoncharacters,
        ValueFault.BidirectionalControl => Rules.TextHasNoBidiControls,
        ValueFault.NotNormalized => Rules.TextIsNormalized,
        _ => type.RuleOfForm,
    };

    private static string Describe(
        ValueFault fault, ColumnLayout column, string found, string text, int codePoint, string expected)
    {
        var name = Printable.Quoted(column.Name);
        return fault switch
        {
            ValueFault.TooLarge => $"Expected an integer of 64 bits in {name}, found {found}.",
            ValueFault.NotFinite => $"Expected a number that a double holds in {name}, found {found}, which is beyond all doubles.",
            ValueFault.NotExact =>
                $"Expected a number with no digits but a double's own in {name}, found {found}: some of its digits would be lost.",
            ValueFault.Empty => $"Expected {column.Type.InSources} in {name}, found an empty text.",
            ValueFault.NotNormalized =>
                $"Expected a text in normalisation form C in {name}, found {NormalizationDifference.Describe(text)}, in {found}.",
            ValueFault.Form => $"Expected {expected} in {name}, found {found}.",
            _ => $"Expected a text without {CodePoints.Describe(codePoint)} in {name}, found it in {found}.",
        };
    }
}

/// <summary>Where a text first differs from its normalisation form C: the two look alike, so that only the code points tell.</summary>
internal static class NormalizationDifference
{
    /// <summary>Few sequences that compose are longer.</summary>
    private const int LongestSequence = 8;

    /// <summary><c>U+0065 e and U+0301 (combining acute accent) where U+00E9 é belongs</c>.</summary>
    /// <param name="text">Not in that form; without unpaired surrogates.</param>
    public static string Describe(string text)
    {
        var expected = Nfc.Normalize(text);
        var from = text.AsSpan().CommonPrefixLength(expected);
        if (from > 0 && char.IsHighSurrogate(text[from - 1]))
            from--;
        var end = from;
        for (var length = 1; length <= LongestSequence && end < text.Length; length++)
        {
            end = EndOfRune(text, end);
            var composed = Nfc.Normalize(text[from..end]);
            if (!text.AsSpan(from, end - from).SequenceEqual(composed) && expected.AsSpan(from).StartsWith(composed)
                && expected.AsSpan(from + composed.Length).SequenceEqual(Nfc.Normalize(text[end..])))
                return $"{Listed(text[from..end])} where {Listed(composed)} belongs";
        }
        return $"{Listed(text[from..EndOfRune(text, from)])} where {Listed(expected[from..EndOfRune(expected, from)])} belongs";
    }

    /// <summary>Where the code point that begins there ends; the end of the text where none does.</summary>
    private static int EndOfRune(string text, int at) =>
        at == text.Length ? at : at + (char.IsHighSurrogate(text[at]) ? 2 : 1);

    private static string Listed(string text) => string.Join(" and ", text.EnumerateRunes().Select(r => CodePoints.Describe(r.Value)));
}

/// <summary>What keeps a text from being a column's value.</summary>
internal enum ValueFault : byte
{
    None,

    /// <summary>It is not of the form of the type.</summary>
    Form,

    /// <summary>An integer beyond 64 bits.</summary>
    TooLarge,

    /// <summary>A number beyond all doubles.</summary>
    NotFinite,

    /// <summary>A number of which a double keeps only a part.</summary>
    NotExact,

    Empty,
    Nul,
    CarriageReturn,

    /// <summary>A control other than those above, tab and line feed.</summary>
    Control,

    Noncharacter,
    BidirectionalControl,
    NotNormalized,

    /// <summary>An invisible character: the value is taken, with a warning.</summary>
    Unseen,
}
