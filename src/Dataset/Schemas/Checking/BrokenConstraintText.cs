using System.Globalization;
using Dataset.Diagnostics;
using Dataset.Tables;
using Dataset.Text;

namespace Dataset.Schemas.Checking;

/// <summary>Says what was expected of a value and what was found.</summary>
internal static class BrokenConstraintText
{
    /// <param name="rule">The promise that is broken.</param>
    /// <param name="column">The column.</param>
    /// <param name="values">Its values.</param>
    /// <param name="row">The row.</param>
    /// <param name="element">The element of a list, or -1.</param>
    public static string Of(Rule rule, ColumnSchema column, Column values, int row, int element)
    {
        if (element < 0 && column.Layout.IsList)
            return $"Expected {Expected(rule, column.Constraints)} in {column.Name}, found {Elements(values, row)}.";
        var (scalars, at) = values is ListColumn list ? (list.Elements, list.ElementsOf(row).Start + element) : ((ScalarColumn)values, row);
        var value = scalars.Describe(at);
        if (rule == Rules.ElementsDiffer)
            return $"Expected each element of {column.Name} once, found {value} again.";
        if (rule == Rules.TextIsLongEnough || rule == Rules.TextIsShortEnough)
            value = string.Create(CultureInfo.InvariantCulture, $"{CodePoints.Count(scalars.BytesOf(at))}: {value}");
        else if (rule == Rules.ValueIsListed && NearestName.Of(scalars.TextOf(at), column.Constraints.Enum!) is { } near)
            value += $". Perhaps {Printable.Quoted(near)} is meant";
        return $"Expected {Expected(rule, column.Constraints)} in {(element < 0 ? "" : "each element of ")}{column.Name}, found {value}.";
    }

    private static string Expected(Rule rule, ColumnConstraints constraints) =>
        rule == Rules.ValueIsThere ? "a value"
        : rule == Rules.ValueIsListed ? Listed(constraints.Enum!)
        : rule == Rules.TextMatchesPattern ? "a text that matches " + Printable.Quoted(constraints.Pattern!, 200)
        : rule == Rules.TextIsLongEnough ? "at least " + Counted(constraints.MinLength!.Value, "character")
        : rule == Rules.TextIsShortEnough ? "at most " + Counted(constraints.MaxLength!.Value, "character")
        : rule == Rules.NumberIsLargeEnough ? Bounds(constraints.Minimum, "at least", constraints.ExclusiveMinimum, "more than")
        : rule == Rules.NumberIsSmallEnough ? Bounds(constraints.Maximum, "at most", constraints.ExclusiveMaximum, "less than")
        : rule == Rules.ListIsLongEnough ? "at least " + Counted(constraints.MinItems!.Value, "element")
        : "at most " + Counted(constraints.MaxItems!.Value, "element");

    private static string Listed(IReadOnlyList<string> values) =>
        (values.Count == 1 ? "" : "one of ") + Printable.List(values);

    private static string Bounds(decimal? bound, string inclusive, decimal? exclusiveBound, string exclusive)
    {
        var bounds = new List<string>();
        if (bound is not null)
            bounds.Add(string.Create(CultureInfo.InvariantCulture, $"{inclusive} {bound}"));
        if (exclusiveBound is not null)
            bounds.Add(string.Create(CultureInfo.InvariantCulture, $"{exclusive} {exclusiveBound}"));
        return string.Join(" and ", bounds);
    }

    private static string Counted(int count, string noun) => string.Create(
        CultureInfo.InvariantCulture, $"{count} {noun}{(count == 1 ? "" : "s")}");

    private static string Elements(Column values, int row)
    {
        if (values.IsNull(row))
            return "null";
        var (start, end) = ((ListColumn)values).ElementsOf(row);
        return end == start ? "an empty list" : Counted(end - start, "element");
    }
}
