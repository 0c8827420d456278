using System.Globalization;

namespace Dataset.Diagnostics.Reporting;

/// <summary>Writes a report in one form. The same findings give the same characters, whatever order they came in.</summary>
public interface IReporter
{
    /// <summary>Writes the whole report; lines end in LF. The writer stays the caller's.</summary>
    void Write(Report report, TextWriter output);
}

/// <summary>What a command found, ready to be written in any form.</summary>
/// <param name="Command">The command that looked, in a word: <c>validate</c>.</param>
/// <param name="ToolVersion">The version of the tool, semantic.</param>
/// <param name="Findings">What it found, in any order; every form lists them in their report order.</param>
public sealed record Report(string Command, string ToolVersion, DiagnosticList Findings)
{
    /// <summary>The tool's name in every form.</summary>
    public const string ToolName = "dataset";

    /// <summary>How many findings are not listed, and of which rules; null where all are.</summary>
    internal string? Omitted
    {
        get
        {
            if (Findings.OmittedCount == 0)
                return null;
            var rules = CountsByRule.Where(r => r.Listed < r.Count)
                .Select(r => string.Create(CultureInfo.InvariantCulture, $"{r.Count - r.Listed} of {r.Rule.Id}"));
            var omitted = Findings.OmittedCount.ToString(CultureInfo.InvariantCulture);
            return $"{omitted} more findings are not listed: {string.Join(", ", rules)}.";
        }
    }

    /// <summary>Of each rule with findings how many there are and how many are listed, by the rules' ids.</summary>
    internal IReadOnlyList<(Rule Rule, long Count, long Listed)> CountsByRule
    {
        get
        {
            var listed = Findings.Kept.CountBy(f => f.Rule.Id).ToDictionary();
            return [.. Findings.CountsByRule.Select(c => (c.Rule, c.Count, (long)listed.GetValueOrDefault(c.Rule.Id)))];
        }
    }
}

/// <summary>The forms that findings can be reported in.</summary>
public enum ReportFormat
{
    /// <summary>A line a finding, for people and for editors that follow <c>path(line,column)</c>.</summary>
    Text,

    /// <summary>One JSON object with every fact of every finding, for scripts.</summary>
    Json,

    /// <summary>SARIF 2.1.0 (OASIS), for code scanning.</summary>
    Sarif,

    /// <summary>JUnit XML, for the test reports of CI servers.</summary>
    JUnit,

    /// <summary>Workflow commands, which GitHub Actions shows beside the lines that they name.</summary>
    GitHub,
}
