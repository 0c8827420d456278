using System.Globalization;
using Dataset.Comparison;
using Dataset.Diagnostics;
using Dataset.Releases;
using Dataset.Releases.Metadata;
using Dataset.Schemas;
using Dataset.Sources;
using Dataset.Sources.Reading;
using Dataset.Syntax;

namespace Dataset.Building;

/// <summary>
/// What a release in the making has to do with the one before it: its change log, and whether its version is high enough. The release
/// before is an input like the sources: named in the manifest and the provenance with its digest, so that a user who has it builds the same
/// bytes.
/// </summary>
/// <param name="before">The previous release, open; null where there is none.</param>
/// <param name="staging">The folder in which the release is made.</param>
/// <param name="findings">Takes what is wrong with the previous release, and with the version.</param>
/// <param name="cancellation">Stops the comparison.</param>
internal sealed class ReleaseHistory(ComparedRelease? before, string staging, DiagnosticList findings, CancellationToken cancellation)
{
    /// <summary>The most changes that a finding names.</summary>
    private const int NamedChanges = 5;

    private ReleaseDifference? difference;

    /// <summary>The previous release as the manifest names it; null where there is none.</summary>
    public PreviousRelease? Previous => before is null ? null : new(before.Manifest.Version, before.Identity.Checksums!);

    /// <summary>Warns where the release has an earlier day than the one before it.</summary>
    /// <param name="folder">The sources, with the day.</param>
    public void CheckDate(SourceFolder folder)
    {
        if (before is null || folder.Descriptor.Released >= before.Manifest.Released)
            return;
        findings.Add(
            Rules.DatesAscend, DescriptorPlace.OfReleased(folder), string.Create(
                CultureInfo.InvariantCulture,
                $"Expected a day not before {before.Manifest.Released:yyyy-MM-dd}, that of {before.Identity}, found "
                    + $"{folder.Descriptor.Released:yyyy-MM-dd}."));
    }

    /// <summary>Compares the release with the one before it.</summary>
    /// <param name="manifest">Of the release in the making, whose tables are written.</param>
    /// <param name="schemas">In the manifest's order.</param>
    /// <returns><c>CHANGELOG.md</c>; null where there are findings.</returns>
    /// <exception cref="IOException">A file cannot be read.</exception>
    public byte[]? WriteChangeLog(Manifest manifest, IReadOnlyList<TableSchema> schemas)
    {
        if (before is null)
            return ChangeLogOpening.OfFirst(new(manifest.Name, manifest.Version, null));
        using var now = ComparedRelease.InTheMaking(manifest, schemas, staging, staging);
        var log = new ChangeLog();
        difference = ReleaseDiff.Compare(before, now, log, findings, cancellation: cancellation);
        return difference is null ? null : log.ToBytes();
    }

    /// <summary>Whether the version is as high as the changes ask for, once <see cref="WriteChangeLog"/> has compared.</summary>
    /// <param name="version">The version.</param>
    /// <param name="place">Where it is given.</param>
    public bool Allows(ReleaseVersion version, Location place)
    {
        if (difference is null || difference.IsVersionHighEnough)
            return true;
        var gravest = difference.Gravest.Select(c => c.ToString()).ToArray();
        var more = gravest.Length > NamedChanges ? FormattableString.Invariant($"; and {gravest.Length - NamedChanges} more") : "";
        findings.Add(
            Rules.VersionIsHighEnough, place,
            $"Expected {difference.LeastVersion} or later, since changes from {difference.Old.Version} ask for a {difference.Bump.Word()} "
                + $"version, found {version}: {string.Join("; ", gravest.Take(NamedChanges))}{more}.");
        return false;
    }
}

/// <summary>Where a descriptor says something, for findings about it.</summary>
internal static class DescriptorPlace
{
    /// <summary>Where it says the version.</summary>
    public static Location OfVersion(SourceFolder folder) => Of(folder, "version");

    /// <summary>Where it says the day of the release.</summary>
    public static Location OfReleased(SourceFolder folder) => Of(folder, "released");

    /// <summary>
    /// The value in the descriptor of a folder that could be opened; the file is parsed again, since there is seldom a finding.
    /// </summary>
    private static Location Of(SourceFolder folder, string member)
    {
        var display = folder.Display(Descriptor.FileName);
        var bytes = WholeFile.ReadMetadata(Path.Combine(folder.Path, Descriptor.FileName), display, SourceLimits.Default, new());
        var root = bytes is null ? null : YamlTree.Read(bytes, display, new DiagnosticList());
        return (root as SourceMap)?.Find(member)?.Value.Location ?? new(display);
    }
}
