using Dataset.Interop.Tests.Engines;

namespace Dataset.Interop.Tests.Clusters;

/// <summary>A test that needs programs: skipped, with the reason, where they are missing; never skipped where CI is "true".</summary>
[AttributeUsage(AttributeTargets.Method)]
public class ProgramsFactAttribute : FactAttribute
{
    /// <param name="programs">Full paths of the files that must be here.</param>
    public ProgramsFactAttribute(params string[] programs)
    {
        if (!EnginesFolder.IsRequired && Array.Find(programs, program => !File.Exists(program)) is { } missing)
            Skip = $"{missing} is not here: tests/clusters/install installs it (Debian).";
    }
}
