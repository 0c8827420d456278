using System.Globalization;
using Dataset.Comparison;
using Dataset.Diagnostics;
using Dataset.Files;
using Dataset.Parquet;
using Dataset.Releases;

namespace Dataset.Building;

/// <summary>
/// Says why a build is refused where its version exists and differs: by table, key and column where rows differ, by what changed in a
/// schema or the manifest, and by file only where none of those differ.
/// </summary>
internal sealed class VersionDifference : IChangeVisitor
{
    /// <summary>The most rows that are named; the rest are counted.</summary>
    private const int MaximumRows = 100;

    private readonly string display;
    private readonly DiagnosticList findings;
    private long rows;

    private VersionDifference(string display, DiagnosticList findings) => (this.display, this.findings) = (display, findings);

    public bool WantsWholeTables => false;

    /// <param name="path">The existing release.</param>
    /// <param name="built">The release that was built.</param>
    /// <param name="files">Which files differ, and how.</param>
    /// <param name="findings">Takes the findings, at least one of severity error.</param>
    /// <param name="work">The threads of the comparison.</param>
    /// <exception cref="IOException">A file cannot be read.</exception>
    public static void Explain(
        string path, StagedRelease built, IReadOnlyList<(string Path, string Message)> files, DiagnosticList findings, WorkQueue work)
    {
        using var compared = built.Compared();
        using var existing = ComparedRelease.Open(path, findings);
        var difference = existing is null
            ? null
            : ReleaseDiff.Compare(existing, compared, new VersionDifference(built.Display, findings), findings, work: work);
        var isAlone = difference is { Changes.Count: 0 };
        if (existing is not null && existing.Manifest.Released != built.Manifest.Released)
            findings.Add(
                Rules.VersionNeverChanges, new(DisplayPath(built.Display, ReleaseLayout.Manifest.Value)),
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"Expected {existing.Manifest.Released:yyyy-MM-dd} for \"released\", as published, found "
                        + $"{built.Manifest.Released:yyyy-MM-dd}{(isAlone ? "; nothing else differs. A new day is a new version" : "")}."));
        else if (isAlone && SourceThatDiffers(existing!.Manifest, built.Manifest) is { } source)
            findings.Add(
                Rules.VersionNeverChanges, new(DisplayPath(built.Display, ReleaseLayout.Manifest.Value)),
                $"Expected {source.Path} with {source.Was}, as published, found {source.Is}; no row, schema or description differs, but "
                    + "the release names the digest of each source.");
        else if (difference is null || difference.Changes.Count == 0)
            foreach (var file in files)
                findings.Add(Rules.VersionNeverChanges, new(DisplayPath(built.Display, file.Path)), file.Message);
        if (difference is not null)
            findings.Add(
                Rules.VersionNeverChanges, new(built.Display),
                $"Expected version {difference.LeastVersion} or later for what the sources are now, found {difference.New.Version}, which "
                    + "exists and differs.");
    }

    public void Begin(ReleaseIdentity old, ReleaseIdentity now, IReadOnlyList<Change> changes)
    {
        foreach (var change in changes)
            findings.Add(
                Rules.VersionNeverChanges,
                new(DisplayPath(display, change.Table is null ? ReleaseLayout.Manifest.Value : ReleaseLayout.SchemaOf(change.Table).Value)),
                $"Expected {change.Subject} as published, found another: {change.Message}.");
    }

    public void BeginTable(ComparedTable table) => rows = 0;

    public void Row(RowChange row)
    {
        if (++rows > MaximumRows)
            return;
        var of = $"row {row.KeyText} of table {row.Table.Name}";
        if (row.Kind == RowChangeKind.Added)
            Found(row.Table.Name, $"Expected no {of}, as published, found one.");
        else if (row.Kind == RowChangeKind.Removed)
            Found(row.Table.Name, $"Expected {of}, as published, found none.");
        else
            foreach (var cell in row.Cells.Where(c => c.OldExcerpt is not null))
                Found(row.Table.Name, $"Expected {cell.OldExcerpt} in column {cell.Column}, {of}, as published, found {cell.NewExcerpt}.");
    }

    public void EndTable(TableDifference counts)
    {
        if (rows > MaximumRows)
            Found(
                counts.Name,
                FormattableString.Invariant(
                    $"Expected table {counts.Name} as published, found {rows - MaximumRows} more rows that differ."));
    }

    public void End(ReleaseDifference difference)
    {
    }

    /// <summary>The first source with another digest; null where there is none, or sources come or go.</summary>
    private static (RelativePath Path, Digest Was, Digest Is)? SourceThatDiffers(Manifest existing, Manifest built)
    {
        if (!existing.Sources.Select(s => s.Path).SequenceEqual(built.Sources.Select(s => s.Path)))
            return null;
        foreach (var (was, now) in existing.Sources.Zip(built.Sources))
            if (was.Digest != now.Digest)
                return (was.Path, was.Digest, now.Digest);
        return null;
    }

    private static string DisplayPath(string display, string below) => Files.DisplayPath.Join(display, below);

    private void Found(string table, string message) =>
        findings.Add(Rules.VersionNeverChanges, new(DisplayPath(display, $"{ReleaseLayout.DataFolder}/{table}.jsonl")), message);
}
