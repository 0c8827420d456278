using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;
using Dataset.Cli.Commands;
using Dataset.Cli.Help;
using Dataset.Cli.Streams;
using Dataset.Diagnostics.Reporting;
using Dataset.Releases;

namespace Dataset.Cli;

/// <summary>From arguments to exit status.</summary>
internal static class CommandLine
{
    /// <summary>Runs one command. Never throws: what goes wrong becomes one line on standard error and an exit status.</summary>
    public static int Run(IReadOnlyList<string> args, Terminal terminal)
    {
        try
        {
            var status = Invoke(args, terminal);
            terminal.Out.Flush();
            terminal.Error.Flush();
            return status;
        }
        catch (ClosedOutputException)
        {
            return ExitStatus.Failed;
        }
        catch (Exception e) when (terminal.Stop.Status != 0 && IsCancellation(e))
        {
            return Fail("Stopped.", terminal.Stop.Status);
        }
#pragma warning disable CA1031 // The last resort: whatever it is, a person gets a line and a script gets a status.
        catch (Exception e)
#pragma warning restore CA1031
        {
            var debug = args.Contains(RootOptions.DebugName, StringComparer.Ordinal);
            return Fail(Failure.Describe(e) + (debug ? $"\n{e}" : ""), ExitStatus.Failed);
        }

        int Fail(string message, int status)
        {
            if (status == ExitStatus.Failed)
                ReportProblem(args, terminal, new(message, status, IsUsage: false));
            terminal.Tell($"dataset: {message}");
            return status;
        }
    }

    /// <summary>Every command, with what it teaches; <c>dataset --help</c> lists them in this order.</summary>
    public static RootCommand Root(Terminal terminal)
    {
        var root = new RootCommand(
            "Builds releases of article datasets: curated sources in, checked JSON Lines, CSV and Parquet files out.")
        {
            HelpName = "dataset",
        };
        root.Options.Clear();
        // No [suggest] and other directives of the parser.
        root.Directives.Clear();
        root.Add(RootOptions.Help(terminal));
        root.Add(RootOptions.Version(terminal));
        root.Add(RootOptions.Debug());
        root.Add(new BuildCommand(terminal));
        root.Add(new ValidateCommand(terminal));
        root.Add(new VerifyCommand(terminal));
        root.Add(new ShardCommand(terminal));
        root.Add(new AssembleCommand(terminal));
        root.Add(new DiffCommand(terminal));
        root.Add(new PackCommand(terminal));
        root.Add(new RestoreCommand(terminal));
        root.Add(new InspectCommand(terminal));
        root.Add(new InitCommand(terminal));
        root.Add(new AddCommand(terminal));
        root.Add(new ExplainCommand(terminal));
        root.Add(new CompletionCommand(terminal));
        foreach (var option in root.Options.Concat(root.Subcommands.SelectMany(c => c.Options)))
            CommonOptions.RefuseEmpty(option);
        return root;
    }

    private static int Invoke(IReadOnlyList<string> args, Terminal terminal)
    {
        // No response files: "@name" is a name like any other.
        var root = Root(terminal);
        var line = root.Parse(AfterDashes(HelpAsOption(args, root)), new ParserConfiguration { ResponseFileTokenReplacer = null });
        if (line.Errors.Count > 0 && line.Action is not { ClearsParseErrors: true })
        {
            terminal.Say($"dataset: {UsageError.Describe(line)}");
            terminal.Say($"Try '{HelpText.NameOf(line.CommandResult.Command)} --help'.");
            ReportProblem(args, terminal, new(UsageError.Describe(line), ExitStatus.Usage, IsUsage: true));
            return ExitStatus.Usage;
        }
        return line.Invoke(
            new InvocationConfiguration { Output = terminal.Out, Error = terminal.Error, EnableDefaultExceptionHandler = false });
    }

    /// <summary>
    /// <c>dataset help build</c> is <c>dataset build --help</c>, and so is <c>dataset build help</c> where no path is called so.
    /// </summary>
    private static IReadOnlyList<string> HelpAsOption(IReadOnlyList<string> args, RootCommand root) => args switch
    {
        ["help", "help", ..] => ["--help"],
        ["help", var word, ..] when root.Subcommands.All(c => c.Name != word) && !word.StartsWith('-') => [word],
        ["help", ..] => [.. args.Skip(1), "--help"],
        [var command, "help"] when root.Subcommands.Any(c => c.Name == command) && !Path.Exists("help") => [command, "--help"],
        _ => args,
    };

    /// <summary>
    /// After <c>--</c> nothing is an option: what begins with a hyphen is a path, written so that no command takes it for an option.
    /// </summary>
    private static string[] AfterDashes(IReadOnlyList<string> args)
    {
        var at = args.TakeWhile(a => a != "--").Count();
        return [.. args.Take(at), .. args.Skip(at + 1).Select(a => a.StartsWith('-') ? "./" + a : a)];
    }

    /// <summary>Says in the form that was asked for why there is no report, where that form has a place for it.</summary>
    private static void ReportProblem(IReadOnlyList<string> args, Terminal terminal, ReportProblem problem)
    {
        var forms = args.Zip(args.Skip(1)).Where(a => a.First == "--format").Select(a => a.Second)
            .Concat(args.Where(a => a.StartsWith("--format=", StringComparison.Ordinal)).Select(a => a["--format=".Length..])).ToArray();
        if (forms is not ["sarif" or "json"])
            return;
        try
        {
            Reporters.For(forms[0] == "sarif" ? ReportFormat.Sarif : ReportFormat.Json)
                .Write(new(args[0], ToolIdentity.Current.Version, new()) { Problem = problem }, terminal.Out);
            terminal.Out.Flush();
        }
        catch (IOException)
        {
            // Standard output is what failed; standard error says it.
        }
    }

    private static bool IsCancellation(Exception exception) => exception switch
    {
        OperationCanceledException => true,
        AggregateException aggregate => aggregate.Flatten().InnerExceptions.All(IsCancellation),
        _ => false,
    };
}

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
