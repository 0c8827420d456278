using System.Globalization;

namespace Dataset;

/// <summary>
/// The seed of tests that try something new in each run, beside the seeds that stay. It is printed in the output of each of them;
/// <c>DATASET_SEED=…</c> runs them with that one again.
/// </summary>
internal static class Seeds
{
    private static readonly int Drawn = Environment.GetEnvironmentVariable("DATASET_SEED") is { Length: > 0 } text
        ? int.Parse(text, CultureInfo.InvariantCulture)
        : Random.Shared.Next();

    /// <summary>The seed of this run, which the test's output tells from now on.</summary>
    public static int OfThisRun()
    {
        Xunit.TestContext.Current.TestOutputHelper?.WriteLine($"DATASET_SEED={Drawn.ToString(CultureInfo.InvariantCulture)}");
        return Drawn;
    }
}
