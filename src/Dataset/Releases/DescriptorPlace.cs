using Dataset.Diagnostics;
using Dataset.Sources;
using Dataset.Syntax;

namespace Dataset.Releases;

/// <summary>Where a descriptor says something, for findings about it.</summary>
internal static class DescriptorPlace
{
    /// <summary>Where it says the version.</summary>
    public static Location OfVersion(SourceFolder folder) => Of(folder, "version");

    /// <summary>Where it says the day of the release.</summary>
    public static Location OfReleased(SourceFolder folder) => Of(folder, "released");

    /// <summary>The value in the descriptor of a folder that could be opened; the file is parsed again, since there is seldom a finding.</summary>
    private static Location Of(SourceFolder folder, string member)
    {
        var display = folder.Display(Descriptor.FileName);
        var root = YamlTree.Read(File.ReadAllBytes(Path.Combine(folder.Path, Descriptor.FileName)), display, new DiagnosticList());
        return (root as SourceMap)?.Find(member)?.Value.Location ?? new(display);
    }
}
