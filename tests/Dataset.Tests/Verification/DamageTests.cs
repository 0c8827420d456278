using Dataset.Diagnostics;

namespace Dataset.Tests.Verification;

/// <summary>Damage of every kind at every place: always found, always with the name of the file, never an exception.</summary>
public class DamageTests(ITestOutputHelper output)
{
    [Fact]
    public void Every_bit_of_every_file_flipped_is_found()
    {
        var release = TestReleases.TinyOfAnotherTool();
        EachIsFound(
            release,
            release.Files.SelectMany(
                file => Enumerable.Range(0, 8 * file.Value.Length).Select(bit => (file.Key, Damaged(file.Value, bytes =>
                {
                    bytes[bit / 8] ^= (byte)(1 << (bit % 8));
                    return bytes;
                })))));
    }

    [Fact]
    public void A_bit_of_every_byte_of_data_of_every_type_and_in_parts_flipped_is_found()
    {
        var release = TestReleases.Small();
        EachIsFound(
            release,
            release.Files.Where(f => f.Key.StartsWith("data/", StringComparison.Ordinal))
                .SelectMany(file => Enumerable.Range(0, file.Value.Length).Select(at => (file.Key, Damaged(file.Value, bytes =>
                {
                    // Another bit for each byte, so that all bits have their turn.
                    bytes[at] ^= (byte)(1 << (at % 8));
                    return bytes;
                })))));
    }

    [Fact]
    public void Every_truncation_is_found()
    {
        var release = TestReleases.TinyOfAnotherTool();
        EachIsFound(
            release,
            release.Files.SelectMany(file => Enumerable.Range(0, file.Value.Length).Select(length => (file.Key, file.Value[..length]))));
    }

    [Fact]
    public void A_byte_added_at_the_end_the_start_or_anywhere_is_found()
    {
        var release = TestReleases.TinyOfAnotherTool();
        EachIsFound(release, release.Files.SelectMany(file => Enumerable.Range(0, file.Value.Length + 1)
            .SelectMany(at => new byte[] { (byte)'\n', (byte)'1' }
                .Select(added => (file.Key, (byte[])[.. file.Value[..at], added, .. file.Value[at..]])))));
    }

    private static byte[] Damaged(byte[] bytes, Func<byte[], byte[]> damage) => damage([.. bytes]);

    private void EachIsFound(TestRelease sound, IEnumerable<(string Path, byte[] Bytes)> damages)
    {
        Assert.DoesNotContain(sound.Findings(), f => f.Rule.Severity == Severity.Error);
        var (count, missed) = (0, 0);
        Parallel.ForEach(damages, damage =>
        {
            var release = sound.Copy();
            release.Files[damage.Path] = damage.Bytes;
            var findings = release.Findings();
            Interlocked.Increment(ref count);
            if (!findings.Any(
                f => f.Rule.Severity == Severity.Error
                    && (f.Location.Path == $"r/{damage.Path}" || f.Message.Contains(damage.Path, StringComparison.Ordinal))))
                Interlocked.Increment(ref missed);
        });
        output.WriteLine($"{count} damages, {missed} missed");
        Assert.True(count > 1000);
        Assert.Equal(0, missed);
    }
}
