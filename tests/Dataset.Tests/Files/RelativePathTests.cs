using Dataset.Files;

namespace Dataset.Tests.Files;

public class RelativePathTests
{
    [Theory]
    [InlineData("dataset.yaml")]
    [InlineData("articles/chinese-researchers.txt")]
    [InlineData(".hidden/ü 中.txt")]
    [InlineData("a..b/c...d")]
    public void A_portable_path_stays_as_it_is(string text) => Assert.Equal(text, RelativePath.Parse(text).Value);

    [Theory]
    [InlineData("", "is empty")]
    [InlineData("/a", "is absolute")]
    [InlineData("C:/a", "is absolute")]
    [InlineData("a\\b", "has a backslash, where names are joined by /")]
    [InlineData("a//b", "has an empty name between slashes")]
    [InlineData("a/", "has an empty name between slashes")]
    [InlineData("./a", "has the name . in it")]
    [InlineData("a/../b", "leads out of the folder with ..")]
    [InlineData("a/b\nc", "has the name \"b\\u{000A}c\", which has the control character U+000A")]
    [InlineData("ab:c", "has the name \"ab:c\", which has the character :, which not every system allows")]
    [InlineData("a.", "has the name \"a.\", which ends with a dot")]
    [InlineData("a /b", "has the name \"a \", which ends with a space")]
    [InlineData("x/con.tar.gz", "has the name \"con.tar.gz\", which is the name of a device on Windows")]
    [InlineData("a\u202Eb", "has the name \"a\\u{202E}b\", which has the invisible character U+202E")]
    public void What_is_not_portable_is_refused_with_the_reason(string text, string expected)
    {
        Assert.False(RelativePath.TryParse(text, out _, out var problem));
        Assert.Equal(expected, problem);
    }

    [Fact]
    public void An_unpaired_surrogate_is_refused() => Assert.False(RelativePath.TryParse("a\uD800b", out _));

    [Fact]
    public void Names_and_paths_have_limits()
    {
        Assert.True(RelativePath.TryParse(new string('a', 255), out _));
        Assert.False(RelativePath.TryParse(new string('a', 256), out _));
        Assert.False(RelativePath.TryParse(string.Join('/', Enumerable.Repeat("abc", 300)), out _));
    }

    [Fact]
    public void Order_is_that_of_the_bytes_of_UTF8()
    {
        RelativePath[] paths = [.. new[] { "\U00010000", "\uE000", "b", "a/b", "a.b", "B" }.Select(RelativePath.Parse)];
        Array.Sort(paths);
        Assert.Equal(["B", "a.b", "a/b", "b", "\uE000", "\U00010000"], paths.Select(p => p.Value));
    }

    [Fact]
    public void Paths_that_differ_in_case_only_fold_to_one() =>
        Assert.Equal(RelativePath.Parse("A/Straße").Folded, RelativePath.Parse("a/STRAßE").Folded);

    [Fact]
    public void Parts_are_found()
    {
        var path = RelativePath.Parse("a/b/c.txt");
        Assert.Equal("c.txt", path.Name);
        Assert.Equal("a/b", path.Parent!.Value);
        Assert.Null(RelativePath.Parse("c.txt").Parent);
        Assert.Equal(Path.Combine("root", "a", "b", "c.txt"), path.Below("root"));
        Assert.Equal("a/b/c.txt/d", path.Append("d").Value);
    }
}
