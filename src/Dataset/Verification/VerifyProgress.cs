using Dataset.Tables;

namespace Dataset.Verification;

/// <summary>How far a verification has come, in bytes of the release that are done with.</summary>
internal sealed class VerifyProgress(IProgress<WorkProgress>? target, long totalBytes)
{
    private long rows;
    private long bytes;

    /// <summary>Reports rows of a part of a table.</summary>
    /// <param name="count">Rows that were checked since the last report.</param>
    /// <param name="partRows">All rows of the part, as far as anybody knows.</param>
    /// <param name="partBytes">The bytes of all the part's files.</param>
    public void Add(long count, long partRows, long partBytes)
    {
        rows += count;
        bytes += (long)(partBytes * Math.Min(1.0, count / (double)Math.Max(1, partRows)));
        Report();
    }

    /// <summary>Reports that everything is done.</summary>
    public void Finish()
    {
        bytes = totalBytes;
        Report();
    }

    private void Report() => target?.Report(new("verifying", rows, Math.Min(bytes, totalBytes), totalBytes));
}
