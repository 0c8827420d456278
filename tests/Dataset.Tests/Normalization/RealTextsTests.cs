using System.Text;
using Dataset.Building;
using Dataset.Diagnostics;
using Dataset.Normalization;

namespace Dataset.Tests.Normalization;

/// <summary>The texts of the repository, with their own metadata.</summary>
public class RealTextsTests
{
    public static TheoryData<string> Texts => [.. new[] { "seeds", "tests/fixtures/minimal", "tests/fixtures/second" }
        .SelectMany(f => Directory.EnumerateFiles(Repository.At(f), "*.txt", SearchOption.AllDirectories))
        .Select(f => Path.GetRelativePath(Repository.Root, f)).Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Texts))]
    public void One_pass_gives_what_the_steps_give(string path)
    {
        var source = File.ReadAllBytes(Repository.At(path));
        using var document = new NormalizedDocument();
        Assert.Equal(TextDefects.None, Recipe.Text1.Normalize(source, document));
        Assert.Equal(string.Concat(Recipe.Text1.Trace(source).Select(c => new Rune(c.Value))), Encoding.UTF8.GetString(document.Utf8));
        using var alone = new NormalizedDocument();
        for (var i = 0; i < document.Paragraphs.Length; i++)
        {
            var paragraph = document.Paragraphs[i];
            Recipe.Text1.Normalize(source.AsSpan(paragraph.ByteStart..paragraph.ByteEnd), alone);
            Assert.Equal(Encoding.UTF8.GetString(document.Utf8Of(i)), Encoding.UTF8.GetString(alone.Utf8));
        }
    }

    [Theory]
    [InlineData("seeds")]
    [InlineData("tests/fixtures/second/seeds")]
    public void Their_quotes_annotations_and_names_are_found(string folder)
    {
        var findings = new DiagnosticList();
        SourceValidator.Validate(Repository.At(folder), 2, findings);
        Assert.Empty(findings.Kept.Select(f => f.ToString()));
    }
}
