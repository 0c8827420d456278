using System.Globalization;
using Dataset.Diagnostics;
using Dataset.Tables;
using NJsonSchema;
using NJsonSchema.Validation;

namespace Dataset.Schemas.Checking;

/// <summary>A constraint that a value breaks.</summary>
/// <param name="Rule">The promise.</param>
/// <param name="Element">The element of a list, from 0, or -1 for the value as a whole.</param>
internal readonly record struct BrokenConstraint(Rule Rule, int Element)
{
    /// <summary>
    /// What NJsonSchema's errors come to; where a value is missing that alone, and each element that repeats an earlier one.
    /// </summary>
    /// <param name="errors">The errors of a row's value.</param>
    /// <param name="column">The column.</param>
    /// <param name="row">The row.</param>
    public static HashSet<BrokenConstraint> In(IEnumerable<ValidationError> errors, Column column, int row)
    {
        var broken = new HashSet<BrokenConstraint>();
        Gather(errors, -1, broken);
        var missing = broken.Where(b => b.Rule == Rules.ValueIsThere).Select(b => b.Element).ToHashSet();
        var all = broken.Where(b => b.Rule == Rules.ValueIsThere || !missing.Contains(b.Element)).ToHashSet();
        // NJsonSchema says that there are some, not which.
        if (all.Remove(new(Rules.ElementsDiffer, -1)))
        {
            var (list, (start, end)) = ((ListColumn)column, ((ListColumn)column).ElementsOf(row));
            RepeatedElement.AddAll(list.Elements, start, end, all);
        }
        return all;
    }

    private static void Gather(IEnumerable<ValidationError> errors, int element, HashSet<BrokenConstraint> broken)
    {
        foreach (var error in errors)
        {
            switch (error)
            {
                case MultiTypeValidationError types:
                    // A value of a nullable column is checked against both types; what it says of null is no news.
                    foreach (var (type, ofType) in types.Errors)
                    {
                        if (type != JsonObjectType.Null)
                            Gather(ofType, element, broken);
                    }
                    break;
                case ChildSchemaValidationError children:
                    var at = error.Kind == ValidationErrorKind.ArrayItemNotValid ? Index(error.Property!) : element;
                    foreach (var ofChild in children.Errors.Values)
                        Gather(ofChild, at, broken);
                    break;
                default:
                    broken.Add(new BrokenConstraint(RuleOf(error.Kind), element));
                    break;
            }
        }
    }

    private static Rule RuleOf(ValidationErrorKind kind) => kind switch
    {
        // Buffers hold values of the right type, so a value of another type can only be null.
        ValidationErrorKind.StringExpected or ValidationErrorKind.IntegerExpected or ValidationErrorKind.NumberExpected
            or ValidationErrorKind.BooleanExpected or ValidationErrorKind.ArrayExpected => Rules.ValueIsThere,
        ValidationErrorKind.NotInEnumeration => Rules.ValueIsListed,
        ValidationErrorKind.PatternMismatch => Rules.TextMatchesPattern,
        ValidationErrorKind.StringTooShort => Rules.TextIsLongEnough,
        ValidationErrorKind.StringTooLong => Rules.TextIsShortEnough,
        ValidationErrorKind.NumberTooSmall => Rules.NumberIsLargeEnough,
        ValidationErrorKind.NumberTooBig or ValidationErrorKind.IntegerTooBig => Rules.NumberIsSmallEnough,
        ValidationErrorKind.TooFewItems => Rules.ListIsLongEnough,
        ValidationErrorKind.TooManyItems => Rules.ListIsShortEnough,
        ValidationErrorKind.ItemsNotUnique => Rules.ElementsDiffer,
        _ => throw new InvalidOperationException($"NJsonSchema reports {kind}, which no keyword that schemas may use can lead to."),
    };

    /// <summary>The number in <c>[3]</c>.</summary>
    private static int Index(string property) => int.Parse(property.AsSpan()[1..^1], NumberStyles.None, CultureInfo.InvariantCulture);
}
