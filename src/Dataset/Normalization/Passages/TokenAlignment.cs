using System.Text;
using Dataset.Text;

namespace Dataset.Normalization.Passages;

/// <summary>
/// The cheapest way to read some words as a stretch of a text: which tokens answer to one another, which are only in one of the two.
/// What is in the text before and after the stretch costs nothing.
/// </summary>
internal static class TokenAlignment
{
    private const byte Both = 0;
    private const byte OnlyText = 1;
    private const byte OnlyQuote = 2;
    private const int Never = 1 << 20;

    /// <summary>
    /// Pairs in order, from the first token of the text that answers to one of the quote to the last, with what the quote has before and
    /// after.
    /// </summary>
    public static List<TokenPair> Align(IReadOnlyList<Token> quote, IReadOnlyList<Token> text)
    {
        var steps = new byte[(quote.Count + 1) * (text.Count + 1)];
        var costs = new int[text.Count + 1];
        for (var q = 1; q <= quote.Count; q++)
        {
            var diagonal = costs[0];
            costs[0] += CostInQuote(quote[q - 1]);
            var row = q * (text.Count + 1);
            steps[row] = OnlyQuote;
            for (var t = 1; t <= text.Count; t++)
            {
                var both = diagonal + CostOf(quote[q - 1], text[t - 1]);
                var onlyText = costs[t - 1] + (q == quote.Count ? 0 : CostInText(text[t - 1]));
                var onlyQuote = costs[t] + CostInQuote(quote[q - 1]);
                diagonal = costs[t];
                (costs[t], steps[row + t]) = both <= onlyText && both <= onlyQuote ? (both, Both)
                    : onlyText <= onlyQuote ? (onlyText, OnlyText)
                    : (onlyQuote, OnlyQuote);
            }
        }
        var pairs = new List<TokenPair>();
        for (var (q, t) = (quote.Count, text.Count); q > 0;)
        {
            var step = t == 0 ? OnlyQuote : steps[q * (text.Count + 1) + t];
            pairs.Add(new(step == OnlyText ? null : quote[q - 1], step == OnlyQuote ? null : text[t - 1]));
            q -= step == OnlyText ? 0 : 1;
            t -= step == OnlyQuote ? 0 : 1;
        }
        pairs.Reverse();
        // The text after the stretch came out as tokens that only the text has.
        while (pairs.Count > 0 && pairs[^1].Quote is null)
            pairs.RemoveAt(pairs.Count - 1);
        return pairs;
    }

    private static int CostInQuote(Token token) => token switch
    {
        { Folded.Length: 0 } => 1,
        { Kind: TokenKind.Word } => 6,
        { Kind: TokenKind.Space } => 2,
        _ => 4,
    };

    // Words that the quote leaves out cost less than words that it has and the text has not: else its last words would be cut off.
    private static int CostInText(Token token) => token switch
    {
        { Kind: TokenKind.Word } => 4,
        { Kind: TokenKind.Other, Folded.Length: > 0 } => 3,
        _ => 1,
    };

    private static int CostOf(Token quote, Token text)
    {
        if (quote.Text == text.Text)
            return 0;
        if (quote.Folded == text.Folded)
            return 1;
        if (quote.Kind != text.Kind)
            return Never;
        // In scripts without spaces each letter is like a word: the last one is not better left out than exchanged.
        if (quote.Kind == TokenKind.Other)
            return IsLetter(quote) && IsLetter(text) ? 4 : 6;
        return AreSimilar(quote.Folded, text.Folded) ? 5 : 9;
    }

    private static bool IsLetter(Token token) => Rune.TryGetRuneAt(token.Text, 0, out var rune) && WordCharacters.IsUnspaced(rune.Value);

    /// <summary>Whether half of the longer word is the same at its two ends.</summary>
    private static bool AreSimilar(string a, string b)
    {
        var shorter = Math.Min(a.Length, b.Length);
        var start = 0;
        while (start < shorter && a[start] == b[start])
            start++;
        var end = 0;
        while (end < shorter - start && a[^(end + 1)] == b[^(end + 1)])
            end++;
        return 2 * (start + end) >= Math.Max(a.Length, b.Length);
    }
}
