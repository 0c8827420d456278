using System.Globalization;
using Dataset.Comparison;
using Dataset.Diagnostics;
using Dataset.Parquet;
using Dataset.Releases;
using Dataset.Releases.Metadata;
using Dataset.Schemas;
using Dataset.Sources;

namespace Dataset.Building;

/// <summary>
/// What a release in the making has to do with the one before it: its change log, and whether its version is high enough. The release
/// before is an input like the sources: named in the manifest and the provenance with its digest, so that a user who has it builds the same
/// bytes.
/// </summary>
/// <param name="before">The previous release, open; null where there is none.</param>
/// <param name="staging">The folder in which the release is made.</param>
/// <param name="findings">Takes what is wrong with the previous release, and with the version.</param>
/// <param name="work">The threads of the comparison.</param>
internal sealed class ReleaseHistory(ComparedRelease? before, string staging, DiagnosticList findings, WorkQueue work)
{
    /// <summary>The most changes that a finding names.</summary>
    private const int NamedChanges = 5;

    private ReleaseDifference? difference;

    /// <summary>The previous release as the manifest names it; null where there is none.</summary>
    public PreviousRelease? Previous => before is null ? null : new(before.Manifest.Version, before.Identity.Checksums!);

    /// <summary>Warns where the release has an earlier day than the one before it.</summary>
    public void CheckDate(Descriptor descriptor)
    {
        if (before is null || descriptor.Released >= before.Manifest.Released)
            return;
        findings.Add(
            Rules.DatesAscend, descriptor.ReleasedPlace, string.Create(
                CultureInfo.InvariantCulture,
                $"Expected a day not before {before.Manifest.Released:yyyy-MM-dd}, that of {before.Identity}, found "
                    + $"{descriptor.Released:yyyy-MM-dd}."));
    }

    /// <summary>Compares the release with the one before it.</summary>
    /// <param name="manifest">Of the release in the making, whose tables are written.</param>
    /// <param name="schemas">In the manifest's order.</param>
    /// <returns><c>CHANGELOG.md</c>; null where there are findings.</returns>
    /// <exception cref="IOException">A file cannot be read.</exception>
    public byte[]? WriteChangeLog(Manifest manifest, IReadOnlyList<TableSchema> schemas)
    {
        if (before is null)
            return ChangeLogOpening.OfFirst(manifest.IdentityWith(null));
        using var now = ComparedRelease.InTheMaking(manifest, schemas, staging, staging);
        var log = new ChangeLog();
        difference = ReleaseDiff.Compare(before, now, log, findings, work: work);
        return difference is null ? null : log.ToBytes();
    }

    /// <summary>Whether the version is as high as the changes ask for, once <see cref="WriteChangeLog"/> has compared.</summary>
    /// <param name="descriptor">Says the version.</param>
    /// <param name="isEdition">Whether it is an edition, which the finding then names.</param>
    public bool Allows(Descriptor descriptor, bool isEdition)
    {
        if (difference is null || difference.IsVersionHighEnough)
            return true;
        var name = isEdition ? descriptor.Name + " " : "";
        var gravest = difference.Gravest.Select(c => c.ToString()).ToArray();
        var more = gravest.Length > NamedChanges ? FormattableString.Invariant($"; and {gravest.Length - NamedChanges} more") : "";
        findings.Add(
            Rules.VersionIsHighEnough, descriptor.VersionPlace,
            $"Expected {difference.LeastVersion} or later, since changes from {name}{difference.Old.Version} ask for a "
                + $"{difference.Bump.Word()} version, found {descriptor.Version}: {string.Join("; ", gravest.Take(NamedChanges))}{more}.");
        return false;
    }
}
