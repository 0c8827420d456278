using System.CommandLine;
using System.Globalization;
using Dataset.Building;
using Dataset.Diagnostics.Reporting;
using Dataset.Text;

namespace Dataset.Cli.Commands;

/// <summary><c>dataset validate</c>.</summary>
internal sealed class ValidateCommand : CheckingCommand
{
    private readonly Argument<string> source = CommonArguments.Source();

    private readonly Option<bool> watch =
        new("--watch") { Description = "Check again each time a source or schema changes, until Ctrl-C." };

    private readonly Option<string> output = ReleaseOptions.Output();

    public ValidateCommand(Terminal terminal)
        : base(terminal, "validate", "Checks sources as a build does, without writing anything.")
    {
        Add(source);
        Add(watch);
        Add(output);
        AddCommonOptions();
    }

    public override string Details =>
        "All findings are reported at once. Each has a file, line and column, a permanent code, what was expected, what was found, and "
            + "what to do. Where the folder of releases has releases of the dataset, the version is checked as 'dataset build' does: one "
            + "that exists has these very sources, and a later one is as high as the changes ask for (sources of up to 32 MB).";

    public override IReadOnlyList<(string Line, string Meaning)> Examples =>
    [
        ("dataset validate", "Check seeds/ with its schemas."),
        ("dataset validate --watch", "Check on each save."),
        ("dataset validate --format sarif", "Findings for code scanning."),
    ];

    protected override string FineMeans => "The sources can become a release; there may be warnings.";

    protected override int Run(ParseResult line)
    {
        if (!line.GetValue(watch))
            return Validate(line);
        using var watcher = new SourceWatcher(line.GetRequiredValue(source));
        while (true)
        {
            if (Terminal.OutIsScreen)
                Terminal.Out.Write("\e[H\e[2J\e[3J");
            try
            {
                Validate(line);
            }
            catch (IOException e)
            {
                // An editor may be replacing a file just now; its next change will be seen.
                Terminal.Say($"dataset: {Failure.Describe(e)}");
            }
            var time = Terminal.Clock.GetLocalNow().ToString("HH:mm:ss", CultureInfo.InvariantCulture);
            Terminal.Say($"Watching for changes; Ctrl-C ends. Checked at {time}.");
            watcher.WaitForChange(Terminal.Stop.Token);
        }
    }

    private int Validate(ParseResult line)
    {
        var findings = Findings(line);
        var folder = line.GetRequiredValue(source);
        // Who names no output may not mean to build here.
        string? outputFolder = line.GetRequiredValue(output);
        if (line.GetResult(output) is not { Implicit: false } && !Directory.Exists(outputFolder))
            outputFolder = null;
        ValidatedSources? sources;
        using (var progress = Progress(line))
            sources = SourceValidator.Validate(
                folder, Jobs(line), findings, progress, outputFolder, Terminal.Stop.Token);
        return Report(
            line, findings,
            $"{Printable.Line(folder)} can become a release.",
            line.GetValue(watch) ? null : $"dataset build{(folder == "seeds" ? "" : " " + Printable.ShellWord(folder))}",
            sources is null ? null : new(folder)
            {
                Outcome = "valid",
                Name = sources.Name,
                Version = sources.Version.ToString(),
                Tables = [.. sources.Tables.Select(t => new ReportTable(t.Name, t.RowCount, null))],
            });
    }
}
