using Dataset.Text;

namespace Dataset.Normalization.Passages;

/// <summary>
/// Finds the quotes of one document after another. A few short ones are sought one by one, which is quick (<see cref="QuoteFinder"/>, the
/// plain twin); of many, or long ones, all are sought in one pass over the text, so that the time grows with the text and the quotes, not
/// with their product. Not safe for several threads.
/// </summary>
internal sealed class QuoteIndex : IDisposable
{
    /// <summary>Up to so many quotes are sought one by one.</summary>
    private const int Few = 32;

    /// <summary>Up to so many bytes: each place in a text may have to be compared with most of the quote.</summary>
    private const int Short = 1000;

    private readonly PooledList<byte> utf8 = new();
    private readonly List<(int Start, int Length, long? Paragraph)> quotes = [];
    private readonly Dictionary<(int Paragraph, int Node), Tally> within = [];
    private NormalizedDocument document = null!;
    private PhraseAutomaton? phrases;
    private PhraseTallies? tallies;
    private CodePointCounts codePoints;

    /// <summary>Bytes gone over by automata, in all: the work, which tests count.</summary>
    internal long Steps { get; private set; }

    /// <summary>Begins another document.</summary>
    public void Begin(NormalizedDocument next)
    {
        document = next;
        utf8.Truncate(0);
        quotes.Clear();
        within.Clear();
        (phrases, tallies, codePoints) = (null, null, default);
    }

    /// <summary>Adds a quote that will be asked for.</summary>
    /// <param name="quote">Valid UTF-8, not empty.</param>
    /// <param name="paragraph">As <see cref="Find"/> takes it.</param>
    public void Add(ReadOnlySpan<byte> quote, long? paragraph)
    {
        quotes.Add((utf8.Count, quote.Length, paragraph));
        utf8.AddRange(quote);
    }

    /// <summary>Seeks all quotes that were added.</summary>
    public void Search()
    {
        if (quotes.Count <= Few && quotes.TrueForAll(q => q.Length <= Short))
            return;
        phrases = new();
        var nodes = new int[quotes.Count];
        for (var i = 0; i < nodes.Length; i++)
            nodes[i] = phrases.Add(QuoteAt(i));
        tallies = new(phrases);
        for (var i = 0; i < document.Paragraphs.Length; i++)
            Scan(tallies, i);
        tallies.Sum();
        codePoints = new(document);

        // Where a quote occurs more than once, it is counted again in the paragraph that is meant: of each paragraph in one pass.
        var unclear = Enumerable.Range(0, nodes.Length)
            .Where(i => quotes[i].Paragraph is { } p && p >= 1 && p <= document.Paragraphs.Length && tallies[nodes[i]].Count > 1)
            .ToLookup(i => (int)quotes[i].Paragraph! - 1);
        foreach (var paragraph in unclear)
            SearchWithin(paragraph.Key, paragraph, nodes);
    }

    /// <summary>Finds a quote, as <see cref="QuoteFinder.Find"/> does.</summary>
    public QuotePlace Find(ReadOnlySpan<byte> quote, long? paragraph)
    {
        if (phrases is null || tallies is null || phrases.Find(quote) is not (> 0 and var node))
            return QuoteFinder.Find(document, quote, paragraph);
        if (paragraph is { } number && (number < 1 || number > document.Paragraphs.Length))
            return new(QuoteOutcome.NoSuchParagraph, 0, 0, 0);
        var tally = tallies[node];
        if (tally.Count == 0)
            return new(QuoteOutcome.NotFound, 0, 0, 0);
        if (paragraph is { } said)
        {
            if (tally.Count > 1 && !within.TryGetValue(((int)said - 1, node), out tally))
                return QuoteFinder.Find(document, quote, paragraph);
            if (tally.Count == 0 || QuoteFinder.ParagraphAt(document.Paragraphs, tally.End - quote.Length) != said - 1)
                return new(QuoteOutcome.OtherParagraph, 0, 0, 0);
        }
        if (tally.Count > 1)
            return new(QuoteOutcome.Several, 0, 0, 0);
        var at = tally.End - quote.Length;
        var index = QuoteFinder.ParagraphAt(document.Paragraphs, at);
        var start = codePoints.Before(at) - codePoints.Before(document.Paragraphs[index].Utf8Start);
        return new(QuoteOutcome.Found, index, start, start + CodePoints.Count(quote), at);
    }

    public void Dispose() => utf8.Dispose();

    private void SearchWithin(int paragraph, IEnumerable<int> indexes, int[] nodes)
    {
        var own = new PhraseAutomaton();
        var found = indexes.Select(i => (Node: nodes[i], Own: own.Add(QuoteAt(i)))).ToList();
        var counted = new PhraseTallies(own);
        Scan(counted, paragraph);
        counted.Sum();
        foreach (var (node, ownNode) in found)
            within[(paragraph, node)] = counted[ownNode];
    }

    private void Scan(PhraseTallies into, int paragraph)
    {
        into.Scan(document.Utf8Of(paragraph), document.Paragraphs[paragraph].Utf8Start);
        Steps += document.Utf8Of(paragraph).Length;
    }

    private ReadOnlySpan<byte> QuoteAt(int index) => utf8.Span.Slice(quotes[index].Start, quotes[index].Length);

    /// <summary>How often a phrase occurs in the text.</summary>
    /// <param name="Count">0, 1, or 2 for any more.</param>
    /// <param name="End">Where it ends the first time.</param>
    private readonly record struct Tally(int Count, int End);

    /// <summary>How often each phrase of an automaton occurs in a text.</summary>
    private sealed class PhraseTallies
    {
        private readonly PhraseAutomaton phrases;
        private readonly Tally[] tallies;

        public PhraseTallies(PhraseAutomaton phrases)
        {
            phrases.Complete();
            (this.phrases, tallies) = (phrases, new Tally[phrases.NodeCount]);
        }

        public Tally this[int node] => tallies[node];

        /// <summary>Goes over a part of the text, over whose ends no phrase goes.</summary>
        public void Scan(ReadOnlySpan<byte> part, int start)
        {
            var node = 0;
            for (var i = 0; i < part.Length; i++)
            {
                node = phrases.Step(node, part[i]);
                Add(node, new(1, start + i + 1));
            }
        }

        /// <summary>Ends the count: where a phrase ends, all that are its endings end too.</summary>
        public void Sum()
        {
            for (var i = tallies.Length - 1; i > 0; i--)
                if (tallies[phrases.ByLength[i]] is { Count: > 0 } tally)
                    Add(phrases.FallbackOf(phrases.ByLength[i]), tally);
        }

        private void Add(int node, Tally more)
        {
            var tally = tallies[node];
            tallies[node] = tally.Count == 0 ? more : new(2, Math.Min(tally.End, more.End));
        }
    }

    /// <summary>Counts code points up to any byte of a document from the nearest of the counts that it keeps.</summary>
    private readonly struct CodePointCounts
    {
        private const int Step = 1024;

        private readonly NormalizedDocument document;
        private readonly int[] counts;

        public CodePointCounts(NormalizedDocument document)
        {
            this.document = document;
            counts = new int[document.Utf8.Length / Step + 1];
            for (var i = 1; i < counts.Length; i++)
                counts[i] = counts[i - 1] + CodePoints.Count(document.Utf8.Slice((i - 1) * Step, Step));
        }

        /// <summary>The code points that begin before a byte.</summary>
        public int Before(int at) => counts[at / Step] + CodePoints.Count(document.Utf8[(at / Step * Step)..at]);
    }
}
