using System.Text;
using Dataset.Syntax;

namespace Dataset.Tests.Syntax;

/// <summary>The examples of RFC 8785, appendix B, and the edges of ECMAScript's form.</summary>
public class JsonNumberTests
{
    [Theory]
    [InlineData(0x0000000000000000, "0")]
    [InlineData(0x8000000000000000, "0")]
    [InlineData(0x0000000000000001, "5e-324")]
    [InlineData(0x8000000000000001, "-5e-324")]
    [InlineData(0x7fefffffffffffff, "1.7976931348623157e+308")]
    [InlineData(0xffefffffffffffff, "-1.7976931348623157e+308")]
    [InlineData(0x4340000000000000, "9007199254740992")]
    [InlineData(0xc340000000000000, "-9007199254740992")]
    [InlineData(0x4430000000000000, "295147905179352830000")]
    [InlineData(0x44b52d02c7e14af5, "9.999999999999997e+22")]
    [InlineData(0x44b52d02c7e14af6, "1e+23")]
    [InlineData(0x44b52d02c7e14af7, "1.0000000000000001e+23")]
    [InlineData(0x444b1ae4d6e2ef4e, "999999999999999700000")]
    [InlineData(0x444b1ae4d6e2ef4f, "999999999999999900000")]
    [InlineData(0x444b1ae4d6e2ef50, "1e+21")]
    [InlineData(0x3eb0c6f7a0b5ed8c, "9.999999999999997e-7")]
    [InlineData(0x3eb0c6f7a0b5ed8d, "0.000001")]
    [InlineData(0x41b3de4355555553, "333333333.3333332")]
    [InlineData(0x41b3de4355555557, "333333333.33333343")]
    [InlineData(0xbecbf647612f3696, "-0.0000033333333333333333")]
    [InlineData(0x43143ff3c1cb0959, "1424953923781206.2")]
    public void A_double_has_the_form_of_ECMAScript(ulong bits, string expected)
    {
        var value = BitConverter.UInt64BitsToDouble(bits);
        Span<byte> text = stackalloc byte[JsonNumber.MaximumLength];
        Assert.Equal(expected, Encoding.ASCII.GetString(text[..JsonNumber.Write(value, text)]));
        Assert.True(JsonNumber.TryParse(Encoding.ASCII.GetBytes(expected), out var again));
        Assert.Equal(value, again);
    }

    [Theory]
    [InlineData("1.0")]
    [InlineData("01")]
    [InlineData("-0")]
    [InlineData("1e5")]
    [InlineData("+1")]
    [InlineData(".5")]
    [InlineData("1e400")]
    [InlineData("NaN")]
    [InlineData("")]
    public void Any_other_form_is_refused(string text) => Assert.False(JsonNumber.TryParse(Encoding.ASCII.GetBytes(text), out _));
}
