using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using Dataset.Cli.Help;
using Dataset.Diagnostics.Reporting;
using Dataset.Sources;
using Dataset.Verification;

namespace Dataset.Cli.Commands;

/// <summary>Options that several commands share.</summary>
internal static class CommonOptions
{
    private static readonly (string Name, ReportFormat Format)[] Formats =
        [
            ("text", ReportFormat.Text), ("json", ReportFormat.Json), ("sarif", ReportFormat.Sarif), ("junit", ReportFormat.JUnit),
            ("github", ReportFormat.GitHub), ("gitlab", ReportFormat.GitLab),
        ];

    /// <summary>The form of findings.</summary>
    public static Option<ReportFormat> Format() => Choose(new("--format")
    {
        HelpName = "FORM",
        Description = "How to write findings: text (the default), json, sarif, junit, github or gitlab.",
        DefaultValueFactory = _ => ReportFormat.Text,
    }, Formats);

    /// <summary>Lets an option be one of some words, by which shells complete it too.</summary>
    public static Option<T> Choose<T>(Option<T> option, params (string Name, T Value)[] choices)
    {
        option.CustomParser = result => Choice(result, option.Name, choices);
        option.CompletionSources.Clear();
        option.CompletionSources.Add([.. choices.Select(c => c.Name)]);
        return option;
    }

    /// <summary>The number of threads; the result is the same with any.</summary>
    public static Option<int> Jobs() => new("--jobs")
    {
        HelpName = "N",
        Description = "Threads to use, from 1 to 1024. Default: one for each processor. The result is the same with any number.",
        DefaultValueFactory = _ => VerifyOptions.Default.Jobs,
        CustomParser = result => (int)WholeNumber(result, "--jobs", 1, 1024),
    };

    /// <summary>A path with a default.</summary>
    public static Option<string> Path(string name, string valueName, string description, string defaultValue, params string[] aliases) =>
        new(name, aliases) { HelpName = valueName, Description = description, DefaultValueFactory = _ => defaultValue };

    /// <summary>Refuses an empty value, whatever the option: a variable of a script that is not set must not become "no key".</summary>
    public static void RefuseEmpty(Option option) => option.Validators.Add(result =>
    {
        if (result.Tokens.Any(t => t.Value.Length == 0))
            result.AddError($"{option.Name} is empty.");
    });

    /// <summary>A whole number within bounds; otherwise the error says what was expected.</summary>
    public static long WholeNumber(ArgumentResult result, string option, long least, long most)
    {
        var text = result.Tokens[^1].Value;
        if (long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var value) && value >= least && value <= most)
            return value;
        result.AddError(
            string.Create(CultureInfo.InvariantCulture, $"{option} takes a whole number from {least} to {most}, not '{text}'."));
        return least;
    }

    /// <summary>One of some words; otherwise the error lists them.</summary>
    public static T Choice<T>(ArgumentResult result, string option, (string Name, T Value)[] choices)
    {
        var text = result.Tokens[^1].Value;
        foreach (var (name, value) in choices)
            if (name == text)
                return value;
        result.AddError($"{option} takes {string.Join(", ", choices[..^1].Select(c => c.Name))} or {choices[^1].Name}, not '{text}'.");
        return choices[0].Value;
    }
}

/// <summary>Arguments that several commands share.</summary>
internal static class CommonArguments
{
    /// <summary>The folder of sources: by default <c>seeds</c>, or the current folder where that is one itself.</summary>
    public static Argument<string> Source() => Optional(new Argument<string>("SOURCE")
    {
        Description = SourceIs,
        DefaultValueFactory = _ => UsualSource(),
        CustomParser = SourceOf,
    });

    /// <summary>The same as an option, where the arguments are others.</summary>
    public static Option<string> SourceOption() => new("--source")
    {
        HelpName = "SOURCE",
        Description = SourceIs,
        DefaultValueFactory = _ => UsualSource(),
        CustomParser = SourceOf,
    };

    private const string SourceIs = "The folder that holds dataset.yaml, or the one above it. Default: seeds.";

    /// <summary>Whether the current folder is the one of the sources, as those have it who write in it.</summary>
    public static bool IsInSource => !Directory.Exists("seeds") && IsSource(".");

    private static string UsualSource() => IsInSource ? "." : "seeds";

    private static string SourceOf(ArgumentResult result)
    {
        var folder = result.Tokens[^1].Value;
        if (System.IO.Path.GetFileName(folder) == Descriptor.FileName && File.Exists(folder))
            return System.IO.Path.GetDirectoryName(folder) is { Length: > 0 } above ? above : ".";
        var below = System.IO.Path.Join(folder, "seeds");
        return !IsSource(folder) && IsSource(below) ? below : folder;
    }

    private static bool IsSource(string folder) => File.Exists(System.IO.Path.Join(folder, Descriptor.FileName));

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
