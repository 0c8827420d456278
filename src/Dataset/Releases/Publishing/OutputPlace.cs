using Dataset.Diagnostics;
using Dataset.Files;
using Dataset.Sources;

namespace Dataset.Releases.Publishing;

/// <summary>
/// Holds the output folder against the folders of sources and schemas: a release among the sources would be read as one of them by the next build,
/// and sources among the releases would be one with what is published.
/// </summary>
internal static class OutputPlace
{
    /// <summary>Whether releases can stand there.</summary>
    /// <param name="output">The output folder, which need not stand yet.</param>
    /// <param name="sources">The sources.</param>
    /// <param name="findings">Takes the finding where they cannot.</param>
    /// <exception cref="IOException">Links on the way lead in a circle.</exception>
    public static bool IsApart(string output, SourceFolder sources, DiagnosticList findings)
    {
        var place = RealPath.Of(output);
        foreach (var (folder, display) in new[] { (sources.Path, Shown(sources.Path, ".")), (sources.Schemas, Shown(sources.Path, sources.Descriptor.SchemaFolder)) })
        {
            var other = RealPath.Of(folder);
            if (!RealPath.IsAtOrBelow(place, other) && !RealPath.IsAtOrBelow(other, place))
                continue;
            var relation = place == other ? "that folder itself" : RealPath.IsAtOrBelow(place, other) ? "a folder in it" : "a folder that it is in";
            findings.Add(
                Rules.OutputIsApart, new(Shown(output, ".")),
                $"Expected an output folder apart from {display}, which holds sources, found {relation}.");
            return false;
        }
        return true;
    }

    private static string Shown(string folder, string below) => DisplayPath.Join(folder, below) is { Length: > 0 } path ? path : ".";
}
