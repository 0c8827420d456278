using Dataset.Diagnostics;
using Dataset.Tables;
using Dataset.Text;

namespace Dataset.Schemas.Reading;

/// <summary>What schemas can only be held to once it is known where their tables' rows come from.</summary>
internal static class SchemaChecks
{
    /// <summary>Keys of an annotation of a paragraph that no curated column of a paragraphs table may be called.</summary>
    public static IReadOnlyList<string> AnnotationKeys { get; } = ["begins", "number", "role"];

    /// <summary>The key under which a document's metadata annotates paragraphs.</summary>
    public const string ParagraphsKey = "paragraphs";

    /// <summary>Finds what does not fit the kind of the table: derivations, key, quotes, names, columns that can't be written.</summary>
    public static void CheckAgainst(TableSchema schema, TableKind kind, string displayPath, DiagnosticList findings)
    {
        var places = new SchemaPlaces(schema, displayPath);
        new DerivationChecks(schema, kind, places, findings).Run();
        CheckKey(schema, kind, places, findings);
        var names = 0;
        foreach (var column in schema.Columns)
        {
            if (column.IsQuote)
                CheckQuote(column, kind, places, findings);
            if (column.IsNames)
                CheckNames(column, kind, ++names, places, findings);
            if (column.Derivation is null)
                CheckCurated(column, kind, places, findings);
        }
    }

    /// <summary>Finds references that lead to no primary key of these tables, or to one of other types.</summary>
    /// <param name="tables">All tables of the dataset.</param>
    /// <param name="displayPathOf">The path of a table's schema in findings.</param>
    /// <param name="findings">Takes the findings.</param>
    public static void CheckReferences(IReadOnlyList<TableSchema> tables, Func<TableSchema, string> displayPathOf, DiagnosticList findings)
    {
        var byName = tables.ToDictionary(t => t.Name, StringComparer.Ordinal);
        foreach (var table in tables)
        {
            var places = new SchemaPlaces(table, displayPathOf(table));
            for (var i = 0; i < table.ForeignKeys.Count; i++)
                CheckReference(table, i, byName, places, findings);
        }
    }

    /// <summary>
    /// Finds what keeps a table from giving the names for mentions: it has a list of names, and one string is its primary key.
    /// </summary>
    public static void CheckEntities(TableSchema entities, string displayPath, DiagnosticList findings)
    {
        var places = new SchemaPlaces(entities, displayPath);
        if (!entities.Columns.Any(c => c.IsNames))
            findings.Add(
                Rules.NamesColumn, places.Of("properties"),
                "Expected a column with \"x-names\": true, as mentions are made of this table, found none.");
        if (entities.PrimaryKey.Count != 1 || entities.Columns[entities.PrimaryKey[0]].Layout.Type != ColumnType.String)
        {
            findings.Add(
                Rules.NamesColumn, places.Of("x-primaryKey"),
                $"Expected one string as primary key, as mentions are made of this table, found "
                    + $"{ListOf(entities.PrimaryKey.Select(i => entities.Columns[i].Name))}.");
        }
    }

    /// <summary>
    /// Finds curated columns of a documents table that are called like one of its lists or like the annotations of paragraphs.
    /// </summary>
    /// <param name="documents">The documents' table.</param>
    /// <param name="fields">The fields of its list tables.</param>
    /// <param name="displayPath">The path of the schema in findings.</param>
    /// <param name="findings">Takes the findings.</param>
    public static void CheckMetadataNames(
        TableSchema documents, IReadOnlyCollection<string> fields, string displayPath, DiagnosticList findings)
    {
        var places = new SchemaPlaces(documents, displayPath);
        foreach (var column in documents.Columns)
        {
            if (column.Name == ParagraphsKey || fields.Contains(column.Name))
            {
                findings.Add(
                    Rules.MetadataNameIsFree, places.OfColumn(column.Name),
                    $"Expected a name that metadata has no other use for, found {Printable.Quoted(column.Name)}, which is "
                        + $"{(column.Name == ParagraphsKey ? "the key of paragraphs' annotations" : "the field of a list table")}.");
            }
        }
    }

    private static void CheckKey(TableSchema schema, TableKind kind, SchemaPlaces places, DiagnosticList findings)
    {
        if (kind == TableKind.Records)
            return;
        var key = schema.Columns[schema.PrimaryKey[0]];
        var isOnly = schema.PrimaryKey.Count == 1;
        if (key.Derivation?.Is(Derivation.DocumentKey) == true && (isOnly == (kind == TableKind.Documents)))
            return;
        findings.Add(
            Rules.KeyOfDocument, places.Of("x-primaryKey"),
            (kind == TableKind.Documents
                ? "Expected the column derived from document.key alone as primary key of a table of documents"
                : "Expected the column derived from document.key first in the primary key, and another that tells the rows of a document "
                    + "apart")
            + $", found {ListOf(schema.PrimaryKey.Select(i => schema.Columns[i].Name))}.");
    }

    private static void CheckQuote(ColumnSchema column, TableKind kind, SchemaPlaces places, DiagnosticList findings)
    {
        var found = kind is not (TableKind.Documents or TableKind.List) ? $"it in a table from {Word(kind)}"
            : column.Derivation is not null ? "it on a derived column"
            : column.Layout is not { Type.IsText: true, IsList: false } ? "it on a column of another type"
            : null;
        if (found is not null)
        {
            findings.Add(
                Rules.QuoteColumn, places.OfColumn(column.Name, "x-quote"),
                $"Expected x-quote on a string that curators write of a document, found {found}.");
        }
    }

    private static void CheckNames(ColumnSchema column, TableKind kind, int ordinal, SchemaPlaces places, DiagnosticList findings)
    {
        var found = kind != TableKind.Records ? $"it in a table from {Word(kind)}"
            : column.Layout is not { Type.IsText: true, IsList: true } ? "it on a column of another type"
            : column.IsNullable || column.ItemsNullable ? "it on a list that may be or hold null"
            : ordinal > 1 ? "it on a second column"
            : null;
        if (found is not null)
        {
            findings.Add(
                Rules.NamesColumn, places.OfColumn(column.Name, "x-names"),
                $"Expected x-names on one list of strings of a table from records, found {found}.");
        }
    }

    private static void CheckCurated(ColumnSchema column, TableKind kind, SchemaPlaces places, DiagnosticList findings)
    {
        if (kind == TableKind.Mentions)
        {
            findings.Add(
                Rules.ParagraphColumns, places.OfColumn(column.Name),
                $"Expected only derived columns in a table from mentions, found {Printable.Quoted(column.Name)}, which is not.");
        }
        if (kind != TableKind.Paragraphs)
            return;
        if (!column.IsNullable)
        {
            findings.Add(
                Rules.ParagraphColumns, places.OfColumn(column.Name, "type"),
                $"Expected null allowed in a column of paragraphs that curators write, found none in {Printable.Quoted(column.Name)}.");
        }
        if (AnnotationKeys.Contains(column.Name))
        {
            findings.Add(
                Rules.MetadataNameIsFree, places.OfColumn(column.Name),
                $"Expected a name that an annotation has no other use for ({string.Join(", ", AnnotationKeys)}), found "
                    + $"{Printable.Quoted(column.Name)}.");
        }
    }

    private static void CheckReference(
        TableSchema table, int index, Dictionary<string, TableSchema> tables, SchemaPlaces places, DiagnosticList findings)
    {
        var key = table.ForeignKeys[index];
        if (!tables.TryGetValue(key.Table, out var target))
        {
            findings.Add(
                Rules.ForeignKeyTarget, places.OfForeignKey(index, "table"),
                $"Expected a table of this dataset ({string.Join(", ", tables.Keys)}), found {Printable.Quoted(key.Table)}.");
            return;
        }
        var primaryKey = target.PrimaryKey.Select(i => target.Columns[i]).ToList();
        if (!key.References.SequenceEqual(primaryKey.Select(c => c.Name), StringComparer.Ordinal))
        {
            findings.Add(
                Rules.ForeignKeyTarget, places.OfForeignKey(index, "references"),
                $"Expected the primary key of {key.Table}, {ListOf(primaryKey.Select(c => c.Name))}, found {ListOf(key.References)}.");
            return;
        }
        foreach (var (own, other) in key.Columns.Select(c => table.Columns[table.IndexOf(c)]).Zip(primaryKey))
        {
            if (own.Layout.Type != other.Layout.Type)
            {
                findings.Add(
                    Rules.ForeignKeyTarget, places.OfForeignKey(index, "columns"),
                    $"Expected {own.Name} of the type of {key.Table}.{other.Name}, {other.Layout.Type.SchemaName}, "
                        + $"found {own.Layout.Type.SchemaName}.");
            }
        }
    }

    private static string ListOf(IEnumerable<string> names) => "[" + string.Join(", ", names) + "]";

    private static string Word(TableKind kind) => kind.ToString().ToLowerInvariant();
}
