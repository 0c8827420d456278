using Dataset.Building;
using Dataset.Diagnostics;
using Dataset.Tables;

namespace Dataset.Tests.Building;

public class JoinedLocatorTests
{
    [Fact]
    public void A_row_is_looked_for_in_the_batch_that_it_came_from()
    {
        var places = new JoinedLocator();
        places.Add(2, new Named("a"));
        places.Add(0, new Named("b"));
        places.Add(3, new Named("c"));
        Assert.Equal(
            ["a(1)", "a(2)", "c(1)", "c(2)", "c(3)"], Enumerable.Range(0, 5).Select(row => places.Locate("t", row, "x").ToString()));
        Assert.Throws<ArgumentOutOfRangeException>(() => places.Locate("t", 5, "x"));
    }

    private sealed class Named(string path) : ISourceLocator
    {
        public Location Locate(string table, int row, string? column, int element = -1) => new(path, row + 1);

        public Location LocateText(int document) => new(path);
    }
}
