using Dataset.Diagnostics;
using Dataset.Syntax;
using Dataset.Tables;
using Dataset.Text;

namespace Dataset.Schemas.Reading;

/// <summary>Reads <c>x-primaryKey</c> and <c>x-foreignKeys</c>.</summary>
/// <param name="values">Reads the values.</param>
/// <param name="columns">The columns that could be read, by name.</param>
/// <param name="names">The names of all columns, also of those that could not.</param>
internal sealed class KeyReader(KeywordValues values, IReadOnlyDictionary<string, ColumnSchema> columns, IReadOnlyList<string> names)
{
    private readonly HashSet<string> known = names.ToHashSet(StringComparer.Ordinal);

    /// <summary>The names of the key's columns; what is wrong is a finding.</summary>
    public List<string> PrimaryKey(SourceMap schema)
    {
        var (key, seen) = (new List<string>(), new HashSet<string>(StringComparer.Ordinal));
        if (schema.Find("x-primaryKey") is not { } entry)
        {
            values.Findings.Add(
                Rules.SchemaKeywordGiven, schema.Location,
                "Expected x-primaryKey, the columns that tell a row from every other, found none.");
            return key;
        }
        foreach (var scalar in values.Texts(entry) ?? [])
        {
            if (!IsColumn(scalar, seen, Rules.PrimaryKeyColumns))
                continue;
            key.Add(scalar.Text);
            if (columns.TryGetValue(scalar.Text, out var column) && Unfit(column) is { } found)
            {
                values.Findings.Add(
                    Rules.PrimaryKeyColumns, scalar.Location,
                    $"Expected a string, integer or date that is never null as part of the key, found {Printable.Quoted(scalar.Text)}, "
                        + $"{found}.");
            }
        }
        return key;
    }

    /// <summary>The references that could be read; what is wrong is a finding.</summary>
    public List<ForeignKey> ForeignKeys(SourceMap schema)
    {
        var keys = new List<ForeignKey>();
        if (schema.Find("x-foreignKeys") is not { } entry)
            return keys;
        if (entry.Value is not SourceList list)
        {
            values.Form(entry.Value, "a list of references for x-foreignKeys");
            return keys;
        }
        foreach (var item in list.Items)
        {
            if (values.Map(item, "a reference") is { } map && ReadForeignKey(map) is { } key)
                keys.Add(key);
        }
        return keys;
    }

    private ForeignKey? ReadForeignKey(SourceMap map)
    {
        map = values.Known(map, SchemaKeywords.OfForeignKey, "a reference");
        var referring = NamesOf(map, "columns");
        var table = values.RequiredText(map, "table", Rules.SchemaKeywordGiven, "a reference");
        var references = NamesOf(map, "references");
        if (referring is null || table is null || references is null)
            return null;
        var (own, seen) = (new List<string>(), new HashSet<string>(StringComparer.Ordinal));
        foreach (var scalar in referring)
        {
            if (!IsColumn(scalar, seen, Rules.ForeignKeyColumns))
                continue;
            own.Add(scalar.Text);
            if (columns.TryGetValue(scalar.Text, out var column) && column.Layout.IsList && referring.Count > 1)
            {
                values.Findings.Add(
                    Rules.ForeignKeyColumns, scalar.Location,
                    $"Expected a list column to refer alone, found {Printable.Quoted(scalar.Text)} beside other columns.");
            }
        }
        if (referring.Count != references.Count)
        {
            values.Findings.Add(
                Rules.ForeignKeyColumns, map.Find("references")!.Value.Location,
                $"Expected as many references as columns ({referring.Count}), found {references.Count}.");
        }
        return new ForeignKey(own, table, [.. references.Select(r => r.Text)]);
    }

    private List<SourceScalar>? NamesOf(SourceMap map, string keyword)
    {
        if (map.Find(keyword) is { } entry)
            return values.Texts(entry);
        values.Findings.Add(Rules.SchemaKeywordGiven, map.Location, $"Expected {keyword} of a reference, found none.");
        return null;
    }

    private bool IsColumn(SourceScalar scalar, HashSet<string> before, Rule rule)
    {
        string? found = null;
        if (!known.Contains(scalar.Text))
        {
            found = NearestName.Of(scalar.Text, names) is { } near
                ? $"{Printable.Quoted(scalar.Text)}; perhaps {Printable.Quoted(near)} is meant"
                : Printable.Quoted(scalar.Text);
        }
        else if (!before.Add(scalar.Text))
        {
            found = $"{Printable.Quoted(scalar.Text)} again";
        }
        if (found is null)
            return true;
        values.Findings.Add(rule, scalar.Location, $"Expected names of columns of the table, each once, found {found}.");
        return false;
    }

    private static string? Unfit(ColumnSchema column) =>
        column.Layout.IsList ? "a list"
        : column.IsNullable ? "which may be null"
        : column.Layout.Type.IsKey ? null
        : $"a {column.Layout.Type.SchemaName}";
}
