using System.Security.Cryptography;
using Dataset.Checksums;

namespace Dataset.Tests.Checksums;

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
    public void A_running_hash_of_another_kind_is_refused()
    {
        using var running = IncrementalHash.CreateHash(HashAlgorithmName.SHA512);
        Assert.Throws<ArgumentException>(() => Digest.Of(running));
    }
}
