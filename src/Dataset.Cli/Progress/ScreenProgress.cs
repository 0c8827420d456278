using Dataset.Tables;

namespace Dataset.Cli.Progress;

/// <summary>
/// A bar on the last line of the screen. It comes after half a second, so that short work, which is most of it, neither flickers nor
/// pays for loading what draws it.
/// </summary>
internal sealed class ScreenProgress : ProgressDisplay
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(0.5);

    private readonly WorkRate rate;
    private readonly ManualResetEventSlim done = new();
    private readonly Thread drawing;

    public ScreenProgress(Terminal terminal)
    {
        rate = new(terminal.Clock);
        drawing = new(() => Draw(terminal)) { IsBackground = true, Name = "progress" };
        drawing.Start();
    }

    public override void Report(WorkProgress value) => rate.Report(value);

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            done.Set();
            drawing.Join();
            done.Dispose();
        }
        base.Dispose(disposing);
    }

    private void Draw(Terminal terminal)
    {
        if (done.Wait(Patience))
            return;
        try
        {
            ProgressBar.Draw(terminal.Error, rate, done.WaitHandle);
        }
#pragma warning disable CA1031 // A screen that cannot be drawn on is no reason to end the work behind it.
        catch (Exception)
#pragma warning restore CA1031
        {
            done.Wait();
        }
    }
}
