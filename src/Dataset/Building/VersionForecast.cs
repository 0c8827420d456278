using Dataset.Comparison;
using Dataset.Diagnostics;
using Dataset.Files;
using Dataset.Publishing;
using Dataset.Releases;
using Dataset.Releases.Reading;
using Dataset.Sources;
using Dataset.Sources.Reading;
using Dataset.Text;

namespace Dataset.Building;

/// <summary>
/// What a build would refuse because of the releases that exist, told while sources are checked. The output stays as it is.
/// </summary>
internal sealed class VersionForecast(
    SourceFolder folder, string output, int jobs, DiagnosticList findings, CancellationToken cancellation)
{
    /// <summary>Larger sources are compared with the previous release by a build alone.</summary>
    private const long MostComparedInBytes = 32 << 20;

    private Descriptor Descriptor => folder.Descriptor;

    /// <summary>Holds the version against the releases in the output.</summary>
    /// <param name="sources">The files that a build would read.</param>
    /// <exception cref="IOException">A file cannot be read.</exception>
    public void Check(IReadOnlyList<SourceFile> sources)
    {
        var (name, version) = (Descriptor.Name, Descriptor.Version);
        if (ReleaseLine.Open(output, name, version, isReplaced: false, jobs, findings, cancellation) is not { } line
            || !line.Takes(version, replace: false, Descriptor.VersionPlace, findings))
            return;
        if (ReleasePath.Find(output, $"{name}-{version}") is { } path)
        {
            CheckSame(path, sources);
            return;
        }
        try
        {
            using var before = line.OpenBefore(version, findings);
            if (before is not null)
                CheckAfter(before);
        }
        catch (Exception e) when (TemporaryFolder.FaultIn(e) is not null)
        {
            findings.Add(
                Rules.VersionIsCompared, Descriptor.VersionPlace,
                $"Expected a folder for temporary files, to compare {version} with the previous release, found "
                    + $"{Printable.Quoted(Path.TrimEndingDirectorySeparator(Path.GetTempPath()))}, {TemporaryFolder.FaultIn(e)}.");
        }
    }

    /// <summary>A version that exists is made of these very files, or a build refuses it.</summary>
    private void CheckSame(string path, IReadOnlyList<SourceFile> sources)
    {
        using var existing = ComparedRelease.Open(path, findings);
        if (existing is null)
            return;
        var published = existing.Manifest.Sources.ToDictionary(s => s.Path, s => s.Digest);
        var now = sources.ToDictionary(s => s.Path, s => s.Digest);
        var changed = published.Keys.Union(now.Keys).Where(p => published.GetValueOrDefault(p) != now.GetValueOrDefault(p)).Order()
            .ToArray();
        if (changed.Length == 0)
            return;
        var how = !now.ContainsKey(changed[0]) ? "is gone" : !published.ContainsKey(changed[0]) ? "is new" : "has changed";
        findings.Add(
            Rules.VersionNeverChanges, Descriptor.VersionPlace,
            $"Expected a version above {Descriptor.Version}, since {DisplayPath.Join(output, Path.GetFileName(path))} "
                + $"exists and was made of other sources, found {Descriptor.Version}: {changed[0]} {how}"
                + (changed.Length > 1 ? FormattableString.Invariant($", and {changed.Length - 1} more differ.")
                    : existing.Manifest.Released == Descriptor.Released ? "."
                    : FormattableString.Invariant($"; \"released\" is {Descriptor.Released:yyyy-MM-dd} there, and ")
                        + FormattableString.Invariant($"{existing.Manifest.Released:yyyy-MM-dd} as published.")));
    }

    /// <summary>A version after another is as high as the changes ask for.</summary>
    private void CheckAfter(ComparedRelease before)
    {
        var staging = TemporaryFolder.Make("dataset-version-", "compare in").FullName;
        try
        {
            var history = new ReleaseHistory(before, staging, findings, new(jobs, cancellation));
            history.CheckDate(Descriptor);
            if (SourceSize.Of(folder) > MostComparedInBytes)
                return;
            using var disk = new DiskQueue(isDurable: false);
            var target = Directory.CreateDirectory(Path.Combine(staging, ReleaseLayout.DataFolder)).FullName;
            // What is wrong with the sources has been found.
            var data = new BuiltData(new() { Jobs = jobs }).Write(folder, target, disk, new(), new(null), cancellation);
            if (data is not null
                && history.WriteChangeLog(MetadataFiles.Describe(folder, data), [.. folder.Tables.Select(t => t.Schema)]) is not null)
                history.Allows(Descriptor, isEdition: false);
        }
        finally
        {
            Directory.Delete(staging, recursive: true);
        }
    }
}
