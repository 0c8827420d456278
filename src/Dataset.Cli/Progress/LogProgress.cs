using Dataset.Tables;

namespace Dataset.Cli.Progress;

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
