using System.Text;
using Dataset.Normalization;
using Dataset.Sources.Values;
using Dataset.Tests.Text;
using Dataset.Text;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;

namespace Dataset.Tests.Normalization;

/// <summary>What holds of every text, over generated ones.</summary>
public class RecipeProperties
{
    [Property(MaxTest = 2000)]
    public Property One_pass_gives_what_the_steps_give() => Prop.ForAll(Texts.AwkwardArbitrary, IsWhatTheStepsGive);

    [Property(MaxTest = 2000)]
    public Property A_text_that_is_left_as_it_is_is_what_the_steps_give() => Prop.ForAll(Texts.TidyArbitrary, IsWhatTheStepsGive);

    [Theory]
    [InlineData("One line.", true)]
    [InlineData("One\u2019s line,\nanother,\n\nand \u4E2D\u6587, \u1EA1, \u0416 and \u00E9.\n", true)]
    [InlineData("Lines end behind it.\n\n\n", true)]
    [InlineData("", false)]
    [InlineData("\n", false)]
    [InlineData(" One.", false)]
    [InlineData("One. ", false)]
    [InlineData("\nOne.", false)]
    [InlineData("One. \nTwo.", false)]
    [InlineData("One.\n Two.", false)]
    [InlineData("One.\n\n Two.", false)]
    [InlineData("One.\n\n\nTwo.", false)]
    [InlineData("One.\r\nTwo.", false)]
    [InlineData("One\ttwo.", false)]
    [InlineData("One\u007Ftwo.", false)]
    [InlineData("One\u0085two.", false)]
    [InlineData("One\u00A0two.", false)]
    [InlineData("One\u2003two.", false)]
    [InlineData("One.\u3000\nTwo.", false)]
    [InlineData("Oe\u0301.", false)]
    [InlineData("One\uFEFFtwo.", false)]
    [InlineData("One\u202Etwo.", false)]
    public void Only_a_text_in_normal_form_is_taken_as_it_is(string text, bool isNormal)
    {
        var source = Encoding.UTF8.GetBytes(text);
        using var document = new NormalizedDocument();
        Assert.Equal(isNormal, NormalText.TryTake(source, 0, document));
        Assert.Equal(isNormal && !text.EndsWith('\n'), Recipe.Text1.IsKnownNormal(source));
        IsWhatTheStepsGive(text);
        IsWhatTheStepsGive("\uFEFF" + text);
    }

    private static void IsWhatTheStepsGive(string text)
    {
        var source = Encoding.UTF8.GetBytes(text);
        using var document = Normalized(source);
        var traced = Recipe.Text1.Trace(source);
        Assert.Equal(string.Concat(traced.Select(c => new Rune(c.Value))), Encoding.UTF8.GetString(document.Utf8));
        Assert.Equal(Cut(traced).Select(p => Expected(source, p)), Places(document));
        if (!Recipe.Text1.IsKnownNormal(source))
            return;
        Assert.Equal(source, document.Utf8.ToArray());
        Assert.DoesNotContain(TextHygiene.All(source), f => f.Fault != ValueFault.Unseen);
    }

    [Property(MaxTest = 500)]
    public Property Every_line_that_is_not_blank_is_in_exactly_one_paragraph() => Prop.ForAll(Texts.AwkwardArbitrary, text =>
    {
        var source = Encoding.UTF8.GetBytes(text);
        using var document = Normalized(source);
        var paragraphs = document.Paragraphs.ToArray();
        var at = 0;
        foreach (var line in Lines(text))
        {
            var (start, end) = (at, at + Encoding.UTF8.GetByteCount(line));
            at = end;
            var holding = paragraphs.Count(p => p.ByteStart < end && p.ByteEnd > start);
            Assert.Equal(
                line.EnumerateRunes().All(r => CodePoints.IsWhiteSpace(r.Value) || r.Value == CodePoints.ByteOrderMark) ? 0 : 1, holding);
        }
        Assert.Equal(source.Length, at);
    });

    [Property(MaxTest = 500)]
    public Property The_source_bytes_of_a_paragraph_give_that_paragraph() => Prop.ForAll(Texts.AwkwardArbitrary, text =>
    {
        var source = Encoding.UTF8.GetBytes(text);
        using var document = Normalized(source);
        for (var i = 0; i < document.Paragraphs.Length; i++)
        {
            var paragraph = document.Paragraphs[i];
            using var alone = Normalized(source.AsSpan(paragraph.ByteStart..paragraph.ByteEnd));
            Assert.Equal(1, alone.Paragraphs.Length);
            Assert.Equal(Encoding.UTF8.GetString(document.Utf8Of(i)), Encoding.UTF8.GetString(alone.Utf8));
            Assert.Equal((0, paragraph.ByteEnd - paragraph.ByteStart), (alone.Paragraphs[0].ByteStart, alone.Paragraphs[0].ByteEnd));
        }
    });

    [Property(MaxTest = 500)]
    public Property Normalising_twice_is_once() => Prop.ForAll(Texts.AwkwardArbitrary, ArbMap.Default.ArbFor<int>(), (text, excluded) =>
    {
        using var once = Normalized(Encoding.UTF8.GetBytes(text));
        for (var i = 0; i < once.Paragraphs.Length; i++)
            if ((excluded >> (i % 32) & 1) != 0)
                once.Exclude(i);
        foreach (var normalized in new[] { once.Utf8.ToArray(), TextOf(once) })
        {
            using var twice = Normalized(normalized);
            Assert.Equal(Encoding.UTF8.GetString(normalized), Encoding.UTF8.GetString(twice.Utf8));
            Assert.True(Nfc.IsNormalized(normalized));
        }
    });

    [Property(MaxTest = 500)]
    public Property The_running_text_is_made_of_the_paragraphs_left_in() => Prop.ForAll(
        Texts.AwkwardArbitrary, ArbMap.Default.ArbFor<int>(), (text, excluded) =>
        {
            using var document = Normalized(Encoding.UTF8.GetBytes(text));
            var left = new List<string>();
            for (var i = 0; i < document.Paragraphs.Length; i++)
            {
                if ((excluded >> (i % 32) & 1) != 0)
                    document.Exclude(i);
                else
                    left.Add(Encoding.UTF8.GetString(document.Utf8Of(i)));
            }
            var running = string.Join("\n\n", left);
            Assert.Equal(running, Encoding.UTF8.GetString(TextOf(document)));
            Assert.Equal(running.EnumerateRunes().Count(), document.TextCodePoints);
            Assert.Equal(left.Sum(Words), document.TextWords);
            var runes = running.EnumerateRunes().ToArray();
            for (var i = 0; i < document.Paragraphs.Length; i++)
            {
                Assert.Equal((excluded >> (i % 32) & 1) == 0, document.IsRunningText(i));
                var start = document.TextStartOf(i);
                if (start >= 0)
                    Assert.Equal(
                        Encoding.UTF8.GetString(document.Utf8Of(i)),
                        string.Concat(runes[start..(start + document.Paragraphs[i].CodePoints)]));
            }
        });

    private static NormalizedDocument Normalized(ReadOnlySpan<byte> source)
    {
        var document = new NormalizedDocument();
        Recipe.Text1.Normalize(source, document);
        return document;
    }

    private static byte[] TextOf(NormalizedDocument document)
    {
        var text = new byte[document.TextLengthInBytes];
        document.WriteText(text);
        return text;
    }

    private static IEnumerable<(int, int, int, int, int)> Places(NormalizedDocument document) =>
        document.Paragraphs.ToArray().Select((p, i) => (p.Line, p.ByteStart, p.ByteEnd, p.CodePoints, document.WordsOf(i)));

    private static (int, int, int, int, int) Expected(byte[] source, IReadOnlyList<TracedCodePoint> paragraph)
    {
        var before = Encoding.UTF8.GetString(source.AsSpan(..paragraph[0].ByteStart));
        return (Lines(before + "x").Count(), paragraph[0].ByteStart, paragraph[^1].ByteEnd, paragraph.Count,
            Words(string.Concat(paragraph.Select(c => new Rune(c.Value)))));
    }

    private static IEnumerable<IReadOnlyList<TracedCodePoint>> Cut(IReadOnlyList<TracedCodePoint> text)
    {
        var paragraph = new List<TracedCodePoint>();
        for (var i = 0; i < text.Count; i++)
        {
            if (i + 1 < text.Count && text[i].Value == '\n' && text[i + 1].Value == '\n')
            {
                yield return paragraph;
                paragraph = [];
                i++;
            }
            else
            {
                paragraph.Add(text[i]);
            }
        }
        if (paragraph.Count > 0)
            yield return paragraph;
    }

    /// <summary>The lines with their ends.</summary>
    private static IEnumerable<string> Lines(string text)
    {
        for (var start = 0; start < text.Length;)
        {
            var end = text.IndexOfAny(['\n', '\r'], start);
            end = end < 0 ? text.Length : text[end] == '\r' && end + 1 < text.Length && text[end + 1] == '\n' ? end + 2 : end + 1;
            yield return text[start..end];
            start = end;
        }
    }

    private static int Words(string text)
    {
        var spaced = string.Concat(text.EnumerateRunes().Select(r => CodePoints.IsWhiteSpace(r.Value) ? " " : r.ToString()));
        return spaced.Split(' ', StringSplitOptions.RemoveEmptyEntries).Length;
    }
}
