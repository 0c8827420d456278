using Dataset.Diagnostics;
using Dataset.Formats.Rows;
using Dataset.Parquet;
using Dataset.Releases;
using Dataset.Tables;

namespace Dataset.Comparison;

/// <summary>
/// Compares two releases: what they say of themselves, their schemas, and the rows of each table by key. Rows are streamed, so
/// memory does not grow with the tables. Tables whose content digest is the same are not read at all.
/// </summary>
public static class ReleaseDiff
{
    /// <summary>Compares the releases at two paths.</summary>
    /// <param name="oldPath">The previous release: a folder, or a file that holds one.</param>
    /// <param name="newPath">The release after.</param>
    /// <param name="visitor">Takes the differences as they are found.</param>
    /// <param name="findings">Takes what is wrong with the releases.</param>
    /// <param name="progress">Told now and then how far it has come; may be null.</param>
    /// <param name="cancellation">Stops the comparison.</param>
    /// <returns>Null where a release is not what it should be, as the findings say; the visitor may have been told a part.</returns>
    /// <exception cref="IOException">There is no release at a path, or it cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">A file or folder may not be read.</exception>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    public static ReleaseDifference? Compare(
        string oldPath, string newPath, IChangeVisitor visitor, DiagnosticList findings, IProgress<WorkProgress>? progress = null,
        CancellationToken cancellation = default)
    {
        using var old = ComparedRelease.Open(oldPath, findings);
        using var now = ComparedRelease.Open(newPath, findings);
        return old is null || now is null ? null : Compare(
            old, now, visitor, findings, progress, new WorkQueue(WorkQueue.DefaultDegree, cancellation));
    }

    /// <summary>Compares two releases that are open.</summary>
    /// <inheritdoc cref="Compare(string, string, IChangeVisitor, DiagnosticList, IProgress{WorkProgress}?, CancellationToken)"/>
    internal static ReleaseDifference? Compare(
        ComparedRelease old, ComparedRelease now, IChangeVisitor visitor, DiagnosticList findings, IProgress<WorkProgress>? progress = null,
        WorkQueue? work = null)
    {
        try
        {
            return new Comparison(old, now, visitor, progress, work ?? new(1, CancellationToken.None)).Run();
        }
        catch (MalformedTableException e)
        {
            findings.Add(e.ToDiagnostic());
            return null;
        }
    }

    private sealed class Comparison(
        ComparedRelease old, ComparedRelease now, IChangeVisitor visitor, IProgress<WorkProgress>? progress, WorkQueue work)
    {
        /// <summary>Reports closer together than this tell users nothing.</summary>
        private const long RowsBetweenReports = 10_000;

        private readonly List<ComparedTable> tables =
        [
            .. now.Schemas.Select(s => new ComparedTable(old.Schemas.FirstOrDefault(o => o.Name == s.Name), s)),
            .. old.Schemas.Where(s => now.Schemas.All(n => n.Name != s.Name)).Select(s => new ComparedTable(s, null)),
        ];

        private long rows;
        private long reported;

        public ReleaseDifference Run()
        {
            var changes = PresentationComparison.Changes(old.Manifest, now.Manifest).ToList();
            foreach (var table in tables)
                changes.AddRange(OfTable(table));
            visitor.Begin(old.Identity, now.Identity, Sorted(changes));
            var differences = new List<TableDifference>();
            foreach (var table in tables)
            {
                visitor.BeginTable(table);
                var difference = OfRows(table);
                visitor.EndTable(difference);
                differences.Add(difference);
                changes.AddRange(Changes(difference));
            }
            var outcome = new ReleaseDifference(old.Identity, now.Identity, Sorted(changes), differences);
            visitor.End(outcome);
            return outcome;
        }

        private static IReadOnlyList<Change> Sorted(IEnumerable<Change> changes) => [.. changes.OrderByDescending(c => c.Bump)];

        private static ManifestTable Find(ComparedRelease release, string table) => release.Manifest.Tables.First(t => t.Name == table);

        private IEnumerable<Change> OfTable(ComparedTable table)
        {
            if (table.New is null)
                return [new(ChangeKind.TableGone, table.Name, null, $"the table is gone; it had {Rows(Find(old, table.Name).RowCount)}")];
            if (table.Old is null)
                return [new(ChangeKind.TableAdded, table.Name, null, $"the table is new, with {Rows(Find(now, table.Name).RowCount)}")];
            return SchemaComparison.Changes(table.Old, table.New)
                .Concat(PresentationComparison.Changes(Find(old, table.Name), Find(now, table.Name)));
        }

        private static IEnumerable<Change> Changes(TableDifference table)
        {
            if (table.Standing is TableStanding.Added or TableStanding.Removed)
                yield break;
            if (table.Removed > 0)
                yield return new(ChangeKind.RowsGone, table.Name, null, $"{Rows(table.Removed)} {Are(table.Removed)} gone");
            if (table.Added > 0)
                yield return new(ChangeKind.RowsAdded, table.Name, null, $"{Rows(table.Added)} {Are(table.Added)} new");
            if (table.Changed > 0)
                yield return new(
                    ChangeKind.RowsChanged, table.Name, null,
                    $"{Rows(table.Changed)} {(table.Changed == 1 ? "has" : "have")} other values");
        }

        private TableDifference OfRows(ComparedTable table)
        {
            if (table.Standing == TableStanding.Kept)
            {
                var (before, after) = (Find(old, table.Name), Find(now, table.Name));
                // The same bytes hold the same rows. Who doubts that the files are as listed verifies the releases.
                if (before.ContentDigest == after.ContentDigest)
                    return new(table.Name, table.Standing, Unchanged: after.RowCount);
                using var oldRows = new RowCursor(old, table.Old!, work);
                using var newRows = new RowCursor(now, table.New!, work);
                using var comparison = new TableComparison(table, oldRows, newRows, visitor);
                return comparison.Run(Step);
            }
            if (table.New is not null && visitor.WantsWholeTables)
                Visit(table);
            return new(
                table.Name, table.Standing, Added: table.New is null ? 0 : Find(now, table.Name).RowCount,
                Removed: table.Old is null ? 0 : Find(old, table.Name).RowCount);
        }

        private void Visit(ComparedTable table)
        {
            using var cursor = new RowCursor(now, table.New!, work);
            for (; cursor.TryFill(); cursor.Skip(1))
            {
                visitor.Row(new(table, RowChangeKind.Added, null, (cursor.Rows, cursor.Position)));
                Step(1);
            }
        }

        private void Step(long count)
        {
            rows += count;
            if (rows - reported < RowsBetweenReports)
                return;
            work.Cancellation.ThrowIfCancellationRequested();
            reported = rows;
            progress?.Report(new("comparing", rows, 0, null));
        }

        private static string Rows(long count) => FormattableString.Invariant($"{count} {(count == 1 ? "row" : "rows")}");

        private static string Are(long count) => count == 1 ? "is" : "are";
    }
}
