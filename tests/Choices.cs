using FsCheck;
using FsCheck.Fluent;

namespace Dataset;

/// <summary>
/// What a test that makes things up decides, in order: FsCheck draws the numbers, and shrinks them where the test fails, towards fewer and
/// smaller ones, as a seed cannot be. After the last number everything is 0, which by convention is the simplest choice.
/// </summary>
/// <param name="Numbers">Each at least 0.</param>
public sealed record Choices(IReadOnlyList<int> Numbers)
{
    private const int MostNumbers = 5_000;

    /// <summary>The choices from their beginning.</summary>
    public Random Begin() => new Sequence(Numbers);

    public override string ToString() => $"[{string.Join(", ", Numbers)}]";

    public static Arbitrary<Choices> Arbitrary() => Arb.From(
        from count in Gen.Choose(0, MostNumbers)
        from numbers in Gen.ArrayOf(Gen.Choose(0, int.MaxValue - 1), count)
        select new Choices(numbers),
        choices => Shrink([.. choices.Numbers]));

    private static IEnumerable<Choices> Shrink(int[] numbers)
    {
        // What goes on with fewer, and then with smaller numbers at one place after another.
        for (var length = numbers.Length; length > 0; length /= 2)
            for (var from = 0; from + length <= numbers.Length; from += length)
                yield return new([.. numbers.AsSpan(0, from), .. numbers.AsSpan(from + length)]);
        for (var i = 0; i < numbers.Length; i++)
            foreach (var smaller in new[] { 0, numbers[i] / 2, numbers[i] - 1 }.Where(n => n >= 0 && n < numbers[i]).Distinct())
                yield return new([.. numbers.AsSpan(0, i), smaller, .. numbers.AsSpan(i + 1)]);
    }

    private sealed class Sequence(IReadOnlyList<int> numbers) : Random
    {
        private int next;

        public override int Next() => next < numbers.Count ? numbers[next++] : 0;

        public override int Next(int maxValue) => maxValue == 0 ? 0 : Next() % maxValue;

        public override int Next(int minValue, int maxValue) =>
            maxValue == minValue ? minValue : (int)(minValue + (Next() % ((long)maxValue - minValue)));

        public override long NextInt64() => ((long)Next() << 32) | (uint)Next();

        public override long NextInt64(long maxValue) => maxValue == 0 ? 0 : NextInt64() % maxValue;

        public override long NextInt64(long minValue, long maxValue) =>
            (long)(minValue + (Int128)((UInt128)NextInt64() % (UInt128)((Int128)maxValue - minValue)));

        public override double NextDouble() => Sample();

        public override void NextBytes(Span<byte> buffer)
        {
            foreach (ref var b in buffer)
                b = (byte)Next();
        }

        public override void NextBytes(byte[] buffer) => NextBytes(buffer.AsSpan());

        protected override double Sample() => Next() / (double)int.MaxValue;
    }
}
