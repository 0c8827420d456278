using System.Text;
using Dataset.Diagnostics;
using Dataset.Normalization.Names;
using Dataset.Tables;

namespace Dataset.Tests.Normalization;

public class NameIndexTests
{
    [Theory]
    [InlineData("Xi Jinping", "Xi Jinping|Xi", "Xi Jinping")]
    [InlineData("Xi Jinpings", "Xi Jinping|Xi", "Xi")]
    [InlineData("Xinjiang, Taxi, Xi2", "Xi", "")]
    [InlineData("(Xi)", "Xi", "Xi")]
    [InlineData("Xi\u2019s Xi-led", "Xi", "Xi Xi")]
    [InlineData("\u00C9Xi Xi\u0327", "Xi", "")]
    [InlineData("\u5728\u4E60\u8FD1\u5E73\u7684", "\u4E60\u8FD1\u5E73", "\u4E60\u8FD1\u5E73")]
    [InlineData("the .NET team, ASP.NET", ".NET", ".NET .NET")]
    [InlineData("Sky Net Fox Hunt", "Sky Net|Net Fox", "Sky Net")]
    [InlineData("A B C D", "A B C|B|C D", "A B C")]
    [InlineData("A B D", "A B C|B", "B")]
    [InlineData("", "A", "")]
    public void Finds_the_longest_names_that_end_where_words_do(string text, string names, string expected)
    {
        var index = Sample.Names(new DiagnosticList(), "x=" + names.Replace('|', ','));
        var utf8 = Encoding.UTF8.GetBytes(text);
        var found = new List<NamePlace>();
        index.Find(utf8, found);
        Assert.Equal(expected, string.Join(' ', found.Select(p => Encoding.UTF8.GetString(utf8.AsSpan(p.Start..p.End)))));
    }

    [Fact]
    public void Without_names_nothing_is_found()
    {
        using var batch = Sample.People.CreateBatch();
        var index = Dataset.Normalization.Names.NameIndex.Create(Sample.People, batch, null!, new DiagnosticList());
        var places = new List<NamePlace> { new(1, 2, 3) };
        index.Find("Ada"u8, places);
        Assert.Empty(places);
    }

    [Theory]
    [InlineData("中", "国")]
    [InlineData("a ", "b")]
    public void Names_that_are_never_complete_take_steps_in_proportion_to_the_text(string piece, string end)
    {
        // Each place of the text begins the name, which is half as long as the text.
        var steps = new[] { 2000, 4000, 8000 }.Select(n =>
        {
            var index = Sample.Names(new DiagnosticList(), $"x={string.Concat(Enumerable.Repeat(piece, n / 2))}{end},{piece.Trim()}");
            var places = new List<NamePlace>();
            var count = index.Find(Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat(piece, n))), places);
            Assert.Equal(n, places.Count);
            return (double)count;
        }).ToArray();
        Assert.InRange(steps[1] / steps[0], 1.9, 2.1);
        Assert.InRange(steps[2] / steps[1], 1.9, 2.1);
    }

    [Theory]
    [InlineData("Ada|Ben", "Ada")]
    [InlineData("Ada|Ada", "Ben")]
    [InlineData("Ada", "Ben ")]
    [InlineData("Ada", " Ben")]
    [InlineData("Ada", "B  en")]
    [InlineData("Ada", "B\u00A0en")]
    [InlineData("Ada", "B\nen")]
    public void Reports_names_that_two_share_or_nothing_finds(string first, string second)
    {
        var findings = new DiagnosticList();
        Sample.Names(findings, "p0=" + first.Replace('|', ','), "p1=" + second);
        Approved.Findings(findings.Kept.Select(f => f.ToString()), $"{first} | {second}");
    }
}
