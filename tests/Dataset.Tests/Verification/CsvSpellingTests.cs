using System.Text;
using Dataset.Syntax;
using Dataset.Text;

namespace Dataset.Tests.Verification;

/// <summary>CSV that another program reads as the same rows, in other bytes than the writer's; every list is made right.</summary>
public class CsvSpellingTests
{
    private const string Schema = """
        {"$schema": "http://json-schema.org/draft-07/schema#", "title": "T", "description": "D.", "type": "object",
         "additionalProperties": false, "required": ["id", "said", "n", "tags"], "x-primaryKey": ["id"], "properties": {
         "id": {"description": "I.", "type": "string"}, "said": {"description": "S.", "type": ["string", "null"]},
         "n": {"description": "N.", "type": ["number", "null"]},
         "tags": {"description": "T.", "type": "array", "items": {"type": "string"}}}}
        """;

    private const string Rows = """
        {"id":"a","said":"x","n":1.5,"tags":[]}
        {"id":"b","said":null,"n":null,"tags":["p"]}
        {"id":"c","said":"1, \"2\"\n3","n":-2,"tags":["p","q"]}

        """;

    private const string Csv = "id,said,n,tags\na,x,1.5,[]\nb,,,\"[\"\"p\"\"]\"\nc,\"1, \"\"2\"\"\n3\",-2,\"[\"\"p\"\",\"\"q\"\"]\"\n";

    [Fact]
    public void The_writers_own_spelling_is_sound()
    {
        var release = Release();
        Assert.Equal(Csv, release["data/t.csv"]);
        Assert.Empty(release.Verify());
    }

    [Theory]
    [InlineData("id,said", "\ufeffid,said")]
    [InlineData("tags\na", "tags\r\na")]
    [InlineData("[]\nb", "[]\r\nb")]
    [InlineData("[]\nb", "[]\rb")]
    [InlineData("id,said,n", "\"id\",said,n")]
    [InlineData("id,said,n", "id, said,n")]
    [InlineData("a,x,", "\"a\",x,")]
    [InlineData("a,x,", "a,\"x\",")]
    [InlineData("1.5", "\"1.5\"")]
    [InlineData("1.5", "1.50")]
    [InlineData("[]", "\"[]\"")]
    [InlineData("b,,", "b,\"\",")]
    [InlineData("b,,,", "b,,\"\",")]
    [InlineData("[\"\"p\"\"]\"\n", "[\"\"p\"\" ]\"\n")]
    [InlineData("[]\nb", "[]\n\nb")]
    [InlineData("\"\"q\"\"]\"\n", "\"\"q\"\"]\"")]
    [InlineData("\"\"q\"\"]\"\n", "\"\"q\"\"]\"\r\n")]
    [InlineData("\"\"q\"\"]\"\n", "\"\"q\"\"]\"\r")]
    [InlineData("\"\"q\"\"]\"\n", "\"\"q\"\"]\"\n\n")]
    [InlineData("\"\"q\"\"]\"\n", "\"\"q\"\"]\"\n\u001a")]
    public void DS6001_another_spelling_of_the_same_rows_is_refused(string from, string to)
    {
        var release = Release();
        release.Replace("data/t.csv", from, to);
        release.Seal();
        Assert.Contains(
            release.Verify(),
            l => l.StartsWith("r/data/t.csv(", StringComparison.Ordinal) && l.Contains("DS6001", StringComparison.Ordinal));
    }

    [Fact]
    public void The_writer_quotes_what_has_a_comma_a_quotation_mark_or_a_line_end_and_nothing_else()
    {
        var json = new StringBuilder();
        var number = 0;
        foreach (var text in Enumerable.Range(0x20, 0x2100 - 0x20).Where(c => c is not (>= 0x7F and <= 0x9F))
            .Select(c => ((char)c).ToString())
            .Append("\t").Append("\n").SelectMany(c => new[] { c, c + "x", "x" + c }).Where(t => Nfc.IsNormalized(t)))
            json.Append($"{{\"id\":\"{++number:D6}\",\"said\":{JsonText.Of(text)},\"n\":null,\"tags\":[]}}\n");
        var release = TestRelease.Of(new TestTable("t", Schema, json.ToString()));
        Assert.DoesNotContain(release.Findings(), f => f.Rule.Id == "DS6001");
    }

    private static TestRelease Release() => TestRelease.Of(new TestTable("t", Schema, Rows));
}
