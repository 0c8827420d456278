using System.Text;
using Dataset.Diagnostics;
using Dataset.Schemas;
using Dataset.Schemas.Reading;
using Dataset.Tables;

namespace Dataset.Tests.Schemas;

public class SchemaFileTests
{
    [Fact]
    public void A_schema_is_read_whole()
    {
        var (schema, findings) = SchemaText.Read(SchemaText.Table);
        Assert.Empty(findings);
        Assert.Equal(("things", "Things", "One row for each thing."), (schema!.Name, schema.Title, schema.Description));
        Assert.Equal(
            [
                new ColumnLayout("id", ColumnType.String), new("size", ColumnType.Integer), new("weight", ColumnType.Number),
                new("made", ColumnType.Date), new("tags", ColumnType.String, true), new("done", ColumnType.String),
            ],
            schema.Layouts);
        Assert.Equal([false, false, true, false, false, true], schema.Columns.Select(c => c.IsNullable));
        Assert.Equal([0], schema.PrimaryKey);
        var reference = Assert.Single(schema.ForeignKeys);
        Assert.Equal(("tags", "tags", "tag_id"), (reference.Columns[0], reference.Table, reference.References[0]));
        Assert.Equal(new ColumnConstraints { Pattern = "^[a-z]+$", MinLength = 2, MaxLength = 8 }, schema.Columns[0].Constraints);
        Assert.Equal(
            ("metre", 0m, 10m), (schema.Columns[1].Unit, schema.Columns[1].Constraints.Minimum, schema.Columns[1].Constraints.Maximum));
        Assert.Equal(0.5m, schema.Columns[2].Constraints.ExclusiveMinimum);
        Assert.Equal(["red", "blue"], schema.Columns[4].Constraints.Enum!);
        Assert.Equal(
            (1, 3, true),
            (schema.Columns[4].Constraints.MinItems, schema.Columns[4].Constraints.MaxItems, schema.Columns[4].Constraints.UniqueItems));
        Assert.Equal(["yes", "no"], schema.Columns[5].Constraints.Enum!);
    }

    [Theory]
    [MemberData(nameof(SchemasInTheRepository))]
    public void Every_schema_of_a_table_here_is_sound(string path)
    {
        var findings = new DiagnosticList();
        Assert.NotNull(SchemaFile.Load(Repository.At(path), path, findings));
        Assert.Empty(findings.Kept);
    }

    [Fact]
    public void A_table_without_a_schema_is_a_finding()
    {
        var findings = new DiagnosticList();
        Assert.Null(SchemaFile.Load(Repository.At("schema/nothing.schema.json"), "schema/nothing.schema.json", findings));
        Approved.Findings(findings.Kept.Select(d => d.ToString()));
    }

    [Theory]
    [InlineData("\"title\"", "\"$comment\": \"x\", \"title\"")]
    [InlineData("\"maximum\"", "\"maximun\"")]
    [InlineData("\"enum\": [\"yes\"", "\"nullable\": true, \"enum\": [\"yes\"")]
    [InlineData("{\"type\": \"string\", \"enum\": [\"red\"", "{\"type\": \"string\", \"x-quote\": true, \"enum\": [\"red\"")]
    [InlineData("\"minLength\": 2", "\"minLength\": 2.0")]
    [InlineData("\"minLength\": 2", "\"minLenght\": 1, \"minLength\": 2")]
    [InlineData("\"maxLength\": 8", "\"maxLength\": 0")]
    [InlineData("\"title\": \"Things\"", "\"title\": \" \"")]
    [InlineData("\"title\": \"Things\"", "\"title\": \"Th\\u001bings\"")]
    [InlineData("\"uniqueItems\": true", "\"uniqueItems\": 1")]
    [InlineData("\"minimum\": 0", "\"minimum\": \"0\"")]
    [InlineData("\"definitions\": {", "\"definitions\": {\"a/b\": {}, ")]
    [InlineData("\"title\": \"Things\",", "")]
    [InlineData("\"type\": \"integer\", ", "")]
    [InlineData(", \"items\": {\"$ref\": \"#/definitions/tag\"}", "")]
    [InlineData("\"description\": \"How big.\", ", "")]
    [InlineData("draft-07", "draft-04")]
    [InlineData("\"additionalProperties\": false", "\"additionalProperties\": true")]
    [InlineData("\"type\": \"object\",", "")]
    [InlineData("\"done\"]", "\"done\", \"id\", \"x\"]")]
    [InlineData("\"id\", \"size\", ", "")]
    [InlineData("[\"number\", \"null\"]", "[\"number\", \"string\"]")]
    [InlineData("\"integer\"", "\"int\"")]
    [InlineData("\"format\": \"date\"", "\"format\": \"uri\"")]
    [InlineData("\"type\": \"integer\",", "\"type\": \"integer\", \"format\": \"date\",")]
    [InlineData("\"format\": \"date\"", "\"format\": \"date\", \"minLength\": 1")]
    [InlineData("\"format\": \"date\"", "\"x-unit\": \"day\"")]
    [InlineData("{\"type\": \"string\", \"enum\": [\"red\", \"blue\"]}", "{\"type\": \"number\"}")]
    [InlineData("#/definitions/tag", "https://example.org/tag.json")]
    [InlineData("#/definitions/tag", "#/definitions/tags")]
    [InlineData(
        "{\"type\": \"string\", \"enum\": [\"red\", \"blue\"]}",
        "{\"$ref\": \"#/definitions/b\"}, \"b\": {\"$ref\": \"#/definitions/tag\"}")]
    [InlineData("{\"$ref\": \"#/definitions/tag\"}", "{\"$ref\": \"#/definitions/tag\", \"minLength\": 3}")]
    [InlineData("{\"type\": \"string\", \"enum\": [\"red\", \"blue\"]}", "{\"type\": \"array\", \"items\": {\"type\": \"string\"}}")]
    [InlineData("\"no\", null", "\"no\"")]
    [InlineData("\"red\", \"blue\"", "\"red\", \"red\", null, \"\", \"e\\u0301\", 1")]
    [InlineData("\"maxLength\": 8", "\"maxLength\": 1")]
    [InlineData("\"maximum\": 10", "\"exclusiveMaximum\": 0")]
    [InlineData("\"minimum\": 0, \"maximum\": 10", "\"exclusiveMinimum\": 3, \"exclusiveMaximum\": 4")]
    [InlineData("\"minimum\": 0, \"maximum\": 10", "\"exclusiveMinimum\": 9223372036854775807")]
    [InlineData("\"minimum\": 0, \"maximum\": 10", "\"exclusiveMaximum\": -9223372036854775808")]
    [InlineData("\"minItems\": 1", "\"minItems\": 4")]
    [InlineData("\"maximum\": 10", "\"maximum\": 10.5")]
    [InlineData("0.5}", "0.1234567890123}")]
    [InlineData("0.5}", "1e3}")]
    [InlineData("\"x-primaryKey\": [\"id\"]", "\"x-primaryKey\": [\"ids\", \"id\", \"id\"]")]
    [InlineData("\"x-primaryKey\": [\"id\"]", "\"x-primaryKey\": [\"weight\", \"tags\", \"done\"]")]
    [InlineData("\"columns\": [\"tags\"]", "\"columns\": [\"tags\", \"id\"]")]
    public void Each_problem_has_its_rule_and_place(string from, string to) =>
        Approved.Findings(SchemaText.With(from, to).Findings, $"{from} | {to}");

    [Theory]
    [InlineData("integer", 3, 5)]
    [InlineData("integer", -1, 1)]
    [InlineData("number", 3, 4)]
    public void Bounds_that_a_value_is_between_are_sound(string type, int above, int below) => Assert.Empty(
        SchemaText.With(
            "\"integer\", \"minimum\": 0, \"maximum\": 10",
            $"\"{type}\", \"exclusiveMinimum\": {above}, \"exclusiveMaximum\": {below}").Findings);

    [Fact]
    public void What_is_wrong_is_counted_once_however_much_and_however_often_it_is_read()
    {
        var keywords = string.Concat(Enumerable.Range(0, DiagnosticList.Limit + 7).Select(i => $"\"k{i}\": 1, "));
        var findings = new DiagnosticList();
        SchemaFile.Read(
            "t",
            Encoding.UTF8.GetBytes(SchemaText.Table.Replace("\"title\"", keywords + "\"title\"", StringComparison.Ordinal)), "t", findings);
        Assert.Equal(DiagnosticList.Limit + 7, findings.ErrorCount);
        Assert.Equal(DiagnosticList.Limit, findings.Kept.Count);
    }

    [Fact]
    public void Patterns_of_a_schema_have_a_limit_together()
    {
        string Column(int i) =>
            $"\"c{i}\": {{\"description\": \"D\", \"type\": \"string\", \"pattern\": \"^[a-z]{{1000}}{i:D4}$\"}},\n";
        string All(int count, Func<int, string> part) => string.Concat(Enumerable.Range(0, count).Select(part));
        string With(int count) => SchemaText.Table
            .Replace("\"properties\": {", "\"properties\": {\n" + All(count, Column), StringComparison.Ordinal)
            .Replace("\"required\": [", "\"required\": [" + All(count, i => $"\"c{i}\", "), StringComparison.Ordinal);
        Assert.Empty(SchemaText.Read(With(49)).Findings);
        Approved.Findings(SchemaText.Read(With(60)).Findings);
    }

    [Fact]
    public void Names_of_columns_are_plain() =>
        Approved.Findings(SchemaText.Read(SchemaText.Table.Replace("\"size\"", "\"Size\"", StringComparison.Ordinal)).Findings);

    [Fact]
    public void What_is_no_mapping_is_no_schema() => Approved.Findings(SchemaText.Read("[1]").Findings);

    public static TheoryData<string> SchemasInTheRepository()
    {
        // The schemas of our own files are draft-07 with nested objects; NJsonSchema reads those.
        var paths = Directory.EnumerateFiles(Repository.At("schema"), "*.schema.json")
            .Where(
                p => Path.GetFileName(p) is not ("dataset.schema.json" or "release.schema.json" or "releases.schema.json"
                    or "shard.schema.json"))
            .Concat(Directory.EnumerateDirectories(Repository.At("tests/fixtures"))
                .Where(d => Path.GetFileName(d) != "rules" && Directory.Exists(Path.Combine(d, "schema")))
                .SelectMany(d => Directory.EnumerateFiles(Path.Combine(d, "schema"), "*.schema.json")));
        return [.. paths.Select(p => Path.GetRelativePath(Repository.Root, p).Replace('\\', '/')).Order(StringComparer.Ordinal)];
    }
}
