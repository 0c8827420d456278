using System.CommandLine;
using Dataset.Cli.Help;
using Dataset.Diagnostics;
using Dataset.Text;

namespace Dataset.Cli.Commands;

/// <summary><c>dataset explain</c>.</summary>
internal sealed class ExplainCommand : DatasetCommand
{
    private readonly Argument<string?> rule =
        CommonArguments.Optional("RULE", "The id in a finding, such as DS4201. Default: list all rules.");

    public ExplainCommand(Terminal terminal)
        : base(terminal, "explain", "Explains a rule: why it exists, what breaks it, how to mend it.")
    {
        rule.CompletionSources.Add([.. Rules.All.Select(r => r.Id)]);
        Add(rule);
    }

    public override IReadOnlyList<(string Line, string Meaning)> Examples =>
    [
        ("dataset explain DS4201", "Why a quote must occur word for word, with an example."),
        ("dataset explain", "List all rules."),
    ];

    protected override string FineMeans => "The text is written.";

    protected override string? FindingsMean => null;

    protected override int Run(ParseResult line)
    {
        if (line.GetValue(rule) is not { } id)
        {
            // A line each for those who search them.
            var width = Terminal.OutIsScreen ? Terminal.Width : int.MaxValue;
            foreach (var one in Rules.All)
            {
                Terminal.Out.Write($"{one.Id}  {Word(one),-7}  ");
                HelpText.Paragraph(Terminal.Out, one.Title, indent: 17, isBegun: true, width);
            }
            return ExitStatus.Fine;
        }
        if (RuleExplanation.Of(id) is not { } explanation)
        {
            Terminal.Say($"dataset: there is no rule {Printable.Quoted(id)}. Its id is in the finding, such as DS4201.");
            Terminal.Say("Try 'dataset explain' for the list of rules.");
            return ExitStatus.Usage;
        }
        Write(explanation);
        return ExitStatus.Fine;
    }

    private void Write(RuleExplanation explained)
    {
        var (of, why, example, good) = explained;
        HelpText.Paragraph(Terminal.Out, $"{of.Id} ({Word(of)}): {of.Title}.", 0);
        Part("Why", why);
        if (example is not null)
        {
            Terminal.Out.Write($"\nBad, {example.Place}:\n{(example.Bad is null ? "" : $"  {example.Bad}\n")}");
            Part("Finding", example.Finding);
        }
        if (good is not null)
            Terminal.Out.Write($"\nGood:\n  {good}\n");
        Part("How to mend it", of.Remedy);
    }

    private void Part(string heading, string text)
    {
        Terminal.Out.Write($"\n{heading}:\n");
        HelpText.Paragraph(Terminal.Out, text, 2);
    }

    private static string Word(Rule rule) => rule.Severity == Severity.Error ? "error" : "warning";
}
