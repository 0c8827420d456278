namespace Dataset.Benchmarks.Scale;

/// <summary>One program with so many articles.</summary>
/// <param name="Program">The program.</param>
/// <param name="Articles">How many.</param>
/// <param name="SourceInBytes">The JSON Lines that hold them.</param>
/// <param name="Measurement">What it took.</param>
internal sealed record ScaleResult(string Program, int Articles, long SourceInBytes, Measurement Measurement)
{
    public double MegabytesInSecond => SourceInBytes / 1e6 / Measurement.Seconds;
}
