using Dataset.Parquet.Encodings;
using FsCheck.Xunit;

namespace Dataset.Parquet.Tests;

public class HybridTests
{
    [Fact]
    public void Bit_packing_is_the_specification_s_example()
    {
        // Encodings.md: the numbers 0 to 7 in 3 bits are 88 C6 FA; the header says one group.
        Assert.Equal("0388C6FA", Encode([0, 1, 2, 3, 4, 5, 6, 7], 3));
    }

    [Fact]
    public void A_long_run_is_one_header_and_one_value() => Assert.Equal("E80705", Encode([.. Enumerable.Repeat(5, 500)], 3));

    [Fact]
    public void A_run_of_more_than_eight_bits_takes_two_bytes() => Assert.Equal(
        "C801" + "0301", Encode([.. Enumerable.Repeat(259, 100)], 9));

    [Fact]
    public void The_last_group_is_padded_with_zeros() => Assert.Equal("03" + "05", Encode([1, 0, 1], 1));

    [Fact]
    public void A_run_first_fills_the_group_that_is_open()
    {
        // 0 1, then six 1s fill the group; 64 more are a run.
        Assert.Equal("03" + "FE" + "8001" + "01", Encode([0, .. Enumerable.Repeat(1, 71)], 1));
    }

    [Property(MaxTest = 500)]
    public bool What_was_encoded_is_decoded(byte width, (byte Length, int Value)[] runs)
    {
        var bitWidth = (width % 24) + 1;
        var values = runs.SelectMany(run => Enumerable.Repeat(run.Value & ((1 << bitWidth) - 1), run.Length % 50)).ToArray();
        using var output = new PooledBuffer();
        HybridEncoder.Encode<int>(values, bitWidth, output);
        var decoded = new int[values.Length];
        return HybridDecoder.Decode<int>(output.Written, bitWidth, decoded) == output.Length && decoded.SequenceEqual(values);
    }

    [Property(MaxTest = 2000)]
    public bool Nothing_but_minus_one_comes_of_junk(byte[] junk, byte width, ushort count)
    {
        var size = HybridDecoder.Decode(junk, width % 33, new int[count % 200]);
        var bytes = HybridDecoder.Decode(junk, width % 33, new byte[count % 200]);
        return size >= -1 && size <= junk.Length && size == bytes;
    }

    [Theory]
    [InlineData("", 1)] // No run where one is needed.
    [InlineData("80", 1)] // A header that does not end.
    [InlineData("FFFFFFFF7F", 1)] // A header above 32 bits.
    [InlineData("02", 1)] // A run without its value.
    [InlineData("0A01", 4)] // A run longer than the values left.
    [InlineData("03", 4)] // A group without its bytes.
    [InlineData("05FFFF", 4)] // A whole group too many.
    public void Refused(string hex, int count) => Assert.Equal(
        -1, HybridDecoder.Decode<byte>(Convert.FromHexString(hex), 1, new byte[count]));

    private static string Encode(int[] values, int bitWidth)
    {
        using var output = new PooledBuffer();
        HybridEncoder.Encode<int>(values, bitWidth, output);
        return Convert.ToHexString(output.Written);
    }
}
