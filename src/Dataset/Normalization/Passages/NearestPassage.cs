using System.Globalization;
using System.Text;
using Dataset.Text;

namespace Dataset.Normalization.Passages;

/// <summary>
/// For words that are not in a document: the passage that is most like them, and what differs, in words. Its time is bounded: one
/// pass over the document and a small alignment, and for each document no more than <see cref="BudgetInBytes"/> of passes.
/// </summary>
internal sealed class NearestPassage : IDisposable
{
    /// <summary>The text that may be searched for nearest passages of one document, in bytes; the first search is always made.</summary>
    public const int BudgetInBytes = 64 << 20;

    /// <summary>The most of the words that are compared, in code points.</summary>
    public const int MaximumCompared = 1000;

    private readonly PassageSearch search = new();
    private long spentInBytes;

    /// <summary>Begins another document.</summary>
    public void Reset() => spentInBytes = 0;

    /// <summary>
    /// The nearest passage as the end of a sentence that says that the words occur nowhere: <c>; the nearest is paragraph 4 (line 7):
    /// …</c>.
    /// </summary>
    /// <param name="document">Where to search.</param>
    /// <param name="words">What was sought, as valid UTF-8, not empty.</param>
    /// <param name="onlyBeginnings">Whether the words should begin a paragraph.</param>
    public string Describe(NormalizedDocument document, ReadOnlySpan<byte> words, bool onlyBeginnings)
    {
        if (spentInBytes > 0 && spentInBytes + document.Utf8.Length > BudgetInBytes)
            return "; the nearest passage was not sought, as there are many such findings in this long text";
        spentInBytes += document.Utf8.Length + 1;
        var compared = words[..PrefixLength(words, MaximumCompared)];
        if (search.Find(document, compared, onlyBeginnings) is not { } window)
            return "; the text has nothing like it";

        var utf8 = document.Utf8Of(window.Paragraph);
        var room = compared.Length / 2 + 32;
        var (start, end) = (Boundary(utf8, window.Start - room), Boundary(utf8, window.End + room));
        // Invisible characters may make a window long; what is compared stays in proportion to the words.
        end = Boundary(utf8, Math.Min(end, start + 8 * compared.Length + 1024));
        var quote = Token.Split(compared);
        var pairs = TokenAlignment.Align(quote, Token.Split(utf8[start..end]));
        var (sought, alike) = (quote.Sum(Weight), pairs.Where(p => p.IsAlike).Sum(p => Weight(p.Quote!)));
        if (alike * 3 < sought)
            return "; the text has nothing like it";

        var passage = string.Concat(pairs.SkipWhile(p => p.Text is null).Select(p => p.Text?.Text)).Trim();
        var paragraph = string.Create(
            CultureInfo.InvariantCulture, $"paragraph {window.Paragraph + 1} (line {document.Paragraphs[window.Paragraph].Line})");
        var into = Crossing(document, window.Paragraph, pairs);
        var differences = Differences.Describe(into.Pairs, onlyBeginnings ? "annotation" : "quote");
        var shortened = compared.Length < words.Length
            ? string.Create(CultureInfo.InvariantCulture, $" (of the first {MaximumCompared} characters)") : "";
        return $"; the nearest{shortened} is {paragraph}: {Printable.Quoted(passage, 160)}"
            + (differences.Length == 0 ? "" : ", " + differences) + into.Words;
    }

    public void Dispose() => search.Dispose();

    private static int Weight(Token token) => token.Kind == TokenKind.Space ? 0 : token.Folded.Length;

    /// <summary>
    /// Whether the words that the paragraph lacks go on in the next, or come from the one before: then that is what to say of them.
    /// </summary>
    private static (IReadOnlyList<TokenPair> Pairs, string Words) Crossing(
        NormalizedDocument document, int paragraph, List<TokenPair> pairs)
    {
        var tail = pairs.FindLastIndex(p => p.Text is not null) + 1;
        var head = pairs.FindIndex(p => p.Text is not null);
        if (paragraph + 1 < document.Paragraphs.Length && Begins(
            Folded(pairs.Skip(tail)), Edge(document.Utf8Of(paragraph + 1), fromEnd: false), fromEnd: false))
            return (pairs[..tail], Words(paragraph + 2, "goes on into"));
        if (paragraph > 0 && Begins(Folded(pairs.Take(head)), Edge(document.Utf8Of(paragraph - 1), fromEnd: true), fromEnd: true))
            return (pairs[head..], Words(paragraph, "begins in"));
        return (pairs, "");
        static string Words(int number, string verb) => string.Create(
            CultureInfo.InvariantCulture, $"; the quote {verb} paragraph {number}, and a quote lies within one paragraph");
    }

    private static string[] Folded(IEnumerable<TokenPair> pairs) =>
        [.. pairs.Where(p => p.Quote!.Kind != TokenKind.Space).Select(p => p.Quote!.Folded)];

    /// <summary>Whether some words, up to three, are those at a paragraph's beginning or end.</summary>
    private static bool Begins(string[] words, string[] edge, bool fromEnd)
    {
        var count = Math.Min(words.Length, 3);
        return count > 0 && edge.Length >= count
            && (fromEnd
                ? words.AsSpan(^count..).SequenceEqual(edge.AsSpan(^count..))
                : words.AsSpan(..count).SequenceEqual(edge.AsSpan(..count)));
    }

    private static string[] Edge(ReadOnlySpan<byte> utf8, bool fromEnd)
    {
        var edge = fromEnd ? utf8[Boundary(utf8, utf8.Length - 400)..] : utf8[..Boundary(utf8, 400)];
        return [.. Token.Split(edge).Where(t => t.Kind != TokenKind.Space).Select(t => t.Folded)];
    }

    /// <summary>The place itself, brought into the text and moved back to between two code points.</summary>
    private static int Boundary(ReadOnlySpan<byte> utf8, int at)
    {
        at = Math.Clamp(at, 0, utf8.Length);
        while (at < utf8.Length && at > 0 && (utf8[at] & 0xC0) == 0x80)
            at--;
        return at;
    }

    private static int PrefixLength(ReadOnlySpan<byte> utf8, int codePoints)
    {
        var i = 0;
        for (; i < utf8.Length && codePoints > 0; codePoints--)
        {
            Utf8Reader.Read(utf8, i, out var length);
            i += length;
        }
        if (i == utf8.Length)
            return i;
        // Not within a word, where there are words.
        var space = utf8[..i].LastIndexOf((byte)' ');
        return space > i / 2 ? space : i;
    }
}
