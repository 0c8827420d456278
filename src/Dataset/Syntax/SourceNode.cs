using Dataset.Diagnostics;

namespace Dataset.Syntax;

/// <summary>A value of a JSON or YAML file, with its place.</summary>
/// <param name="Location">Where the value begins.</param>
internal abstract record SourceNode(Location Location)
{
    /// <summary>The most mappings and lists that may be nested in each other, the outermost counted.</summary>
    public const int MaximumDepth = 64;

    /// <summary>What is there, for "found …" in a message: <c>a list</c>, <c>the number 1.0</c>, <c>"text"</c>.</summary>
    public abstract string Describe();
}
