using System.CommandLine;
using System.Globalization;
using Dataset.Cli.Commands;
using Dataset.Cli.Display;

namespace Dataset.Cli.Help;

/// <summary>What <c>--help</c> prints: what a command does, how to call it, its exit statuses and an example or two.</summary>
internal static class HelpText
{
    /// <summary>Columns, on any screen: the same text everywhere.</summary>
    private const int Width = Terminal.DefaultWidth;

    public static void Write(Command command, TextWriter output)
    {
        Paragraph(output, command.Description ?? "", 0);
        if (command is DatasetCommand { Details.Length: > 0 } detailed)
        {
            output.Write('\n');
            Paragraph(output, detailed.Details, 0);
        }
        Heading(output, "Usage");
        output.Write($"  {UsageOf(command)}\n");
        Section(output, "Commands", command.Subcommands.Select(c => (UsageName(c), c.Description ?? "")));
        Section(output, "Arguments", command.Arguments.Select(a => (a.Name, a.Description ?? "")));
        var inherited = command is RootCommand ? [] : command.Parents.OfType<Command>().SelectMany(p => p.Options.Where(o => o.Recursive));
        Section(output, "Options", command.Options.Concat(inherited).Where(o => !o.Hidden).Select(o => (NameOf(o), o.Description ?? "")));
        if (command is DatasetCommand taught)
        {
            Section(output, "Exit status", taught.ExitStatuses.Select(s => (s.Status.ToString(CultureInfo.InvariantCulture), s.Meaning)));
            Heading(output, taught.Examples.Count > 1 ? "Examples" : "Example");
            foreach (var (line, meaning) in taught.Examples)
            {
                output.Write($"  {line}\n");
                Paragraph(output, meaning, 6);
            }
        }
        else
        {
            output.Write($"\nTry '{NameOf(command)} COMMAND --help' for its arguments, exit statuses and examples.\n");
        }
    }

    /// <summary>The words that call a command: <c>dataset build</c>.</summary>
    public static string NameOf(Command command) => command is RootCommand ? "dataset" : $"dataset {command.Name}";

    private static string UsageOf(Command command) =>
        $"{NameOf(command)}{(command.Subcommands.Count > 0 ? " COMMAND" : "")}{Arguments(command)}{Required(command)} [options]";

    private static string Required(Command command) =>
        string.Concat(command.Options.Where(o => o.Required).Select(o => $" {o.Name} {o.HelpName}"));

    private static string UsageName(Command command) => command.Name + Arguments(command);

    private static string Arguments(Command command) =>
        string.Concat(command.Arguments.Select(a => a.Arity.MinimumNumberOfValues == 0 ? $" [{a.Name}]" : $" {a.Name}"));

    private static string NameOf(Option option)
    {
        var names = option.Aliases.Where(a => a.Length == 2 && a != "-?").Append(option.Name);
        return string.Join(", ", names) + (option.HelpName is { } value ? $" {value}" : "");
    }

    private static void Heading(TextWriter output, string heading) => output.Write($"\n{heading}:\n");

    private static void Section(TextWriter output, string heading, IEnumerable<(string Name, string Meaning)> rows)
    {
        var all = rows.ToList();
        if (all.Count == 0)
            return;
        Heading(output, heading);
        var indent = all.Max(r => r.Name.Length) + 4;
        foreach (var (name, meaning) in all)
        {
            output.Write($"  {name.PadRight(indent - 4)}  ");
            Paragraph(output, meaning, indent, isBegun: true);
        }
    }

    /// <summary>Breaks text at spaces; lines after the first, or all of them, are indented.</summary>
    public static void Paragraph(TextWriter output, string text, int indent, bool isBegun = false, int width = Width)
    {
        var column = isBegun ? indent : 0;
        foreach (var word in text.Split(' '))
        {
            var length = CellText.WidthOf(word);
            if (column > indent && column + 1 + length > width)
            {
                output.Write('\n');
                column = 0;
            }
            var space = column == 0 ? indent : column > indent ? 1 : 0;
            output.Write(new string(' ', space));
            output.Write(word);
            column += space + length;
        }
        output.Write('\n');
    }
}
