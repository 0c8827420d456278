using Dataset.Diagnostics;
using Dataset.Sources;
using Dataset.Syntax;

namespace Dataset.Releases;

/// <summary>Where a descriptor says the version, for findings about it.</summary>
internal static class VersionPlace
{
    /// <summary>The value in the descriptor of a folder that could be opened; the file is parsed again, since there is seldom a finding.</summary>
    public static Location Of(SourceFolder folder)
    {
        var display = folder.Display(Descriptor.FileName);
        var root = YamlTree.Read(File.ReadAllBytes(Path.Combine(folder.Path, Descriptor.FileName)), display, new DiagnosticList());
        return (root as SourceMap)?.Find("version")?.Value.Location ?? new(display);
    }
}
