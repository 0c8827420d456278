using Dataset.Formats.Rows;
using Dataset.Parquet;
using Dataset.Releases;
using Dataset.Releases.Reading;
using Dataset.Schemas;
using Dataset.Tables;

namespace Dataset.Verification;

/// <summary>Tells of which rows of a table an edition withholds values, while they are read in the order of their keys.</summary>
internal sealed class WithheldRows : IDisposable
{
    private readonly KeyedRows? documents;
    private readonly int flag;
    private readonly int key;
    private byte[] last = [];
    private bool isKept;

    private WithheldRows(TableSchema schema, KeyedRows? documents, int flag) =>
        (key, this.documents, this.flag) = (schema.PrimaryKey[0], documents, flag);

    /// <summary>Those of a table.</summary>
    /// <param name="files">The release, or the full one of which it is an edition: what tells has the same values in both.</param>
    /// <param name="manifest">Its manifest.</param>
    /// <param name="schemas">In the manifest's order.</param>
    /// <param name="schema">The table.</param>
    /// <param name="withheld">What is withheld of it.</param>
    /// <param name="work">Reads ahead.</param>
    /// <returns>Null where the column that tells is not there.</returns>
    public static WithheldRows? Of(
        ReleaseFiles files, Manifest manifest, IReadOnlyList<TableSchema?> schemas, TableSchema schema, WithheldColumns withheld,
        WorkQueue work)
    {
        if (withheld.Unless is not { } unless)
            return new(schema, null, -1);
        var at = manifest.Tables.ToList().FindIndex(t => t.Name == unless.Table);
        return at < 0 || schemas[at] is not { } documents || FlagOf(documents, unless) is not { } flag
            || schema.Columns[schema.PrimaryKey[0]].Layout is not { Type.IsText: true, IsList: false }
            ? null : new(schema, new(files, manifest.Tables[at], documents, work), flag);
    }

    /// <summary>The column that tells; null where there is no such boolean column of documents.</summary>
    public static int? FlagOf(TableSchema documents, FlagColumn unless) =>
        documents.Name == unless.Table && documents.Find(unless.Column) is >= 0 and var flag
        && documents.Columns[flag].Layout is { IsList: false } layout && layout.Type == ColumnType.Boolean
        && documents.ColumnOf(Derivation.DocumentKey) is { } key && documents.PrimaryKey[0] == documents.IndexOf(key.Name)
            ? flag : null;

    /// <summary>Whether the values of a row are withheld; of rows before it nothing is asked any more.</summary>
    /// <exception cref="MalformedTableException">The documents cannot be read any further.</exception>
    public bool Holds(TableBatch rows, int row)
    {
        if (documents is null)
            return true;
        var document = rows.Columns[key].AsText.Utf8At(row);
        if (documents.Rows.RowCount > 0 && document.SequenceEqual(last))
            return !isKept;
        documents.Clear();
        documents.Take(document, long.MaxValue, _ => { });
        last = document.ToArray();
        isKept = documents.Rows.RowCount > 0 && IsKept(documents.Rows, documents.Rows.RowCount - 1, flag);
        return !isKept;
    }

    /// <summary>Whether a document's values are kept.</summary>
    public static bool IsKept(TableBatch documents, int row, int flag) =>
        !documents.Columns[flag].IsNull(row) && ((BooleanColumn)documents.Columns[flag]).IsTrue(row);

    public void Dispose() => documents?.Dispose();
}
