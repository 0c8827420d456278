namespace Dataset.Interop.Tests.Engines;

/// <summary>A test that needs the engines: skipped, with the reason, where they are missing; never skipped where CI is "true".</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class EngineFactAttribute : FactAttribute
{
    /// <param name="withPandas">Whether Debian's pandas is needed too.</param>
    /// <param name="withChromium">Whether Debian's Chromium is needed too.</param>
    /// <param name="withJava">Whether Java is needed too.</param>
    /// <param name="folder">A folder of the repository that is needed too; null for none.</param>
    public EngineFactAttribute(bool withPandas = false, bool withChromium = false, bool withJava = false, string? folder = null)
    {
        if (EnginesFolder.IsRequired)
            return;
        Skip = EnginesFolder.WhyMissing(withPandas);
        if (Skip is null && withChromium && !File.Exists("/usr/bin/chromium"))
            Skip = "Chromium is not here; Debian has it as chromium.";
        if (Skip is null && withJava)
            Skip = EnginesFolder.WhyNo("java");
        if (Skip is null && folder is not null && !Directory.Exists(Path.Combine(EnginesFolder.RepositoryRoot, folder)))
            Skip = $"There is no folder {folder} here.";
    }
}
