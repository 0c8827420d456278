using System.Globalization;

namespace Dataset.Diagnostics.Reporting;

/// <summary>What a command found, ready to be written in any form.</summary>
/// <param name="Command">The command that looked, in a word: <c>validate</c>.</param>
/// <param name="ToolVersion">The version of the tool, semantic.</param>
/// <param name="Findings">What it found, in any order; every form lists them in their report order.</param>
public sealed record Report(string Command, string ToolVersion, DiagnosticList Findings)
{
    /// <summary>The tool's name in every form.</summary>
    public const string ToolName = "dataset";

    /// <summary>With more findings of a kind, the fault is a systematic one, and the forms for people tell the first alone.</summary>
    internal const int MostOfKind = 10;

    /// <summary>Whether the forms for people list every finding of a systematic fault, as all others do.</summary>
    public bool ListsAll { get; init; }

    /// <summary>The most findings that are listed, errors before warnings.</summary>
    public int Most { get; init; } = int.MaxValue;

    /// <summary>Whether warnings are left out.</summary>
    public bool ErrorsOnly { get; init; }

    /// <summary>Whether text counts the findings of each rule in place of listing them.</summary>
    public bool CountsOnly { get; init; }

    /// <summary>What the command made or checked; null where nothing.</summary>
    public ReportResult? Result { get; init; }

    /// <summary>Why the command could not do its work: wrong usage, or a file that cannot be read; null where it could.</summary>
    public ReportProblem? Problem { get; init; }

    /// <summary>The findings to list, in report order.</summary>
    internal IReadOnlyList<Diagnostic> Listed => [.. Select(Kept())];

    /// <summary>
    /// The findings to list for people, in report order, each with the number of its kind where it stands for all of them, and else 1.
    /// </summary>
    internal IReadOnlyList<(Diagnostic Finding, long Count)> ListedByKind
    {
        get
        {
            var kept = Kept();
            if (ListsAll)
                return [.. Select(kept).Select(f => (f, 1L))];
            var systematic = Findings.CountsByKind.Where(k => k.Count > MostOfKind).ToDictionary(k => (k.Rule, k.Subject), k => k.Count);
            var firsts = kept.Where(f => systematic.ContainsKey((f.Rule, f.Subject)))
                .GroupBy(f => (f.Rule, f.Subject)).Select(k => k.Min()!);
            return
            [
                .. Select([.. kept.Where(f => !systematic.ContainsKey((f.Rule, f.Subject))), .. firsts])
                    .Select(f => (f, systematic.GetValueOrDefault((f.Rule, f.Subject), 1))),
            ];
        }
    }

    /// <summary>How many findings are not listed, and of which rules; null where all are.</summary>
    internal string? Omitted => OmittedOf(Listed.CountBy(f => f.Rule).ToDictionary(c => c.Key, c => (long)c.Value));

    /// <summary>As <see cref="Omitted"/>, of what is listed for people.</summary>
    internal string? OmittedByKind =>
        OmittedOf(ListedByKind.GroupBy(f => f.Finding.Rule).ToDictionary(r => r.Key, r => r.Sum(f => f.Count)));

    /// <summary>Of each rule with findings how many there are and how many are listed, by the rules' ids.</summary>
    internal IReadOnlyList<(Rule Rule, long Count, long Listed)> CountsByRule
    {
        get
        {
            var listed = Listed.CountBy(f => f.Rule.Id).ToDictionary();
            return [.. Counted.Select(c => (c.Rule, c.Count, (long)listed.GetValueOrDefault(c.Rule.Id)))];
        }
    }

    /// <summary>How many findings there are of each rule that is told of.</summary>
    internal IEnumerable<(Rule Rule, long Count)> Counted =>
        Findings.CountsByRule.Where(c => !ErrorsOnly || c.Rule.Severity == Severity.Error);

    private string? OmittedOf(Dictionary<Rule, long> listed)
    {
        var rules = Counted.Select(c => (c.Rule, Count: c.Count - listed.GetValueOrDefault(c.Rule))).Where(c => c.Count > 0).ToArray();
        var more = rules.Sum(r => r.Count);
        return more == 0 ? null : string.Create(
            CultureInfo.InvariantCulture,
            $"{more} more {(more == 1 ? "finding is" : "findings are")} not listed: "
                + $"{string.Join(", ", rules.Select(r => FormattableString.Invariant($"{r.Count} of {r.Rule.Id}")))}.");
    }

    private List<Diagnostic> Kept() => [.. Findings.Kept.Where(f => !ErrorsOnly || f.Rule.Severity == Severity.Error)];

    private IEnumerable<Diagnostic> Select(List<Diagnostic> findings) => findings.Count <= Most ? findings.Order()
        : findings.OrderByDescending(f => f.Rule.Severity).ThenBy(f => f).Take(Most).Order();
}

/// <summary>What a command made or checked.</summary>
/// <param name="Path">Where it is, as the user would call it.</param>
public sealed record ReportResult(string Path)
{
    /// <summary>What was done: <c>built</c>, <c>unchanged</c>, <c>verified</c>.</summary>
    public required string Outcome { get; init; }

    /// <summary>The dataset's name; null where the result is no release or part of one.</summary>
    public string? Name { get; init; }

    /// <summary>The dataset's version; null where the result is no release or part of one.</summary>
    public string? Version { get; init; }

    /// <summary>The digest of <c>SHA256SUMS</c>, or of the one file; null where there is none.</summary>
    public string? Digest { get; init; }

    /// <summary>Its tables in order.</summary>
    public IReadOnlyList<ReportTable> Tables { get; init; } = [];

    /// <summary>What libraries of others have read alike; null where they were not asked.</summary>
    public ReportOpinions? SecondOpinions { get; init; }
}

/// <summary>What libraries of others have read alike.</summary>
/// <param name="Files">How many files.</param>
/// <param name="Cells">How many cells of them.</param>
/// <param name="Records">How many records were judged by their schemas.</param>
/// <param name="Libraries">With their versions; the last one judged the records.</param>
public sealed record ReportOpinions(int Files, long Cells, long Records, IReadOnlyList<string> Libraries);

/// <summary>A table of what was made or checked.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Rows">How many there are.</param>
/// <param name="Digest">The content digest; null where the whole table was not written or read.</param>
public sealed record ReportTable(string Name, long Rows, string? Digest);

/// <summary>Why a command could not do its work.</summary>
/// <param name="Message">A line that says what to do.</param>
/// <param name="ExitStatus">The exit status of the process.</param>
/// <param name="IsUsage">Whether the command line is wrong; else something could not be read or written.</param>
public sealed record ReportProblem(string Message, int ExitStatus, bool IsUsage);
