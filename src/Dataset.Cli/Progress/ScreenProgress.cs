using Dataset.Tables;
using Spectre.Console;
using Spectre.Console.Rendering;

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
            ProgressBar.Draw(terminal, rate, done.WaitHandle);
        }
#pragma warning disable CA1031 // A screen that cannot be drawn on is no reason to stop the work.
        catch (Exception)
#pragma warning restore CA1031
        {
            done.Wait();
        }
    }
}

/// <summary>Draws a <see cref="WorkRate"/> with Spectre.Console, which is loaded when this class first runs.</summary>
internal static class ProgressBar
{
    private static readonly TimeSpan Frame = TimeSpan.FromMilliseconds(100);

    /// <summary>Draws until the work is done, then takes the bar away.</summary>
    public static void Draw(Terminal terminal, WorkRate rate, WaitHandle done)
    {
        var console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = AnsiSupport.Yes,
            ColorSystem = terminal.WantsColour ? ColorSystemSupport.Standard : ColorSystemSupport.NoColors,
            Interactive = InteractionSupport.Yes,
            Out = new AnsiConsoleOutput(terminal.Error),
        });
        console.Progress().AutoClear(true).AutoRefresh(false).HideCompleted(false)
            .Columns(
                new SpinnerColumn(Spinner.Known.Line), new TaskDescriptionColumn(), new ProgressBarColumn { Width = 30 },
                new NumbersColumn(rate))
            .Start(context =>
            {
                var task = context.AddTask("starting", autoStart: true, maxValue: 1);
                do
                {
                    task.Description = Markup.Escape(rate.Stage ?? "starting");
                    task.IsIndeterminate = rate.Fraction is null;
                    task.Value = rate.Fraction ?? 0;
                    context.Refresh();
                }
                while (!done.WaitOne(Frame));
            });
    }

    private sealed class NumbersColumn(WorkRate rate) : ProgressColumn
    {
        protected override bool NoWrap => true;

        public override IRenderable Render(RenderOptions options, ProgressTask task, TimeSpan deltaTime) =>
            new Spectre.Console.Text(rate.Describe());
    }
}
