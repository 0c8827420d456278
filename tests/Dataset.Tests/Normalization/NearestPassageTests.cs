using System.Text;
using Dataset.Normalization;
using Dataset.Normalization.Passages;

namespace Dataset.Tests.Normalization;

public class NearestPassageTests
{
    private const string Text =
        "The headline\n\nMr. Biden\u2019s team said that \u201Cmore than 1,000 Chinese researchers\u201D had left \u2014 at once.\n\n"
        + "A second paragraph: the caf\u00E9 closed in 2020\u20132021, and no one knew why\u2026\nThe line went on.\n\nThe last words "
        + "are here.";

    [Theory]
    [InlineData(
        "\"more than 1,000 Chinese researchers\"",
        "; the nearest is paragraph 2 (line 3): \"\u201Cmore than 1,000 Chinese researchers\u201D\", where the text has U+201C \u201C "
            + "(left double quotation mark) the quote has U+0022 \" (quotation mark); where the text has U+201D \u201D (right double "
            + "quotation mark) the quote has U+0022 \" (quotation mark)")]
    [InlineData(
        "Mr. Biden's team",
        "; the nearest is paragraph 2 (line 3): \"Mr. Biden\u2019s team\", where the text has U+2019 \u2019 (right single quotation mark) "
            + "the quote has U+0027 ' (apostrophe)")]
    [InlineData(
        "had left - at once",
        "; the nearest is paragraph 2 (line 3): \"had left \u2014 at once\", where the text has U+2014 \u2014 (em dash) the quote has "
            + "U+002D - (hyphen-minus)")]
    [InlineData(
        "more than 1,000 chinese researchers",
        "; the nearest is paragraph 2 (line 3): \"more than 1,000 Chinese researchers\", where the text has \"Chinese\" the quote has "
            + "\"chinese\"")]
    [InlineData(
        "more than 1,000 researchers",
        "; the nearest is paragraph 2 (line 3): \"more than 1,000 Chinese researchers\", the quote leaves out \"Chinese\"")]
    [InlineData(
        "more than some 1,000 Chinese researchers",
        "; the nearest is paragraph 2 (line 3): \"more than 1,000 Chinese researchers\", the quote adds \"some\"")]
    [InlineData(
        "more than 1,000 Chinese reseachers had left",
        "; the nearest is paragraph 2 (line 3): \"more than 1,000 Chinese researchers\u201D had left\", where the text has "
            + "\"researchers\u201D\" the quote has \"reseachers\"")]
    [InlineData(
        "the cafe closed in 2020-2021",
        "; the nearest is paragraph 3 (line 5): \"the caf\u00E9 closed in 2020\u20132021\", where the text has \"caf\u00E9\" the quote has "
            + "\"cafe\" (U+00E9 \u00E9 against U+0065 e); where the text has U+2013 \u2013 (en dash) the quote has U+002D - "
            + "(hyphen-minus)")]
    [InlineData(
        "no one knew why...",
        "; the nearest is paragraph 3 (line 5): \"no one knew why\u2026\", where the text has U+2026 \u2026 (ellipsis) the quote has "
            + "\"...\"")]
    [InlineData(
        "knew why\u2026 The line went on",
        "; the nearest is paragraph 3 (line 5): \"knew why\u2026\\u{000A}The line went on\", where the text has U+000A (line end) the "
            + "quote has U+0020 (space)")]
    [InlineData(
        "no\u00A0one knew",
        "; the nearest is paragraph 3 (line 5): \"no one knew\", where the text has U+0020 (space) the quote has U+00A0 (no-break space)")]
    [InlineData(
        "no one  knew",
        "; the nearest is paragraph 3 (line 5): \"no one knew\", where the text has U+0020 (space) the quote has U+0020 (space) U+0020 "
            + "(space)")]
    [InlineData("no\u200B one knew", "; the nearest is paragraph 3 (line 5): \"no one knew\", the quote adds U+200B (zero-width space)")]
    [InlineData(
        "second p\u0430ragraph",
        "; the nearest is paragraph 3 (line 5): \"second paragraph\", where the text has \"paragraph\" the quote has \"p\u0430ragraph\" "
            + "(U+0061 a against U+0430 \u0430)")]
    [InlineData(
        "had left \u2014 at once. A second paragraph: the caf\u00E9 closed",
        "; the nearest is paragraph 3 (line 5): \"A second paragraph: the caf\u00E9 closed\"; the quote begins in paragraph 2, and a quote "
            + "lies within one paragraph")]
    [InlineData(
        "more than 1,000 Chinese researchers\u201D had left \u2014 at once. A second paragraph",
        "; the nearest is paragraph 2 (line 3): \"more than 1,000 Chinese researchers\u201D had left \u2014 at once.\"; the quote goes on "
            + "into paragraph 3, and a quote lies within one paragraph")]
    [InlineData("zebra xylophone", "; the text has nothing like it")]
    [InlineData("\u200B", "; the text has nothing like it")]
    public void Shows_the_passage_and_what_differs(string quote, string expected)
    {
        using var document = Normalized(Text);
        using var nearest = new NearestPassage();
        Assert.Equal(expected, nearest.Describe(document, Encoding.UTF8.GetBytes(quote), onlyBeginnings: false));
    }

    [Theory]
    [InlineData("\u8FD1\u5E73\u526F\u5E2D\u8BF4", "\u8FD1\u5E73\u4E3B\u5E2D\u8BF4", "\u4E3B")]
    [InlineData("\u8FD1\u5E73\u4E3B\u5E2D\u526F", "\u8FD1\u5E73\u4E3B\u5E2D\u8BF4", "\u8BF4")]
    [InlineData("\u526F\u5E73\u4E3B\u5E2D\u8BF4", "\u8FD1\u5E73\u4E3B\u5E2D\u8BF4", "\u8FD1")]
    public void Compares_Han_character_by_character(string quote, string passage, string exchanged)
    {
        using var document = Normalized("\u4E60\u8FD1\u5E73\u4E3B\u5E2D\u8BF4\u3002");
        using var nearest = new NearestPassage();
        Assert.Equal(
            $"; the nearest is paragraph 1 (line 1): \"{passage}\", where the text has \"{exchanged}\" the quote has \"\u526F\"",
            nearest.Describe(document, Encoding.UTF8.GetBytes(quote), onlyBeginnings: false));
    }

    [Fact]
    public void Looks_only_at_beginnings_for_an_annotation()
    {
        using var document = Normalized("some words here and The end of it\n\nThe end comes");
        using var nearest = new NearestPassage();
        Assert.Equal(
            "; the nearest is paragraph 2 (line 3): \"The end\", where the text has \"The\" the annotation has \"the\"",
            nearest.Describe(document, "the end"u8, onlyBeginnings: true));
    }

    [Fact]
    public void Searches_a_text_of_megabytes_in_one_pass_and_no_more_than_its_budget()
    {
        var text = new StringBuilder();
        for (var i = 0; i < 200_000; i++)
            text.Append(
                System.Globalization.CultureInfo.InvariantCulture,
                $"Sentence number {i} of a long text says what it says about {i * 7919L % 1_000_003}. ");
        using var document = Normalized(text.ToString());
        using var nearest = new NearestPassage();
        var quote = "sentence number 123456 of a long text says"u8;
        Assert.StartsWith(
            "; the nearest is paragraph 1 (line 1): \"Sentence number 123456 of a long text says\", where the text has \"Sentence\"",
            nearest.Describe(document, quote, onlyBeginnings: false), StringComparison.Ordinal);
        Assert.StartsWith(
            "; the nearest is paragraph 1 (line 1): \"Sentence number 199999 of a long text says\", where the text has \"long\"",
            nearest.Describe(document, "Sentence number 199999 of a lengthy text says"u8, onlyBeginnings: false), StringComparison.Ordinal);
        var searches = 2;
        while (nearest.Describe(document, quote, onlyBeginnings: false).Contains("is paragraph", StringComparison.Ordinal))
            searches++;
        Assert.Equal(NearestPassage.BudgetInBytes / (document.Utf8.Length + 1), searches);
        nearest.Reset();
        Assert.Contains("is paragraph", nearest.Describe(document, quote, onlyBeginnings: false), StringComparison.Ordinal);
    }

    [Fact]
    public void Compares_the_beginning_of_very_long_words()
    {
        var words = string.Join(' ', Enumerable.Range(0, 2000).Select(i => "word" + i));
        using var document = Normalized("A text: " + words + ".");
        using var nearest = new NearestPassage();
        var found = nearest.Describe(document, Encoding.UTF8.GetBytes("Word0" + words[5..]), onlyBeginnings: false);
        Assert.StartsWith(
            "; the nearest (of the first 1000 characters) is paragraph 1 (line 1): \"word0 word1 ", found, StringComparison.Ordinal);
        Assert.EndsWith(", where the text has \"word0\" the quote has \"Word0\"", found, StringComparison.Ordinal);
    }

    [Fact]
    public void A_passage_full_of_invisible_characters_stays_small()
    {
        using var document = Normalized("begin " + new string('\u200B', 300_000) + " end of it");
        using var nearest = new NearestPassage();
        Assert.NotEmpty(nearest.Describe(document, "begin end of it"u8, onlyBeginnings: false));
    }

    private static NormalizedDocument Normalized(string text)
    {
        var document = new NormalizedDocument();
        Recipe.Text1.Normalize(Encoding.UTF8.GetBytes(text), document);
        return document;
    }
}
