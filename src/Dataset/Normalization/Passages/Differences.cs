using System.Globalization;
using System.Text;
using Dataset.Text;

namespace Dataset.Normalization.Passages;

/// <summary>Says in words how a quote and a passage differ.</summary>
internal static class Differences
{
    /// <summary>The most differences told singly.</summary>
    private const int Most = 4;

    /// <summary>The differences, from left to right, joined to the end of a sentence; empty where there are none.</summary>
    /// <param name="pairs">The quote and the passage, aligned.</param>
    /// <param name="words">What the quote is called: <c>quote</c>.</param>
    public static string Describe(IReadOnlyList<TokenPair> pairs, string words)
    {
        var told = new List<(string Difference, int Count)>();
        foreach (var (text, quote) in Groups(pairs))
        {
            var difference = Describe(text, quote, words);
            var again = told.FindIndex(d => d.Difference == difference);
            if (again < 0)
                told.Add((difference, 1));
            else
                told[again] = (difference, told[again].Count + 1);
        }
        var parts = told.Take(Most)
            .Select(d => d.Count == 1 ? d.Difference : string.Create(CultureInfo.InvariantCulture, $"{d.Difference} ({d.Count} times)"));
        var rest = told.Skip(Most).Sum(d => d.Count);
        if (rest > 0)
            parts = parts.Append(string.Create(CultureInfo.InvariantCulture, $"{rest} more {(rest == 1 ? "difference" : "differences")}"));
        return string.Join("; ", parts);
    }

    /// <summary>Runs of differing pairs; a space between two differing words belongs to one run with them.</summary>
    private static IEnumerable<(string Text, string Quote)> Groups(IReadOnlyList<TokenPair> pairs)
    {
        for (var i = 0; i < pairs.Count; i++)
        {
            if (pairs[i].IsSame)
                continue;
            var end = i + 1;
            // A character taken for another is told alone; a run is of words that are not the same at all.
            while (!pairs[i].IsAlike && end < pairs.Count)
            {
                var next = pairs[end].Text?.Kind == TokenKind.Space && pairs[end].IsSame && end + 1 < pairs.Count ? end + 1 : end;
                if (pairs[next].IsSame || pairs[next].IsAlike)
                    break;
                end = next + 1;
            }
            yield return (Joined(pairs, i, end, p => p.Text), Joined(pairs, i, end, p => p.Quote));
            i = end - 1;
        }
    }

    private static string Joined(IReadOnlyList<TokenPair> pairs, int start, int end, Func<TokenPair, Token?> side) =>
        string.Concat(Enumerable.Range(start, end - start).Select(i => side(pairs[i])?.Text));

    private static string Describe(string text, string quote, string words)
    {
        if (quote.Length == 0)
            return $"the {words} leaves out {Shown(text)}";
        if (text.Length == 0)
            return $"the {words} adds {Shown(quote)}";
        var (textRunes, quoteRunes) = (text.EnumerateRunes().ToArray(), quote.EnumerateRunes().ToArray());
        if (textRunes.Length == 1 || quoteRunes.Length == 1 || string.IsNullOrWhiteSpace(text) || string.IsNullOrWhiteSpace(quote))
            return $"where the text has {Shown(text)} the {words} has {Shown(quote)}";
        var differing = textRunes.Zip(quoteRunes).Where(p => p.First != p.Second).ToArray();
        var names = "";
        // Two words that look alike on the screen: only the code points tell.
        if (textRunes.Length == quoteRunes.Length && differing.Length <= 2 && differing.Any(p => !p.First.IsAscii || !p.Second.IsAscii))
            names = $" ({string.Join(" and ", differing.Select(p => $"{Named(p.First)} against {Named(p.Second)}"))})";
        return $"where the text has {Printable.Quoted(text)} the {words} has {Printable.Quoted(quote)}{names}";
        static string Named(Rune rune) => CodePoints.Describe(rune.Value);
    }

    /// <summary>A single character, or characters that can't be seen, by their code points; words as they are.</summary>
    private static string Shown(string value)
    {
        var runes = value.EnumerateRunes().ToArray();
        var byName = runes.Length == 1 ? !Rune.IsLetterOrDigit(runes[0]) : runes.Length <= 4 && string.IsNullOrWhiteSpace(value);
        return byName ? string.Join(' ', runes.Select(r => CodePoints.Describe(r.Value))) : Printable.Quoted(value.Trim());
    }
}
