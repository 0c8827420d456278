using Dataset.Text;

namespace Dataset.Tests.Text;

public class NearestNameTests
{
    [Theory]
    [InlineData("titel", "title", "title|text|tags")]
    [InlineData("Title", "title", "text|title")]
    [InlineData("pusblished", "published", "publisher|published")]
    [InlineData("color", "colour", "colour|column")]
    [InlineData("a", "b", "b|c")]
    [InlineData("abc", null, "xyz|")]
    [InlineData("", null, "b|")]
    [InlineData("abcdef", null, "abcxyz")]
    public void The_name_with_the_fewest_changes_is_meant(string name, string? nearest, string known) =>
        Assert.Equal(nearest, NearestName.Of(name, known.Split('|')));

    [Theory]
    [InlineData("minLenght", "minLength", "maxLength", "minLength|maxLength")]
    [InlineData("minLenght", "minLength", "minLength", "minLength|maxLength")]
    [InlineData("line_3", "line_2", "line_2", "line_1|line_2")]
    [InlineData("line_3", "line_1", "other", "line_1|line_2|other")]
    [InlineData("abcdef", null, "abcxyz", "abcxyz|uvwxyz")]
    public void Of_names_that_are_equally_near_one_that_is_missing_is_meant(string name, string? nearest, string missing, string known) =>
        Assert.Equal(nearest, NearestName.Of(name, missing.Split('|'), known.Split('|')));

    [Fact]
    public void Among_very_many_none_is_looked_for()
    {
        var known = Enumerable.Range(0, 1000).Select(i => $"name_{i}").ToList();
        Assert.Equal("name_7", NearestName.Of("nmae_7", known));
        known.Add("nmae_8");
        Assert.Null(NearestName.Of("nmae_7", known));
        Assert.Equal("name_17", NearestName.Of("nmae_17", ["name_17"], known));
    }

    [Fact]
    public void It_is_the_one_that_comparing_all_letters_finds()
    {
        var random = new Random(20261129);
        string Any() => new([.. Enumerable.Range(0, random.Next(0, 12)).Select(_ => "abcd"[random.Next(4)])]);
        for (var i = 0; i < 20_000; i++)
        {
            if (i == 10_000)
                random = new(Seeds.OfThisRun());
            var (name, known) = (Any(), new[] { Any(), Any(), Any() });
            var least = known.Min(k => Distance(name, k));
            var expected = name.Length == 0 || least > Math.Max(1, name.Length / 3) ? null : known.First(k => Distance(name, k) == least);
            Assert.True(expected == NearestName.Of(name, known), $"{name} among {string.Join(", ", known)}");
        }
    }

    /// <summary>Optimal string alignment, cell by cell.</summary>
    private static int Distance(string a, string b)
    {
        var distances = new int[a.Length + 1, b.Length + 1];
        for (var i = 0; i <= a.Length; i++)
        {
            for (var j = 0; j <= b.Length; j++)
            {
                var best = i == 0 || j == 0 ? i + j : Math.Min(
                    Math.Min(distances[i - 1, j], distances[i, j - 1]) + 1, distances[i - 1, j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1));
                if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                    best = Math.Min(best, distances[i - 2, j - 2] + 1);
                distances[i, j] = best;
            }
        }
        return distances[a.Length, b.Length];
    }
}
