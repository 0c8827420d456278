using System.CommandLine;
using System.CommandLine.Parsing;
using Dataset.Cli.Usage;

namespace Dataset.Cli.Commands;

/// <summary>Arguments that several commands share.</summary>
internal static class CommonArguments
{
    /// <summary>The folder of sources.</summary>
    public static Argument<string> Source() => Optional(new Argument<string>("SOURCE")
    {
        Description = "The folder that holds dataset.yaml. Default: seeds.",
        DefaultValueFactory = _ => "seeds",
    });

    /// <summary>A path or a name that must be given.</summary>
    public static Argument<string> Required(string name, string description) =>
        RefusingOptions(new Argument<string>(name) { Description = description, Arity = ArgumentArity.ExactlyOne });

    /// <summary>A path or a name that may be left out.</summary>
    public static Argument<string?> Optional(string name, string description) =>
        RefusingOptions(new Argument<string?>(name) { Description = description, Arity = ArgumentArity.ZeroOrOne });

    /// <summary>Paths, at least one.</summary>
    public static Argument<string[]> Several(string name, string description) =>
        RefusingOptions(new Argument<string[]>(name) { Description = description, Arity = ArgumentArity.OneOrMore });

    private static Argument<string> Optional(Argument<string> argument)
    {
        argument.Arity = ArgumentArity.ZeroOrOne;
        return RefusingOptions(argument);
    }

    /// <summary>An unknown option would pass for a path: <c>dataset build --repalce</c> would look for a folder of that name.</summary>
    private static Argument<T> RefusingOptions<T>(Argument<T> argument)
    {
        argument.Validators.Add(result =>
        {
            if (result.Tokens.FirstOrDefault(t => t.Value.StartsWith('-')) is { } token)
                result.AddError(UsageError.UnknownOption(token.Value, result.Parent as CommandResult)
                    + $" (A path of that name is written ./{token.Value}.)");
            else if (result.Tokens.Any(t => t.Value.Length == 0))
                result.AddError($"{argument.Name} is empty.");
        });
        return argument;
    }
}
