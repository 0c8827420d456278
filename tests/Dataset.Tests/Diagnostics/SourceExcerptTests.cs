using Dataset.Diagnostics;
using Dataset.Diagnostics.Reporting;

namespace Dataset.Tests.Diagnostics;

/// <summary>The line of the source below a finding, and how far the mark below it reaches.</summary>
public sealed class SourceExcerptTests : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory();

    [Theory]
    [InlineData("title: The river", 8, "a.yaml", "The river")]
    [InlineData("title: The river # old", 8, "a.yaml", "The river")]
    [InlineData("title: Fire, and smoke", 8, "a.yaml", "Fire, and smoke")]
    [InlineData("titel: The river", 1, "a.yaml", "titel")]
    [InlineData("titel:", 1, "a.yaml", "titel")]
    [InlineData("people: [ada, eve]", 15, "a.yaml", "eve")]
    [InlineData("people: [ada, eve]", 9, "a.yaml", "[ada, eve]")]
    [InlineData("text: \"a \\\" b\" # c", 7, "a.yaml", "\"a \\\" b\"")]
    [InlineData("text: 'it''s' # c", 7, "a.yaml", "'it''s'")]
    [InlineData("""{"a": 12, "b": {"c": [1, "]"]}}""", 7, "a.json", "12")]
    [InlineData("""{"a": 12, "b": {"c": [1, "]"]}}""", 16, "a.jsonl", """{"c": [1, "]"]}""")]
    [InlineData("ada,1.5,x", 5, "a.csv", "1.5")]
    [InlineData("ada,\"a, b\",x", 5, "a.csv", "\"a, b\"")]
    [InlineData("a, b", 1, "a.txt", "a")]
    [InlineData("a", 2, "a.yaml", " ")]
    public void A_mark_reaches_over_the_word_that_is_meant(string line, int column, string path, string meant) =>
        Assert.Equal(meant.Length, SourceLines.LengthAt(line, new SourceLines().IndexOf(line, column), path));

    [Theory]
    [InlineData("title: The river", 8, 9, 40, "title: The river", "       ^^^^^^^^^")]
    [InlineData("\ttitle", 2, 5, 40, " title", " ^^^^^")]
    [InlineData("見出し: 川", 6, 1, 40, "見出し: 川", "        ^^")]
    [InlineData("e\u0301: x", 5, 1, 40, "e\u0301: x", "   ^")]
    [InlineData("ae\u0301: x", 3, 1, 40, "ae\u0301: x", " ^")]
    [InlineData("川\u3099: x", 2, 1, 40, "川\u3099: x", "^^")]
    [InlineData("a\u202eb", 3, 1, 40, "a\\u{202E}b", "         ^")]
    [InlineData("aaaaaaaaaa bbbbbbbbbb cccccccccc", 12, 10, 20, "…aaaaa bbbbbbbbbb c…", "       ^^^^^^^^^^")]
    [InlineData("aaaaaaaaaa bbbbbbbbbb cccccccccc", 1, 10, 20, "aaaaaaaaaa bbbbbbbb…", "^^^^^^^^^^")]
    [InlineData("short", 9, 1, 20, "short", "     ^")]
    [InlineData("short", 0, 0, 20, "short", null)]
    public void A_long_line_is_cut_around_the_mark(string line, int column, int length, int width, string text, string? marks) =>
        Assert.Equal((text, marks), SourceExcerpt.Of(line, column, length, width, new SourceLines().IndexOf(line, column)));

    [Theory]
    [InlineData(0, 0, "😀0,e\u0301,😀1,e\u0301,😀2,e\u0301,…", null)]
    [InlineData(1, 1, "😀0,e\u0301,😀1,e\u0301,😀2,e\u0301,…", "^^")]
    [InlineData(28895, 5, "…3333,e\u0301,😀3334,e\u0301,😀…", "      ^^^^^^")]
    [InlineData(100000, 1, "…999,e\u0301,", "       ^")]
    public void Of_a_long_line_the_surroundings_of_the_mark_are_enough(int column, int length, string text, string? marks)
    {
        var line = string.Concat(Enumerable.Range(0, 10_000).Select(i => $"😀{i},e\u0301,"));
        var lines = new SourceLines();
        lines.IndexOf(line, column / 2);
        var at = lines.IndexOf(line, column);
        var before = GC.GetAllocatedBytesForCurrentThread();
        var excerpt = SourceExcerpt.Of(line, column, length, 20, at);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 1, line.Length);
        Assert.Equal((text, marks), excerpt);
    }

    [Fact]
    public void Lines_are_found_by_number_whatever_ends_them()
    {
        var path = folder.FullName + "/a.txt";
        File.WriteAllText(path, "one\r\ntwo\rthree\n\nfive");
        using var lines = new SourceLines();
        Assert.Equal(["one", "two", "three", "", "five", null], Enumerable.Range(1, 6).Select(n => lines.At(new(path, n))));
        Assert.Equal("two", lines.At(new(path, 2)));
        Assert.Null(lines.At(new(path)));
        Assert.Null(lines.At(new(folder.FullName + "/none.txt", 1)));
        Assert.Null(lines.At(new(folder.FullName, 1)));
    }

    [Fact]
    public void A_finding_shows_its_line_below()
    {
        var path = folder.FullName + "/a.yaml";
        File.WriteAllText(path, "title: The river\npeople: [ada, eve]\n");
        var findings = new DiagnosticList();
        findings.Add(Rules.ReferenceDangles, new(path, 2, 15), "No eve.");
        using var output = new StringWriter { NewLine = "\n" };
        Reporters.For(ReportFormat.Text).Write(new("validate", "1.2.3", findings), output);
        Assert.Equal(
            $"""
            {path}(2,15): error DS3003: No eve.
                2 | people: [ada, eve]
                  |               ^^^
                {Rules.ReferenceDangles.Remedy}

            """,
            output.ToString());
    }

    public void Dispose() => folder.Delete(true);
}
