using System.Security.Cryptography;
using Dataset.Files;

namespace Dataset.Tests.Files;

public class DigestTests
{
    // FIPS 180-4, the example of one block.
    private const string OfAbc = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

    [Fact]
    public void Digests_of_the_same_bytes_are_equal_however_they_are_made()
    {
        var bytes = "abc"u8.ToArray();
        using var running = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        running.AppendData(bytes);
        Assert.Equal(OfAbc, Digest.Of(bytes).Hex);
        Assert.Equal(Digest.Of(bytes), Digest.Of(new MemoryStream(bytes)));
        Assert.Equal(Digest.Of(bytes), Digest.Of(running));
        Assert.Equal(Digest.Of(bytes), Digest.Parse("sha256:" + OfAbc));
        Assert.Equal(Digest.Of(bytes), Digest.OfHash(Digest.Of(bytes).ToHash()));
    }

    [Theory]
    [InlineData("")]
    [InlineData("sha256:")]
    [InlineData(OfAbc)]
    [InlineData("SHA256:" + OfAbc)]
    [InlineData("sha256:" + OfAbc + "0")]
    [InlineData("sha256: " + OfAbc)]
    [InlineData("sha256:BA7816BF8F01CFEA414140DE5DAE2223B00361A396177A9CB410FF61F20015AD")]
    public void There_is_one_written_form(string text) => Assert.False(Digest.TryParse(text, out _));

    [Fact]
    public void Every_byte_counts_for_equality_and_the_order_is_that_of_the_digits()
    {
        var hashes = Enumerable.Range(0, 32).SelectMany(at => new byte[] { 1, 0x7F, 0x80, 0xFF }.Select(value =>
        {
            var hash = new byte[32];
            hash[at] = value;
            return hash;
        })).ToArray();
        foreach (var a in hashes)
        {
            Assert.Equal(a, Digest.OfHash(a).ToHash());
            Assert.True(Digest.OfHash(a).CompareTo(null) > 0);
            foreach (var b in hashes)
            {
                var (one, other) = (Digest.OfHash(a), Digest.OfHash(b));
                Assert.Equal(a == b, one == other);
                Assert.Equal(
                    Math.Sign(string.CompareOrdinal(Convert.ToHexStringLower(a), Convert.ToHexStringLower(b))),
                    Math.Sign(one.CompareTo(other)));
            }
        }
    }

    [Fact]
    public void A_running_hash_of_another_kind_is_refused()
    {
        using var running = IncrementalHash.CreateHash(HashAlgorithmName.SHA512);
        Assert.Throws<ArgumentException>(() => Digest.Of(running));
    }
}
