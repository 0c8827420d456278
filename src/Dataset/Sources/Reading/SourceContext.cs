using Dataset.Files;
using Dataset.Schemas;
using Dataset.Sources.Binding;
using Dataset.Tables;

namespace Dataset.Sources.Reading;

/// <summary>What every reader of a table's source shares.</summary>
internal sealed class SourceContext
{
    private readonly int numberColumn = -1;
    private volatile bool hasLeftOut;

    public SourceContext(SourceFolder folder, SourceTable table, SourceLimits limits, PartSelection? parts = null)
    {
        (Folder, Table, Limits) = (folder, table, limits);
        // Tables of records are never cut.
        Parts = table.Source.Kind == TableKind.Documents ? parts ?? PartSelection.Whole : PartSelection.Whole;
        if (table.Source.Path is not { } path || SourceForm.Of(path, table.Source.Kind) is not { } form)
            throw new ArgumentException($"The rows of {table.Name} have no source of their own.", nameof(table));
        (Path, Form, DisplayPath) = (path, form, folder.Display(path.Value));
        var dialect = table.Source.Csv ?? CsvDialect.Default;
        Dialect = dialect.HasDelimiter ? dialect : dialect with { Delimiter = SourceForm.DelimiterOf(path) };
        if (table.Source.Kind == TableKind.Records)
            numberColumn = table.Schema.Columns.Index().FirstOrDefault(
                c => c.Item.Derivation?.Is(Derivation.RecordNumber) == true, (-1, null!)).Index;
        Plan = table.Source.Kind == TableKind.Records
            ? RecordPlan.OfRows(table.Schema, TableKind.Records)
            : RecordPlan.OfDocuments(
                table.Schema, [.. table.Lists.Select(l => (l.Source.Field!, l.Schema))], table.Paragraphs?.Schema,
                form.Notation != SourceNotation.Folder, table.LostKeys);
    }

    public SourceFolder Folder { get; }

    public SourceTable Table { get; }

    public SourceLimits Limits { get; }

    /// <summary>Into how many parts the source is cut, and which are read.</summary>
    public PartSelection Parts { get; }

    /// <summary>What was taken from the source; null until it has been, and where it is not one part of several.</summary>
    public SourceRange? Range { get; set; }

    /// <summary>Takes every file that was read.</summary>
    public SourceLedger Ledger { get; } = new();

    /// <summary>Whether every document or record has been taken so far, those with wrong values too.</summary>
    public bool IsWhole => !hasLeftOut;

    /// <summary>Says that something could not be read and that rows are missing for it. From any thread.</summary>
    public void LeaveOut() => hasLeftOut = true;

    /// <summary>The keys that a record may have.</summary>
    public RecordPlan Plan { get; }

    /// <summary>How a delimited file is written; of any other source, as if nothing were said.</summary>
    public CsvDialect Dialect { get; }

    /// <summary>How the table's source is written.</summary>
    public SourceForm Form { get; }

    /// <summary>Whether a line of the source is the number of a row: of a Parquet file, whose values are at no place in a line.</summary>
    public bool IsOfRows => Form.Notation == SourceNotation.Parquet;

    /// <summary>The table's folder or file in the source folder.</summary>
    public RelativePath Path { get; }

    /// <summary>The same in findings.</summary>
    public string DisplayPath { get; }

    public string PathOf(RelativePath path) => path.Below(Folder.Path);

    public string DisplayOf(RelativePath path) => Folder.Display(path.Value);

    /// <summary>Ends a row of records: appends its place in the file where a column takes it.</summary>
    /// <param name="rows">The rows.</param>
    /// <param name="number">From 1.</param>
    public void EndRecord(TableBatch rows, long number)
    {
        if (numberColumn >= 0)
            rows.Columns[numberColumn].AsIntegers.Append(number);
    }

    /// <summary>An empty batch.</summary>
    /// <param name="locator">Its locator.</param>
    /// <param name="piece">The piece that holds the documents, kept as long as the batch; null where they have files of their own.</param>
    public DocumentBatch CreateDocuments(Tables.ISourceLocator locator, RecordPiece? piece)
    {
        var batch = new DocumentBatch(Table.Schema, [.. Table.Lists.Select(l => l.Schema)], Table.Paragraphs?.Schema)
        {
            Locator = locator,
            Source = piece,
            HasUtf8Contents = piece is not null,
        };
        // Most of a record is its text, which is no longer when it is read than as it is written.
        if (piece is not null)
            batch.Contents.Reserve(new(0, 0, piece.Length));
        return batch;
    }
}
