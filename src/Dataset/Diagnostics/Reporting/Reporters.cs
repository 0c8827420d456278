namespace Dataset.Diagnostics.Reporting;

/// <summary>The reporter of each form.</summary>
public static class Reporters
{
    /// <param name="format">The form.</param>
    /// <param name="style">How it is written; null for no colours and no width.</param>
    public static IReporter For(ReportFormat format, ReportStyle? style = null) => format switch
    {
        ReportFormat.Text => new TextReporter(style ?? new()),
        ReportFormat.Json => new JsonReporter(),
        ReportFormat.Sarif => new SarifReporter(style ?? new()),
        ReportFormat.JUnit => new JUnitReporter(),
        ReportFormat.GitHub => new GitHubReporter(style ?? new()),
        ReportFormat.GitLab => new GitLabReporter(style ?? new()),
        _ => throw new ArgumentOutOfRangeException(nameof(format), format, null),
    };

    /// <summary>A page of Markdown, for the summary of a job of GitHub Actions.</summary>
    public static IReporter Summary(ReportStyle style) => new MarkdownReporter(style);
}

/// <summary>Paths as a repository has them.</summary>
internal static class RepositoryPath
{
    /// <summary>The path below the root of the repository, with <c>/</c> between names; as it is where it is not below.</summary>
    /// <param name="path">As the user called it.</param>
    /// <param name="root">The folder of the repository; null where it is not known.</param>
    public static string Of(string path, string? root)
    {
        if (string.IsNullOrEmpty(root) || path.Length == 0 || path.Contains('\0', StringComparison.Ordinal))
            return path;
        var relative = Path.GetRelativePath(root, path).Replace(Path.DirectorySeparatorChar, '/');
        return relative == ".." || relative.StartsWith("../", StringComparison.Ordinal) || Path.IsPathRooted(relative) ? path : relative;
    }
}
