namespace Dataset.Tests.Publishing.Zip;

/// <summary>A test that needs a program: skipped, with the reason, where it is not on the PATH; never where CI is "true".</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class ProgramFactAttribute : FactAttribute
{
    public ProgramFactAttribute(string program)
    {
        var folders = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator);
        if (Environment.GetEnvironmentVariable("CI") != "true" && !folders.Any(f => File.Exists(Path.Combine(f, program))))
            Skip = $"There is no program {program} on the PATH.";
    }
}
