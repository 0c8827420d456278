using System.Text;
using Dataset.Tables;

namespace Dataset.Schemas.Checking;

/// <summary>The rules between the columns of a row, compiled. Allocates nothing as long as nothing is wrong.</summary>
internal abstract class RowChecker(RowRule rule)
{
    public RowRule Rule => rule;

    /// <summary>Whether a row keeps the rule.</summary>
    public abstract bool Accepts(TableBatch batch, int row);

    public static RowChecker Of(RowRule rule) => rule switch
    {
        OrderRule order => new OrderChecker(order),
        WithinRule within => new WithinChecker(within),
        _ => new AlternativesChecker((AlternativesRule)rule),
    };
}

/// <summary>Checks alternatives of conditions.</summary>
internal sealed class AlternativesChecker(AlternativesRule rule) : RowChecker(rule)
{
    private readonly (int Column, bool TakesNull, bool TakesAll, Utf8Set Values)[][] alternatives =
    [
        .. rule.Alternatives.Select(
            a => a.Select(c => (c.Column, c.TakesNull, c.Values is null, new Utf8Set([.. c.Values ?? []]))).ToArray()),
    ];

    public override bool Accepts(TableBatch batch, int row)
    {
        foreach (var alternative in alternatives)
            if (AreKept(alternative, batch, row))
                return true;
        return false;
    }

    private static bool AreKept((int Column, bool TakesNull, bool TakesAll, Utf8Set Values)[] conditions, TableBatch batch, int row)
    {
        foreach (var (index, takesNull, takesAll, values) in conditions)
        {
            var column = batch.Columns[index];
            if (column.IsNull(row) ? !takesNull : !takesAll && (column is not TextColumn text || !values.Contains(text.Utf8At(row))))
                return false;
        }
        return true;
    }
}

/// <summary>Checks the order of two columns.</summary>
internal sealed class OrderChecker(OrderRule rule) : RowChecker(rule)
{
    public override bool Accepts(TableBatch batch, int row)
    {
        var (first, second) = (batch.Columns[rule.First].AsScalar, batch.Columns[rule.Second].AsScalar);
        return first.IsNull(row) || second.IsNull(row) || first.Compare(row, second, row) <= 0;
    }
}

/// <summary>Checks that a text occurs in another.</summary>
internal sealed class WithinChecker(WithinRule rule) : RowChecker(rule)
{
    public override bool Accepts(TableBatch batch, int row)
    {
        var (text, whole) = (batch.Columns[rule.Text].AsText, batch.Columns[rule.Whole].AsText);
        return text.IsNull(row) || (!whole.IsNull(row) && whole.Utf8At(row).IndexOf(text.Utf8At(row)) >= 0);
    }
}

/// <summary>Says what was expected of a row and what was found.</summary>
internal static class BrokenRowText
{
    public static string Of(RowRule rule, TableSchema schema, TableBatch batch, int row)
    {
        var text = new StringBuilder("Expected ").Append(rule.Describe(schema.Columns, n => n)).Append(", found ");
        text.AppendJoin(" and ", rule.Columns.Select(c => $"{schema.Columns[c].Name} {ValueOf(batch.Columns[c], row)}"));
        text.Append('.');
        if (rule is AlternativesRule { Reason: { } reason })
            text.Append(' ').Append(reason);
        return text.ToString();
    }

    private static string ValueOf(Column column, int row) => column is ScalarColumn scalar ? scalar.Describe(row)
        : column.IsNull(row) ? "null" : "a list";
}
