using Dataset.Releases.Metadata;

namespace Dataset.Tests.Releases.Metadata;

/// <summary>What people write shows as it was written, and makes nothing else of the page.</summary>
public class MarkdownTextTests
{
    [Theory]
    [InlineData("Two notes, 12 minutes (or so); who wrote note_id? R&D: 5 > 4.")]
    [InlineData("`text[start:end]` gives it")]
    [InlineData("‘Über’ 中文 😀 — 1.5 of 3")]
    public void Text_without_markup_stays_as_it_is(string text)
    {
        Assert.Equal(text, MarkdownText.Line(text));
        Assert.Equal(text, MarkdownText.Cell(text));
        Assert.Equal(text, MarkdownText.Paragraphs(text));
    }

    [Theory]
    [InlineData("<script>alert(1)</script>", "\\<script>alert(1)\\</script>")]
    [InlineData("[x](javascript:alert(1)) <img src=x onerror=y>", "\\[x\\](javascript:alert(1)) \\<img src=x onerror=y>")]
    [InlineData("x](javascript:alert(1)) [y", "x\\](javascript:alert(1)) \\[y")]
    [InlineData("a\n\n# b", "a  # b")]
    [InlineData("# Heading #", "\\# Heading \\#")]
    [InlineData("1. one", "1\\. one")]
    [InlineData("- one", "\\- one")]
    [InlineData("> said", "\\> said")]
    [InlineData("*a* _b_ ~~c~~ note_id", "\\*a\\* \\_b\\_ \\~\\~c\\~\\~ note_id")]
    [InlineData("&lt;b&#62; R&D", "\\&lt;b\\&#62; R&D")]
    [InlineData("C:\\temp", "C:\\\\temp")]
    [InlineData("a `<b>` c", "a `<b>` c")]
    [InlineData("a ` <b>", "a \\` \\<b>")]
    [InlineData("``` <b>", "\\`\\`\\` \\<b>")]
    [InlineData("`` a ` <b>", "\\`\\` a \\` \\<b>")]
    [InlineData("a|b", "a\\|b")]
    [InlineData("ends in `", "ends in \\`")]
    public void Markup_is_escaped(string text, string expected) => Assert.Equal(expected, MarkdownText.Line(text));

    [Fact]
    public void A_bar_in_code_would_end_a_cell()
    {
        Assert.Equal("`^(a|b)$`", MarkdownText.Line("`^(a|b)$`"));
        Assert.Equal("`^(a\\|b)$`", MarkdownText.Cell("`^(a|b)$`"));
    }

    [Fact]
    public void Paragraphs_stay_apart_and_are_nothing_else() =>
        Assert.Equal("One.\n\n\\# Two\nthree\n\\===\n10\\) four", MarkdownText.Paragraphs("\nOne.\n\n# Two\n    three\n===\n10) four\n\n"));

    [Theory]
    [InlineData("https://example.org/a_b?c=1&d=2#e", "https://example.org/a_b?c=1&d=2#e")]
    [InlineData("https://example.org/x)<b>|`\\", "https://example.org/x%29%3Cb%3E%7C%60%5C")]
    [InlineData("https://example.org/?a=1&copy;=2", "https://example.org/?a=1&amp;copy;=2")]
    public void An_address_cannot_end_early(string url, string expected) => Assert.Equal(expected, MarkdownText.Address(url));
}
