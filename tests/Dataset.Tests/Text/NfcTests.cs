using System.Security.Cryptography;
using System.Text;
using Dataset.Text;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;

namespace Dataset.Tests.Text;

public class NfcTests
{
    [Theory]
    [InlineData("plain", "plain")]
    [InlineData("e\u0301", "\u00E9")]
    [InlineData("\u0344", "\u0308\u0301")]
    [InlineData("\u212B", "\u00C5")]
    [InlineData("A\u030A\u0301", "\u01FA")]
    [InlineData("\u01FA", "\u01FA")]
    [InlineData("a\u0301\u0323", "\u1EA1\u0301")]
    [InlineData("\u0958", "\u0915\u093C")]
    [InlineData("\u1112\u1161\u11AB", "\uD55C")]
    [InlineData("\uD558\u11AB", "\uD55C")]
    [InlineData("\uD55C\u11AB", "\uD55C\u11AB")]
    [InlineData("\u1100\u1161\u11A7", "\uAC00\u11A7")]
    [InlineData("\uFA19", "\u795E")]
    [InlineData("\u2000", "\u2002")]
    [InlineData("\u0301a", "\u0301a")]
    [InlineData("x\u0345\u0301\u0323y", "x\u0323\u0301\u0345y")]
    [InlineData("a\u0315\u0300\u05AE\u0300b", "\u00E0\u05AE\u0300\u0315b")]
    public void Gives_the_form(string text, string expected)
    {
        Assert.Equal(expected, Nfc.Normalize(text));
        Assert.Equal(text == expected, Nfc.IsNormalized(text));
    }

    /// <summary>The digest was made with V8 and ICU, Unicode 17.0, over the same ten million short texts.</summary>
    [Fact]
    public void Agrees_with_ICU_on_every_code_point_and_on_every_pair_with_marks()
    {
        int[] marks =
        [
            0x0301, 0x0323, 0x0345, 0x031B, 0x093C, 0x0C56, 0x11A8, 0x1161, 0x3099, 0x0315, 0x113C2, 0x1611E, 0x1611F, 0x16D67, 0x1D165,
            0x05B0, 0x0041, 0xAC00,
        ];
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        using var composer = new NfcComposer();
        using var lines = new Dataset.Text.PooledList<byte>();
        Span<byte> text = stackalloc byte[16];

        void Flush(bool always)
        {
            if (!always && lines.Count < 1 << 16)
                return;
            hash.AppendData(lines.Span);
            lines.Truncate(0);
        }
        void Put(Span<byte> text, params ReadOnlySpan<int> codePoints)
        {
            var length = 0;
            foreach (var codePoint in codePoints)
                length += new Rune(codePoint).EncodeToUtf8(text[length..]);
            composer.Append(text[..length], lines);
            lines.Add((byte)'\n');
            Flush(always: false);
        }
        for (var c = 0; c < 0x110000; c++)
            if (Rune.IsValid(c))
                Put(text, c);
        for (var c = 0; c < 0x20000; c++)
        {
            foreach (var mark in marks)
            {
                if (!Rune.IsValid(c))
                    continue;
                Put(text, c, mark);
                Put(text, mark, c);
                Put(text, 'a', mark, c);
                Put(text, c, mark, 0x0301);
            }
        }
        Flush(always: true);
        Assert.Equal("a601441be98ac34cc1edf6d1809da353379c755dea9ad3ab7deb55fad86a0527", Convert.ToHexStringLower(hash.GetHashAndReset()));
    }

    [Property(MaxTest = 500)]
    public Property Normalising_twice_is_once() => Prop.ForAll(Texts.AwkwardArbitrary, text =>
    {
        var once = Nfc.Normalize(text);
        return Nfc.IsNormalized(once) && Nfc.Normalize(once) == once;
    });

    [Fact]
    public void A_run_of_a_million_marks_takes_no_longer_than_sorting_it()
    {
        var text = "a" + string.Concat(Enumerable.Repeat("\u0301\u0323", 500_000));
        var normalized = Nfc.Normalize(text);
        // The first dot below composes, the rest come before the acutes.
        Assert.Equal("\u1EA1" + new string('\u0323', 499_999) + new string('\u0301', 500_000), normalized);
    }

    [Fact]
    public void An_unpaired_surrogate_is_in_no_form() => Assert.False(Nfc.IsNormalized("\uD800"));
}
