namespace Dataset.Tests;

/// <summary>The repository that the tests were built from: schemas, seeds and fixtures.</summary>
internal static class Repository
{
    /// <summary>The folder with Dataset.sln.</summary>
    public static string Root { get; } = FindRoot();

    /// <summary>The full path of a file or folder.</summary>
    /// <param name="path">From the root, with <c>/</c> between names.</param>
    public static string At(string path) => Path.Combine(Root, path);

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Dataset.sln")))
            folder = folder.Parent;
        return folder?.FullName ?? throw new InvalidOperationException($"No folder above {AppContext.BaseDirectory} has Dataset.sln.");
    }
}
