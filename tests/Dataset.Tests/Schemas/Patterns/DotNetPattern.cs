using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Dataset.Schemas.Patterns;

namespace Dataset.Tests.Schemas.Patterns;

/// <summary>
/// A pattern in .NET's flavour, for its engine that never goes back: over UTF-16 it matches what the pattern matches over code points.
/// It has nothing in common with the library's own engine but the reading of the pattern.
/// </summary>
/// <remarks>
/// Every set is written out in numbers, so that none of .NET's own ideas of digits, words and line ends come in; <c>^</c> and <c>$</c> are
/// <c>\A</c> and <c>\z</c>; a code point above U+FFFF is its two surrogates.
/// </remarks>
internal static class DotNetPattern
{
    /// <summary>A regex that takes time in proportion to the text, whatever the pattern.</summary>
    public static Regex Compile(EcmaPattern pattern) => new(
        Translate(pattern), RegexOptions.NonBacktracking | RegexOptions.CultureInvariant);

    public static string Translate(EcmaPattern pattern)
    {
        var text = new StringBuilder();
        Write(pattern.Root, text);
        return text.ToString();
    }

    private static void Write(PatternNode node, StringBuilder text)
    {
        switch (node)
        {
            case PatternNode.Character character:
                WriteSet(character.Set, text);
                break;
            case PatternNode.Sequence sequence:
                foreach (var part in sequence.Parts)
                    Write(part, text);
                break;
            case PatternNode.Choice choice:
                text.Append("(?:");
                for (var i = 0; i < choice.Options.Count; i++)
                {
                    text.Append(i == 0 ? "" : "|");
                    Write(choice.Options[i], text);
                }
                text.Append(')');
                break;
            case PatternNode.Repeat repeat:
                WriteRepeat(repeat, text);
                break;
            case PatternNode.Start:
                text.Append("\\A");
                break;
            case PatternNode.End:
                text.Append("\\z");
                break;
        }
    }

    private static void WriteRepeat(PatternNode.Repeat repeat, StringBuilder text)
    {
        var (least, most) = (repeat.Least, repeat.Most);
        if (least > 0 && MayBeEmpty(repeat.Body, anchorsCount: false))
        {
            // Any number of the iterations that must be may be empty.
            least = 0;
        }
        else if (least > 0 && MayBeEmpty(repeat.Body, anchorsCount: true))
        {
            for (var i = 0; i < least; i++)
                Write(repeat.Body, text);
            (least, most) = (0, most - least);
        }
        // .NET 10 takes (?:a+|){2,3} for a pattern that the empty text does not match, so a least number and an empty body never meet.
        text.Append("(?:");
        Write(repeat.Body, text);
        text.Append(CultureInfo.InvariantCulture, $"){{{least},{most}}}");
    }

    /// <summary>Whether the node matches the empty text; where anchors count, at some place at least.</summary>
    private static bool MayBeEmpty(PatternNode node, bool anchorsCount) => node switch
    {
        PatternNode.Sequence sequence => sequence.Parts.All(p => MayBeEmpty(p, anchorsCount)),
        PatternNode.Choice choice => choice.Options.Any(o => MayBeEmpty(o, anchorsCount)),
        PatternNode.Repeat repeat => repeat.Least == 0 || MayBeEmpty(repeat.Body, anchorsCount),
        PatternNode.Start or PatternNode.End => anchorsCount,
        _ => false,
    };

    private static void WriteSet(CodePointSet set, StringBuilder text)
    {
        var inBasicPlane = new StringBuilder();
        var options = new List<string>();
        foreach (var (first, last) in ScalarRanges(set))
        {
            if (first <= 0xFFFF)
                inBasicPlane.Append(Range(first, Math.Min(last, 0xFFFF)));
            for (var codePoint = Math.Max(first, 0x10000); codePoint <= last;)
            {
                // All that share a high surrogate; from a whole run of high surrogates on, all of those at once.
                var (high, low) = Surrogates(codePoint);
                var (lastHigh, lastLow) = Surrogates(last);
                if (low == 0xDC00 && (lastHigh > high || lastLow == 0xDFFF))
                {
                    var wholeHigh = lastLow == 0xDFFF ? lastHigh : lastHigh - 1;
                    options.Add($"[{Range(high, wholeHigh)}][{Range(0xDC00, 0xDFFF)}]");
                    codePoint = 0x10000 + ((wholeHigh + 1 - 0xD800) << 10);
                }
                else
                {
                    var end = high == lastHigh ? lastLow : 0xDFFF;
                    options.Add($"[{Range(high, high)}][{Range(low, end)}]");
                    codePoint = 0x10000 + ((high - 0xD800) << 10) + (end - 0xDC00) + 1;
                }
            }
        }
        if (inBasicPlane.Length > 0)
            options.Insert(0, $"[{inBasicPlane}]");
        // A set of nothing: .NET has no [].
        text.Append(options.Count == 0 ? "[^\\u0000-\\uFFFF]" : options.Count == 1 ? options[0] : "(?:" + string.Join("|", options) + ")");
    }

    private static (int High, int Low) Surrogates(int codePoint) =>
        (0xD800 + ((codePoint - 0x10000) >> 10), 0xDC00 + ((codePoint - 0x10000) & 0x3FF));

    private static string Range(int first, int last) => string.Create(CultureInfo.InvariantCulture, $"\\u{first:X4}-\\u{last:X4}");

    /// <summary>The ranges without surrogates, which valid text does not have.</summary>
    private static IEnumerable<(int First, int Last)> ScalarRanges(CodePointSet set)
    {
        foreach (var (first, last) in set.Ranges)
        {
            if (first < 0xD800)
                yield return (first, Math.Min(last, 0xD7FF));
            if (last > 0xDFFF)
                yield return (Math.Max(first, 0xE000), last);
        }
    }
}
