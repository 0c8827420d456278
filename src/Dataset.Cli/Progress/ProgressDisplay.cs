using Dataset.Tables;

namespace Dataset.Cli.Progress;

/// <summary>Shows the progress of long work; removed from the screen when disposed of.</summary>
internal abstract class ProgressDisplay : IProgress<WorkProgress>, IDisposable
{
    /// <summary>A bar on a person's screen; in a log a line every ten seconds.</summary>
    public static ProgressDisplay On(Terminal terminal) =>
        terminal.ErrorIsScreen ? new ScreenProgress(terminal) : new LogProgress(terminal);

    public abstract void Report(WorkProgress value);

    public void Dispose()
    {
        Dispose(true);
        GC.SuppressFinalize(this);
    }

    protected virtual void Dispose(bool disposing)
    {
    }
}

/// <summary>Calm, for logs: nothing for work of a few seconds, then a line every <see cref="Interval"/>.</summary>
internal sealed class LogProgress(Terminal terminal) : ProgressDisplay
{
    public static readonly TimeSpan Interval = TimeSpan.FromSeconds(10);

    private readonly Lock gate = new();
    private readonly WorkRate rate = new(terminal.Clock);
    private long lastLine = terminal.Clock.GetTimestamp();

    public override void Report(WorkProgress value)
    {
        rate.Report(value);
        lock (gate)
        {
            if (terminal.Clock.GetElapsedTime(lastLine) < Interval)
                return;
            lastLine = terminal.Clock.GetTimestamp();
            var numbers = rate.Describe();
            terminal.Error.Write(numbers.Length == 0 ? $"{value.Stage}\n" : $"{value.Stage}: {numbers}\n");
            terminal.Error.Flush();
        }
    }
}
