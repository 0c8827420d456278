using Dataset.Schemas;
using Dataset.Tables;

namespace Dataset.Normalization.Deriving;

/// <summary>A column that the build fills.</summary>
/// <param name="Index">The column.</param>
/// <param name="Value">What fills it.</param>
/// <param name="IsNullable">Whether it takes null.</param>
/// <param name="Minimum">The least that its schema allows, or 0.</param>
internal readonly record struct DerivedColumn(int Index, DerivedValue Value, bool IsNullable, long Minimum)
{
    /// <summary>
    /// Fills the place of a value that can't be told, as what it is told from has a finding: with null, or with something that breaks no
    /// other rule, so that one fault is not reported as two.
    /// </summary>
    public void AppendPlaceholder(Column column)
    {
        if (IsNullable)
            column.AppendNull();
        else if (column.Layout.Type == ColumnType.String)
            column.AsText.AppendUtf8("\uFFFD"u8);
        else
            column.AsIntegers.Append(Value == DerivedValue.QuoteParagraph ? Math.Max(1, Minimum) : Minimum);
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
            if (column.Derivation is not { } name)
                continue;
            var derivation = Derivations.Find(name, kind, out var quote);
            if (derivation is null || derivation.Type != column.Layout.Type || column.Layout.IsList)
                throw new ArgumentException(
                    $"The column {column.Name} of {schema.Name} can't be derived from {name}; SchemaChecks would have said so.");
            var value = Enum.Parse<DerivedValue>(derivation.Subject.ToString() + derivation.Fact, ignoreCase: true);
            yield return (new(i, value, column.IsNullable, LeastOf(column.Constraints)), quote);
        }
    }

    private static long LeastOf(ColumnConstraints constraints)
    {
        var least = Math.Max(constraints.Minimum ?? 0, constraints.ExclusiveMinimum + 1 ?? 0);
        return least <= long.MaxValue ? (long)decimal.Ceiling(least) : 0;
    }
}

internal static class TextPlaces
{
    /// <summary>
    /// Appends a place in the running text: of a paragraph that begins there at <paramref name="textStart"/>, or null where that is -1.
    /// </summary>
    public static void AppendTextPlace(this Column column, int textStart, int offset)
    {
        if (textStart < 0)
            column.AppendNull();
        else
            column.AsIntegers.Append(textStart + offset);
    }
}
