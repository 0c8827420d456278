using FsCheck;
using FsCheck.Xunit;

namespace Dataset.Tests.Verification;

/// <summary>Whatever the bytes, with every list made right or not, the outcome is findings and never an exception.</summary>
public class HostileReleaseProperties
{
    private static readonly TestRelease Sound = TestReleases.Small();

    [Fact]
    public void What_is_mangled_was_sound() => Assert.Empty(Sound.Verify());

    [Property(Arbitrary = [typeof(Choices)], MaxTest = 1000)]
    public void A_mangled_release_gives_findings_and_no_exception(Choices choices)
    {
        var release = Mangled(choices, out var isHidden);
        // Not everything that is changed and hidden can be seen: a note, say, that no format contradicts. What is not hidden must be.
        var findings = release.Findings();
        Assert.True(isHidden || findings.Count > 0 || release.Files.All(f => f.Value.AsSpan().SequenceEqual(Sound.Files[f.Key])));
    }

    [Property(Arbitrary = [typeof(Choices)], MaxTest = 100)]
    public void Findings_do_not_depend_on_the_number_of_threads(Choices choices) => Assert.Equal(
        Mangled(choices, out _).Verify(jobs: 1), Mangled(choices, out _).Verify(jobs: 8));

    private static TestRelease Mangled(Choices choices, out bool isHidden)
    {
        var random = choices.Begin();
        var release = Sound.Copy();
        var paths = release.Files.Keys.ToArray();
        for (var i = random.Next(1, 4); i > 0; i--)
        {
            var path = paths[random.Next(paths.Length)];
            release.Files[path] = Mangle(release.Files[path], random);
        }
        // Half of them hide it, so that the checks after the digests are reached with nothing else wrong.
        isHidden = random.Next(2) == 0;
        if (isHidden)
            release.Seal(describes: random.Next(2) == 0);
        return release;
    }

    private static byte[] Mangle(byte[] bytes, Random random)
    {
        var from = random.Next(bytes.Length + 1);
        var length = random.Next(Math.Min(64, bytes.Length - from) + 1);
        byte[] part = [.. bytes.AsSpan(from, length)];
        byte[] noise = new byte[random.Next(1, 9)];
        random.NextBytes(noise);
        return random.Next(6) switch
        {
            0 => [.. bytes[..from], .. bytes[(from + length)..]],
            1 => [.. bytes[..from], .. part, .. part, .. bytes[(from + length)..]],
            2 => [.. bytes[..from], .. noise, .. bytes[(from + length)..]],
            3 => [.. bytes[..from], .. Enumerable.Repeat(noise[0], 3000), .. bytes[from..]],
            // Digits, so that numbers become others without the form breaking.
            4 => [.. bytes.Select((b, i) => i >= from && b is >= (byte)'0' and <= (byte)'9' ? (byte)('0' + random.Next(10)) : b)],
            _ => [.. bytes[..from], .. "\"\\u0000\\ud800[[[[{{{{9999999999999999999e9999\r\n"u8, .. bytes[from..]],
        };
    }
}
