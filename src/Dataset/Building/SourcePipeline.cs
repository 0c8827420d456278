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
/// order. What comes out depends on the sources alone.
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
        intakes = folder.Tables.ToDictionary(t => t.Name, t => new TableIntake(t, references, outputOf(t)), StringComparer.Ordinal);
        checkers = folder.Tables.ToDictionary(t => t.Name, t => new TableChecker(t.Schema, work.Cancellation), StringComparer.Ordinal);
    }

    /// <summary>Of the documents tables whose sources were read in part: which part, in the descriptor's order.</summary>
    public IReadOnlyList<SourceRange> Ranges => ranges;

    /// <summary>The keys of a table's first and last row; null where it has none.</summary>
    public (KeyText First, KeyText Last)? KeysOf(SourceTable table) => intakes[table.Name].Keys;

    /// <summary>Every file that was read as a whole, by path.</summary>
    public IReadOnlyList<SourceFile> Files => [.. folder.Files.Concat(files).OrderBy(f => f.Path)];

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
                intakes[table.Name].Append(fragment.Rows, fragment.Locator, findings);
                if (isNamed)
                {
                    all.AppendRows(fragment.Rows, 0, fragment.Rows.RowCount);
                    places.Add(fragment.Rows.RowCount, fragment.Locator);
                }
                return fragment.Rows;
            }, isNamed ? kept : null);
            references.End(table.Schema, isWhole, findings);
            if (isNamed)
                names[table.Name] = NameIndex.Create(table.Schema, all, places, findings);
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
            foreach (var each in fragment.Part > part ? together : [])
                intakes[each.Name].EndPart();
            part = fragment.Part;
            lacksListRows |= fragment.LacksListRows;
            fragment.CheckTexts(texts, findings);
            foreach (var (child, rows, locator) in fragment.Tables)
                intakes[child.Name].Append(rows, locator, findings);
            return fragment.Tables[0].Rows;
        });
        // What is not a row here may be one of another part.
        foreach (var each in together)
            references.End(
                each.Schema, isWhole && !parts.IsPartial && !(lacksListRows && each.Source.Kind == TableKind.List), findings);
    }

    /// <summary>Makes a fragment of each chunk, in parallel, and takes them in order.</summary>
    /// <param name="table">Of documents or of records.</param>
    /// <param name="make">Makes it, on any thread.</param>
    /// <param name="take">Takes it, and gives its rows to be counted.</param>
    /// <param name="kept">Takes the fragments, for the caller to dispose of; where null they are disposed of here.</param>
    /// <returns>Whether no document or record was left out.</returns>
    private bool Run<T>(
        SourceTable table, Func<SourceReader, SourceChunk, T> make, Func<T, TableBatch> take, List<SourceFragment>? kept = null)
        where T : SourceFragment
    {
        using var reader = new SourceReader(folder, table, limits, parts);
        var reading = new DiagnosticList();
        T? before = null;
        try
        {
            foreach (var fragment in work.InOrder(reader.ReadChunks(reading), chunk => make(reader, chunk)))
            {
                kept?.Add(fragment);
                findings.AddRange(fragment.Findings);
                var rows = take(fragment);
                meter.Add(rows.RowCount, fragment.SizeInBytes);
                if (kept is not null)
                    continue;
                // The next fragment's first row is checked against this one's last, which a finding then has to find.
                before?.Dispose();
                before = fragment;
            }
        }
        finally
        {
            before?.Dispose();
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
