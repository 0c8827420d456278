using System.Buffers.Binary;
using Dataset.Tables;
using FsCheck.Xunit;

namespace Dataset.Tests.Tables;

public class FingerprintSetTests
{
    private static readonly KeyedHash Known = new(1, 2);

    [Property(MaxTest = 200)]
    public void It_has_what_was_added_and_nothing_else(int[] added, int[] others)
    {
        var (set, expected) = (new FingerprintSet(), new HashSet<UInt128>());
        // Small numbers are neighbours in the order, zero among them, so that runs are long and cross the end.
        foreach (var number in added.Concat(added.Select(n => -n)))
        {
            var fingerprint = number % 2 == 0 ? Number(number) : Known.Of(BitConverter.GetBytes(number));
            Assert.Equal(expected.Add(fingerprint), set.Add(fingerprint));
        }
        Assert.Equal(expected.Count, set.Count);
        AssertEx.All(expected.Append(UInt128.MaxValue), f => Assert.Equal(expected.Contains(f), set.Contains(f)));
        foreach (var number in others)
            Assert.Equal(expected.Contains(Number(number)), set.Contains(Number(number)));

        static UInt128 Number(int number) => number < 0 ? UInt128.MaxValue + (UInt128)(number + 1L) : 2 * (UInt128)number;
    }

    [Fact]
    public void Keys_that_are_chosen_take_as_many_steps_as_any()
    {
        // All of them begin alike where one knows the secret; the run's own is another.
        const int Count = 400_000;
        var chosen = Keys(Count * 17L).Where(k => Known.Of(k) >> 124 == 0).Take(Count).ToList();
        Assert.Equal(Count, chosen.Count);
        var secret = KeyedHash.Draw();
        var (random, ofChosen) = (Steps(Keys(Count), secret), Steps(chosen, secret));
        Assert.InRange(ofChosen, random / 2, random * 2);
        // The choice is a bad one where the secret is known: a hundredth of the keys make more steps.
        Assert.True(Steps(chosen.Take(Count / 20), Known) > ofChosen);
    }

    [Fact]
    public void Steps_grow_with_the_keys_and_no_faster()
    {
        var secret = KeyedHash.Draw();
        var (once, twice) = (Steps(Keys(200_000), secret) / 200_000.0, Steps(Keys(800_000), secret) / 800_000.0);
        Assert.InRange(twice, 0, 2 * once);
    }

    private static long Steps(IEnumerable<byte[]> keys, KeyedHash hash)
    {
        var set = new FingerprintSet();
        foreach (var key in keys)
        {
            set.Add(hash.Of(key));
            Assert.True(set.Contains(hash.Of(key)));
        }
        return set.Steps;
    }

    private static IEnumerable<byte[]> Keys(long count)
    {
        for (var i = 0L; i < count; i++)
        {
            var key = new byte[8];
            BinaryPrimitives.WriteInt64LittleEndian(key, i);
            yield return key;
        }
    }
}
