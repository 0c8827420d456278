namespace Dataset.Diagnostics.Reporting;

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
