using System.Globalization;
using Dataset.Diagnostics;
using Dataset.Tables;
using Newtonsoft.Json.Linq;

namespace Dataset.Schemas.Checking;

/// <summary>
/// NJsonSchema's verdict on values: the plain twin of <see cref="TableChecker"/>, by which that is measured, and which confirms every
/// finding of it that is listed. May be asked from any thread.
/// </summary>
/// <remarks>NJsonSchema is loaded at the first question, which takes a tenth of a second; a validation without findings never
/// asks.</remarks>
internal sealed class SchemaJudge
{
    /// <summary>The elements of lists that are longer are judged one by one.</summary>
    private const int LongList = 200;

    private readonly Lock asking = new();
    private readonly TableSchema table;
    private readonly TextConstraints texts;
    private readonly RowJudge?[] rowJudges;
    private ColumnJudge[]? judges;

    /// <summary>The last one, since a list is judged once for all its elements.</summary>
    private volatile Verdict? last;

    public SchemaJudge(TableSchema table, TextConstraints texts) =>
        (this.table, this.texts, rowJudges) = (table, texts, new RowJudge?[table.RowRules.Count]);

    /// <summary>The constraints of its column that the row's value breaks.</summary>
    /// <param name="batch">Rows of the table.</param>
    /// <param name="row">The row of the batch.</param>
    /// <param name="column">The column's index.</param>
    public IReadOnlySet<BrokenConstraint> Judge(TableBatch batch, int row, int column)
    {
        var values = batch.Columns[column];
        var value = JudgeValue.OfRow(values, row);
        // NJsonSchema's schemas work some things out when they are first asked.
        lock (asking)
        {
            judges ??= ColumnJudge.Read(table, texts);
            return BrokenConstraint.In(judges[column].Validate(value), values, row);
        }
    }

    /// <summary>Whether a row keeps all constraints of the table.</summary>
    /// <param name="batch">Rows of the table.</param>
    /// <param name="row">The row of the batch.</param>
    public bool Accepts(TableBatch batch, int row)
    {
        for (var column = 0; column < table.Columns.Count; column++)
            if (Judge(batch, row, column).Count > 0)
                return false;
        return Broken(batch, row).Count == 0;
    }

    /// <summary>The rules between columns that the row breaks.</summary>
    /// <param name="batch">Rows of the table.</param>
    /// <param name="row">The row of the batch.</param>
    public IReadOnlyList<RowRule> Broken(TableBatch batch, int row)
    {
        var broken = new List<RowRule>();
        lock (asking)
            for (var i = 0; i < rowJudges.Length; i++)
                if (!(rowJudges[i] ??= new(table, table.RowRules[i])).Accepts(batch, row))
                    broken.Add(table.RowRules[i]);
        return broken;
    }

    /// <summary>What was expected of a row and what was found.</summary>
    /// <param name="rule">The rule that it breaks.</param>
    /// <param name="batch">Rows of the table.</param>
    /// <param name="row">The row of the batch.</param>
    /// <exception cref="InvalidOperationException">The judge does not find this wrong with the row, which is a bug.</exception>
    public string Explain(RowRule rule, TableBatch batch, int row) => Broken(batch, row).Contains(rule)
        ? BrokenRowText.Of(rule, table, batch, row)
        : throw new InvalidOperationException(
            $"The checker finds {rule.Rule.Id} in a row of {table.Name}, NJsonSchema does not: "
                + BrokenRowText.Of(rule, table, batch, row));

    /// <summary>What was expected of a value and what was found.</summary>
    /// <param name="constraint">The constraint that it breaks.</param>
    /// <param name="batch">Rows of the table.</param>
    /// <param name="row">The row of the batch.</param>
    /// <param name="column">The column's index.</param>
    /// <exception cref="InvalidOperationException">NJsonSchema does not find this wrong with the value, which is a bug.</exception>
    public string Explain(BrokenConstraint constraint, TableBatch batch, int row, int column)
    {
        var (described, values) = (table.Columns[column], batch.Columns[column]);
        if (!Confirms(constraint, batch, row, column))
            throw new InvalidOperationException(
                $"The checker finds {constraint.Rule.Id} in a value of {table.Name}.{described.Name}, NJsonSchema does not: "
                    + $"{JudgeValue.OfRow(values, row)}");
        return BrokenConstraintText.Of(constraint.Rule, described, values, row, constraint.Element);
    }

    private bool Confirms(BrokenConstraint constraint, TableBatch batch, int row, int column)
    {
        // NJsonSchema tells the place of each error, for which it counts the elements before it: by itself an element has none.
        if (constraint.Element >= 0 && constraint.Rule != Rules.ElementsDiffer && batch.Columns[column] is ListColumn list
            && list.ElementsOf(row) is var (start, end) && end - start > LongList)
            lock (asking)
            {
                judges ??= ColumnJudge.Read(table, texts);
                var alone = judges[column].Validate(new JArray(JudgeValue.OfRow(list.Elements, start + constraint.Element)));
                return BrokenConstraint.In(alone, list, row).Contains(constraint with { Element = 0 });
            }
        var verdict = last;
        if (verdict is null || verdict.Batch != batch || verdict.Row != row || verdict.Column != column)
            last = verdict = new(batch, row, column, Judge(batch, row, column));
        return verdict.Broken.Contains(constraint);
    }

    /// <summary>Says that a batch may hold other rows than when it was asked about.</summary>
    public void Forget() => last = null;

    private sealed record Verdict(TableBatch Batch, int Row, int Column, IReadOnlySet<BrokenConstraint> Broken);
}

/// <summary>Values of a column as NJsonSchema takes them.</summary>
internal static class JudgeValue
{
    /// <summary>Bounds are smaller than this, so any number above it is on the same side of them.</summary>
    private const decimal Large = 1e16m;

    /// <summary>
    /// No bound but 0 is nearer to 0 than this (<see cref="BoundReader.MaximumDecimals"/>), so any smaller number is on the same side of
    /// them.
    /// </summary>
    private const decimal Small = 1e-13m;

    /// <summary>The value of a row.</summary>
    public static JToken OfRow(Column column, int row)
    {
        if (column.IsNull(row))
            return JValue.CreateNull();
        if (column is not ListColumn list)
            return OfScalar((ScalarColumn)column, row);
        var (start, end) = list.ElementsOf(row);
        var elements = new JArray();
        for (var i = start; i < end; i++)
            elements.Add(OfRow(list.Elements, i));
        return elements;
    }

    private static JValue OfScalar(ScalarColumn column, int row) => column switch
    {
        IntegerColumn integers => new JValue(integers.ValueAt(row)),
        NumberColumn numbers => new JValue(Decimal(numbers.ValueAt(row))),
        BooleanColumn booleans => new JValue(booleans.IsTrue(row)),
        _ => new JValue(column.TextOf(row)),
    };

    // NJsonSchema compares in decimal and would round a double to 15 digits; the shortest form of all 17 is exact between the two limits.
    private static decimal Decimal(double value)
    {
        var magnitude = Math.Abs(value);
        var sign = Math.Sign(value);
        return magnitude >= (double)Large ? sign * Large
            : magnitude < (double)Small ? sign * Small
            : decimal.Parse(value.ToString("R", CultureInfo.InvariantCulture), NumberStyles.Float, CultureInfo.InvariantCulture);
    }
}
