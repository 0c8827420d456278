namespace Dataset.Interop.Tests.Engines;

/// <summary>As <see cref="EngineFactAttribute"/>, for theories.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class EngineTheoryAttribute : TheoryAttribute
{
    public EngineTheoryAttribute(bool withPandas = false)
    {
        if (!EnginesFolder.IsRequired)
            Skip = EnginesFolder.WhyMissing(withPandas);
    }
}
