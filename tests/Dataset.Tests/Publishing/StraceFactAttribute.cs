namespace Dataset.Tests.Publishing;

/// <summary>A test that needs <c>strace</c>: skipped where it is missing, except in CI, where it then fails.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class StraceFactAttribute : FactAttribute
{
    public StraceFactAttribute()
    {
        if (Environment.GetEnvironmentVariable("CI") != "true" && !(OperatingSystem.IsLinux() && File.Exists(TracedBuild.Strace)))
            Skip = "strace is not installed (Debian: apt-get install strace).";
    }
}
