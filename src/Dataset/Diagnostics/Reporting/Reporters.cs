namespace Dataset.Diagnostics.Reporting;

/// <summary>The reporter of each form.</summary>
public static class Reporters
{
    /// <param name="format">The form.</param>
    /// <param name="colour">Whether text may carry the colours of a terminal (ECMA-48); the other forms never do.</param>
    public static IReporter For(ReportFormat format, bool colour = false) => format switch
    {
        ReportFormat.Text => new TextReporter(colour),
        ReportFormat.Json => new JsonReporter(),
        ReportFormat.Sarif => new SarifReporter(),
        ReportFormat.JUnit => new JUnitReporter(),
        ReportFormat.GitHub => new GitHubReporter(),
        _ => throw new ArgumentOutOfRangeException(nameof(format), format, null),
    };
}
