using System.Globalization;
using Dataset.Diagnostics;
using Dataset.Tables;
using Newtonsoft.Json.Linq;

namespace Dataset.Schemas.Checking;

/// <summary>
/// NJsonSchema's verdict on values: the judge by which the fast <see cref="TableChecker"/> is measured, and the one that says what is
/// wrong with a value which that refuses. May be asked from any thread.
/// </summary>
/// <remarks>NJsonSchema is loaded at the first question, which takes some tenths of a second; a build without findings never
/// asks.</remarks>
internal sealed class SchemaJudge(TableSchema table)
{
    private readonly Lock asking = new();
    private JudgeSchema? schema;

    /// <summary>Whether the row's value keeps all constraints of its column.</summary>
    /// <param name="batch">Rows of the table.</param>
    /// <param name="row">The row of the batch.</param>
    /// <param name="column">The column's index.</param>
    public bool Accepts(TableBatch batch, int row, int column) => Judge(batch, row, column).Count == 0;

    /// <summary>Adds a finding for each constraint that the row's value breaks.</summary>
    /// <param name="batch">Rows of the table.</param>
    /// <param name="row">The row of the batch.</param>
    /// <param name="column">The column's index.</param>
    /// <param name="name">The table's name as the locator knows it.</param>
    /// <param name="locator">Tells where the value stands.</param>
    /// <param name="findings">Takes the findings.</param>
    /// <exception cref="InvalidOperationException">NJsonSchema finds nothing wrong with the value: it and the checker disagree, which is a
    /// bug.</exception>
    public void Explain(TableBatch batch, int row, int column, string name, ISourceLocator locator, DiagnosticList findings)
    {
        var (described, values) = (table.Columns[column], batch.Columns[column]);
        var broken = Judge(batch, row, column);
        if (broken.Count == 0)
            throw new InvalidOperationException(
                $"The checker refuses a value of {table.Name}.{described.Name} that NJsonSchema accepts: {JudgeValue.OfRow(values, row)}");
        foreach (var constraint in broken)
        {
            foreach (var element in constraint.Rule == Rules.ElementsDiffer ? Repeated((ListColumn)values, row) : [constraint.Element])
                findings.Add(
                    constraint.Rule, locator.Locate(name, row, described.Name, element),
                    BrokenConstraintText.Of(constraint.Rule, described, values, row, element));
        }
    }

    private static IEnumerable<int> Repeated(ListColumn list, int row)
    {
        var (start, end) = list.ElementsOf(row);
        return RepeatedElement.All(list.Elements, start, end).Select(element => element - start);
    }

    private List<BrokenConstraint> Judge(TableBatch batch, int row, int column)
    {
        var value = JudgeValue.OfRow(batch.Columns[column], row);
        // NJsonSchema's schemas work some things out when they are first asked.
        lock (asking)
        {
            schema ??= JudgeSchema.Read(table);
            return BrokenConstraint.In(schema.Validate(value, table.Columns[column].Name));
        }
    }
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
