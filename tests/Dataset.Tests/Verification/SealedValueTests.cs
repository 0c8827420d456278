using System.Text;
using Dataset.Syntax;

namespace Dataset.Tests.Verification;

/// <summary>
/// Values that no build lets through, in a release that a publisher made with our own writers and sealed: the judge of verification is that
/// of the build, wherever the text is.
/// </summary>
public class SealedValueTests
{
    private const string Schema = """
        {"$schema": "http://json-schema.org/draft-07/schema#", "title": "T", "description": "D.", "type": "object",
         "additionalProperties": false, "required": ["id", "said", "tags"], "x-primaryKey": ["id"], "properties": {
         "id": {"description": "I.", "type": "string"}, "said": {"description": "S.", "type": ["string", "null"]},
         "tags": {"description": "Tags.", "type": "array", "items": {"type": "string"}}}}
        """;

    public static TheoryData<string, string> Faults => new()
    {
        { "a\0b", "DS2007" },
        { "\0", "DS2007" },
        { "a\rb", "DS2007" },
        { "a\r\nb", "DS2007" },
        { "T\u001b[2J", "DS2018" },
        { "\u0007", "DS2018" },
        { "a\u000bb", "DS2018" },
        { "\u007f", "DS2018" },
        { "a\u009b31m", "DS2018" },
        { "\u0085", "DS2018" },
        { "T\u202e", "DS2009" },
        { "\u2066a", "DS2009" },
        { "\u200fa", "DS2009" },
        { "\u061ca", "DS2009" },
        { "T\ufffe", "DS2008" },
        { "\ufdd0", "DS2008" },
        { "\U0001ffff", "DS2008" },
        { "e\u0301", "DS2010" },
        { "\u212b", "DS2010" },
        { "\u1100\u1161", "DS2010" },
        { "a\u0323\u0307\u0301 \u0307\u0323", "DS2010" },
    };

    [Theory]
    [MemberData(nameof(Faults))]
    public void A_text_that_the_build_refuses_is_refused_as_value_in_a_list_and_in_a_key(string text, string rule)
    {
        foreach (var (id, said, tag) in new[] { ("b", text, "y"), ("b", "x", text), ("b" + text, "x", "y") })
        {
            var release = TestRelease.Of(new TestTable("t", Schema, Line("a", "fine", "fine") + Line(id, said, tag)));
            var finding = Assert.Single(release.Findings());
            Assert.Equal(rule, finding.Rule.Id);
            Assert.Equal(("r/data/t.jsonl", 2), (finding.Location.Path, finding.Location.Line));
        }
    }

    [Theory]
    [InlineData("tab\tand\nline")]
    [InlineData("soft\u00adhyphen")]
    [InlineData("نامه\u200cها")]
    [InlineData("é ẞ 中 😀 \ufffd")]
    public void A_text_that_the_build_takes_is_no_finding(string text) =>
        Assert.Empty(TestRelease.Of(new TestTable("t", Schema, Line(text, text, text))).Verify());

    [Fact]
    public void An_empty_text_in_a_list_is_refused() =>
        Assert.Equal("DS2006", Assert.Single(TestRelease.Of(new TestTable("t", Schema, Line("a", "b", ""))).Findings()).Rule.Id);

    private static string Line(string id, string said, string tag)
    {
        var json = new StringBuilder();
        foreach (var (name, value) in new[] { ("id", Quote(id)), ("said", Quote(said)), ("tags", $"[{Quote(tag)}]") })
            json.Append(json.Length == 0 ? '{' : ',').Append('"').Append(name).Append("\":").Append(value);
        return json.Append("}\n").ToString();
    }

    private static string Quote(string text) => JsonText.Of(text);
}
