namespace Dataset.Tables;

/// <summary>How far long work has come. Reported now and then by the library, often enough to be watched, from any thread.</summary>
/// <param name="Stage">What is being done, in a word or two that a person reads: <c>reading articles</c>. A new stage starts its counts
/// again.</param>
/// <param name="Rows">Rows done in this stage so far, or documents where the stage has no rows.</param>
/// <param name="Bytes">Bytes of input done in this stage so far.</param>
/// <param name="TotalBytes">Bytes of input that the stage will take in all; null where it is not known yet.</param>
public readonly record struct WorkProgress(string Stage, long Rows, long Bytes, long? TotalBytes);

/// <summary>Counts work as it is done and reports it, at most once for so many bytes. For one thread at a time.</summary>
internal sealed class WorkMeter(IProgress<WorkProgress>? progress)
{
    /// <summary>Reports closer together than this tell users nothing.</summary>
    private const long StepInBytes = 1 << 20;

    private WorkProgress now;
    private long reported;

    /// <summary>Starts a stage and resets its counts.</summary>
    /// <param name="stage">What is being done, in a word or two.</param>
    /// <param name="totalBytes">Of all its input; null where it is not known.</param>
    public void Begin(string stage, long? totalBytes = null)
    {
        (now, reported) = (new(stage, 0, 0, totalBytes), 0);
        progress?.Report(now);
    }

    public void Add(long rows, long bytes)
    {
        now = now with { Rows = now.Rows + rows, Bytes = now.Bytes + bytes };
        if (now.Bytes - reported < StepInBytes)
            return;
        reported = now.Bytes;
        progress?.Report(now);
    }
}
