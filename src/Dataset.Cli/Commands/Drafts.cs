using Dataset.Building;
using Dataset.Cli.Display;
using Dataset.Cli.Templates;
using Dataset.Diagnostics;
using Dataset.Diagnostics.Reporting;
using Dataset.Drafting;
using Dataset.Inspection;
using Dataset.Releases;
using Dataset.Sources.Reading;
using Dataset.Text;
using Dataset.Verification;

namespace Dataset.Cli.Commands;

/// <summary>What <c>init</c> and <c>add</c> share.</summary>
internal static class Drafts
{
    /// <summary>Schemas for editors, one for each table that people write by hand.</summary>
    /// <param name="folder">The sources.</param>
    /// <param name="schemaFolder">Where the schemas go, below some folder.</param>
    public static IEnumerable<NewFile> EditorSchemas(SourceFolder folder, string schemaFolder) =>
        from table in SourceSchema.WrittenByHand(folder)
        select new NewFile(
            $"{schemaFolder}/{SourceDraft.EditorFolder}/{table}.json",
            System.Text.Encoding.UTF8.GetBytes(SourceSchema.Compose(folder, table)!), null);

    /// <summary>Says what a person should know of the files that were looked at.</summary>
    public static void SayNotes(Terminal terminal, SourceDraft draft)
    {
        foreach (var note in draft.Notes)
            terminal.Say(note);
    }

    /// <summary>Lists the files that were written, and says which were left alone.</summary>
    public static void List(Terminal terminal, string folder, NewFiles files)
    {
        foreach (var file in files.Replaced.Concat(files.Written))
            terminal.Out.Write($"{Printable.Line(Join(folder, file))}\n");
        if (files.LeftAlone.Count > 0)
            terminal.Say($"Left alone, as they exist: {string.Join(", ", files.LeftAlone.Select(f => Printable.Line(Join(folder, f))))}.");
    }

    /// <summary>The path of a file, without going down into the source folder and up again.</summary>
    private static string Join(string folder, string file)
    {
        var names = new List<string>();
        foreach (var name in Path.Combine(folder, file).Replace('\\', '/').Split('/'))
            if (name == ".." && names is [.., not ("." or ".." or "")])
                names.RemoveAt(names.Count - 1);
            else
                names.Add(name);
        return string.Join('/', names);
    }

    /// <summary>Prints findings.</summary>
    public static void Report(Terminal terminal, DiagnosticList findings) => Reporters.For(ReportFormat.Text, terminal.Style)
        .Write(new Report("validate", ToolIdentity.Current.Version, findings), terminal.Out);

    /// <summary>Validates what was written, so that what keeps it from becoming a release is known at once.</summary>
    /// <returns>The exit status.</returns>
    public static int Validate(Terminal terminal, string seeds)
    {
        var findings = new DiagnosticList();
        SourceValidator.Validate(seeds, VerifyOptions.Default.Jobs, findings, null, null, terminal.Stop.Token);
        Report(terminal, findings);
        if (!findings.HasErrors)
            return ExitStatus.Fine;
        terminal.Say(
            $"{Amount.Of(findings.ErrorCount, "error")}. The files are written. Mend these, then run "
                + $"'dataset validate {Printable.ShellWord(seeds)}'.");
        return ExitStatus.Findings;
    }
}
