using Dataset.Cli;

namespace Dataset.Tests.Cli;

/// <summary>What a command, run inside this process, printed and returned.</summary>
internal sealed record CommandRun(int Status, string Out, string Error)
{
    /// <summary>
    /// The last line of what it said, with its line end: on a machine with much else to do, lines of progress come before.
    /// </summary>
    public string LastError => Error[(Error.TrimEnd('\n').LastIndexOf('\n') + 1)..];

    public static CommandRun Of(params string[] args) => Of(t => t, args);

    /// <param name="change">Changes what the command knows of its screen and clock.</param>
    /// <param name="args">The command line.</param>
    public static CommandRun Of(Func<Terminal, Terminal> change, params string[] args)
    {
        using var output = new StringWriter { NewLine = "\n" };
        using var error = new StringWriter { NewLine = "\n" };
        using var stop = new StopRequest();
        var status = CommandLine.Run(args, change(new Terminal(output, error, stop)));
        return new(status, output.ToString(), error.ToString());
    }
}
