using System.Text;
using Dataset.Parquet.Compression;
using FsCheck.Xunit;

namespace Dataset.Parquet.Tests;

public class SnappyTests
{
    [Theory]
    [InlineData("", "00")] // Nothing but the length.
    [InlineData("a", "0100" + "61")] // A literal of one byte.
    public void Short_inputs_are_literals(string text, string expected) => Assert.Equal(expected, Encode(Encoding.ASCII.GetBytes(text)));

    [Fact]
    public void A_repeated_byte_is_a_literal_and_copies_from_one_byte_back()
    {
        // 40; "x"; a copy of 39 from 1 back (tag 2 | 38 << 2, offset in two bytes).
        Assert.Equal("28" + "0078" + "9A0100", Encode([.. Enumerable.Repeat((byte)'x', 40)]));
    }

    [Fact]
    public void A_literal_of_61_bytes_has_its_length_in_a_byte_more()
    {
        var bytes = Enumerable.Range(0, 61).Select(i => (byte)i).ToArray();
        Assert.Equal("3D" + "F03C" + Convert.ToHexString(bytes), Encode(bytes));
    }

    [Property(Arbitrary = [typeof(Choices)], MaxTest = 300)]
    public bool What_was_compressed_is_decompressed(Choices choices, byte alphabet)
    {
        var random = choices.Begin();
        var bytes = new List<byte>();
        // Noise, and runs and repeats from afar, of which one may be long.
        for (var piece = random.Next(1_000); piece > 0; piece--)
        {
            var back = random.Next(1, 70_000);
            if (back > bytes.Count)
                bytes.Add((byte)random.Next(alphabet + 1));
            else
                for (var copy = random.Next(random.Next(50) == 49 ? 70_000 : 90); copy > 0; copy--)
                    bytes.Add(bytes[^back]);
        }
        return RoundTrips([.. bytes]);
    }

    [Theory]
    [InlineData(65_535)]
    [InlineData(65_536)]
    [InlineData(65_537)]
    [InlineData(131_072)]
    [InlineData(1 << 20)]
    public void Repeats_at_the_edge_of_the_window(int distance)
    {
        var block = new byte[distance];
        new Random(distance).NextBytes(block);
        Assert.True(RoundTrips([.. block, .. block.AsSpan(0, Math.Min(distance, 5000)), .. block]));
    }

    [Fact]
    public void Every_short_length_and_every_match_at_the_end()
    {
        var noise = new byte[70];
        for (var length = 0; length <= noise.Length; length++)
        {
            new Random(length % 2 == 0 ? 7 : Seeds.OfThisRun()).NextBytes(noise);
            Assert.True(RoundTrips(noise[..length]));
            Assert.True(RoundTrips([.. Enumerable.Repeat((byte)'x', length)]));
            for (var repeated = 0; repeated <= length; repeated++)
                Assert.True(RoundTrips([.. noise.AsSpan(0, length), .. noise.AsSpan(length - repeated, repeated)]));
        }
    }

    [Theory]
    [InlineData(4, 0)] // Too short for the hash of five bytes.
    [InlineData(5, 5)]
    [InlineData(8, 8)]
    [InlineData(64, 64)]
    [InlineData(65, 60)] // And 5: a copy of 1 would have no short form.
    [InlineData(68, 64)]
    [InlineData(1000, 64)]
    public void Matches_of_each_length_from_as_far_back_as_an_offset_can_say(int matched, int inFirstCopy)
    {
        foreach (var distance in new[] { 1000, 2047, 2048, 65_534, 65_535 })
        {
            // What is repeated is noise from byte 20 on; between the two is one byte over and over, so that no place is skipped.
            var bytes = new byte[20 + distance + matched + 40];
            var random = new Random(matched + 1);
            random.NextBytes(bytes.AsSpan(0, 20 + matched));
            bytes.AsSpan(20, matched).CopyTo(bytes.AsSpan(20 + distance));
            random.NextBytes(bytes.AsSpan(20 + distance + matched));
            Assert.True(RoundTrips(bytes));
            Assert.True(RoundTrips(bytes[..(20 + distance + matched)]));
            if (inFirstCopy > 0 && distance >= 2048)
                Assert.Contains(
                    $"{(byte)(((inFirstCopy - 1) << 2) | 2):X2}{(byte)distance:X2}{(byte)(distance >> 8):X2}", Encode(bytes),
                    StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Places_inside_a_match_are_found_later()
    {
        var text = Encoding.ASCII.GetBytes(
            "abcdefghijklmnop" + "0123456789" + "abcdefghijklmnop" + "ABCDEFGHIJ" + "cdefghij" + "KLMNOPQRSTUVWXYZ");

        // Eight bytes from 24 back, where the match began two bytes before; not from 50 back (32 in place of 18).
        Assert.Contains("1118", Encode(text), StringComparison.Ordinal);
        Assert.True(RoundTrips(text));
    }

    [Fact]
    public void Noise_grows_by_little()
    {
        var noise = new byte[1 << 20];
        new Random(3).NextBytes(noise);
        Assert.InRange(Encode(noise).Length / 2, noise.Length, noise.Length + (noise.Length / 1000));
    }

    [Fact]
    public void The_result_does_not_depend_on_what_was_compressed_before()
    {
        var bytes = Encoding.ASCII.GetBytes(string.Concat(Enumerable.Range(0, 3000).Select(i => $"line {i % 97} of the text; ")));
        var alone = Encode(bytes);
        for (var i = 0; i < 5; i++)
        {
            Encode([.. Enumerable.Range(0, 50_000 + i).Select(n => (byte)(n * 31 / 7))]);
            Assert.Equal(alone, Encode(bytes));
        }
    }

    [Fact]
    public void Every_kind_of_element_is_read()
    {
        // Four literals with lengths in the tag and in 1 to 4 bytes, copies with 1, 2 and 4 bytes of offset.
        AssertDecodes("08616263" + "0D03" + "0A0300" + "030C000000", "abc" + "abcabca" + "bca" + "b");
        AssertDecodes("08616263" + "0D03", "abc" + "abcabca");
        AssertDecodes("08616263" + "0A0300", "abc" + "abc");
        AssertDecodes("F000" + "61" + "F40000" + "62" + "F8000000" + "63" + "FC00000000" + "64", "abcd");
    }

    [Theory]
    [InlineData("04", 1)] // A literal of two bytes that is not there.
    [InlineData("F0", 1)] // A literal whose length is not there.
    [InlineData("FC00000000", 1)] // A literal of one byte that is not there.
    [InlineData("FCFFFFFFFF" + "00", 1)] // A literal of 4 GiB.
    [InlineData("0061" + "0000", 1)] // More output than announced.
    [InlineData("0061", 2)] // Less output than announced.
    [InlineData("0101", 4)] // A copy before there is anything.
    [InlineData("0061" + "0100", 5)] // A copy from 0 back.
    [InlineData("0061" + "0102", 5)] // A copy from before the start.
    [InlineData("0061" + "01", 5)] // A copy without its offset.
    [InlineData("0061" + "0201", 2)]
    [InlineData("0061" + "03010000", 2)]
    [InlineData("0061" + "0301000080", 2)] // An offset above 2^31.
    [InlineData("0061" + "0D01", 4)] // A copy past the end.
    public void Refused(string hex, int size) => Assert.InRange(
        SnappyDecoder.Decode(Convert.FromHexString(hex), new byte[size]), 0, hex.Length / 2);

    [Theory]
    [InlineData("")]
    [InlineData("80")]
    [InlineData("FFFFFFFF1F")] // Above 32 bits.
    [InlineData("808080808000")] // Six bytes.
    public void A_length_that_is_none(string hex) => Assert.False(SnappyDecoder.TryReadLength(Convert.FromHexString(hex), out _, out _));

    [Fact]
    public void Every_truncation_is_refused_and_nothing_outside_is_written()
    {
        var bytes = Encoding.ASCII.GetBytes(string.Concat(Enumerable.Range(0, 60).Select(i => $"{i * i} sheep; ")));
        var compressed = Convert.FromHexString(Encode(bytes));
        Assert.True(SnappyDecoder.TryReadLength(compressed, out var length, out var start));
        var room = new byte[length + 128];
        for (var end = start; end < compressed.Length; end++)
        {
            room.AsSpan((int)length).Fill(0xEE);
            Assert.NotEqual(-1, SnappyDecoder.Decode(compressed.AsSpan(start, end - start), room.AsSpan(0, (int)length)));
            Assert.Equal(-1, room.AsSpan((int)length).IndexOfAnyExcept((byte)0xEE));
        }
    }

    private static void AssertDecodes(string hex, string expected)
    {
        var room = new byte[expected.Length];
        Assert.Equal(-1, SnappyDecoder.Decode(Convert.FromHexString(hex), room));
        Assert.Equal(expected, Encoding.ASCII.GetString(room));
    }

    private static string Encode(byte[] bytes)
    {
        var room = new byte[SnappyEncoder.LargestEncoding(bytes.Length)];
        return Convert.ToHexString(room.AsSpan(0, SnappyEncoder.Encode(bytes, room)));
    }

    private static bool RoundTrips(byte[] bytes)
    {
        var compressed = Convert.FromHexString(Encode(bytes));
        var room = new byte[bytes.Length];
        return SnappyDecoder.TryReadLength(compressed, out var length, out var start)
            && length == bytes.Length
            && SnappyDecoder.Decode(compressed.AsSpan(start), room) == -1
            && room.AsSpan().SequenceEqual(bytes);
    }
}
