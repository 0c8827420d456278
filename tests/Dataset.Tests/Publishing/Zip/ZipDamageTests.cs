using Dataset.Diagnostics;
using Dataset.Releases.Zip;
using Dataset.Tests.Verification;
using Dataset.Verification;

namespace Dataset.Tests.Publishing.Zip;

/// <summary>Damage at every place of a zip: always found, never an exception.</summary>
public class ZipDamageTests(ITestOutputHelper output)
{
    [Fact]
    public void Every_bit_of_what_only_the_zip_has_and_a_bit_of_every_byte_of_files_flipped_is_found()
    {
        using var zip = new ZipFile();
        var release = TestReleases.TinyOfAnotherTool();
        var sound = zip.Of(release);
        Assert.StartsWith("z/release.json: warning DS6015: ", Assert.Single(zip.Verify(sound)), StringComparison.Ordinal);
        var ofFiles = new HashSet<int>();
        using (var files = File.OpenHandle(zip.Path))
            foreach (var (path, entry) in ZipDirectory.Read(files, "z", new())!.Entries)
                ofFiles.UnionWith(Enumerable.Range(
                    (int)entry.OffsetInBytes + ZipHeaders.Local(entry, ZipFile.Day).Length, release.Files[path.Value].Length));
        // Each bit of the files themselves is flipped where a release is a folder; here another bit for each byte.
        var bits = Enumerable.Range(0, 8 * sound.Length).Where(bit => !ofFiles.Contains(bit / 8) || bit % 8 == bit / 8 % 8).ToArray();
        EachIsFound(zip, bits.Length, i =>
        {
            byte[] bytes = [.. sound];
            bytes[bits[i] / 8] ^= (byte)(1 << (bits[i] % 8));
            return bytes;
        });
    }

    [Fact]
    public void Every_truncation_is_found()
    {
        using var zip = new ZipFile();
        var sound = zip.Of(TestReleases.TinyOfAnotherTool());
        EachIsFound(zip, sound.Length, length => sound[..length]);
    }

    [Fact]
    public void A_byte_added_anywhere_is_found()
    {
        using var zip = new ZipFile();
        var sound = zip.Of(TestReleases.TinyOfAnotherTool());
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
