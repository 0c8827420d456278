using Dataset.Tables;

namespace Dataset.Cli.Progress;

/// <summary>Shows how far long work has come; gone from the screen when disposed of.</summary>
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
