using Dataset.Diagnostics;
using Dataset.Formats;
using Dataset.Formats.Rows;
using Dataset.Normalization;
using Dataset.Normalization.Deriving;
using Dataset.Normalization.Names;
using Dataset.Parquet;
using Dataset.Releases;
using Dataset.Schemas;
using Dataset.Sources;
using Dataset.Tables;
using Dataset.Text;

namespace Dataset.Verification;

/// <summary>
/// Derives the columns of documents, paragraphs, lists and mentions again, by the code of the build (<see cref="Deriver"/>), from what the
/// release itself holds: texts from paragraphs, places of quotes and names in them, counts, numbers. What only the source tells is held
/// against what the release lists of its sources, and to what a source can be (<see cref="SourceFacts"/>).
/// </summary>
/// <remarks>
/// The documents come as the check of their own table reads them. The rows of the other tables are read beside them, a few megabytes at a
/// time, so that memory does not grow with the release. The findings count only where all tables are sound by themselves.
/// </remarks>
internal sealed class DerivedCheck : IDisposable
{
    /// <summary>Documents are derived together until they have so many bytes, with their rows in other tables.</summary>
    private const long EnoughInBytes = 1 << 20;

    private readonly DiagnosticList findings = new();
    private readonly TableSchema schema;
    private readonly Deriver deriver;
    private readonly Rederived documents;
    private readonly SourceFacts sources;
    private readonly HeldText held;
    private readonly int textColumn;
    private readonly DerivedChild? paragraphs;
    private readonly DerivedChild? mentions;
    private readonly DerivedChild[] lists;
    private readonly DerivedChild[] children;
    private readonly RunningParagraphs? running;
    private readonly NameIndex? names;
    private readonly WithheldColumns[] withheld;
    private readonly int?[] unlessFlags;

    /// <summary>Whether a document has a key and a text to be derived, and nothing else.</summary>
    private readonly bool isTextAlone;
    private bool isOver;

    private DerivedCheck(
        Manifest manifest, Recipe recipe, TableSchema schema, DerivedChild? paragraphs, DerivedChild? mentions, DerivedChild[] lists,
        NameIndex? names, HeldText held)
    {
        (this.schema, this.paragraphs, this.mentions, this.lists) = (schema, paragraphs, mentions, lists);
        (this.names, this.held) = (names, held);
        children = [.. new[] { paragraphs, mentions }.OfType<DerivedChild>(), .. lists];
        string[] own = [schema.Name, .. children.Select(c => c.Rows.Schema.Name)];
        withheld = [.. (manifest.Edition?.Withheld ?? []).Where(w => own.Contains(w.Table))];
        unlessFlags = [.. withheld.Select(w => w.Unless is { } unless ? WithheldRows.FlagOf(schema, unless) : null)];
        textColumn = schema.ColumnOf(Derivation.DocumentText) is { } text ? schema.IndexOf(text.Name) : -1;
        documents = Rederived.Of(schema, TableKind.Documents, held);
        isTextAlone = textColumn >= 0 && children.Length == 0
            && documents.Filled.All(f => f.InRelease == textColumn || f.InRelease == schema.PrimaryKey[0]);
        sources = new SourceFacts(manifest, schema, paragraphs?.Rows.Schema);
        running = paragraphs is null ? null : new RunningParagraphs(paragraphs.Rows.Schema, textColumn);
        deriver = new Deriver(
            recipe, documents.Schema, [.. lists.Select(l => l.Columns.Schema)], paragraphs?.Columns.Schema,
            HasMentions ? mentions!.Columns.Schema : null, names);
    }

    /// <summary>The check of a table of documents and of the tables that are made of them; null where nothing can be derived.</summary>
    /// <param name="release">The release.</param>
    /// <param name="schema">The documents' table.</param>
    /// <param name="tables">All tables, each with its kind.</param>
    /// <param name="work">Reads ahead.</param>
    public static DerivedCheck? Of(
        ReleaseContents release, TableSchema schema, IReadOnlyList<KindOfTable> tables, WorkQueue work)
    {
        if (Recipe.Find(release.Manifest!.Recipe) is not { } recipe)
            return null;
        KindOfTable[] Made(TableKind kind) =>
            [.. tables.Where(t => t.Kind == kind && KindOfTable.DocumentsOf(t, tables) == schema && t.IsReadable(release))];
        var ofParagraphs = Made(TableKind.Paragraphs).FirstOrDefault(t => RunningParagraphs.AreTold(t.Schema));
        var ofMentions = Made(TableKind.Mentions).FirstOrDefault();
        var held = RunningParagraphs.Held(ofParagraphs?.Schema, schema);
        DerivedChild Child(KindOfTable table) =>
            new(table.Kind, new(release.Files, table.Table, table.Schema, work), Rederived.Of(table.Schema, table.Kind, held));
        var findings = new DiagnosticList();
        var names = ofMentions is null ? null : NamesOf(release, ofMentions, tables, findings, work);
        var check = new DerivedCheck(
            release.Manifest, recipe, schema, ofParagraphs is null ? null : Child(ofParagraphs),
            ofMentions is null ? null : Child(ofMentions), [.. Made(TableKind.List).Select(Child)], names, held);
        check.findings.AddRange(findings);
        return check;
    }

    /// <summary>Takes the next rows of the documents.</summary>
    /// <param name="rows">The rows.</param>
    /// <param name="texts">Those texts of them that are what would be derived from them.</param>
    /// <param name="places">Where the rows are.</param>
    public void Add(TableBatch rows, NormalTexts texts, JsonLinesPlaces places)
    {
        try
        {
            for (var start = 0; start < rows.RowCount && !isOver;)
                if (isTextAlone && texts.Has(start))
                    sources.Check(rows, start, null, places.Locate(schema.Name, start++, null), findings);
                else
                    start = AddSome(rows, start, places);
        }
        catch (MalformedTableException)
        {
            // The check of that table says so.
            isOver = true;
        }
    }

    /// <summary>Ends the check after the last document.</summary>
    /// <param name="target">Takes the findings.</param>
    public void Finish(DiagnosticList target)
    {
        foreach (var child in children)
            try
            {
                if (!isOver && child.Rows.Rest() is { } place)
                    ReportStray(place);
            }
            catch (MalformedTableException)
            {
                // As in Add.
            }
        target.AddRange(findings);
    }

    public void Dispose()
    {
        foreach (var child in children)
            child.Rows.Dispose();
    }

    /// <summary>Whether all mentions can be found again.</summary>
    private bool HasMentions => mentions is { IsOrdered: true } && paragraphs is not null && names is not null;

    /// <summary>Derives some documents; gives the row after them.</summary>
    private int AddSome(TableBatch rows, int start, JsonLinesPlaces places)
    {
        foreach (var child in children)
            child.Begin();
        using var batch = new DocumentBatch(documents.Schema, [.. lists.Select(l => l.Columns.Schema)], paragraphs?.Columns.Schema)
        {
            Locator = new ReleaseLocator(schema.Name, start, places, lists),
            HasUtf8Contents = true,
        };
        var keys = rows.Columns[schema.PrimaryKey[0]].AsText;
        var (row, size) = (start, 0L);
        // A document without running text has nothing to be derived from where the text is all that there is; it is by itself.
        var isTextless = IsTextless(rows, start);
        var isWithheld = IsWithheld(rows, start);
        bool IsAlike(int other) => IsTextless(rows, other) == isTextless && IsWithheld(rows, other) == isWithheld;
        for (; row < rows.RowCount && size < EnoughInBytes && IsAlike(row); row++)
        {
            foreach (var child in children)
            {
                if (!child.Rows.Take(keys.Utf8At(row), NormalizedDocument.MaximumSourceInBytes, ReportStray))
                    return Stop(places.Locate(schema.Name, row, null), "more bytes of rows in one table than a document may have");
                size += child.EndDocument();
            }
            var place = places.Locate(schema.Name, row, null);
            sources.Check(rows, row, paragraphs, place, findings);
            if (paragraphs?.Last.Count == 0)
                return Stop(place, "none of its paragraphs");
            if (isWithheld)
                continue;
            batch.Keys.AppendUtf8(keys.Utf8At(row));
            size += AppendContent(rows, row, batch, out var annotations);
            documents.AppendWritten(rows, row, TableKind.Documents, batch.Documents);
            for (var i = 0; i < lists.Length; i++)
                foreach (var listed in lists[i].Last)
                    lists[i].Columns.AppendWritten(lists[i].Rows.Rows, listed, TableKind.List, batch.Lists[i]);
            batch.EndDocument(new("", 0), annotations);
        }
        if (!isWithheld)
            Derive(rows, start, batch, isTextless, places);
        else
            foreach (var child in children)
                child.Words.Check(child, _ => null, names, findings, withheld.FirstOrDefault(w => w.Table == child.Rows.Schema.Name));
        return row;
    }

    /// <summary>Whether an edition withholds anything of a document: there is nothing to derive its columns from.</summary>
    private bool IsWithheld(TableBatch rows, int row) =>
        Array.Exists(unlessFlags, f => f is not { } flag || !WithheldRows.IsKept(rows, row, flag));

    private bool IsTextless(TableBatch rows, int row) => held == HeldText.RunningText && rows.Columns[textColumn].IsNull(row);

    private int Stop(Location place, string found)
    {
        findings.Add(Rules.DerivedAgain, place, $"Expected what the document's columns are derived from, found {found}.");
        isOver = true;
        return int.MaxValue;
    }

    private void ReportStray(Location place) => findings.Add(
        Rules.DerivedAgain, place, $"Expected a row of a document of {schema.Name}, found one whose key no document has.");

    /// <summary>Appends the text that the document is derived from: its paragraphs, or its running text. Gives its size.</summary>
    private long AppendContent(TableBatch rows, int row, DocumentBatch batch, out IReadOnlyList<ParagraphAnnotation> annotations)
    {
        annotations = [];
        if (paragraphs is not null)
        {
            annotations = running!.AnnotationsOf(paragraphs, rows, row);
            return running.Append(paragraphs, batch.Contents);
        }
        if (textColumn >= 0 && !rows.Columns[textColumn].IsNull(row))
            batch.Contents.AppendRows(rows.Columns[textColumn], row, 1);
        else
            batch.Contents.AppendText("x");
        return batch.Contents.Utf8At(batch.Contents.RowCount - 1).Length;
    }

    private void Derive(TableBatch rows, int start, DocumentBatch batch, bool isTextless, JsonLinesPlaces places)
    {
        using var ofParagraphs = paragraphs?.Columns.Schema.CreateBatch();
        using var ofMentions = HasMentions ? mentions!.Columns.Schema.CreateBatch() : null;
        var own = new DiagnosticList();
        deriver.Derive(batch, ofParagraphs, ofMentions, own);
        findings.AddErrors(own, d => new(Rules.DerivedAgain, d.Location, d.Message));
        if (own.HasErrors)
            return;
        var count = batch.Count;
        if (!isTextless)
            Compare(documents, batch.Documents, schema, rows, count, start, i => start + i, r => places.Locate(schema.Name, r, null));
        else
            CheckTextless(rows, start, count, places);
        if (paragraphs is not null)
            Compare(paragraphs, ofParagraphs!);
        for (var i = 0; i < lists.Length; i++)
            Compare(lists[i], batch.Lists[i]);
        if (HasMentions)
            Compare(mentions!, ofMentions!);
        foreach (var child in children.Where(c => paragraphs is null || (c == mentions && !HasMentions)))
            child.Words.Check(child, document => TextAt(rows, start + document), names, findings);
    }

    private byte[]? TextAt(TableBatch rows, int row) => textColumn < 0 ? null : rows.Columns[textColumn].AsText.Utf8At(row).ToArray();

    private void CheckTextless(TableBatch rows, int start, int count, JsonLinesPlaces places)
    {
        foreach (var (_, column) in documents.Filled.Where(f => schema.Columns[f.InRelease].Layout.Type == ColumnType.Integer))
            for (var row = start; row < start + count; row++)
                if (!rows.Columns[column].IsNull(row) && rows.Columns[column].AsIntegers.ValueAt(row) != 0)
                    Report(schema, column, places.Locate(schema.Name, row, null), "0", RowText.ValueOf(rows.Columns[column], row));
    }

    /// <summary>Compares the rows of a table that was made of documents.</summary>
    private void Compare(DerivedChild child, TableBatch derived)
    {
        var ordered = child.Ordered;
        if (derived.RowCount != ordered.Count)
        {
            var at = Math.Min(derived.RowCount, ordered.Count);
            var place = child.Rows.Rows.RowCount == 0 ? null : (Location?)child.Rows.PlaceOf(ordered[Math.Min(at, ordered.Count - 1)]);
            var key = child.Columns.Filled.First(f => f.InRelease == child.Rows.Schema.PrimaryKey[0]).Own;
            // The first document of which there are more rows, or fewer.
            for (var i = 0; i < at; i++)
                if (!derived.Columns[key].AreEqual(i, child.Rows.Rows.Columns[child.Rows.Schema.PrimaryKey[0]], ordered[i], 1))
                {
                    place = child.Rows.PlaceOf(ordered[i]);
                    break;
                }
            findings.Add(
                Rules.DerivedAgain, place ?? child.Rows.Start,
                $"Expected {Printable.Count(derived.RowCount, "row")} for the documents about here, as their paragraphs give, found "
                    + FormattableString.Invariant($"{ordered.Count}."));
            return;
        }
        Compare(
            child.Columns, derived, child.Rows.Schema, child.Rows.Rows, ordered.Count, child.IsInOrder ? 0 : null, i => ordered[i],
            child.Rows.PlaceOf);
    }

    /// <summary>Compares derived columns with those of the release.</summary>
    /// <param name="columns">Which.</param>
    /// <param name="derived">The rows as they were derived.</param>
    /// <param name="table">The table of the release.</param>
    /// <param name="rows">Its rows.</param>
    /// <param name="count">How many were derived.</param>
    /// <param name="first">Where they begin in the release, if they are in the same order there; else null.</param>
    /// <param name="rowOf">The row of the release for a derived one.</param>
    /// <param name="placeOf">Where a row of the release is.</param>
    private void Compare(
        Rederived columns, TableBatch derived, TableSchema table, TableBatch rows, int count, int? first, Func<int, int> rowOf,
        Func<int, Location> placeOf)
    {
        foreach (var (own, inRelease) in columns.Filled)
        {
            var (expected, found) = (derived.Columns[own], rows.Columns[inRelease]);
            if (first is { } start && expected.AreEqual(0, found, start, count))
                continue;
            for (var i = 0; i < count && findings.ErrorCount < DiagnosticList.Limit; i++)
            {
                if (expected.AreEqual(i, found, rowOf(i), 1))
                    continue;
                var (derivedText, foundText) = RowText.Differing(expected, i, found, rowOf(i));
                Report(table, inRelease, placeOf(rowOf(i)), derivedText, foundText);
            }
        }
    }

    private void Report(TableSchema table, int column, Location place, string expected, string found) => findings.Add(
        Rules.DerivedAgain, place,
        $"Expected {expected} for {table.Columns[column].Name}, as {table.Columns[column].Derivation} is told from this release, found "
            + $"{found}.");

    private static NameIndex? NamesOf(
        ReleaseContents release, KindOfTable ofMentions, IReadOnlyList<KindOfTable> tables, DiagnosticList findings,
        WorkQueue work)
    {
        if (KindOfTable.EntitiesOf(ofMentions, tables) is not { } entities || !entities.IsReadable(release))
            return null;
        using var rows = new KeyedRows(release.Files, entities.Table, entities.Schema, work);
        try
        {
            rows.TakeAll();
        }
        catch (MalformedTableException)
        {
            return null;
        }
        return NameIndex.Create(entities.Schema, rows.Rows, new RowsLocator(rows), findings);
    }

    private sealed class RowsLocator(KeyedRows rows) : ISourceLocator
    {
        public Location Locate(string table, int row, string? column, int element = -1) => rows.PlaceOf(row);

        public Location LocateText(int document) => throw new NotSupportedException();
    }

    /// <summary>Leads findings of the deriver back to the lines of the release.</summary>
    private sealed class ReleaseLocator(string documents, int start, JsonLinesPlaces places, DerivedChild[] lists) : ISourceLocator
    {
        public Location Locate(string table, int row, string? column, int element = -1) =>
            table == documents ? places.Locate(table, start + row, column) : InList(lists.First(l => l.Rows.Schema.Name == table), row);

        public Location LocateText(int document) => places.Locate(documents, start + document, null);

        private static Location InList(DerivedChild list, int row) => list.Rows.PlaceOf(list.Ordered[row]);
    }
}
