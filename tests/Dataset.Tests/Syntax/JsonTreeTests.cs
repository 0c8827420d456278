using System.Text;
using Dataset.Diagnostics;
using Dataset.Syntax;

namespace Dataset.Tests.Syntax;

public class JsonTreeTests
{
    [Fact]
    public void Values_keep_their_places_in_code_points()
    {
        var map = Assert.IsType<SourceMap>(Read("{\r\n  \"😀é\": [1.10, true,\n null],\r \"b\": \"x\\n\\ud83d\\ude00\"}"));
        Assert.Equal(new Location("a.json", 1, 1), map.Location);
        Assert.Equal(("😀é", new Location("a.json", 2, 3)), (map.Entries[0].Key, map.Entries[0].KeyLocation));
        var list = Assert.IsType<SourceList>(map.Entries[0].Value);
        Assert.Equal(new Location("a.json", 2, 9), list.Location);
        Assert.Equal(
            [
                new SourceScalar(new Location("a.json", 2, 10), ScalarKind.Number, "1.10"),
                new SourceScalar(new Location("a.json", 2, 16), ScalarKind.Boolean, "true"),
                new SourceScalar(new Location("a.json", 3, 2), ScalarKind.Null, ""),
            ],
            list.Items);
        Assert.Equal(new SourceScalar(new Location("a.json", 4, 7), ScalarKind.String, "x\n😀"), map.Find("b")!.Value);
        Assert.Null(map.Find("c"));
    }

    [Theory]
    [InlineData("")]
    [InlineData("{\"a\":1,}")]
    [InlineData("[1,]")]
    [InlineData("[1 2]")]
    [InlineData("{\"a\" 1}")]
    [InlineData("{} {}")]
    [InlineData("// c\n1")]
    [InlineData("01")]
    [InlineData("-")]
    [InlineData("1.")]
    [InlineData("1e+")]
    [InlineData("NaN")]
    [InlineData("\"a")]
    [InlineData("\"a\n\"")]
    [InlineData("\"\\x\"")]
    [InlineData("[\u00a0]")]
    public void What_is_not_json_is_named(string json) => Approved.Findings(FindingsOf(json, out _), json);

    [Fact]
    public void A_key_twice_names_both_places_also_when_one_is_escaped()
    {
        Approved.Findings(FindingsOf("{\"a\": 1,\n\"\\u0061\": 2}", out var node));
        var entry = Assert.Single(Assert.IsType<SourceMap>(node).Entries);
        Assert.Equal("1", Assert.IsType<SourceScalar>(entry.Value).Text);
    }

    [Fact]
    public void A_key_twice_among_many_is_found_once_each()
    {
        var json = "{" + string.Join(",", Enumerable.Range(0, 40).Select(i => $"\"k{i % 30}\":{i}")) + "}";
        Assert.Equal(10, FindingsOf(json, out _).Count);
    }

    [Fact]
    public void Unpaired_surrogates_are_findings_and_pairs_are_characters()
    {
        Approved.Findings(FindingsOf("[\"\\udc00\\ud83d\\ude00\\ud800\"]", out var node));
        Assert.Equal("\uFFFD😀\uFFFD", ((SourceScalar)((SourceList)node!).Items[0]).Text);
    }

    [Fact]
    public void Nesting_ends_at_the_limit()
    {
        Assert.Empty(FindingsOf(new string('[', 64) + new string(']', 64), out _));
        Approved.Findings(FindingsOf(new string('[', 100_000), out _));
    }

    [Fact]
    public void Other_encodings_are_named()
    {
        Approved.Findings(FindingsOf([0xFF, 0xFE, .. "1\0"u8], out _), "UTF-16, little-endian");
        Approved.Findings(FindingsOf([0xFE, 0xFF, 0, (byte)'1'], out _), "UTF-16, big-endian");
        Approved.Findings(FindingsOf([0xFF, 0xFE, 0, 0, (byte)'1', 0, 0, 0], out _), "UTF-32, little-endian");
        Approved.Findings(FindingsOf([0, 0, 0xFE, 0xFF, 0, 0, 0, (byte)'1'], out _), "UTF-32, big-endian");
        foreach (var name in new[] { "utf-16", "utf-16BE", "utf-32", "utf-32BE" })
            Approved.Findings(FindingsOf(System.Text.Encoding.GetEncoding(name).GetBytes("[1]"), out _), name + " without a mark");
        Approved.Findings(FindingsOf([.. "[\n\"é"u8, 0xED, 0xA0, 0x80, .. "\"]"u8], out _), "no UTF-8");
        Approved.Findings(FindingsOf("\uFEFF1"u8, out var node), "byte-order mark");
        Assert.Equal(new Location("a.json", 1, 1), node!.Location);
    }

    private static SourceNode Read(string json)
    {
        Assert.Empty(FindingsOf(json, out var node));
        return node!;
    }

    private static List<string> FindingsOf(string json, out SourceNode? node) => FindingsOf(Encoding.UTF8.GetBytes(json), out node);

    private static List<string> FindingsOf(ReadOnlySpan<byte> json, out SourceNode? node)
    {
        var list = new DiagnosticList();
        node = JsonTree.Read(json, "a.json", list);
        return [.. list.Kept.Select(d => d.ToString())];
    }
}
