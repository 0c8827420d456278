namespace Dataset.Benchmarks.Scale;

/// <summary>What it took to run something from beginning to end.</summary>
/// <param name="Seconds">By the clock.</param>
/// <param name="ProcessorSeconds">User and system, of all threads and processes together.</param>
/// <param name="PeakInBytes">The most memory that one process had at once.</param>
/// <param name="WrittenInBytes">The files that exist afterwards.</param>
internal readonly record struct Measurement(double Seconds, double ProcessorSeconds, long PeakInBytes, long WrittenInBytes)
{
    /// <summary>One run after another.</summary>
    public static Measurement operator +(Measurement a, Measurement b) =>
        new(
            a.Seconds + b.Seconds, a.ProcessorSeconds + b.ProcessorSeconds, Math.Max(a.PeakInBytes, b.PeakInBytes),
            a.WrittenInBytes + b.WrittenInBytes);

    /// <summary>
    /// Of several rounds: the time and processor time of the fastest, since what else the machine does only adds; the most memory of any.
    /// </summary>
    public static Measurement Of(IReadOnlyCollection<Measurement> rounds) =>
        rounds.MinBy(r => r.Seconds) with { PeakInBytes = rounds.Max(r => r.PeakInBytes) };
}
