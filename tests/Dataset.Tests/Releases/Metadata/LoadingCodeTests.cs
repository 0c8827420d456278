using Dataset.Releases.Metadata;
using Dataset.Tests.Verification;

namespace Dataset.Tests.Releases.Metadata;

/// <summary>The lines of a release's README that load its tables.</summary>
public class LoadingCodeTests
{
    [Theory]
    [InlineData("order", "order", "\"order\"")]
    [InlineData("class", "class_", "class")]
    [InlineData("from", "from_", "\"from\"")]
    [InlineData("left", "left", "\"left\"")]
    [InlineData("pd", "pd_", "pd")]
    [InlineData("notes", "notes", "notes")]
    public void A_word_that_is_taken_is_renamed_or_quoted(string table, string variable, string view) =>
        Assert.Equal((variable, view), (ReservedWords.PythonName(table), ReservedWords.DuckDbName(table)));

    [Fact]
    public void Parts_are_named_by_a_pattern_and_dates_are_read_as_they_are()
    {
        var readme = TestReleases.Small()["README.md"];
        Assert.Contains("\n    \"notes\": \"data/notes-*-of-00002.parquet\",\n", readme, StringComparison.Ordinal);
        Assert.Contains(
            "CREATE VIEW notes AS SELECT * FROM read_parquet(['data/notes-*-of-00002.parquet']);\n", readme, StringComparison.Ordinal);
        Assert.Contains("reader = spark.read.option(\"datetimeRebaseMode\", \"CORRECTED\")\n", readme, StringComparison.Ordinal);
        Assert.Contains("reader = spark.read\n", TestReleases.Tiny()["README.md"], StringComparison.Ordinal);
    }

    [Fact]
    public void The_first_row_is_shown_at_the_top_and_with_each_column()
    {
        var readme = TestReleases.Tiny()["README.md"];
        Assert.Contains(
            "t = pd.read_parquet(\"data/t.parquet\", dtype_backend=\"pyarrow\")\nprint(t.iloc[0])\n", readme, StringComparison.Ordinal);
        Assert.Contains("\n    id  a\n    n   1\n", readme, StringComparison.Ordinal);
        Assert.Contains("| `n` | integer, or null | N. |  | `1` |\n", readme, StringComparison.Ordinal);
    }
}
