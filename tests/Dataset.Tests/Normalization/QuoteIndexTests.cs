using System.Text;
using Dataset.Normalization;
using Dataset.Normalization.Passages;

namespace Dataset.Tests.Normalization;

public class QuoteIndexTests
{
    /// <summary>Texts of n pieces and about n bytes of quotes that are hard to tell apart.</summary>
    public static TheoryData<string> Kinds => new(
        "a quote for each paragraph", "one endless paragraph", "each says its paragraph", "each is the ending of the next",
        "one quote as long as the text", "all occur everywhere", "none occurs anywhere");

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Steps_grow_with_the_text_and_the_quotes(string kind)
    {
        var steps = new[] { 2000, 4000, 8000 }.Select(n => (double)Steps(kind, n)).ToArray();
        Assert.True(steps[0] > 0);
        Assert.InRange(steps[1] / steps[0], 1.8, 2.4);
        Assert.InRange(steps[2] / steps[1], 1.8, 2.4);
    }

    private static long Steps(string kind, int n)
    {
        var (text, quotes, expected) = Case(kind, n);
        using var document = new NormalizedDocument();
        Recipe.Text1.Normalize(Encoding.UTF8.GetBytes(text), document);
        using var index = new QuoteIndex();
        index.Begin(document);
        foreach (var (quote, paragraph) in quotes)
            index.Add(Encoding.UTF8.GetBytes(quote), paragraph);
        index.Search();
        AssertEx.All(quotes, q => Assert.Equal(expected, index.Find(Encoding.UTF8.GetBytes(q.Quote), q.Paragraph).Outcome));
        return index.Steps;
    }

    private static (string Text, List<(string Quote, long? Paragraph)> Quotes, QuoteOutcome Expected) Case(string kind, int n)
    {
        var numbers = Enumerable.Range(0, n);
        var root = (int)Math.Sqrt(n);
        return kind switch
        {
            "a quote for each paragraph" =>
                (string.Join("\n\n", numbers.Select(i => $"paragraph {i} x")), [.. numbers.Select(i => ($"h {i} x", (long?)null))],
                QuoteOutcome.Found),
            "one endless paragraph" =>
                (string.Join(' ', numbers.Select(i => $"word {i} x")), [.. numbers.Select(i => ($"d {i} x", (long?)1))],
                    QuoteOutcome.Found),
            "each says its paragraph" =>
                (string.Join("\n\n", numbers.Select(i => $"alike {i % 2}")), [.. numbers.Select(i => ($"alike {i % 2}", (long?)i + 1))],
                QuoteOutcome.Found),
            "each is the ending of the next" =>
                (new string('a', n) + ".", [.. Enumerable.Range(1, root).Select(i => (new string('a', i), (long?)null))],
                    QuoteOutcome.Several),
            "one quote as long as the text" =>
                (string.Concat(Enumerable.Repeat("ab", n)), [(string.Concat(Enumerable.Repeat("ab", n / 2)) + "c", null)],
                QuoteOutcome.NotFound),
            "all occur everywhere" =>
                (string.Concat(Enumerable.Repeat("ab ", n)), [.. numbers.Select(i => ("ab", (long?)1))], QuoteOutcome.Several),
            _ => (string.Join("\n\n", numbers.Select(i => $"paragraph {i}")), [.. numbers.Select(i => ($"{i} x", (long?)null))],
                QuoteOutcome.NotFound),
        };
    }
}
