namespace Dataset.Tests.Publishing;

/// <summary>A test that needs a program or library of Debian: skipped where it is missing, except in CI, where it then fails.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class ToolFactAttribute : FactAttribute
{
    /// <param name="path">The file that must be there.</param>
    /// <param name="package">The package that has it.</param>
    /// <param name="needsRoot">Whether only root can run it.</param>
    public ToolFactAttribute(string path, string package, bool needsRoot = false)
    {
        (FilePath, Package, NeedsRoot) = (path, package, needsRoot);
        if (Environment.GetEnvironmentVariable("CI") == "true")
            return;
        if (!OperatingSystem.IsLinux() || !File.Exists(path))
            Skip = $"{path} is not there (Debian: apt-get install {package}).";
        else if (needsRoot && !Environment.IsPrivilegedProcess)
            Skip = "Only root can do this.";
    }

    public string FilePath { get; }

    public string Package { get; }

    public bool NeedsRoot { get; }
}
