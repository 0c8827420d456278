namespace Dataset.Interop.Tests.Engines;

/// <summary>A test that needs the engines: skipped, with the reason, where they are missing; never skipped where CI is "true".</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class EngineFactAttribute : FactAttribute
{
    public EngineFactAttribute(bool withPandas = false)
    {
        if (!EnginesFolder.IsRequired)
            Skip = EnginesFolder.WhyMissing(withPandas);
    }
}
