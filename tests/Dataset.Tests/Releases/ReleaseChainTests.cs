using Dataset.Files;
using Dataset.Releases;
using Dataset.Sources;

namespace Dataset.Tests.Releases;

/// <summary>Which list is another one with one publication more: what a build that was killed may complete.</summary>
public sealed class ReleaseChainTests
{
    private static readonly ChainEntry Other = Entry("another", "2.0.0", null);
    private static readonly ChainEntry First = Entry("minimal", "1.0.0", null);
    private static readonly ChainEntry Second = Entry("minimal", "1.0.1", First);
    private static readonly ChainEntry Third = Entry("minimal", "1.1.0", Second);

    [Fact]
    public void The_newest_release_is_added() => Assert.Equal(Third, Published([Other, First, Second], [Other, First, Second, Third]));

    [Fact]
    public void The_first_release_of_a_dataset_is_added() => Assert.Equal(First, Published([Other], [Other, First]));

    [Fact]
    public void The_newest_release_is_replaced()
    {
        var replaced = Second with { ChecksumsDigest = Digest.Of("replaced"u8) };
        Assert.Equal(replaced, Published([Other, First, Second], [Other, First, replaced]));
    }

    [Fact]
    public void Earlier_releases_come_back_with_the_newest_where_the_list_was_lost() =>
        Assert.Equal(Third, Published([], [First, Second, Third]));

    [Fact]
    public void The_same_list_publishes_nothing() => Assert.Null(Published([Other, First], [Other, First]));

    [Fact]
    public void No_release_of_another_dataset_is_added_along_with_it()
    {
        Assert.Null(Published([First], [Other, First, Second]));
        Assert.Null(Published([Other, First], [Other, Entry("another", "2.1.0", Other), First, Second]));
        Assert.Null(Published([First], [First, Second, Entry("other", "1.0.0", null)]));
    }

    [Fact]
    public void No_other_entry_goes_or_changes()
    {
        Assert.Null(Published([Other, First, Second], [First, Second, Third]));
        Assert.Null(Published([First, Second], [First with { Released = new(2026, 1, 2) }, Second, Third]));
        Assert.Null(Published([First, Second], [First with { Released = new(2026, 1, 2) }, Second]));
        Assert.Null(Published([First, Second, Third], [First, Third]));
        Assert.Null(Published([First, Second, Third], [First, Second]));
    }

    [Fact]
    public void No_release_below_the_newest_is_added() => Assert.Null(Published([First, Third], [First, Second, Third]));

    private static ChainEntry? Published(ChainEntry[] now, ChainEntry[] next) => new ReleaseChain(now).PublishedBy(new(next));

    private static ChainEntry Entry(string name, string version, ChainEntry? previous) => new(
        name, ReleaseVersion.TryParse(version, out var v) ? v : throw new FormatException(version), new(2026, 1, 1),
        Digest.Of(System.Text.Encoding.UTF8.GetBytes($"{name}-{version}")), previous?.ChecksumsDigest);
}
