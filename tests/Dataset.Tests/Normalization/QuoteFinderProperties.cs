using System.Text;
using Dataset.Diagnostics;
using Dataset.Normalization;
using Dataset.Normalization.Names;
using Dataset.Normalization.Passages;
using Dataset.Tests.Text;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;

namespace Dataset.Tests.Normalization;

public class QuoteFinderProperties
{
    /// <summary>
    /// Texts of few different pieces, so that words occur in them several times, and a stretch of one of their paragraphs.
    /// </summary>
    private static readonly Arbitrary<(string Text, int Paragraph, int Start, int Length)> Cases = Arb.From(
        from pieces in Gen.Elements("a", "b", "ab", " ", "\n", "\n\n", "\u00E9", "\U0001F600", "e\u0301").NonEmptyListOf()
        from paragraph in Gen.Choose(0, 5)
        from start in Gen.Choose(0, 6)
        from length in Gen.Choose(1, 4)
        select (string.Concat(pieces), paragraph, start, length));

    [Property(MaxTest = 2000)]
    public Property Finds_what_a_plain_search_finds() => Prop.ForAll(Cases, c =>
    {
        using var document = new NormalizedDocument();
        Recipe.Text1.Normalize(Encoding.UTF8.GetBytes(c.Text), document);
        var paragraphs = Enumerable.Range(0, document.Paragraphs.Length)
            .Select(i => Encoding.UTF8.GetString(document.Utf8Of(i)).EnumerateRunes().ToArray()).ToArray();
        if (c.Paragraph >= paragraphs.Length || c.Start + c.Length > paragraphs[c.Paragraph].Length)
            return;
        var words = paragraphs[c.Paragraph][c.Start..(c.Start + c.Length)];
        var quote = Encoding.UTF8.GetBytes(string.Concat(words));
        var places = paragraphs.SelectMany((p, i) => Enumerable.Range(0, Math.Max(0, p.Length - c.Length + 1))
            .Where(s => p.AsSpan(s, c.Length).SequenceEqual(words)).Select(s => (Paragraph: i, Start: s))).ToArray();

        Assert.Equal(places.Select(p => p.Paragraph), QuoteFinder.PlacesOf(document, quote));
        Check(QuoteFinder.Find(document, quote, null), places);
        for (var said = 1; said <= paragraphs.Length; said++)
        {
            var there = places.Where(p => p.Paragraph == said - 1).ToArray();
            var found = QuoteFinder.Find(document, quote, said);
            if (there.Length == 0)
                Assert.Equal(QuoteOutcome.OtherParagraph, found.Outcome);
            else
                Check(found, there);
        }
        Assert.Equal(QuoteOutcome.NoSuchParagraph, QuoteFinder.Find(document, quote, paragraphs.Length + 1).Outcome);
        Assert.Equal(QuoteOutcome.NotFound, QuoteFinder.Find(document, "zz"u8, null).Outcome);

        void Check(QuotePlace found, (int Paragraph, int Start)[] expected) => Assert.Equal(
            expected.Length > 1 ? new(QuoteOutcome.Several, 0, 0, 0)
                : new QuotePlace(
                    QuoteOutcome.Found, expected[0].Paragraph, expected[0].Start, expected[0].Start + c.Length,
                    document.Paragraphs[expected[0].Paragraph].Utf8Start
                        + Encoding.UTF8.GetByteCount(string.Concat(paragraphs[expected[0].Paragraph][..expected[0].Start]))),
            found);
    });

    [Property(MaxTest = 500)]
    public Property Many_quotes_are_found_where_each_alone_is(int seed) => Prop.ForAll(
        Arb.From(Gen.Elements("a", "b", "ab", " ", "\n", "\n\n", "\u00E9", "\U0001F600").NonEmptyListOf()), pieces =>
        {
            using var document = new NormalizedDocument();
            Recipe.Text1.Normalize(Encoding.UTF8.GetBytes(string.Concat(pieces)), document);
            if (document.Paragraphs.IsEmpty)
                return;
            var random = new System.Random(seed);
            using var index = new QuoteIndex();
            index.Begin(document);
            var quotes = Enumerable.Range(0, 40).Select(i => (Quote: Quote(random, pieces), Said: Said(random, document))).ToList();
            foreach (var (quote, said) in quotes)
                index.Add(quote, said);
            index.Search();
            Assert.True(index.Steps > 0);
            AssertEx.All(quotes, q => Assert.Equal(QuoteFinder.Find(document, q.Quote, q.Said), index.Find(q.Quote, q.Said)));
        });

    private static byte[] Quote(System.Random random, IReadOnlyList<string> pieces)
    {
        var start = random.Next(pieces.Count);
        return Encoding.UTF8.GetBytes(string.Concat(pieces.Skip(start).Take(random.Next(1, 4))) + (random.Next(9) == 0 ? "z" : ""));
    }

    private static long? Said(System.Random random, NormalizedDocument document) =>
        random.Next(2) == 0 ? null : random.Next(document.Paragraphs.Length + 2);

    [Property(MaxTest = 500)]
    public Property The_nearest_passage_of_anything_can_be_said_on_one_line() => Prop.ForAll(
        Texts.AwkwardArbitrary, Texts.AwkwardArbitrary, (text, quote) =>
        {
            using var document = new NormalizedDocument();
            Recipe.Text1.Normalize(Encoding.UTF8.GetBytes(text), document);
            using var nearest = new Dataset.Normalization.Passages.NearestPassage();
            if (quote.Length == 0)
                return;
            foreach (var onlyBeginnings in new[] { false, true })
            {
                var message = nearest.Describe(document, Encoding.UTF8.GetBytes(quote), onlyBeginnings);
                Assert.StartsWith("; ", message, StringComparison.Ordinal);
                Assert.DoesNotContain('\n', new Diagnostic(Rules.QuoteNotFound, new Location("p"), message).ToString());
            }
        });

    [Property(MaxTest = 1000)]
    public Property Names_are_found_where_a_plain_search_finds_them() => Prop.ForAll(
        Arb.From(Gen.Elements("A", "b", "Ab", " ", "\n", ".", "\u00E9", "\u4E2D", "'").NonEmptyListOf()),
        Arb.From(Gen.Elements("A", "Ab", "b A", "A.", "\u4E2D", ".b", "\u00E9", "Ab A b").NonEmptyListOf()),
        (pieces, names) =>
        {
            var text = string.Concat(pieces);
            var index = Sample.Names(new DiagnosticList(), "x=" + string.Join(',', names));
            var utf8 = Encoding.UTF8.GetBytes(text);
            var places = new List<NamePlace>();
            index.Find(utf8, places);
            var found = places.Select(p =>
                (Encoding.UTF8.GetCharCount(utf8.AsSpan(..p.Start)), Encoding.UTF8.GetCharCount(utf8.AsSpan(p.Start..p.End)))).ToList();
            var backward = new List<NamePlace>();
            new BackwardNames([.. names.Select(n => (Encoding.UTF8.GetBytes(n), 0))]).Find(utf8, backward);
            Assert.Equal(places, backward);

            var expected = new List<(int, int)>();
            for (var i = 0; i < text.Length;)
            {
                var longest = names.Where(
                    n => text[i..].Replace('\n', ' ').StartsWith(n, StringComparison.Ordinal) && IsEnd(text, i) && IsEnd(
                        text, i + n.Length))
                    .Select(n => n.Length).DefaultIfEmpty(0).Max();
                if (longest > 0)
                    expected.Add((i, longest));
                i += Math.Max(longest, 1);
            }
            Assert.Equal(expected, found);
        });

    private static bool IsEnd(string text, int at) =>
        at == 0 || at == text.Length || !(IsLetter(text[at - 1]) && IsLetter(text[at]));

    private static bool IsLetter(char c) => c is 'A' or 'b' or '\u00E9';
}
