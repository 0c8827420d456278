using Dataset.Parquet.Compression;

namespace Dataset.Parquet.Tests;

/// <summary>Blocks written by hand, after the description of the format. Interop tests read those of other writers.</summary>
public class Lz4Tests
{
    [Theory]
    // Five literals; six, a match of five from three before, and five; a match that reaches into what it writes.
    [InlineData("506162636465", "abcde")]
    [InlineData("616162636465660300507677787A79", "abcdefdefdevwxzy")]
    [InlineData("1261010010" + "7A", "aaaaaaaz")]
    // A length of 15 literals and one more byte that says 1.
    [InlineData("F00161616161616161616161616161616161", "aaaaaaaaaaaaaaaa")]
    public void A_block_is_decoded(string block, string text)
    {
        var room = new byte[64];
        var size = Lz4Block.Decode(Convert.FromHexString(block), room);
        Assert.Equal(text, System.Text.Encoding.ASCII.GetString(room.AsSpan(0, Math.Max(0, size))));
        Assert.Equal(size, Lz4Block.Decode(Convert.FromHexString(block), room.AsSpan(0, size)));
        Assert.Equal(-1, Lz4Block.Decode(Convert.FromHexString(block), room.AsSpan(0, size - 1)));
    }

    [Theory]
    [InlineData("50616263")]
    [InlineData("116101")]
    [InlineData("11610000" + "1061")]
    [InlineData("11610200" + "1061")]
    [InlineData("F0FF")]
    public void A_malformed_block_is_refused(string block) => Assert.Equal(-1, Lz4Block.Decode(Convert.FromHexString(block), new byte[64]));
}
