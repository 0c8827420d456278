using System.Text;
using Dataset.Diagnostics;
using Dataset.Syntax;

namespace Dataset.Tests.Syntax;

/// <summary>
/// Values of long lists, which are read again whenever they are asked for, are those that are kept otherwise: places, findings and all.
/// </summary>
public class LongListTests
{
    private const int Count = 500;

    [Theory]
    [InlineData("\n  {{\"path\": \"é{0}\", \"size\": {0}, \"tags\": []}}")]
    [InlineData("[{0}, \"😀\",\r\n null, true]")]
    [InlineData("{{\"a\": \"\\ud800\", \"b\": -{0}.5e1, \"b\": 2}}")]
    public void What_is_read_again_is_what_was_read(string item)
    {
        var items = string.Join(", ", Enumerable.Range(1, Count).Select(i => string.Format(null, item, i)));
        var json = Encoding.UTF8.GetBytes($"{{\"first\": [{items}],\n \"nested\": [[{items}], 1, [{items}]], \"short\": [1, 2]}}\n");
        var (kept, unread) = (new DiagnosticList(), new DiagnosticList());
        var (expected, found) = (JsonTree.Read(json, "a.json", kept)!, JsonTree.ReadLarge(json, "a.json", unread)!);
        // Asked for in any order, and more than once.
        var last = ((SourceList)((SourceMap)found).Find("first")!.Value).Items[Count - 1];
        Assert.Equal(Describe(((SourceList)((SourceMap)expected).Find("first")!.Value).Items[Count - 1]), Describe(last));
        Assert.Equal(Describe(expected), Describe(found));
        Assert.Equal(kept.Kept, unread.Kept);
    }

    [Fact]
    public void A_byte_order_mark_moves_nothing()
    {
        byte[] json = [.. "\uFEFF"u8, .. Encoding.UTF8.GetBytes("[" + string.Join(",\n", Enumerable.Range(0, Count)) + "]")];
        var list = Assert.IsType<SourceList>(JsonTree.ReadLarge(json, "a.json", new()));
        Assert.Equal(new SourceScalar(new("a.json", Count, 1), ScalarKind.Number, "499"), list.Items[^1]);
    }

    [Fact]
    public void What_ends_the_reading_is_found_behind_a_long_list()
    {
        var findings = new DiagnosticList();
        var json = Encoding.UTF8.GetBytes("[" + string.Join(", ", Enumerable.Range(0, Count)) + ", ]");
        Assert.Null(JsonTree.ReadLarge(json, "a.json", findings));
        Assert.StartsWith(
            $"a.json(1,{json.Length}): error DS1104: Expected a value, found ", Assert.Single(findings.Kept).ToString(),
            StringComparison.Ordinal);
    }

    private static string Describe(SourceNode node) => $"{node.Location.Line},{node.Location.Column} " + node switch
    {
        SourceMap map => "{" + string.Join(", ", map.Entries.Select(e => $"{e.KeyLocation} {e.Key} {Describe(e.Value)}")) + "}",
        SourceList list => "[" + string.Join(", ", list.Items.Select(Describe)) + "]",
        _ => node.Describe(),
    };
}
