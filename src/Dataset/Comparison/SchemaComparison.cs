using Dataset.Schemas;
using Dataset.Tables;
using Dataset.Text;

namespace Dataset.Comparison;

/// <summary>What changed in a table's schema, in the order of the new one's columns; what is gone comes first.</summary>
internal static class SchemaComparison
{
    private const int ExcerptLength = 60;

    public static IEnumerable<Change> Changes(TableSchema old, TableSchema now)
    {
        var changes = new List<Change>();
        changes.AddRange(old.Columns.Where(c => now.Find(c.Name) < 0)
            .Select(c => new Change(ChangeKind.ColumnGone, now.Name, c.Name, $"the column is gone; it was {Type(c)}")));
        foreach (var column in now.Columns)
        {
            if (old.Find(column.Name) is >= 0 and var index)
                changes.AddRange(OfColumn(now.Name, old.Columns[index], column));
            else
                changes.Add(new(ChangeKind.ColumnAdded, now.Name, column.Name, $"the column is new, {Type(column)}"));
        }
        changes.AddRange(OfTable(old, now));
        if (changes.Count == 0 && !old.Json.Span.SequenceEqual(now.Json.Span))
            changes.Add(new(ChangeKind.SchemaRewritten, now.Name, null, "the schema's file is written otherwise and says the same"));
        return changes;
    }

    private static IEnumerable<Change> OfTable(TableSchema old, TableSchema now)
    {
        var before = old.Columns.Select(c => c.Name).Where(n => now.Find(n) >= 0).ToArray();
        var after = now.Columns.Select(c => c.Name).Where(n => old.Find(n) >= 0).ToArray();
        if (Enumerable.Range(0, before.Length).FirstOrDefault(i => before[i] != after[i], -1) is >= 0 and var moved)
            yield return new(
                ChangeKind.ColumnsReordered, now.Name, null,
                $"the columns are in another order: {after[moved]} where {before[moved]} was");
        if (!KeyOf(old).SequenceEqual(KeyOf(now)))
            yield return new(
                ChangeKind.KeyChanged, now.Name, null,
                $"the key was {string.Join(", ", KeyOf(old))} and is {string.Join(", ", KeyOf(now))}");
        var (references, newReferences) = (old.ForeignKeys.Select(Describe).ToArray(), now.ForeignKeys.Select(Describe).ToArray());
        foreach (var gone in references.Except(newReferences))
            yield return new(ChangeKind.ReferenceGone, now.Name, null, $"the reference {gone} is gone");
        foreach (var added in newReferences.Except(references))
            yield return new(ChangeKind.ReferenceAdded, now.Name, null, $"the reference {added} is new");
        var (rules, newRules) = (Rules(old), Rules(now));
        foreach (var gone in rules.Except(newRules))
            yield return new(ChangeKind.ConstraintLoosened, now.Name, null, $"a row need no longer have {gone}");
        foreach (var added in newRules.Except(rules))
            yield return new(ChangeKind.ConstraintTightened, now.Name, null, $"a row now has {added}");
        if (old.Title != now.Title)
            yield return new(
                ChangeKind.DescriptionChanged, now.Name, null, $"the title was {Quoted(old.Title)} and is {Quoted(now.Title)}");
        if (old.Description != now.Description)
            yield return new(ChangeKind.DescriptionChanged, now.Name, null, $"the description is now {Quoted(now.Description)}");
    }

    private static IEnumerable<Change> OfColumn(string table, ColumnSchema old, ColumnSchema now)
    {
        Change Of(ChangeKind kind, string message) => new(kind, table, now.Name, message);
        if (old.Layout != now.Layout)
            yield return Of(ChangeKind.TypeChanged, $"the type was {Type(old)} and is {Type(now)}");
        if (old.IsNullable != now.IsNullable)
            yield return now.IsNullable
                ? Of(ChangeKind.NullAllowed, "a row may have null here, which it could not")
                : Of(ChangeKind.NullForbidden, "no row has null here any more");
        // A list's elements are only compared with a list's elements.
        if (old.Layout.IsList == now.Layout.IsList && old.ItemsNullable != now.ItemsNullable)
            yield return now.ItemsNullable
                ? Of(ChangeKind.NullAllowed, "an element of the list may be null, which it could not")
                : Of(ChangeKind.NullForbidden, "no element of the list is null any more");
        if (old.Layout == now.Layout)
            foreach (var (kind, message) in ConstraintComparison.Changes(
                old.Constraints, now.Constraints, now.Layout.Type == ColumnType.Integer))
                yield return Of(kind, message);
        if (old.IsQuote != now.IsQuote)
            yield return now.IsQuote
                ? Of(ChangeKind.QuotePromised, "the words must now be in the document")
                : Of(ChangeKind.QuoteGivenUp, "the words need not occur in the document any more");
        if (old.Unit != now.Unit)
            yield return old.Unit is null
                ? Of(ChangeKind.UnitNamed, $"the unit is named: {now.Unit}")
                : Of(ChangeKind.UnitChanged, $"the unit was {old.Unit} and is {now.Unit ?? "not named"}");
        if (old.Description != now.Description)
            yield return Of(ChangeKind.DescriptionChanged, $"the description is now {Quoted(now.Description)}");
        if (old.Derivation?.Name != now.Derivation?.Name || old.IsNames != now.IsNames)
            yield return Of(ChangeKind.DerivationChanged, $"the column was filled by {Source(old)} and is by {Source(now)}");
    }

    private static IEnumerable<string> KeyOf(TableSchema schema) => schema.PrimaryKey.Select(i => schema.Columns[i].Name);

    private static string[] Rules(TableSchema schema) => [.. schema.RowRules.Select(r => r.Describe(schema.Columns, n => n))];

    private static string Describe(ForeignKey key) =>
        $"{string.Join(", ", key.Columns)} to {key.Table} ({string.Join(", ", key.References)})";

    private static string Type(ColumnSchema column) =>
        (column.Layout.IsList ? "a list of " : "") + column.Layout.Type.Name + (column.IsNullable ? " or null" : "");

    private static string Source(ColumnSchema column) => (column.Derivation?.Name ?? "curators")
        + (column.IsNames ? ", as names for mentions," : "");

    private static string Quoted(string text) => Printable.Quoted(text.ReplaceLineEndings(" "), ExcerptLength);
}
