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
        Assert.Equal(
            "schema/nothing.schema.json: error DS5001: Expected the table's schema, found no file of that name.",
            Assert.Single(findings.Kept).ToString());
    }

    [Theory]
    [InlineData(
        "\"title\"", "\"$comment\": \"x\", \"title\"",
        "(3,3): error DS5002: Expected a keyword of a table's schema, found \"$comment\". Say it in description.")]
    [InlineData(
        "\"maximum\"", "\"maximun\"",
        "(12,74): error DS5002: Expected a keyword of a column, found \"maximun\". Perhaps \"maximum\" is meant.")]
    [InlineData(
        "\"enum\": [\"yes\"", "\"nullable\": true, \"enum\": [\"yes\"",
        "(16,84): error DS5002: Expected a keyword of a column, found \"nullable\". For a column that may be null write both types: "
            + "\"type\": [\"string\", \"null\"].")]
    [InlineData(
        "{\"type\": \"string\", \"enum\": [\"red\"", "{\"type\": \"string\", \"x-quote\": true, \"enum\": [\"red\"",
        "(19,31): error DS5002: Expected a keyword of a definition, found \"x-quote\". There are: title, description, type, format, enum, "
            + "pattern, minLength, maxLength, minimum, maximum, exclusiveMinimum, exclusiveMaximum, $ref, items, minItems, maxItems, "
            + "uniqueItems.")]
    [InlineData(
        "\"minLength\": 2", "\"minLength\": 2.0",
        "(11,94): error DS5003: Expected a whole number from 0 to 2147483647 for minLength, found the number 2.0.")]
    [InlineData(
        "\"maxLength\": 8", "\"maxLength\": 0",
        "(11,110): error DS5003: Expected a whole number from 1 to 2147483647 for maxLength, found the number 0.")]
    [InlineData("\"title\": \"Things\"", "\"title\": \" \"", "(3,12): error DS5003: Expected a text for title, found \" \".")]
    [InlineData(
        "\"title\": \"Things\"", "\"title\": \"Th\\u001bings\"",
        "(3,12): error DS5003: Expected a text without U+001B (escape) for title, found \"Th\\u{001B}ings\".")]
    [InlineData(
        "\"uniqueItems\": true", "\"uniqueItems\": 1",
        "(15,108): error DS5003: Expected true or false for uniqueItems, found the number 1.")]
    [InlineData("\"minimum\": 0", "\"minimum\": \"0\"", "(12,71): error DS5003: Expected a number for minimum, found \"0\".")]
    [InlineData(
        "\"definitions\": {", "\"definitions\": {\"a/b\": {}, ",
        "(18,19): error DS5003: Expected a definition's name of letters, digits, hyphens and underscores, found \"a/b\".")]
    [InlineData("\"title\": \"Things\",", "", "(1,1): error DS5004: Expected title of the table, found none.")]
    [InlineData("\"type\": \"integer\", ", "", "(12,13): error DS5004: Expected type of a column, found none.")]
    [InlineData(", \"items\": {\"$ref\": \"#/definitions/tag\"}", "", "(15,13): error DS5004: Expected items of a list, found none.")]
    [InlineData("\"description\": \"How big.\", ", "", "(12,13): error DS5005: Expected description of the column \"size\", found none.")]
    [InlineData(
        "draft-07", "draft-04",
        "(2,14): error DS5006: Expected \"http://json-schema.org/draft-07/schema#\", found \"http://json-schema.org/draft-04/schema#\".")]
    [InlineData(
        "\"additionalProperties\": false", "\"additionalProperties\": true",
        "(6,27): error DS5007: Expected \"additionalProperties\": false, found true.")]
    [InlineData("\"type\": \"object\",", "", "(1,1): error DS5007: Expected \"type\": \"object\", found no type.")]
    [InlineData(
        "\"done\"]", "\"done\", \"id\", \"x\"]",
        "(7,64): error DS5009: Expected the names of columns, each once, found \"id\" again.|(7,70): error DS5009: Expected the names of "
            + "columns, each once, found \"x\".")]
    [InlineData("\"id\", \"size\", ", "", "(7,15): error DS5009: Expected the names of all columns, found none of \"id\", \"size\".")]
    [InlineData(
        "[\"number\", \"null\"]", "[\"number\", \"string\"]",
        "(13,72): error DS5010: Expected string, integer, number, boolean or array, or a list of one of them and null, found [\"number\", "
            + "\"string\"].")]
    [InlineData(
        "\"integer\"", "\"int\"",
        "(12,49): error DS5010: Expected string, integer, number, boolean or array, or a list of one of them and null, found \"int\".")]
    [InlineData(
        "\"format\": \"date\"", "\"format\": \"uri\"",
        "(14,66): error DS5011: Expected date or date-time, found \"uri\", which is not enforced.")]
    [InlineData(
        "\"type\": \"integer\",", "\"type\": \"integer\", \"format\": \"date\",",
        "(12,70): error DS5011: Expected date on a string, found it on another type.")]
    [InlineData(
        "\"format\": \"date\"", "\"format\": \"date\", \"minLength\": 1",
        "(14,74): error DS5012: Expected only keywords that mean something for the type string of format date, found minLength.")]
    [InlineData(
        "\"format\": \"date\"", "\"x-unit\": \"day\"",
        "(14,56): error DS5012: Expected x-unit on integers and numbers, found it on another type.")]
    [InlineData(
        "{\"type\": \"string\", \"enum\": [\"red\", \"blue\"]}", "{\"type\": \"number\"}",
        "(15,93): error DS5012: Expected uniqueItems on lists of strings, integers, dates or date-times, found it on a list of numbers.")]
    [InlineData(
        "#/definitions/tag", "https://example.org/tag.json",
        "(15,132): error DS5013: Expected #/definitions/ and the name of a definition, found \"https://example.org/tag.json\", which is "
            + "somewhere else.")]
    [InlineData(
        "#/definitions/tag", "#/definitions/tags",
        "(15,132): error DS5013: Expected #/definitions/ and the name of a definition, found \"#/definitions/tags\"; there are: \"tag\".")]
    [InlineData(
        "{\"type\": \"string\", \"enum\": [\"red\", \"blue\"]}",
        "{\"$ref\": \"#/definitions/b\"}, \"b\": {\"$ref\": \"#/definitions/tag\"}",
        "(19,55): error DS5014: Expected definitions that end, found a circle: \"tag\", \"b\", \"tag\".")]
    [InlineData(
        "{\"$ref\": \"#/definitions/tag\"}", "{\"$ref\": \"#/definitions/tag\", \"minLength\": 3}",
        "(15,153): error DS5015: Expected nothing beside $ref that constrains, found \"minLength\".")]
    [InlineData(
        "{\"type\": \"string\", \"enum\": [\"red\", \"blue\"]}", "{\"type\": \"array\", \"items\": {\"type\": \"string\"}}",
        "(15,123): error DS5016: Expected items that are no lists, found a list of lists.")]
    [InlineData(
        "\"no\", null", "\"no\"", "(16,92): error DS5017: Expected null among the values, as the type allows null, found texts alone.")]
    [InlineData(
        "\"red\", \"blue\"", "\"red\", \"red\", null, \"\", \"e\\u0301\", 1",
        "(19,47): error DS5017: Expected each value once, found \"red\" again.|(19,54): error DS5017: Expected texts (the type does not "
            + "allow null), found null.|(19,60): error DS5017: Expected a text that a value may be, found \"\", which is empty (a value is "
            + "there, or it is null).|(19,64): error DS5017: Expected a text that a value may be, found \"é\", which is not in Unicode "
            + "normalisation form C.|(19,75): error DS5017: Expected texts (the type does not allow null), found the number 1.")]
    [InlineData(
        "\"maxLength\": 8", "\"maxLength\": 1",
        "(11,110): error DS5018: Expected maxLength not below minLength 2 (at s.json(11,94)), found 1.")]
    [InlineData(
        "\"maximum\": 10", "\"exclusiveMaximum\": 0",
        "(12,94): error DS5018: Expected exclusiveMaximum above minimum 0 (at s.json(12,71)), found 0.")]
    [InlineData(
        "\"minimum\": 0, \"maximum\": 10", "\"exclusiveMinimum\": 3, \"exclusiveMaximum\": 4",
        "(12,103): error DS5018: Expected exclusiveMaximum 2 or more above exclusiveMinimum 3 (at s.json(12,80)), found 4.")]
    [InlineData(
        "\"minItems\": 1", "\"minItems\": 4", "(15,90): error DS5018: Expected maxItems not below minItems 4 (at s.json(15,75)), found 3.")]
    [InlineData(
        "\"maximum\": 10", "\"maximum\": 10.5",
        "(12,85): error DS5019: Expected a whole number from -9223372036854775808 to 9223372036854775807, found 10.5.")]
    [InlineData(
        "0.5}", "0.1234567890123}",
        "(13,112): error DS5019: Expected a number of at most 15 digits, 12 of them after the point, without an exponent, found "
            + "0.1234567890123.")]
    [InlineData(
        "0.5}", "1e3}",
        "(13,112): error DS5019: Expected a number of at most 15 digits, 12 of them after the point, without an exponent, found 1e3.")]
    [InlineData(
        "\"x-primaryKey\": [\"id\"]", "\"x-primaryKey\": [\"ids\", \"id\", \"id\"]",
        "(8,20): error DS5022: Expected names of columns of the table, each once, found \"ids\"; perhaps \"id\" is meant.|(8,33): error "
            + "DS5022: Expected names of columns of the table, each once, found \"id\" again.")]
    [InlineData(
        "\"x-primaryKey\": [\"id\"]", "\"x-primaryKey\": [\"weight\", \"tags\", \"done\"]",
        "(8,20): error DS5022: Expected a string, integer or date that is never null as part of the key, found \"weight\", which may be "
            + "null.|(8,30): error DS5022: Expected a string, integer or date that is never null as part of the key, found \"tags\", a "
            + "list.|(8,38): error DS5022: Expected a string, integer or date that is never null as part of the key, found \"done\", which "
            + "may be null.")]
    [InlineData(
        "\"columns\": [\"tags\"]", "\"columns\": [\"tags\", \"id\"]",
        "(9,34): error DS5023: Expected a list column to refer alone, found \"tags\" beside other columns.|(9,80): error DS5023: Expected "
            + "as many references as columns (2), found 1.")]
    public void Each_problem_has_its_rule_and_place(string from, string to, string expected) =>
        Assert.Equal(expected.Split('|').Select(e => "s.json" + e), SchemaText.With(from, to).Findings);

    [Theory]
    [InlineData("integer", 3, 5)]
    [InlineData("integer", -1, 1)]
    [InlineData("number", 3, 4)]
    public void Bounds_that_a_value_is_between_are_sound(string type, int above, int below) => Assert.Empty(
        SchemaText.With(
            "\"integer\", \"minimum\": 0, \"maximum\": 10",
            $"\"{type}\", \"exclusiveMinimum\": {above}, \"exclusiveMaximum\": {below}").Findings);

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
        Assert.Equal(
            "s.json(60,58): error DS5021: Expected patterns of at most 50000 characters together, their counts written out, "
                + "found more from this one on.",
            Assert.Single(SchemaText.Read(With(60)).Findings));
    }

    [Fact]
    public void Names_of_columns_are_plain()
    {
        var (_, findings) = SchemaText.Read(SchemaText.Table.Replace("\"size\"", "\"Size\"", StringComparison.Ordinal));
        Assert.Equal(
            [
                "s.json(12,5): error DS5008: Expected a name of lower-case letters, digits and underscores that begins with a letter "
                    + "([a-z][a-z0-9_]*), found \"Size\".",
            ],
            findings);
    }

    [Fact]
    public void What_is_no_mapping_is_no_schema() => Assert.Equal(
        ["s.json(1,1): error DS5003: Expected a mapping for a schema, found a list."], SchemaText.Read("[1]").Findings);

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
