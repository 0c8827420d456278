using Dataset.Diagnostics;
using Dataset.Files;

namespace Dataset.Releases.Metadata;

/// <summary>A file that follows from a release's manifest and schemas: the build writes it, and verification writes it again.</summary>
/// <param name="Path">Its path.</param>
/// <param name="Rule">What a release breaks whose file says another thing.</param>
/// <param name="Write">Its bytes.</param>
internal sealed record MetadataFile(RelativePath Path, Rule Rule, Func<DescribedRelease, byte[]> Write)
{
    /// <summary>
    /// Every one, in the order of digests: a file lists only those before it, so no digest is part of itself. <c>release.json</c> is next.
    /// </summary>
    public static IReadOnlyList<MetadataFile> All { get; } =
    [
        DataPackage.File, Croissant.File, Citation.File, LicenseText.File, TableDiagram.File, ReleaseReadme.File, .. BagIt.Files,
        ReleasePage.File, ResearchCrate.File,
    ];
}
