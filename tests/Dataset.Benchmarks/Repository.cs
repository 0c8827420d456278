namespace Dataset.Benchmarks;

/// <summary>Where this repository is.</summary>
internal static class Repository
{
    /// <summary>The folder of <c>Dataset.sln</c>.</summary>
    /// <exception cref="UsageException">The benchmarks run elsewhere.</exception>
    public static string Root { get; } = Find();

    /// <summary>A file of the benchmarks.</summary>
    public static string Benchmarks(params ReadOnlySpan<string> path) => Path.Combine([Root, "tests", "Dataset.Benchmarks", .. path]);

    private static string Find()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Dataset.sln")))
            folder = folder.Parent;
        return folder?.FullName ?? throw new UsageException("The benchmarks run inside the repository.");
    }
}
