using Dataset.Schemas;
using Dataset.Tables;

namespace Dataset.Tests.Schemas;

public class ReferenceOrderTests
{
    [Fact]
    public void Tables_that_are_referred_to_come_first_and_circles_end()
    {
        Assert.Equal(["b", "c", "a"], Order(("a", ["b", "c"]), ("b", []), ("c", ["b"])));
        Assert.Equal(["c", "b", "a"], Order(("a", ["b"]), ("b", ["c"]), ("c", ["a"])));
        Assert.Equal(["a", "b"], Order(("a", ["a"]), ("b", ["a"])));
    }

    [Fact]
    public void A_chain_of_many_tables_needs_no_stack()
    {
        var chain = Enumerable.Range(0, 100_000).Select(i => ($"t{i}", i < 99_999 ? new[] { $"t{i + 1}" } : [])).ToArray();
        Assert.Equal("t99999", Order(chain)[0]);
    }

    private static string[] Order(params (string Name, string[] To)[] tables) =>
        [.. ReferenceCheck.InOrder([.. tables.Select(t => new TableSchema(
            t.Name, "", "",
            [new ColumnSchema
            {
                Layout = new("id", ColumnType.String),
                IsNullable = false,
                Description = "",
                Constraints = ColumnConstraints.None,
            }],
            ["id"], [.. t.To.Select(to => new ForeignKey(["id"], to, ["id"]))], default))]).Select(t => t.Name)];
}
