using System.CommandLine;
using System.CommandLine.Parsing;
using Dataset.Text;

namespace Dataset.Cli.Help;

/// <summary>What is wrong with a command line, in one line.</summary>
internal static class UsageError
{
    /// <param name="line">A parsed line with at least one error.</param>
    public static string Describe(ParseResult line)
    {
        // An unknown option explains the words after it; an unknown word the errors that follow from it, such as a command that is missing.
        var error = line.Errors.FirstOrDefault(
            e => e.SymbolResult is ArgumentResult a && a.Tokens.Any(t => t.Value.StartsWith('-')))
            ?? line.Errors.FirstOrDefault(
            e => e.SymbolResult is CommandResult { Command: var c } && c == line.CommandResult.Command && IsUnmatched(line, e))
            ?? line.Errors[0];
        return Printable.Line(error.SymbolResult switch
        {
            CommandResult when line.UnmatchedTokens.Count > 0 => UnknownWord(line, line.UnmatchedTokens[0]),
            CommandResult { Command: var command } when command.Subcommands.Count > 0 =>
                $"Say what to do: {string.Join(", ", command.Subcommands.Select(c => c.Name))}.",
            OptionResult { IdentifierTokenCount: > 1 } option =>
                $"{option.Option.Name} is given {option.IdentifierTokenCount} times; give it once.",
            OptionResult { Tokens.Count: 0, IdentifierToken: null } option => $"{option.Option.Name} {option.Option.HelpName} is missing.",
            OptionResult { Tokens.Count: 0 } option =>
                $"{option.IdentifierToken.Value} needs a value, {option.Option.HelpName}.",
            ArgumentResult { Tokens.Count: 0 } argument => $"{argument.Argument.Name} is missing.",
            _ => error.Message.ReplaceLineEndings(" "),
        });
    }

    private static bool IsUnmatched(ParseResult line, ParseError error) =>
        line.UnmatchedTokens.Any(t => error.Message.Contains($"'{t}'", StringComparison.Ordinal));

    /// <summary>Names an option that the command does not have, and the nearest one that it has.</summary>
    public static string UnknownOption(string token, CommandResult? command) =>
        Unknown(
            "option", token,
            Options(command).SelectMany(o => o.Aliases.Append(o.Name)).Where(n => n.StartsWith("--", StringComparison.Ordinal)));

    private static string UnknownWord(ParseResult line, string token)
    {
        var command = line.CommandResult.Command;
        return token.StartsWith('-') ? UnknownOption(token, line.CommandResult)
            : Unknown(command.Subcommands.Count > 0 ? "command" : "argument", token, command.Subcommands.Select(c => c.Name));
    }

    private static string Unknown(string what, string token, IEnumerable<string> known)
    {
        var nearest = NearestName.Of(token, known);
        return $"Unknown {what} '{token}'." + (nearest is null ? "" : $" Did you mean '{nearest}'?");
    }

    private static IEnumerable<Option> Options(CommandResult? result)
    {
        for (SymbolResult? at = result; at is not null; at = at.Parent)
            if (at is CommandResult command)
                foreach (var option in command.Command.Options)
                    if (at == result || option.Recursive)
                        yield return option;
    }
}
