using System.Text.Json;
using Dataset.Building;
using Dataset.Diagnostics;
using Dataset.Interop.Tests.Engines;

namespace Dataset.Interop.Tests.Releases;

/// <summary>What the footers of a release's Parquet files tell the engines that can be asked for it.</summary>
public sealed class FooterKeysInterop
{
    /// <summary>The words of pandas and Spark for a column's type: with nulls, and where there is never one.</summary>
    private static readonly Dictionary<string, (string Pandas, string Numpy, string NeverNull, string Spark)> Words = new()
    {
        ["string"] = ("unicode", "object", "object", "string"),
        ["integer"] = ("int64", "Int64", "int64", "long"),
        ["number"] = ("float64", "float64", "float64", "double"),
        ["boolean"] = ("bool", "boolean", "bool", "boolean"),
        ["date"] = ("date", "datetime64[ns]", "datetime64[ns]", "date"),
        ["date-time"] = ("datetimetz", "datetime64[ns]", "datetime64[ns]", "timestamp"),
    };

    [EngineFact]
    public void Every_engine_gives_the_same_four_keys_and_they_say_what_the_schema_says()
    {
        using var folder = new TemporaryFolder();
        var release = Build(folder.Path);
        var tables = ReleaseTable.AllOf(release);
        var readings = Engine.OfKeys.Select(engine => (Engine: engine, Results: EngineProcess.Run(
            engine, [.. tables.Select(table => EngineTask.Keys(table.FileOf("parquet")))]))).ToArray();
        foreach (var (i, table) in tables.Index())
        {
            var keys = readings[0].Results[i].Succeeded().Findings.Order(StringComparer.Ordinal).ToArray();
            AssertEx.All(readings, reading => Assert.Equal(
                (reading.Engine, string.Join('\n', keys)),
                (reading.Engine, string.Join('\n', reading.Results[i].Succeeded().Findings.Order(StringComparer.Ordinal)))));
            var values = keys.Select(k => k.Split('=', 2)).ToDictionary(k => k[0], k => k[1]);
            Assert.Equal(["PANDAS_ATTRS", "dataset", "org.apache.spark.sql.parquet.row.metadata", "pandas"], values.Keys);
            Check(table, values);
        }
    }

    private static void Check(ReleaseTable table, Dictionary<string, string> values)
    {
        using var schema = JsonDocument.Parse(File.ReadAllBytes(table.SchemaPath));
        using var own = JsonDocument.Parse(values["dataset"]);
        using var attributes = JsonDocument.Parse(values["PANDAS_ATTRS"]);
        using var pandas = JsonDocument.Parse(values["pandas"]);
        using var spark = JsonDocument.Parse(values["org.apache.spark.sql.parquet.row.metadata"]);
        Assert.True(JsonElement.DeepEquals(schema.RootElement, own.RootElement.GetProperty("schema")));
        AssertEx.All(attributes.RootElement.EnumerateObject(), pair =>
            Assert.True(JsonElement.DeepEquals(pair.Value, own.RootElement.GetProperty(pair.Name))));
        Assert.Equal(table.Stem, attributes.RootElement.GetProperty("table").GetString());
        var digest = Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(File.ReadAllBytes(table.FileOf("jsonl"))));
        Assert.Equal($"sha256:{digest}", attributes.RootElement.GetProperty("digest").GetString());
        var fields = spark.RootElement.GetProperty("fields").EnumerateArray().ToArray();
        Assert.Equal(table.Columns.Select(c => c.Name), fields.Select(f => f.GetProperty("name").GetString()));
        foreach (var ((column, found), field) in table.Columns.Zip(pandas.RootElement.GetProperty("columns").EnumerateArray()).Zip(fields))
        {
            var words = Words[column.Type];
            var description = schema.RootElement.GetProperty("properties").GetProperty(column.Name);
            var isNullable = description.TryGetProperty("type", out var types) && types.ValueKind == JsonValueKind.Array;
            Assert.Equal(
                column.IsList ? (column.Name, $"list[{words.Pandas}]", "object")
                    : (column.Name, words.Pandas, isNullable ? words.Numpy : words.NeverNull),
                (found.GetProperty("name").GetString(), found.GetProperty("pandas_type").GetString(),
                    found.GetProperty("numpy_type").GetString()));
            var type = field.GetProperty("type");
            Assert.Equal(words.Spark, column.IsList ? type.GetProperty("elementType").GetString() : type.GetString());
            if (description.TryGetProperty("description", out var text))
                Assert.Equal(text.GetString(), field.GetProperty("metadata").GetProperty("comment").GetString());
        }
    }

    private static string Build(string output)
    {
        var sources = Path.Combine(EnginesFolder.RepositoryRoot, "tests/fixtures/second/seeds");
        return Assert.IsType<BuildOutcome.Built>(
            ReleaseBuilder.Build(new() { SourceFolder = sources, OutputFolder = output }, new DiagnosticList())).Path;
    }
}
