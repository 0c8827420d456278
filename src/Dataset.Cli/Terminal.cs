using Dataset.Cli.Help;
using Dataset.Diagnostics.Reporting;

namespace Dataset.Cli;

/// <summary>What a command writes to, what is known of the screen, and whether it was asked to stop.</summary>
/// <param name="Out">Findings and data. Buffered: flushed when the command ends, and before anything is written to
/// <paramref name="Error"/>.</param>
/// <param name="Error">Progress, summaries and hints.</param>
/// <param name="Stop">Whether to stop.</param>
internal sealed record Terminal(TextWriter Out, TextWriter Error, StopRequest Stop)
{
    /// <summary>The width in columns of a screen that does not tell its own.</summary>
    public const int DefaultWidth = 80;

    private readonly Lazy<int> width = new(DefaultWidth);

    /// <summary>Whether <see cref="Out"/> is a screen.</summary>
    public bool OutIsScreen { get; init; }

    /// <summary>Whether <see cref="Error"/> is a screen that can move its cursor.</summary>
    public bool ErrorIsScreen { get; init; }

    /// <summary>Whether tables on <see cref="Out"/> have a frame: on a person's screen that is not one of letters alone.</summary>
    public bool DrawsFrames { get => field && OutIsScreen; init; } = true;

    /// <summary>Whether <see cref="Out"/> takes colours.</summary>
    public bool Colour { get => field && WantsColour; init; }

    /// <summary>Whether the person wants any; not with a <c>NO_COLOR</c>, https://no-color.org, that is not empty.</summary>
    public bool WantsColour => string.IsNullOrEmpty(Variable("NO_COLOR"));

    /// <summary>The width of the screen in columns.</summary>
    public int Width => width.Value;

    /// <summary>How findings are written on it.</summary>
    public ReportStyle Style => new() { Colour = Colour, Width = OutIsScreen ? Width : null };

    /// <summary>The value of an environment variable; tests bring their own.</summary>
    public Func<string, string?> Variable { get; init; } = Environment.GetEnvironmentVariable;

    /// <summary>Finds the width out; asked only when needed, since the runtime prepares the screen for input when it is asked.</summary>
    public Func<int> MeasureWidth { init => width = new(value); }

    /// <summary>The clock by which progress and watching go; tests bring their own.</summary>
    public TimeProvider Clock { get; init; } = TimeProvider.System;

    /// <summary>The process's own streams and screen.</summary>
    public static Terminal OfProcess(TextWriter output, TextWriter error, StopRequest stop)
    {
        var isDumb = Environment.GetEnvironmentVariable("TERM") == "dumb";
        var outIsScreen = !Console.IsOutputRedirected;
        return new Terminal(output, error, stop)
        {
            OutIsScreen = outIsScreen,
            ErrorIsScreen = !Console.IsErrorRedirected && !isDumb,
            DrawsFrames = !isDumb,
            Colour = outIsScreen && !isDumb,
            MeasureWidth = WidthOfScreen,
        };
    }

    /// <summary>Writes a line to <see cref="Out"/>; on a screen no word of it is broken.</summary>
    public void Show(string line, int indent = 0)
    {
        if (OutIsScreen)
            HelpText.Paragraph(Out, line, indent, width: Width);
        else
            Out.Write($"{new string(' ', indent)}{line}\n");
    }

    /// <summary>Says something to the person, after everything that went out before it.</summary>
    public void Say(string text)
    {
        Out.Flush();
        Tell(text);
    }

    /// <summary>
    /// Says something whatever became of <see cref="Out"/>. On a screen no word is broken; what begins with a space, or is to be run next,
    /// is one line as it was given, to be pasted.
    /// </summary>
    public void Tell(string text)
    {
        foreach (var line in text.Split('\n'))
            if (ErrorIsScreen && !line.StartsWith(' ') && !line.StartsWith("Next: ", StringComparison.Ordinal))
                HelpText.Paragraph(Error, line, indent: 0, width: Width);
            else
                Error.Write($"{line}\n");
        Error.Flush();
    }

    private static int WidthOfScreen()
    {
        // As other programs take it (POSIX, XBD 8.3): the screen of an editor that reads findings line by line is as wide as it says.
        if (int.TryParse(Environment.GetEnvironmentVariable("COLUMNS"), out var columns) && columns > 0)
            return Math.Max(20, columns);
        try
        {
            // A terminal that no window shows may have no width.
            return Console.WindowWidth is > 0 and var width ? Math.Max(20, width) : DefaultWidth;
        }
        catch (IOException)
        {
            return DefaultWidth;
        }
    }
}
