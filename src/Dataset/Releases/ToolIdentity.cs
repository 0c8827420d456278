using System.Reflection;

namespace Dataset.Releases;

/// <summary>The tool that made a release.</summary>
/// <param name="Version">Semantic.</param>
public sealed record ToolIdentity(string Name, string Version)
{
    /// <summary>This one.</summary>
    public static ToolIdentity Current { get; } = new("dataset", typeof(ToolIdentity).Assembly.GetName().Version!.ToString(3));
}
