using Dataset.Diagnostics;
using Dataset.Tests.Verification;
using Dataset.Verification;
using Xunit.Abstractions;

namespace Dataset.Tests.Releases.Zip;

/// <summary>Damage at every place of a zip: always found, never an exception.</summary>
public class ZipDamageTests(ITestOutputHelper output)
{
    [Fact]
    public void Every_bit_flipped_is_found()
    {
        using var zip = new ZipFile();
        var sound = zip.Of(TestReleases.Tiny());
        Assert.Empty(zip.Verify(sound));
        EachIsFound(zip, 8 * sound.Length, bit =>
        {
            byte[] bytes = [.. sound];
            bytes[bit / 8] ^= (byte)(1 << (bit % 8));
            return bytes;
        });
    }

    [Fact]
    public void Every_truncation_is_found()
    {
        using var zip = new ZipFile();
        var sound = zip.Of(TestReleases.Tiny());
        EachIsFound(zip, sound.Length, length => sound[..length]);
    }

    [Fact]
    public void A_byte_added_anywhere_is_found()
    {
        using var zip = new ZipFile();
        var sound = zip.Of(TestReleases.Tiny());
        EachIsFound(zip, sound.Length + 1, at => [.. sound[..at], (byte)'P', .. sound[at..]]);
    }

    private void EachIsFound(ZipFile zip, int count, Func<int, byte[]> damage)
    {
        var missed = 0;
        Parallel.For(0, count, () => Path.Combine(zip.Folder, Guid.NewGuid() + ".zip"), (i, _, path) =>
        {
            File.WriteAllBytes(path, damage(i));
            var findings = new DiagnosticList();
            ReleaseVerifier.Verify(path, VerifyOptions.Default with { Jobs = 1 }, findings, null, CancellationToken.None);
            if (!findings.HasErrors)
                Interlocked.Increment(ref missed);
            return path;
        }, File.Delete);
        output.WriteLine($"{count} damages, {missed} missed");
        Assert.True(count > 1000);
        Assert.Equal(0, missed);
    }
}
