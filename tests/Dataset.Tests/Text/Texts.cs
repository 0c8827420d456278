using System.Text;
using FsCheck;
using FsCheck.Fluent;

namespace Dataset.Tests.Text;

/// <summary>Generated texts with everything in them that text processing gets wrong.</summary>
internal static class Texts
{
    private static readonly string[] Pieces =
    [
        "a", "b", "word", "The", "  ", " ", "\t", "\u00A0", "\u202F", "\u3000", "\u2003", "\u2028", "\u2029", "\u0085", "\u000B",
        "\u000C", "\u001C",
        "\n", "\r", "\r\n", "\n\n", "\n \n", "\r\r", "\n\r", "\r\n\r\n", "\uFEFF", "\u200B", "\u00AD",
        "\u0301", "\u0323", "e\u0301", "\u00E9", "a\u0323\u0307", "\u1EA1", "\u212B", "\u1100", "\u1161", "\u11A8", "\uAC00", "\u3099",
        "\u0958", "\u0344",
        "\u2019", "\u201C", "\u201D", "\u2014", "\u2026", "\u4E2D\u6587", "\uFA19", "\U0001F600", "\U0001F468\u200D\U0001F469",
        "\U0002F800", "\U0001611E", "\U00016121",
        "\u05D0\u05B0", "\u0915\u093C", "\u2000", "\uFFFD", "1,000", "x\u0345",
    ];

    /// <summary>Texts of up to some dozens of pieces, without unpaired surrogates; white space, line ends and marks are common.</summary>
    public static Gen<string> Awkward { get; } =
        Gen.OneOf(
            Gen.Elements(Pieces),
            Gen.Elements(" ", "\n", "\r\n", "word", "a"),
            Gen.Choose(1, 0x10FFFF).Where(Rune.IsValid).Select(c => new Rune(c).ToString()))
        .ListOf().Select(string.Concat);

    public static Arbitrary<string> AwkwardArbitrary { get; } = Arb.From(
        Awkward,
        text =>
            text.Length == 0 ? [] : new[] { text[..(text.Length / 2)], text[(text.Length / 2)..], text[1..], text[..^1] }.Where(IsWhole));

    /// <summary>Texts in which hardly anything, and often nothing, is to be changed.</summary>
    public static Arbitrary<string> TidyArbitrary { get; } = Arb.From(
        Gen.Frequency(
            (8, Gen.Elements(
                "word", "The others", "1,000", "\u00E9", "\u2019", "\u201C", "\u4E2D\u6587", "\u1EA1", "\u0416", "\U0001F600")),
            (4, Gen.Elements("\n", "\n\n", " ")),
            (1, Gen.Elements(Pieces)))
        .ListOf().Select(string.Concat),
        text => text.Length == 0 ? [] : new[] { text[..(text.Length / 2)], text[(text.Length / 2)..] }.Where(IsWhole));

    private static bool IsWhole(string text) => text.EnumerateRunes()
        .All(r => r.Value != 0xFFFD || text.Contains('\uFFFD', StringComparison.Ordinal));
}
