using Dataset.Diagnostics;
using Dataset.Releases.Metadata;
using Dataset.Schemas;
using Dataset.Schemas.Reading;
using Dataset.Tests.Schemas;

namespace Dataset.Tests.Releases.Metadata;

/// <summary>A table may have the name of a word of the language that loads it.</summary>
public class LoadingCodeTests
{
    [Theory]
    [InlineData("order", "order", "\"order\"")]
    [InlineData("class", "class_", "class")]
    [InlineData("from", "from_", "\"from\"")]
    [InlineData("left", "left", "\"left\"")]
    [InlineData("spark", "spark_", "spark")]
    [InlineData("notes", "notes", "notes")]
    public void A_word_that_is_taken_is_renamed_or_quoted(string table, string variable, string view)
    {
        var json = SchemaText.Of(new Dictionary<string, string> { ["id"] = "\"type\": \"string\"" }, "id").Json;
        var schema = SchemaFile.Read(table, json.ToArray(), "s.json", new DiagnosticList())!;
        Assert.Contains($"\n{variable} = pd.read_csv(\"", LoadingCode.Pandas(schema, ["t.csv"]), StringComparison.Ordinal);
        Assert.EndsWith(
            $"\n{variable} = pl.read_parquet(\"t.parquet\")\n", LoadingCode.Polars(schema, ["t.parquet"]), StringComparison.Ordinal);
        Assert.StartsWith($"CREATE VIEW {view} AS SELECT * ", LoadingCode.DuckDb(schema, ["t.parquet"]), StringComparison.Ordinal);
        var spark = LoadingCode.Spark(schema, ["t.parquet"], ["t.csv"]);
        Assert.StartsWith($"{variable} = spark.read.parquet(", spark, StringComparison.Ordinal);
        Assert.Contains($"\n{variable} = spark.read.csv(\n", spark, StringComparison.Ordinal);
    }
}
