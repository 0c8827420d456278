using System.Globalization;

namespace Dataset.Parquet.Tests.Fuzzing;

/// <summary>
/// Runs numbered cases. A case's number and the seed make it, whatever ran before it; so a failure is run again by its
/// number. <c>DATASET_PARQUET_FUZZ_TIMES=50</c> runs that many times as many, <c>DATASET_PARQUET_FUZZ_SEED</c> others. One case in ten
/// is of the run's own seed (<see cref="Seeds"/>).
/// </summary>
internal static class FuzzRun
{
    /// <summary>What a case of a kilobyte or two may allocate, exceptions and all.</summary>
    private const long MostBytes = 48 << 20;

    public static void Cases(int count, Action<Random> run)
    {
        var (stays, drawn) = (Setting("DATASET_PARQUET_FUZZ_SEED", 1), Seeds.OfThisRun());
        var total = (long)count * Setting("DATASET_PARQUET_FUZZ_TIMES", 1);
        Parallel.For(0, total, new ParallelOptions { MaxDegreeOfParallelism = Environment.ProcessorCount }, number =>
        {
            var seed = number % 10 == 9 ? drawn : stays;
            var before = GC.GetAllocatedBytesForCurrentThread();
            try
            {
                run(new Random(HashCode(seed, number)));
            }
            catch (Exception failure)
            {
                throw new InvalidOperationException($"Case {number} of seed {seed}: {failure.Message}", failure);
            }
            var cost = GC.GetAllocatedBytesForCurrentThread() - before;
            Assert.True(cost < MostBytes, $"Case {number} of seed {seed} has allocated {cost} bytes.");
        });
    }

    /// <summary>The same in every process, unlike <see cref="System.HashCode"/>.</summary>
    private static int HashCode(
        int seed, long number) => (int)((((ulong)number * 0x9E37_79B9_7F4A_7C15UL) + ((ulong)seed * 0xD1B5_4A32_D192_ED03UL)) >> 33);

    private static int Setting(string name, int otherwise) =>
        Environment.GetEnvironmentVariable(name) is { Length: > 0 } text ? int.Parse(text, CultureInfo.InvariantCulture) : otherwise;
}
