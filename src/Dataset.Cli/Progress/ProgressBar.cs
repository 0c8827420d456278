using Spectre.Console;
using Spectre.Console.Rendering;

namespace Dataset.Cli.Progress;

/// <summary>Draws a <see cref="WorkRate"/> with Spectre.Console, which is loaded when this class first runs.</summary>
internal static class ProgressBar
{
    private static readonly TimeSpan Frame = TimeSpan.FromMilliseconds(100);

    /// <summary>Draws until the work is done, then takes the bar away.</summary>
    public static void Draw(TextWriter output, WorkRate rate, WaitHandle done)
    {
        var console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = AnsiSupport.Yes,
            ColorSystem = string.IsNullOrEmpty(Environment.GetEnvironmentVariable("NO_COLOR"))
                ? ColorSystemSupport.Standard
                : ColorSystemSupport.NoColors,
            Interactive = InteractionSupport.Yes,
            Out = new AnsiConsoleOutput(output),
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
