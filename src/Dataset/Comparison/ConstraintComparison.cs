using System.Globalization;
using Dataset.Schemas;
using Dataset.Text;

namespace Dataset.Comparison;

/// <summary>Whether the constraints of a column allow more than before, less, or what cannot be compared; keyword by keyword.</summary>
internal static class ConstraintComparison
{
    /// <param name="old">Before.</param>
    /// <param name="now">After.</param>
    /// <param name="isInteger">Whether values are whole numbers, of which <c>exclusiveMinimum</c> 0 and <c>minimum</c> 1 allow the
    /// same.</param>
    public static IEnumerable<(ChangeKind Kind, string Message)> Changes(ColumnConstraints old, ColumnConstraints now, bool isInteger)
    {
        foreach (var change in Enums(old.Enum, now.Enum))
            yield return change;
        if (old.Pattern != now.Pattern)
            yield return now.Pattern is null ? (ChangeKind.ConstraintLoosened, $"the pattern {old.Pattern} is gone")
                : old.Pattern is null ? (ChangeKind.ConstraintTightened, $"the pattern {now.Pattern} is new")
                : (ChangeKind.PatternChanged, $"the pattern was {old.Pattern} and is {now.Pattern}");
        var bounds = new[]
        {
            Bound("least length", Low(old.MinLength), Low(now.MinLength), 1),
            Bound("greatest length", High(old.MaxLength), High(now.MaxLength), -1),
            Bound("least value", Low(old.Minimum, old.ExclusiveMinimum, isInteger), Low(now.Minimum, now.ExclusiveMinimum, isInteger), 1),
            Bound(
                "greatest value", High(old.Maximum, old.ExclusiveMaximum, isInteger),
                High(now.Maximum, now.ExclusiveMaximum, isInteger), -1),
            Bound("least number of elements", Low(old.MinItems), Low(now.MinItems), 1),
            Bound("greatest number of elements", High(old.MaxItems), High(now.MaxItems), -1),
        };
        foreach (var bound in bounds)
            if (bound is { } change)
                yield return change;
        if (old.UniqueItems != now.UniqueItems)
            yield return now.UniqueItems
                ? (ChangeKind.ConstraintTightened, "the elements of a list are now all different")
                : (ChangeKind.ConstraintLoosened, "an element may occur twice in a list, which it could not");
    }

    private static IEnumerable<(ChangeKind Kind, string Message)> Enums(IReadOnlyList<string>? old, IReadOnlyList<string>? now)
    {
        if (old is null && now is not null)
            yield return (ChangeKind.ConstraintTightened, $"the values are now only {Names(now)}");
        else if (old is not null && now is null)
            yield return (ChangeKind.ConstraintLoosened, $"the values need no longer be among {Names(old)}");
        if (old is null || now is null)
            yield break;
        if (now.Except(old).ToArray() is { Length: > 0 } added)
            yield return (ChangeKind.ConstraintLoosened, $"a value may also be {Names(added)}");
        if (old.Except(now).ToArray() is { Length: > 0 } gone)
            yield return (ChangeKind.ConstraintTightened, $"no value is {Names(gone)} any more");
    }

    /// <param name="what">The bound in words.</param>
    /// <param name="old">Before; null for none.</param>
    /// <param name="now">After; null for none.</param>
    /// <param name="tighter">The sign of a change that allows less.</param>
    private static (ChangeKind Kind, string Message)? Bound(string what, Limit? old, Limit? now, int tighter)
    {
        if (old == now)
            return null;
        var isTighter = old is null || (now is not null && now.Value.CompareTo(old.Value, tighter) > 0);
        return (
            isTighter ? ChangeKind.ConstraintTightened : ChangeKind.ConstraintLoosened,
            $"the {what} was {old?.ToString() ?? "not bounded"} and is {now?.ToString() ?? "not bounded"}");
    }

    private static Limit? Low(int? inclusive) => inclusive is null or 0 ? null : new(inclusive.Value, false);

    private static Limit? High(int? inclusive) => inclusive is null ? null : new(inclusive.Value, false);

    private static Limit? Low(decimal? inclusive, decimal? exclusive, bool isInteger) => Tighter(inclusive, exclusive, isInteger, 1);

    private static Limit? High(decimal? inclusive, decimal? exclusive, bool isInteger) => Tighter(inclusive, exclusive, isInteger, -1);

    private static Limit? Tighter(decimal? inclusive, decimal? exclusive, bool isInteger, int tighter)
    {
        Limit? a = inclusive is { } i ? new(i, false) : null;
        Limit? b = exclusive is not { } e ? null : isInteger ? new(e + tighter, false) : new(e, true);
        return a is null ? b : b is null ? a : a.Value.CompareTo(b.Value, tighter) > 0 ? a : b;
    }

    private static string Names(IReadOnlyList<string> values) => string.Join(", ", values.Select(v => Printable.Quoted(v)));

    /// <summary>A bound of values.</summary>
    /// <param name="Value">The bound.</param>
    /// <param name="IsExclusive">Whether the value itself is not allowed.</param>
    private readonly record struct Limit(decimal Value, bool IsExclusive)
    {
        /// <summary>Positive where this allows less.</summary>
        public int CompareTo(Limit other, int tighter)
        {
            var order = tighter * Value.CompareTo(other.Value);
            return order != 0 ? order : IsExclusive.CompareTo(other.IsExclusive);
        }

        // Without the zeros that 1.0 has and 1 has not.
        public override string ToString() => Value.ToString("0.############", CultureInfo.InvariantCulture)
            + (IsExclusive ? ", itself not allowed" : "");
    }
}
