using System.Globalization;
using Dataset.Diagnostics;
using Dataset.Syntax;
using Dataset.Tables;

namespace Dataset.Schemas;

/// <summary>
/// Reads <c>minimum</c> and its like. Schemas are decimal and values of type number are binary; a bound has at most 15 significant
/// digits, 12 of them after the point, and is less than 10^15, so that comparing doubles, comparing decimals, and any other reader
/// of the schema come to the same verdict on every value.
/// </summary>
internal sealed class BoundReader(KeywordValues values)
{
    public const int MaximumDigits = 15;
    public const int MaximumDecimals = 12;

    /// <summary>The bound, or null where there is none or it is a finding.</summary>
    public decimal? Read(SourceMap map, string keyword, ColumnType type)
    {
        if (map.Find(keyword) is not { } entry)
            return null;
        if (entry.Value is not SourceScalar { Kind: ScalarKind.Number } scalar)
        {
            values.Form(entry.Value, $"a number for {keyword}");
            return null;
        }
        if (type == ColumnType.Integer)
        {
            if (long.TryParse(scalar.Text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var whole))
                return whole;
            NotExact(scalar, $"a whole number from {long.MinValue} to {long.MaxValue}");
            return null;
        }
        if (TryExact(scalar.Text, out var bound))
            return bound;
        NotExact(scalar, $"a number of at most {MaximumDigits} digits, {MaximumDecimals} of them after the point, without an exponent");
        return null;
    }

    /// <summary>Finds pairs of bounds of values that no value is between.</summary>
    public void InOrder(SourceMap map, ColumnConstraints constraints, ColumnType type)
    {
        // Between 3 and 4 there are numbers and no integers.
        var least = type == ColumnType.Integer ? 1 : 0;
        Pair(map, "minLength", constraints.MinLength, "maxLength", constraints.MaxLength, false);
        Pair(map, "minimum", constraints.Minimum, "maximum", constraints.Maximum, false);
        Pair(map, "minimum", constraints.Minimum, "exclusiveMaximum", constraints.ExclusiveMaximum, true);
        Pair(map, "exclusiveMinimum", constraints.ExclusiveMinimum, "maximum", constraints.Maximum, true);
        Pair(map, "exclusiveMinimum", constraints.ExclusiveMinimum, "exclusiveMaximum", constraints.ExclusiveMaximum, true, least);
        if (type != ColumnType.Integer)
            return;
        AtEnd(map, "exclusiveMinimum", constraints.ExclusiveMinimum, long.MaxValue, "less");
        AtEnd(map, "exclusiveMaximum", constraints.ExclusiveMaximum, long.MinValue, "more");
    }

    /// <summary>Finds bounds of a list's length that no length is between.</summary>
    public void ItemsInOrder(SourceMap map, ColumnConstraints constraints) =>
        Pair(map, "minItems", constraints.MinItems, "maxItems", constraints.MaxItems, false);

    private void Pair(SourceMap map, string least, decimal? lower, string most, decimal? upper, bool isExclusive, int distance = 0)
    {
        if (lower is not { } l || upper is not { } u || l < u - distance || (l == u && !isExclusive))
            return;
        var (from, to) = (map.Find(least)!.Value, map.Find(most)!.Value);
        var expected = !isExclusive ? "not below" : l < u ? "2 or more above" : "above";
        values.Findings.Add(
            Rules.BoundsInOrder, to.Location,
            string.Create(CultureInfo.InvariantCulture, $"Expected {most} {expected} {least} {l} (at {from.Location}), found {u}."));
    }

    /// <summary>Finds a bound that leaves out the last integer there is.</summary>
    private void AtEnd(SourceMap map, string keyword, decimal? bound, long end, string expected)
    {
        if (bound == end)
            values.Findings.Add(
                Rules.BoundsInOrder, map.Find(keyword)!.Value.Location,
                FormattableString.Invariant($"Expected {keyword} {expected} than {end}, the {(end < 0 ? "least" : "greatest")} ")
                    + "that an integer column holds, found it.");
    }

    private static bool TryExact(string text, out decimal bound)
    {
        bound = 0;
        if (text.Contains('e', StringComparison.OrdinalIgnoreCase))
            return false;
        var point = text.IndexOf('.', StringComparison.Ordinal);
        var digits = text.AsSpan().TrimStart('-').TrimStart('0').Length - (point < 0 ? 0 : 1);
        var decimals = point < 0 ? 0 : text.Length - point - 1;
        return digits <= MaximumDigits && decimals <= MaximumDecimals
            && decimal.TryParse(
                text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out bound);
    }

    private void NotExact(SourceScalar scalar, FormattableString expected) =>
        values.Findings.Add(
            Rules.BoundIsExact, scalar.Location, $"Expected {expected.ToString(CultureInfo.InvariantCulture)}, found {scalar.Text}.");
}
