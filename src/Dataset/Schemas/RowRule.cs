using Dataset.Diagnostics;
using Dataset.Text;

namespace Dataset.Schemas;

/// <summary>What a row has to keep between its columns: one entry of <c>allOf</c>, <c>x-order</c> or <c>x-within</c>.</summary>
internal abstract record RowRule
{
    /// <summary>The promise that a row breaks.</summary>
    public abstract Rule Rule { get; }

    /// <summary>The columns that it is about; a finding leads to the last one.</summary>
    public abstract IReadOnlyList<int> Columns { get; }

    /// <summary>What is asked of a row, in words: the end of a sentence that begins with Expected.</summary>
    /// <param name="columns">The table's columns.</param>
    /// <param name="code">Writes a column's name.</param>
    public abstract string Describe(IReadOnlyList<ColumnSchema> columns, Func<string, string> code);
}

/// <summary>One entry of <c>allOf</c>: a row keeps all conditions of at least one alternative (<c>anyOf</c>).</summary>
/// <param name="Alternatives">The alternatives, each with its conditions.</param>
/// <param name="Reason">Why, in a sentence; null where the schema does not say it.</param>
internal sealed record AlternativesRule(IReadOnlyList<IReadOnlyList<ColumnCondition>> Alternatives, string? Reason) : RowRule
{
    public override Rule Rule => Rules.ConditionsBetweenColumns;

    public override IReadOnlyList<int> Columns { get; } = [.. Alternatives.SelectMany(a => a).Select(c => c.Column).Distinct()];

    public override string Describe(IReadOnlyList<ColumnSchema> columns, Func<string, string> code) => string.Join(
        ", or ", Alternatives.Select(a => string.Join(" and ", a.Select(c => c.Describe(code(columns[c.Column].Name))))));
}

/// <summary>What is asked of one column in an alternative.</summary>
/// <param name="Column">The column.</param>
/// <param name="TakesNull">Whether null keeps it.</param>
/// <param name="Values">The texts that keep it; null where every value does, and an empty list where none does.</param>
internal sealed record ColumnCondition(int Column, bool TakesNull, IReadOnlyList<string>? Values)
{
    /// <summary>The condition in words.</summary>
    public string Describe(string column) => $"{column} " + (Values is null ? "not null" : Values.Count == 0 ? "null"
        : Printable.List(Values) + (TakesNull ? " or null" : ""));
}

/// <summary>An entry of <c>x-order</c>: the first column is not greater than the second, where both have a value.</summary>
internal sealed record OrderRule(int First, int Second) : RowRule
{
    public override Rule Rule => Rules.ColumnsInOrder;

    public override IReadOnlyList<int> Columns { get; } = [First, Second];

    public override string Describe(IReadOnlyList<ColumnSchema> columns, Func<string, string> code) =>
        $"{code(columns[First].Name)} not greater than {code(columns[Second].Name)}";
}

/// <summary>An entry of <c>x-within</c>: the text of a column occurs, letter for letter, in that of another, where it is there.</summary>
internal sealed record WithinRule(int Text, int Whole) : RowRule
{
    public override Rule Rule => Rules.TextWithinAnother;

    public override IReadOnlyList<int> Columns { get; } = [Whole, Text];

    public override string Describe(IReadOnlyList<ColumnSchema> columns, Func<string, string> code) =>
        $"the text of {code(columns[Text].Name)} in {code(columns[Whole].Name)}";
}
