using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;
using Dataset.Cli.Help;
using Dataset.Releases;

namespace Dataset.Cli;

/// <summary>The options that every command takes, and <c>--version</c>.</summary>
internal static class RootOptions
{
    public const string DebugName = "--debug";

    public static Option Help(Terminal terminal) => new HelpOption("--help", "-h")
    {
        Description = "Show this text.",
        Action = new Printing(line => HelpText.Write(line.CommandResult.Command, terminal.Out)),
    };

    public static Option Version(Terminal terminal) => new VersionOption("--version")
    {
        Description = "Show the version.",
        Action = new Printing(_ => terminal.Out.Write($"{ToolIdentity.Current.Name} {ToolIdentity.Current.Version}\n")),
    };

    public static Option Debug() => new Option<bool>(DebugName)
    {
        Description = "Where the command cannot run, show the stack trace too.",
        Recursive = true,
    };

    /// <summary>Prints something instead of running the command, whatever else is on the line.</summary>
    private sealed class Printing(Action<ParseResult> print) : SynchronousCommandLineAction
    {
        public override bool ClearsParseErrors => true;

        public override int Invoke(ParseResult parseResult)
        {
            print(parseResult);
            return ExitStatus.Fine;
        }
    }
}
