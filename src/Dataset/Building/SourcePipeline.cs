using Dataset.Diagnostics;
using Dataset.Normalization;
using Dataset.Normalization.Deriving;
using Dataset.Normalization.Names;
using Dataset.Parquet;
using Dataset.Schemas;
using Dataset.Schemas.Checking;
using Dataset.Sources;
using Dataset.Sources.Reading;
using Dataset.Tables;

namespace Dataset.Building;

/// <summary>
/// Brings every row of the sources to its table: chunks are read one after another, bound, derived and checked in parallel, and taken in
/// the order of their source. What comes out depends on the sources alone.
/// </summary>
internal sealed class SourcePipeline : IDisposable
{
    private readonly SourceFolder folder;
    private readonly WorkQueue work;
    private readonly DiagnosticList findings;
    private readonly WorkMeter meter;
    private readonly ReferenceCheck references;
    private readonly Dictionary<string, TableIntake> intakes;
    private readonly Dictionary<string, TableChecker> checkers;
    private readonly Dictionary<string, NameIndex> names = new(StringComparer.Ordinal);
    private readonly List<SourceFile> files = [];
    private readonly List<SourceRange> ranges = [];
    private readonly PartSelection parts;
    private readonly SourceLimits? limits;

    /// <param name="folder">The sources.</param>
    /// <param name="parts">Into how many parts documents are cut, and which are read; where one is, references to rows of others are not
    /// checked.</param>
    /// <param name="outputOf">Where a table's rows are written; gives null where they are only checked.</param>
    /// <param name="work">The threads.</param>
    /// <param name="findings">Takes the findings.</param>
    /// <param name="meter">Told of what has been done.</param>
    /// <param name="limits">What sources may be at most, and where they are cut; null for the defaults.</param>
    public SourcePipeline(
        SourceFolder folder, PartSelection parts, Func<SourceTable, TableOutput?> outputOf, WorkQueue work, DiagnosticList findings,
        WorkMeter meter, SourceLimits? limits = null)
    {
        (this.parts, this.limits) = (parts, limits);
        (this.folder, this.work, this.findings, this.meter) = (folder, work, findings, meter);
        references = new([.. folder.Tables.Select(t => t.Schema)]);
        intakes = folder.Tables.ToDictionary(
            t => t.Name, t => new TableIntake(t.Schema, references, outputOf(t), work.Cancellation), StringComparer.Ordinal);
        checkers = folder.Tables.ToDictionary(t => t.Name, t => new TableChecker(t.Schema, work.Cancellation), StringComparer.Ordinal);
    }

    /// <summary>Of the documents tables whose sources were read in part: which part, in the descriptor's order.</summary>
    public IReadOnlyList<SourceRange> Ranges => ranges;

    /// <summary>The keys of a table's first and last row; null where it has none.</summary>
    public (KeyText First, KeyText Last)? KeysOf(SourceTable table) => intakes[table.Name].Keys;

    /// <summary>Rows of a table.</summary>
    public long RowsOf(SourceTable table) => intakes[table.Name].RowCount;

    /// <summary>Every file that was read as a whole, by path.</summary>
    public IReadOnlyList<SourceFile> Files => [.. folder.Files.Concat(files).Distinct().OrderBy(f => f.Path)];

    /// <summary>Reads everything.</summary>
    /// <exception cref="IOException">A source cannot be read, or a file cannot be written.</exception>
    public void Run()
    {
        // Records that others refer to, and whose names are looked for, come first.
        foreach (var schema in ReferenceCheck.InOrder([.. folder.Tables.Select(t => t.Schema)]))
            if (folder.Table(schema.Name) is { Source.Kind: TableKind.Records } table)
                RunRecords(table);
        foreach (var table in folder.Tables)
            if (table.Source.Kind == TableKind.Documents)
                RunDocuments(table);
        references.Finish(findings);
    }

    public void Dispose()
    {
        foreach (var intake in intakes.Values)
            intake.Dispose();
    }

    private void RunRecords(SourceTable table)
    {
        var isNamed = folder.Tables.Any(t => t.Source.Entities == table.Name);
        using var all = table.Schema.CreateBatch();
        var places = new JoinedLocator();
        // The sources of names are kept until the names are known, for findings about them.
        var kept = new List<SourceFragment>();
        try
        {
            RecordFragment Make(SourceReader reader, SourceChunk chunk) =>
                RecordFragment.Make(reader, chunk, table, checkers[table.Name], new(findings));
            var isWhole = Run(table, Make, fragment =>
            {
                var (_, rows, locator) = fragment.Tables[0];
                intakes[table.Name].Append(rows, locator, findings);
                if (isNamed)
                {
                    all.AppendRows(rows, 0, rows.RowCount);
                    places.Add(rows.RowCount, locator);
                }
            }, isNamed ? kept : null);
            Finish(table, [table], 0);
            LocateRepeated(table, [table], Make);
            references.End(table.Schema, isWhole, findings);
            if (isNamed)
            {
                var (rows, locator) = SortedRows.Of(all, new(table.Schema.PrimaryKey), places);
                names[table.Name] = NameIndex.Create(table.Schema, rows, locator, findings);
                rows.Dispose();
            }
        }
        finally
        {
            foreach (var fragment in kept)
                fragment.Dispose();
        }
    }

    private void RunDocuments(SourceTable table)
    {
        var deriver = new Deriver(
            Recipe.Find(folder.Descriptor.Recipe)!,
            table.Schema, [.. table.Lists.Select(l => l.Schema)], table.Paragraphs?.Schema, table.Mentions?.Schema,
            table.Mentions?.Source.Entities is { } entities ? names[entities] : null);
        var lacksListRows = false;
        var texts = new SameTexts();
        var (part, together) = (0, folder.Tables.Where(t => t == table || t.Source.Of == table.Name).ToArray());
        DocumentFragment Make(SourceReader reader, SourceChunk chunk) =>
            DocumentFragment.Make(reader, chunk, table, deriver, checkers, new(findings));
        var isWhole = Run(table, Make, fragment =>
        {
            if (fragment.Part > part)
            {
                Finish(table, together, part);
                foreach (var each in together)
                    intakes[each.Name].BeginPart();
            }
            part = fragment.Part;
            lacksListRows |= fragment.LacksListRows;
            fragment.CheckTexts(texts, findings);
            foreach (var (child, rows, locator) in fragment.Tables)
                intakes[child.Name].Append(rows, locator, findings);
        });
        Finish(table, together, part);
        LocateRepeated(table, together, Make);
        // What is not a row here may be one of another part.
        foreach (var each in together)
            references.End(
                each.Schema, isWhole && !parts.IsPartial && !(lacksListRows && each.Source.Kind == TableKind.List), findings);
    }

    /// <summary>Ends a part of a table and of those that come from it.</summary>
    /// <param name="table">Of documents or of records.</param>
    /// <param name="together">The table and those that come from it.</param>
    /// <param name="part">0-based.</param>
    private void Finish(SourceTable table, SourceTable[] together, int part)
    {
        foreach (var each in together)
            // With the documents, their paragraphs are out of order.
            if (intakes[each.Name].Finish(findings) is { } keys && each == table)
                findings.Add(
                    Rules.PartsInOrder, new(folder.Display(table.Source.Path!.Value)),
                    OutOfOrder(table, part + 1, parts.Count, keys.Before, keys.First));
    }

    /// <summary>Says that the rows of a part do not come after those of the parts before.</summary>
    /// <param name="table">The table.</param>
    /// <param name="number">Of the part.</param>
    /// <param name="count">Of parts.</param>
    /// <param name="before">The last key of the parts before.</param>
    /// <param name="first">The first of the part.</param>
    internal static string OutOfOrder(SourceTable table, int number, int count, KeyText before, KeyText first) =>
        FormattableString.Invariant($"Expected every key of {table.Name} in part {number} of {count} after {before}, ")
            + $"the last of the parts before, found {first}.";

    /// <summary>Says where rows with the same key are, for which the source is read once more.</summary>
    private void LocateRepeated<T>(SourceTable table, SourceTable[] together, Func<SourceReader, SourceChunk, T> make)
        where T : SourceFragment
    {
        var repeated = together.ToDictionary(t => t.Name, t => intakes[t.Name].Repeated);
        if (repeated.Values.All(r => r.IsEmpty))
            return;
        using var reader = new SourceReader(folder, table, limits, parts);
        foreach (var fragment in work.InOrder(reader.ReadChunks(new DiagnosticList()), chunk => make(reader, chunk)))
            using (fragment)
                foreach (var (each, rows, locator) in fragment.Tables)
                    repeated[each.Name].Locate(rows, locator);
        foreach (var each in repeated.Values)
            each.Report(findings, folder.Display(table.Source.Path!.Value));
    }

    /// <summary>Makes a fragment of each chunk, in parallel, and takes them in order.</summary>
    /// <param name="table">Of documents or of records.</param>
    /// <param name="make">Makes it, on any thread.</param>
    /// <param name="take">Takes its rows.</param>
    /// <param name="kept">Takes the fragments, for the caller to dispose of; where null they are disposed of here.</param>
    /// <returns>Whether no document or record was left out.</returns>
    private bool Run<T>(
        SourceTable table, Func<SourceReader, SourceChunk, T> make, Action<T> take, List<SourceFragment>? kept = null)
        where T : SourceFragment
    {
        using var reader = new SourceReader(folder, table, limits, parts);
        var reading = new DiagnosticList();
        foreach (var fragment in work.InOrder(reader.ReadChunks(reading), chunk => make(reader, chunk)))
        {
            kept?.Add(fragment);
            try
            {
                findings.AddRange(fragment.Findings);
                take(fragment);
                meter.Add(fragment.Tables[0].Rows.RowCount, fragment.SizeInBytes);
            }
            finally
            {
                if (kept is null)
                    fragment.Dispose();
            }
        }
        findings.AddRange(reading);
        files.AddRange(reader.Files);
        if (reader.Range is { } range)
            ranges.Add(range);
        return reader.IsWhole;
    }
}

/// <summary>The places of rows that were gathered from several batches, one after another.</summary>
internal sealed class JoinedLocator : ISourceLocator
{
    private readonly List<(int End, ISourceLocator Locator)> parts = [];

    /// <summary>Adds the next rows.</summary>
    /// <param name="rows">How many.</param>
    /// <param name="locator">Theirs, able to answer as long as this one is asked.</param>
    public void Add(int rows, ISourceLocator locator) => parts.Add(((parts.Count == 0 ? 0 : parts[^1].End) + rows, locator));

    public Location Locate(string table, int row, string? column, int element = -1)
    {
        var start = 0;
        foreach (var (end, locator) in parts)
        {
            if (row < end)
                return locator.Locate(table, row - start, column, element);
            start = end;
        }
        throw new ArgumentOutOfRangeException(nameof(row));
    }

    public Location LocateText(int document) => throw new InvalidOperationException("Records have no text.");
}
