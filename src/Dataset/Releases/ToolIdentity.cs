using System.Reflection;
using Dataset.Formats.Rows;
using Dataset.Sources;

namespace Dataset.Releases;

/// <summary>The tool that made a release.</summary>
/// <param name="Version">Semantic.</param>
public sealed record ToolIdentity(string Name, string Version)
{
    /// <summary>This one.</summary>
    public static ToolIdentity Current { get; } = new("dataset", typeof(ToolIdentity).Assembly.GetName().Version!.ToString(3));

    /// <summary>What the files of tables say of a release that this tool makes.</summary>
    internal FileOrigin OriginOf(Descriptor descriptor) => new(
        descriptor.Name, descriptor.Version.ToString(), [.. descriptor.Licenses.Select(l => l.Name)], Name, Version, descriptor.Parquet);
}
