namespace Dataset.Diagnostics.Reporting;

/// <summary>Writes a report in one form. The same findings give the same characters, whatever order they came in.</summary>
public interface IReporter
{
    /// <summary>Writes the whole report; lines end in LF. The writer stays the caller's.</summary>
    void Write(Report report, TextWriter output);
}

/// <summary>The forms that findings can be reported in.</summary>
public enum ReportFormat
{
    /// <summary>For people: a line a finding, <c>path(line,column)</c> as editors follow it, with the line of the source below.</summary>
    Text,

    /// <summary>One JSON object with every fact of every finding, for scripts.</summary>
    Json,

    /// <summary>SARIF 2.1.0 (OASIS), for code scanning.</summary>
    Sarif,

    /// <summary>JUnit XML, for the test reports of CI servers.</summary>
    JUnit,

    /// <summary>Workflow commands, which GitHub Actions shows beside the lines that they name.</summary>
    GitHub,

    /// <summary>A Code Quality report, which GitLab shows in merge requests.</summary>
    GitLab,
}

/// <summary>How a report is written.</summary>
public sealed record ReportStyle
{
    /// <summary>Whether text may carry the colours of a terminal (ECMA-48); the other forms never do.</summary>
    public bool Colour { get; init; }

    /// <summary>The columns of the screen that text is broken to, at spaces; null where lines stay whole.</summary>
    public int? Width { get; init; }

    /// <summary>
    /// The folder that paths are relative to in the forms of GitHub and GitLab; null where they stay as the user gave them.
    /// </summary>
    public string? Root { get; init; }
}
