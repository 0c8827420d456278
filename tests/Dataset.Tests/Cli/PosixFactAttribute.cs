namespace Dataset.Tests.Cli;

/// <summary>A test of what only POSIX has: descriptors, signals, pseudo-terminals.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class PosixFactAttribute : FactAttribute
{
    public PosixFactAttribute()
    {
        if (OperatingSystem.IsWindows())
            Skip = "Windows has no POSIX descriptors and signals.";
    }
}
