using System.Buffers.Binary;
using Dataset.Tables;

namespace Dataset.Tests.Tables;

public class KeyedHashTests
{
    // The vectors of the reference implementation (vectors_sip128): the key is 00 01 … 0f, the input 00 01 … of the length.
    [Theory]
    [InlineData(0, "a3817f04ba25a8e66df67214c7550293")]
    [InlineData(1, "da87c1d86b99af44347659119b22fc45")]
    [InlineData(2, "8177228da4a45dc7fca38bdef60affe4")]
    [InlineData(3, "9c70b60c5267a94e5f33b6b02985ed51")]
    [InlineData(8, "3b62a9ba6258f5610f83e264f31497b4")]
    [InlineData(15, "5493e99933b0a8117e08ec0f97cfc3d9")]
    [InlineData(63, "5150d1772f50834a503e069a973fbd7c")]
    public void Hashes_are_those_of_SipHash_with_128_bits(int length, string expected)
    {
        var hash = new KeyedHash(0x0706050403020100, 0x0f0e0d0c0b0a0908).Of([.. Enumerable.Range(0, length).Select(i => (byte)i)]);
        var bytes = new byte[16];
        BinaryPrimitives.WriteUInt128LittleEndian(bytes, hash);
        Assert.Equal(expected, Convert.ToHexStringLower(bytes));
    }

    [Fact]
    public void Each_run_has_a_secret_of_its_own() =>
        Assert.NotEqual(KeyedHash.Draw().Of("key"u8), KeyedHash.Draw().Of("key"u8));
}
