using Dataset.Schemas;
using Dataset.Tables;

namespace Dataset.Normalization.Deriving;

/// <summary>A column that the build fills.</summary>
/// <param name="Index">The column.</param>
/// <param name="Derivation">What fills it.</param>
/// <param name="IsNullable">Whether it takes null.</param>
/// <param name="Minimum">The least that its schema allows, or 0.</param>
internal sealed record DerivedColumn(int Index, Derivation Derivation, bool IsNullable, long Minimum)
{
    /// <summary>Appends the value; null where there is none.</summary>
    public void Append(in DerivedFacts facts, TableBatch rows)
    {
        var column = rows.Columns[Index];
        if (Derivation.TryAppend(facts, column))
            return;
        // What can't be null is told from something that could not be taken, which has its finding.
        if (!Derivation.MayBeNull)
            rows.Refuse(Index, column.RowCount);
        column.AppendNull();
    }

    /// <summary>
    /// Fills the place of a value that can't be told, as what it is told from has a finding: with null, or with something that breaks no
    /// other rule, so that one fault is not reported as two.
    /// </summary>
    public void AppendPlaceholder(TableBatch rows)
    {
        var column = rows.Columns[Index];
        if (IsNullable)
            column.AppendNull();
        else if (column is TextColumn text)
            text.AppendText(Derivation.Placeholder);
        else
            column.AsIntegers.Append(Math.Max(Derivation.Least, Minimum));
    }

    /// <summary>The derived columns of a table, but for those of its quotes.</summary>
    public static DerivedColumn[] Of(TableSchema? schema, TableKind kind) =>
        schema is null ? [] : [.. All(schema, kind).Where(c => c.Quote is null).Select(c => c.Column)];

    /// <summary>The derived columns of a table, each with the quote column that it is about, or null.</summary>
    public static IEnumerable<(DerivedColumn Column, string? Quote)> All(TableSchema schema, TableKind kind)
    {
        for (var i = 0; i < schema.Columns.Count; i++)
        {
            var column = schema.Columns[i];
            if (column.Derivation is not { } named)
                continue;
            var derivation = named.In(kind, out var quote);
            if (derivation is null || derivation.Type != column.Layout.Type || column.Layout.IsList)
                throw new ArgumentException(
                    $"The column {column.Name} of {schema.Name} can't be derived from {named}; SchemaChecks would have said so.");
            yield return (new(i, derivation, column.IsNullable, LeastOf(column.Constraints)), quote);
        }
    }

    private static long LeastOf(ColumnConstraints constraints)
    {
        var least = Math.Max(constraints.Minimum ?? 0, constraints.ExclusiveMinimum + 1 ?? 0);
        return least <= long.MaxValue ? (long)decimal.Ceiling(least) : 0;
    }
}
