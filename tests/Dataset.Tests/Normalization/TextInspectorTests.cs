using System.Text;
using Dataset.Diagnostics;
using Dataset.Normalization;

namespace Dataset.Tests.Normalization;

public class TextInspectorTests
{
    [Theory]
    [InlineData(
        "610A C3 28",
        "t(2,1): error DS4001: Expected UTF-8, found at byte 2 the byte C3: a sequence that breaks off; in Windows-1252 it is U+00C3 Ã.")]
    [InlineData(
        "61C3A9 93 62",
        "t(1,3): error DS4001: Expected UTF-8, found at byte 3 the byte 93: a continuation byte without a first byte; in Windows-1252 it "
            + "is U+201C “ (left double quotation mark).")]
    [InlineData(
        "ED A0 BD ED B8 80",
        "t(1,1): error DS4001: Expected UTF-8, found at byte 0 the bytes ED A0 BD: half of a surrogate pair (U+D83D), which UTF-8 does not "
            + "encode.",
            "t(1,2): error DS4001: Expected UTF-8, found at byte 3 the bytes ED B8 80: half of a surrogate pair (U+DE00), which UTF-8 does "
                + "not encode.")]
    [InlineData(
        "C0 80", "t(1,1): error DS4001: Expected UTF-8, found at byte 0 the byte C0: a form longer than needed.",
        "t(1,2): error DS4001: Expected UTF-8, found at byte 1 the byte 80: a continuation byte without a first byte; in Windows-1252 it "
            + "is U+20AC €.")]
    [InlineData(
        "61 E2 80",
        "t(1,2): error DS4001: Expected UTF-8, found at byte 1 the bytes E2 80: a sequence that the end of the text breaks off.")]
    [InlineData(
        "F4 90 80 80", "t(1,1): error DS4001: Expected UTF-8, found at byte 0 the byte F4: a code point above U+10FFFF.",
        "t(1,2): error DS4001: Expected UTF-8, found at byte 1 the byte 90: a continuation byte without a first byte.",
        "t(1,2): error DS4001: Expected UTF-8, found at byte 2 the byte 80: a continuation byte without a first byte; in Windows-1252 it "
            + "is U+20AC €.",
            "t(1,2): error DS4001: Expected UTF-8, found at byte 3 the byte 80: a continuation byte without a first byte; in Windows-1252 "
                + "it is U+20AC €.")]
    [InlineData("FF FE 61 00", "t: error DS4002: Expected UTF-8, found UTF-16 (little-endian: the text begins with the bytes FF FE).")]
    [InlineData(
        "FF FE 00 00 61 00 00 00",
        "t: error DS4001: Expected UTF-8, found UTF-32 (little-endian: the text begins with the bytes FF FE 00 00).")]
    [InlineData(
        "00 00 FE FF 00 00 00 61",
        "t: error DS4001: Expected UTF-8, found UTF-32 (big-endian: the text begins with the bytes 00 00 FE FF).")]
    [InlineData("FE FF 00 61", "t: error DS4002: Expected UTF-8, found UTF-16 (big-endian: the text begins with the bytes FE FF).")]
    [InlineData("", "t: error DS4004: Expected a text, found nothing: it has no bytes.")]
    [InlineData("EFBBBF 20 0D0A C2A0", "t: error DS4004: Expected a text, found 8 bytes of white space.")]
    [InlineData("61 0D 0D0A 62 00", "t(3,2): error DS4005: Found U+0000 (null) at byte 5.")]
    [InlineData("61 EFBFBF 62 EFB790", "t(1,2): error DS4006: Found U+FFFF at byte 1.", "t(1,4): error DS4006: Found U+FDD0 at byte 5.")]
    [InlineData(
        "61 E280AE 62 E280AC 63 E2808E", "t(1,2): warning DS4007: Found U+202E (right-to-left override) at byte 1. After it come 2 more.")]
    [InlineData("61 1B 5B 31 6D", "t(1,2): warning DS4008: Found U+001B (escape) at byte 1.")]
    [InlineData("61 C293 62", "t(1,2): warning DS4008: Found U+0093 at byte 1.")]
    [InlineData("EFBBBF 61 0A EFBBBF 62", "t(2,1): warning DS4009: Found U+FEFF (byte-order mark) at byte 5.")]
    [InlineData("EFBBBF 61 C285 62 E280A8 63")]
    public void Tells_every_place(string hex, params string[] expected) =>
        Assert.Equal(expected, Inspect(Convert.FromHexString(hex.Replace(" ", "", StringComparison.Ordinal)), new Location("t")));

    [Fact]
    public void Tells_the_place_within_the_text_where_the_text_is_within_a_record() => Assert.Equal(
        ["big.jsonl(7,20): error DS4005: Found U+0000 (null) at byte 3 (line 2, column 2 of the text)."],
        Inspect("a\nb\0"u8.ToArray(), new Location("big.jsonl", 7, 20)));

    [Fact]
    public void Tells_twenty_and_the_number_of_the_others()
    {
        var found = Inspect(Encoding.UTF8.GetBytes(new string('\0', 1000)), new Location("t"));
        Assert.Equal(20, found.Count);
        Assert.Equal("t(1,20): error DS4005: Found U+0000 (null) at byte 19. After it come 980 more.", found[^1]);
    }

    [Fact]
    public void Refuses_a_text_over_the_limit_without_looking_at_it()
    {
        var findings = new DiagnosticList();
        TextInspector.Report(new byte[3], TextDefects.TooLong, new Location("t"), findings);
        Assert.Equal(
            "t: error DS4003: Expected at most 268,435,456 bytes (MaximumSourceInBytes), found 3.", findings.Kept.Single().ToString());
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
