using System.Text;
using Dataset.Diagnostics;
using Dataset.Normalization;

namespace Dataset.Tests.Normalization;

public class TextInspectorTests
{
    [Theory]
    [InlineData("610A C3 28")]
    [InlineData("61C3A9 93 62")]
    [InlineData("ED A0 BD ED B8 80")]
    [InlineData("C0 80")]
    [InlineData("61 E2 80")]
    [InlineData("F4 90 80 80")]
    [InlineData("FF FE 61 00")]
    [InlineData("FF FE 00 00 61 00 00 00")]
    [InlineData("00 00 FE FF 00 00 00 61")]
    [InlineData("FE FF 00 61")]
    [InlineData("")]
    [InlineData("EFBBBF 20 0D0A C2A0")]
    [InlineData("61 0D 0D0A 62 00")]
    [InlineData("61 EFBFBF 62 EFB790")]
    [InlineData("61 E280AE 62 E280AC 63 E2808E")]
    [InlineData("61 1B 5B 31 6D")]
    [InlineData("61 C293 62")]
    [InlineData("EFBBBF 61 0A EFBBBF 62")]
    [InlineData("EFBBBF 61 C285 62 E280A8 63")]
    public void Tells_the_first_place_and_how_many_follow(string hex) =>
        Approved.Findings(Inspect(Convert.FromHexString(hex.Replace(" ", "", StringComparison.Ordinal)), new Location("t")), hex);

    [Fact]
    public void Tells_the_place_within_the_text_where_the_text_is_within_a_record() =>
        Approved.Findings(Inspect("a\nb\0"u8.ToArray(), new Location("big.jsonl", 7, 20)));

    [Fact]
    public void Tells_one_finding_of_a_thousand_places() => Assert.Equal(
        ["t(1,1): error DS4005: Found U+0000 (null) at byte 0. After it come 999 more."],
        Inspect(Encoding.UTF8.GetBytes(new string('\0', 1000)), new Location("t")));

    [Fact]
    public void Refuses_a_text_over_the_limit_without_looking_at_it()
    {
        var findings = new DiagnosticList();
        TextInspector.Report(new byte[3], TextDefects.TooLong, new Location("t"), findings);
        Approved.Findings(findings.Kept.Select(f => f.ToString()));
    }

    private static List<string> Inspect(byte[] source, Location text)
    {
        using var document = new NormalizedDocument();
        var findings = new DiagnosticList();
        var defects = Recipe.Text1.Normalize(source, document);
        TextInspector.Report(source, defects, text, findings);
        return [.. findings.Kept.Select(f => f.ToString())];
    }
}
