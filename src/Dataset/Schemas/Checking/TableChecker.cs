using System.Numerics;
using System.Text;
using Dataset.Diagnostics;
using Dataset.Schemas.Patterns;
using Dataset.Tables;
using Dataset.Text;

namespace Dataset.Schemas.Checking;

/// <summary>
/// The constraints of a table, compiled once: null, enum, lengths, pattern, bounds, lengths of lists, unique elements, and what a row keeps
/// between its columns. Safe on any thread; allocates nothing as long as nothing is wrong. Its verdict on every value is that of its plain
/// twin, <see cref="SchemaJudge"/>.
/// </summary>
internal sealed class TableChecker
{
    private readonly ColumnChecker[] columns;
    private readonly RowChecker[] rows;

    /// <param name="schema">The table's schema.</param>
    /// <param name="cancellation">Stops a check that takes long: a pattern of a stranger over a long text.</param>
    public TableChecker(TableSchema schema, CancellationToken cancellation = default)
    {
        Schema = schema;
        var texts = new TextConstraints(cancellation);
        Judge = new SchemaJudge(schema, texts);
        columns = [.. schema.Columns.Select(c => ColumnChecker.Of(c, texts))];
        rows = [.. schema.RowRules.Select(RowChecker.Of)];
    }

    public TableSchema Schema { get; }

    /// <summary>Who confirms what is wrong with a value.</summary>
    public SchemaJudge Judge { get; }

    /// <summary>Adds a finding for each constraint that a value of the rows breaks, column by column.</summary>
    /// <param name="batch">Rows that are complete in every column.</param>
    /// <param name="startRow">The first row to check.</param>
    /// <param name="rowCount">How many rows to check.</param>
    /// <param name="table">The table's name as the locator knows it.</param>
    /// <param name="locator">Asked for the place of each value that breaks a constraint, with rows of the batch.</param>
    /// <param name="findings">Takes the findings.</param>
    public void Check(TableBatch batch, int startRow, int rowCount, string table, ISourceLocator locator, DiagnosticList findings)
    {
        Judge.Forget();
        var end = startRow + rowCount;
        List<BrokenConstraint>? broken = null;
        for (var column = 0; column < columns.Length; column++)
        {
            var row = startRow - 1;
            while ((row = columns[column].FirstRejected(batch.Columns[column], row + 1, end)) >= 0)
            {
                (broken ??= []).Clear();
                columns[column].Broken(batch.Columns[column], row, broken);
                foreach (var constraint in broken)
                    Add(constraint, batch, row, column, table, locator, findings);
            }
        }
        foreach (var checker in rows)
            for (var row = startRow; row < end; row++)
                if (!checker.Accepts(batch, row) && !IsRefused(batch, checker.Rule, row))
                    Add(checker.Rule, batch, row, table, locator, findings);
    }

    /// <summary>The rules between columns that the row breaks.</summary>
    public IReadOnlyList<RowRule> Broken(TableBatch batch, int row) => [.. rows.Where(r => !r.Accepts(batch, row)).Select(r => r.Rule)];

    /// <summary>The constraints of its column that the row's value breaks.</summary>
    public IReadOnlyList<BrokenConstraint> Broken(TableBatch batch, int row, int column)
    {
        var broken = new List<BrokenConstraint>();
        columns[column].Broken(batch.Columns[column], row, broken);
        return broken;
    }

    private void Add(
        BrokenConstraint constraint, TableBatch batch, int row, int column, string table, ISourceLocator locator, DiagnosticList findings)
    {
        // Null in the place of what could not be taken has its finding.
        if (batch.IsRefused(column, row) && IsNull(batch.Columns[column], row, constraint.Element))
            return;
        findings.Add(
            constraint.Rule, locator, table, row, Schema.Columns[column].Name, constraint.Element, (Judge, constraint, batch, row, column),
            static f => f.Judge.Explain(f.constraint, f.batch, f.row, f.column));
    }

    private void Add(RowRule rule, TableBatch batch, int row, string table, ISourceLocator locator, DiagnosticList findings) =>
        findings.Add(
            rule.Rule, locator, table, row, Schema.Columns[rule.Columns[^1]].Name, -1, (Judge, rule, batch, row),
            static f => f.Judge.Explain(f.rule, f.batch, f.row));

    /// <summary>Whether a value that the rule is about could not be taken, which has its finding.</summary>
    private static bool IsRefused(TableBatch batch, RowRule rule, int row)
    {
        foreach (var column in rule.Columns)
            if (batch.IsRefused(column, row))
                return true;
        return false;
    }

    private static bool IsNull(Column column, int row, int element) =>
        element < 0 ? column.IsNull(row) : column is ListColumn list && list.Elements.IsNull(list.ElementsOf(row).Start + element);
}

/// <summary>No constraints beyond the type, which the buffer holds by itself.</summary>
internal readonly struct AnyValueTest : IValueTest<ScalarColumn>
{
    public bool AcceptsAll => true;

    public bool Accepts(ScalarColumn column, int row) => true;

    public void Broken(ScalarColumn column, int row, int element, List<BrokenConstraint> broken)
    {
    }
}

/// <summary>The constraints of one column, compiled.</summary>
internal abstract class ColumnChecker
{
    /// <summary>
    /// The first row from <paramref name="row"/> on and before <paramref name="end"/> whose value breaks a constraint, or -1.
    /// </summary>
    public abstract int FirstRejected(Column column, int row, int end);

    /// <summary>Adds each constraint that the value of a row which was rejected breaks, in the order of its elements.</summary>
    public abstract void Broken(Column column, int row, List<BrokenConstraint> broken);

    public static ColumnChecker Of(ColumnSchema column, TextConstraints texts)
    {
        var type = column.Layout.Type;
        return type == ColumnType.String ? Of<TextTest, TextColumn>(column, new(column.Constraints, texts))
            : type == ColumnType.Integer ? Of<IntegerTest, IntegerColumn>(column, new(column.Constraints))
            : type == ColumnType.Number ? Of<NumberTest, NumberColumn>(column, new(column.Constraints))
            : Of<AnyValueTest, ScalarColumn>(column, default);
    }

    private static ColumnChecker Of<TTest, TColumn>(ColumnSchema column, TTest test)
        where TTest : struct, IValueTest<TColumn>
        where TColumn : ScalarColumn =>
        column.Layout.IsList ? new ListChecker<TTest, TColumn>(column, test) : new FlatChecker<TTest, TColumn>(column.IsNullable, test);
}

/// <summary>Checks a column with one value a row.</summary>
internal sealed class FlatChecker<TTest, TColumn>(bool isNullable, TTest test) : ColumnChecker
    where TTest : struct, IValueTest<TColumn>
    where TColumn : ScalarColumn
{
    public override int FirstRejected(Column column, int row, int end)
    {
        var validity = column.Validity.Span[..end];
        if (test.AcceptsAll)
        {
            var toNull = isNullable ? -1 : validity[row..].IndexOf((byte)0);
            return toNull < 0 ? -1 : row + toNull;
        }
        var values = (TColumn)column;
        for (; row < validity.Length; row++)
        {
            if (validity[row] == 0 ? !isNullable : !test.Accepts(values, row))
                return row;
        }
        return -1;
    }

    public override void Broken(Column column, int row, List<BrokenConstraint> broken)
    {
        if (!column.IsNull(row))
            test.Broken((TColumn)column, row, -1, broken);
        else if (!isNullable)
            broken.Add(new(Rules.ValueIsThere, -1));
    }
}

/// <summary>
/// The constraints of single values of one type. Structures, so that the loop over a column is compiled with the test inside.
/// </summary>
internal interface IValueTest<TColumn>
    where TColumn : ScalarColumn
{
    /// <summary>Whether no value is ever refused, so that there is no need to look.</summary>
    bool AcceptsAll { get; }

    /// <summary>Whether the value of a row that is not null keeps the constraints.</summary>
    bool Accepts(TColumn column, int row);

    /// <summary>Adds each constraint that the value of a row breaks, which is not null.</summary>
    /// <param name="column">The column, or the elements of one of lists.</param>
    /// <param name="row">The row, or the place among the elements.</param>
    /// <param name="element">The element of a list, 0-based, or -1.</param>
    /// <param name="broken">Takes the constraints.</param>
    void Broken(TColumn column, int row, int element, List<BrokenConstraint> broken);
}

/// <summary>The bounds of integers.</summary>
internal readonly struct IntegerTest : IValueTest<IntegerColumn>
{
    private readonly long least;
    private readonly long most;
    private readonly bool isImpossible;

    public IntegerTest(ColumnConstraints constraints)
    {
        // Whole bounds in decimal, where the one above the greatest integer still is a number.
        var lower = Math.Max(constraints.Minimum ?? long.MinValue, (constraints.ExclusiveMinimum ?? long.MinValue - 1m) + 1);
        var upper = Math.Min(constraints.Maximum ?? long.MaxValue, (constraints.ExclusiveMaximum ?? long.MaxValue + 1m) - 1);
        isImpossible = lower > long.MaxValue || upper < long.MinValue;
        (least, most) = ((long)Math.Min(lower, long.MaxValue), (long)Math.Max(upper, long.MinValue));
    }

    public bool AcceptsAll => !isImpossible && least == long.MinValue && most == long.MaxValue;

    public bool Accepts(IntegerColumn column, int row) =>
        column.ValueAt(row) is var value && value >= least && value <= most && !isImpossible;

    public void Broken(IntegerColumn column, int row, int element, List<BrokenConstraint> broken)
    {
        var value = column.ValueAt(row);
        if (value < least || (isImpossible && least == long.MaxValue))
            broken.Add(new(Rules.NumberIsLargeEnough, element));
        if (value > most || (isImpossible && most == long.MinValue))
            broken.Add(new(Rules.NumberIsSmallEnough, element));
    }
}

/// <summary>Checks a column with a list a row.</summary>
internal sealed class ListChecker<TTest, TColumn>(ColumnSchema schema, TTest test) : ColumnChecker
    where TTest : struct, IValueTest<TColumn>
    where TColumn : ScalarColumn
{
    private readonly bool isNullable = schema.IsNullable;
    private readonly bool itemsNullable = schema.ItemsNullable;
    private readonly int minItems = schema.Constraints.MinItems ?? 0;
    private readonly int maxItems = schema.Constraints.MaxItems ?? int.MaxValue;
    private readonly bool areUnique = schema.Constraints.UniqueItems;

    public override int FirstRejected(Column column, int row, int end)
    {
        var list = (ListColumn)column;
        var elements = (TColumn)list.Elements;
        for (; row < end; row++)
        {
            if (list.IsNull(row) ? !isNullable : !Accepts(elements, list.ElementsOf(row)))
                return row;
        }
        return -1;
    }

    private bool Accepts(TColumn elements, (int Start, int End) list)
    {
        var (start, end) = list;
        if (end - start < minItems || end - start > maxItems)
            return false;
        for (var i = start; i < end; i++)
        {
            if (elements.IsNull(i) ? !itemsNullable : !test.Accepts(elements, i))
                return false;
        }
        return !areUnique || RepeatedElement.Find(elements, start, end) < 0;
    }

    public override void Broken(Column column, int row, List<BrokenConstraint> broken)
    {
        if (column.IsNull(row))
        {
            if (!isNullable)
                broken.Add(new(Rules.ValueIsThere, -1));
            return;
        }
        var (elements, (start, end)) = ((TColumn)((ListColumn)column).Elements, ((ListColumn)column).ElementsOf(row));
        if (end - start < minItems)
            broken.Add(new(Rules.ListIsLongEnough, -1));
        if (end - start > maxItems)
            broken.Add(new(Rules.ListIsShortEnough, -1));
        for (var i = start; i < end; i++)
        {
            if (!elements.IsNull(i))
                test.Broken(elements, i, i - start, broken);
            else if (!itemsNullable)
                broken.Add(new(Rules.ValueIsThere, i - start));
        }
        if (areUnique)
            RepeatedElement.AddAll(elements, start, end, broken);
    }
}

/// <summary>
/// The bounds of numbers, compared as doubles. A schema's bounds have so few digits (<see cref="BoundReader"/>) that this is the
/// order of the shortest decimal forms too, in which the values are written.
/// </summary>
internal readonly struct NumberTest(ColumnConstraints constraints) : IValueTest<NumberColumn>
{
    private readonly double minimum = (double?)constraints.Minimum ?? double.NegativeInfinity;
    private readonly double maximum = (double?)constraints.Maximum ?? double.PositiveInfinity;
    private readonly double exclusiveMinimum = (double?)constraints.ExclusiveMinimum ?? double.NegativeInfinity;
    private readonly double exclusiveMaximum = (double?)constraints.ExclusiveMaximum ?? double.PositiveInfinity;

    public bool AcceptsAll =>
        double.IsInfinity(minimum) && double.IsInfinity(maximum) && double.IsInfinity(exclusiveMinimum)
            && double.IsInfinity(exclusiveMaximum);

    public bool Accepts(NumberColumn column, int row) =>
        column.ValueAt(row) is var value && value >= minimum && value <= maximum && value > exclusiveMinimum && value < exclusiveMaximum;

    public void Broken(NumberColumn column, int row, int element, List<BrokenConstraint> broken)
    {
        var value = column.ValueAt(row);
        if (value < minimum || value <= exclusiveMinimum)
            broken.Add(new(Rules.NumberIsLargeEnough, element));
        if (value > maximum || value >= exclusiveMaximum)
            broken.Add(new(Rules.NumberIsSmallEnough, element));
    }
}

/// <summary>The enum, lengths and pattern of strings.</summary>
internal readonly struct TextTest(ColumnConstraints constraints, TextConstraints texts) : IValueTest<TextColumn>
{
    private readonly Utf8Set? values = constraints.Enum is { } listed ? texts.SetOf(listed) : null;
    private readonly Utf8Pattern? pattern = constraints.Pattern is { } source ? texts.PatternOf(source) : null;
    private readonly int minLength = constraints.MinLength ?? 0;
    private readonly int maxLength = constraints.MaxLength ?? int.MaxValue;

    public bool AcceptsAll => values is null && pattern is null && minLength == 0 && maxLength == int.MaxValue;

    public bool Accepts(TextColumn column, int row)
    {
        var value = column.Utf8At(row);
        return HasLength(value) && (values is null || values.Contains(value)) && (pattern is null || pattern.IsMatch(value));
    }

    public void Broken(TextColumn column, int row, int element, List<BrokenConstraint> broken)
    {
        var value = column.Utf8At(row);
        if (values?.Contains(value) == false)
            broken.Add(new(Rules.ValueIsListed, element));
        if (pattern?.IsMatch(value) == false)
            broken.Add(new(Rules.TextMatchesPattern, element));
        if (HasLength(value))
            return;
        var count = CodePoints.Count(value);
        if (count < minLength)
            broken.Add(new(Rules.TextIsLongEnough, element));
        if (count > maxLength)
            broken.Add(new(Rules.TextIsShortEnough, element));
    }

    private bool HasLength(ReadOnlySpan<byte> value)
    {
        // A code point is one to four bytes, so most lengths need no count.
        if (value.Length < minLength || value.Length > 4L * maxLength)
            return false;
        if (value.Length >= 4L * minLength && value.Length <= maxLength)
            return true;
        var count = CodePoints.Count(value);
        return count >= minLength && count <= maxLength;
    }
}

/// <summary>A set of strings that is asked in UTF-8.</summary>
internal sealed class Utf8Set
{
    // Open addressing, at most half full; keyed, since a schema may be a stranger's who chooses values that fall together.
    private readonly byte[]?[] slots;

    public Utf8Set(IReadOnlyCollection<string> values)
    {
        slots = new byte[]?[BitOperations.RoundUpToPowerOf2((uint)values.Count * 2 + 1)];
        foreach (var value in values)
        {
            var utf8 = Encoding.UTF8.GetBytes(value);
            slots[Find(utf8)] = utf8;
        }
    }

    public bool Contains(ReadOnlySpan<byte> value) => slots[Find(value)] is not null;

    /// <summary>The slot that holds the value, or the empty one where it would be.</summary>
    private int Find(ReadOnlySpan<byte> value)
    {
        var at = (int)KeyedHash.OfThisRun.Of(value) & (slots.Length - 1);
        while (slots[at] is { } other && !value.SequenceEqual(other))
            at = (at + 1) & (slots.Length - 1);
        return at;
    }
}
