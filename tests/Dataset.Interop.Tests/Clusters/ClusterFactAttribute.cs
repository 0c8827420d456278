using Dataset.Interop.Tests.Engines;

namespace Dataset.Interop.Tests.Clusters;

/// <summary>As <see cref="ProgramsFactAttribute"/>, for a scenario in a <see cref="Machine"/> of its own.</summary>
public sealed class ClusterFactAttribute : ProgramsFactAttribute
{
    private bool _needsRoot;

    /// <param name="programs">Full paths of the files that must be here.</param>
    public ClusterFactAttribute(params string[] programs)
        : base(programs)
    {
        if (!EnginesFolder.IsRequired)
            Skip ??= Machine.WhyNot;
    }

    /// <summary>Whether only root can run these daemons.</summary>
    public bool NeedsRoot
    {
        get => _needsRoot;
        set
        {
            _needsRoot = value;
            if (value && !EnginesFolder.IsRequired && !Environment.IsPrivilegedProcess)
                Skip ??= "Only root can run this.";
        }
    }
}
