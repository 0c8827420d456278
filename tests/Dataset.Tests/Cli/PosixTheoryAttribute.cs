namespace Dataset.Tests.Cli;

/// <summary>As <see cref="PosixFactAttribute"/>, for several cases.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class PosixTheoryAttribute : TheoryAttribute
{
    public PosixTheoryAttribute()
    {
        if (OperatingSystem.IsWindows())
            Skip = "Windows has no POSIX descriptors and signals.";
    }
}
