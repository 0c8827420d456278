using Dataset.Parquet.Encodings;

namespace Dataset.Parquet.Tests;

public class Crc32Tests
{
    [Theory]
    [InlineData("", 0x00000000u)]
    [InlineData("123456789", 0xCBF43926u)] // The check value of the catalogue of CRCs, CRC-32/ISO-HDLC.
    [InlineData("The quick brown fox jumps over the lazy dog", 0x414FA339u)]
    public void Known_values(string text, uint expected)
    {
        Assert.Equal(expected, Crc32.Compute(System.Text.Encoding.ASCII.GetBytes(text)));
        Assert.Equal(expected, Crc32.ComputePortably(System.Text.Encoding.ASCII.GetBytes(text)));
    }

    [Fact]
    public void Both_ways_agree_at_every_length_and_alignment()
    {
        var bytes = new byte[1100];
        new Random(1).NextBytes(bytes);
        for (var length = 0; length <= 1024; length++)
        {
            var span = bytes.AsSpan(length % 17, length);
            Assert.Equal(BitByBit(span), Crc32.ComputePortably(span));
            Assert.Equal(Crc32.ComputePortably(span), Crc32.Compute(span));
        }
    }

    private static uint BitByBit(ReadOnlySpan<byte> bytes)
    {
        var state = uint.MaxValue;
        foreach (var b in bytes)
        {
            state ^= b;
            for (var i = 0; i < 8; i++)
                state = (state >> 1) ^ ((state & 1) * 0xEDB88320);
        }
        return ~state;
    }
}
