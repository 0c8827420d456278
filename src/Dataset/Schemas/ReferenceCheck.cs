using Dataset.Diagnostics;
using Dataset.Tables;

namespace Dataset.Schemas;

/// <summary>
/// Checks references between the tables of a dataset while their rows go by, in any order of tables. Of a key that is referred to it
/// keeps a fingerprint of 16 bytes; of a reference to a row that has not come yet, its place.
/// </summary>
internal sealed class ReferenceCheck
{
    private readonly Dictionary<string, List<Target>> targets = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<Reference>> references = new(StringComparer.Ordinal);

    /// <param name="tables">All tables; every foreign key leads to one of them, to columns that it has.</param>
    public ReferenceCheck(IReadOnlyList<TableSchema> tables)
    {
        var byName = tables.ToDictionary(t => t.Name, StringComparer.Ordinal);
        foreach (var table in tables)
        {
            foreach (var key in table.ForeignKeys)
            {
                var columns = key.References.Select(byName[key.Table].IndexOf).ToArray();
                var known = targets.TryGetValue(key.Table, out var list) ? list : targets[key.Table] = [];
                var target = known.Find(t => t.Columns.SequenceEqual(columns));
                if (target is null)
                    known.Add(target = new(columns));
                var own = references.TryGetValue(table.Name, out var others) ? others : references[table.Name] = [];
                own.Add(new(key, [.. key.Columns.Select(table.IndexOf)], target));
            }
        }
    }

    /// <summary>
    /// The tables, those that are referred to before those that refer to them as far as circles allow, else in the given order.
    /// </summary>
    public static IReadOnlyList<TableSchema> InOrder(IReadOnlyList<TableSchema> tables)
    {
        var byName = tables.ToDictionary(t => t.Name, StringComparer.Ordinal);
        var ordered = new List<TableSchema>();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        // Not by recursion: a release from elsewhere may chain more tables than a stack holds.
        var path = new Stack<(TableSchema Table, int Next)>();
        foreach (var table in tables)
        {
            if (seen.Add(table.Name))
                path.Push((table, 0));
            while (path.TryPop(out var at))
            {
                if (at.Next == at.Table.ForeignKeys.Count)
                {
                    ordered.Add(at.Table);
                    continue;
                }
                path.Push(at with { Next = at.Next + 1 });
                if (seen.Add(at.Table.ForeignKeys[at.Next].Table))
                    path.Push((byName[at.Table.ForeignKeys[at.Next].Table], 0));
            }
        }
        return ordered;
    }

    /// <summary>Takes rows of a table: their keys can be referred to from now on, and their own references are checked.</summary>
    public void Add(TableSchema table, TableBatch rows, ISourceLocator locator, DiagnosticList findings)
    {
        if (targets.TryGetValue(table.Name, out var known))
            foreach (var target in known)
                target.Add(rows);
        if (references.TryGetValue(table.Name, out var own))
            foreach (var reference in own)
                Check(table, reference, rows, locator, findings);
    }

    /// <summary>
    /// Says that a table has no more rows. A reference to a row that it does not have is a finding from now on, at once; nothing needs to
    /// be remembered of it.
    /// </summary>
    /// <param name="table">The table.</param>
    /// <param name="isWhole">False where its rows could not all be read: then no reference to it can be called dangling.</param>
    /// <param name="findings">Takes a finding for each reference that waited for a row.</param>
    public void End(TableSchema table, bool isWhole, DiagnosticList findings)
    {
        foreach (var target in targets.GetValueOrDefault(table.Name) ?? [])
            target.End(isWhole, findings);
    }

    /// <summary>Ends the check: whatever was referred to and never came is a finding.</summary>
    public void Finish(DiagnosticList findings)
    {
        foreach (var target in targets.Values.SelectMany(t => t))
            target.AddMissing(findings);
    }

    private static void Check(TableSchema table, Reference reference, TableBatch rows, ISourceLocator locator, DiagnosticList findings)
    {
        var columns = reference.Columns;
        var list = columns.Select(c => rows.Columns[c]).OfType<ListColumn>().FirstOrDefault();
        for (var row = 0; row < rows.RowCount; row++)
        {
            // As in SQL: where a part of the reference is null, nothing is referred to.
            if (columns.Any(c => rows.Columns[c].IsNull(row)))
                continue;
            var (start, end) = list?.ElementsOf(row) ?? (0, 1);
            for (var element = start; element < end; element++)
            {
                if (list is not null && list.Elements.IsNull(element))
                    continue;
                var fingerprint = KeyFingerprint.Of(rows, columns, row, element);
                if (reference.Target.Contains(fingerprint))
                    continue;
                var (column, index) = (reference.Key.Columns[^1], list is null ? -1 : element - start);
                if (reference.Target.HasEnded)
                    findings.Add(
                        Rules.ReferenceDangles, locator, table.Name, row, column, index, (table.Name, reference, rows, row, element),
                        static f => Dangling(f.Name, f.reference.Key, Values(f.reference, f.rows, f.row, f.element)));
                else
                    reference.Target.Await(
                        fingerprint, new(
                            table.Name, reference.Key, locator.Locate(table.Name, row, column, index),
                            Values(reference, rows, row, element)));
            }
        }
    }

    private static string Values(Reference reference, TableBatch rows, int row, int element) => string.Join(
        ", ", reference.Columns.Select(
            c => rows.Columns[c] is ListColumn list ? list.Elements.Describe(element) : rows.Columns[c].AsScalar.Describe(row)));

    private static string Dangling(string table, ForeignKey key, string values) =>
        $"Expected {string.Join(", ", key.Columns)} of {table} to be {string.Join(", ", key.References)} of a row of {key.Table}, "
            + $"found {values}, which no row has.";

    private sealed record Reference(ForeignKey Key, IReadOnlyList<int> Columns, Target Target);

    private sealed class Target(IReadOnlyList<int> columns)
    {
        private readonly FingerprintSet there = new();
        private readonly Dictionary<UInt128, List<Waiting>> awaited = [];
        private bool isWhole = true;

        public IReadOnlyList<int> Columns => columns;

        /// <summary>Whether no more rows come, so that a reference to one that is not there need not wait.</summary>
        public bool HasEnded { get; private set; }

        public void Add(TableBatch rows)
        {
            for (var row = 0; row < rows.RowCount; row++)
            {
                // A key that could not be taken may be the one that is referred to.
                if (HasNull(rows, row))
                    isWhole = false;
                else
                    Add(KeyFingerprint.Of(rows, columns, row));
            }
        }

        private void Add(UInt128 key)
        {
            there.Add(key);
            if (awaited.Count > 0)
                awaited.Remove(key);
        }

        /// <summary>Whether the row is there, or may be among those that could not be read.</summary>
        public bool Contains(UInt128 key) => !isWhole || there.Contains(key);

        public void Await(UInt128 key, Waiting reference)
        {
            if (!awaited.TryGetValue(key, out var list))
                awaited[key] = list = [];
            list.Add(reference);
        }

        public void End(bool whole, DiagnosticList findings)
        {
            (HasEnded, isWhole) = (true, isWhole && whole);
            AddMissing(findings);
            awaited.Clear();
        }

        public void AddMissing(DiagnosticList findings)
        {
            if (!isWhole)
                return;
            foreach (var reference in awaited.Values.SelectMany(w => w))
                findings.Add(
                    Rules.ReferenceDangles, reference.Place, () => Dangling(reference.Table, reference.Key, reference.Values),
                    reference.Key.Columns[^1]);
        }

        private bool HasNull(TableBatch rows, int row)
        {
            foreach (var column in columns)
                if (rows.Columns[column].IsNull(row))
                    return true;
            return false;
        }
    }

    /// <summary>A reference to a row that has not come yet.</summary>
    private readonly record struct Waiting(string Table, ForeignKey Key, Location Place, string Values);
}
