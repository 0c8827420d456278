using System.Text;
using Dataset.Diagnostics;
using Dataset.Schemas.Patterns;
using Dataset.Syntax;
using Dataset.Tables;
using Dataset.Text;

namespace Dataset.Schemas.Reading;

/// <summary>Reads the constraints of values of a type that is known.</summary>
internal sealed class ConstraintReader(KeywordValues values)
{
    /// <summary>The most that all patterns of a schema come to: what is compiled of them takes some megabytes.</summary>
    private const int MaximumSizeOfPatterns = 50_000;

    private readonly BoundReader bounds = new(values);
    private readonly HashSet<string> patterns = new(StringComparer.Ordinal);
    private long sizeOfPatterns;

    /// <summary>Of a flat column's values or a list's elements.</summary>
    public ColumnConstraints Flat(SourceMap map, ValueType type)
    {
        var columnType = type.Type!;
        var isNumeric = columnType.IsNumeric;
        var isText = columnType == ColumnType.String;
        var constraints = new ColumnConstraints
        {
            Enum = isText ? Enum(map, type.IsNullable) : null,
            Pattern = isText ? Pattern(map) : null,
            MinLength = isText ? values.Count(map, "minLength", 0) : null,
            MaxLength = isText ? values.Count(map, "maxLength", 1) : null,
            Minimum = isNumeric ? bounds.Read(map, "minimum", columnType) : null,
            Maximum = isNumeric ? bounds.Read(map, "maximum", columnType) : null,
            ExclusiveMinimum = isNumeric ? bounds.Read(map, "exclusiveMinimum", columnType) : null,
            ExclusiveMaximum = isNumeric ? bounds.Read(map, "exclusiveMaximum", columnType) : null,
        };
        bounds.InOrder(map, constraints, columnType);
        return constraints;
    }

    /// <summary>Of a list, beside those of its elements.</summary>
    public ColumnConstraints List(SourceMap map, ColumnConstraints ofElements, ColumnType elementType)
    {
        var constraints = ofElements with
        {
            MinItems = values.Count(map, "minItems", 0),
            MaxItems = values.Count(map, "maxItems", 1),
            UniqueItems = values.Flag(map, "uniqueItems"),
        };
        bounds.ItemsInOrder(map, constraints);
        if (constraints.UniqueItems && !elementType.CanBeUnique)
        {
            values.Findings.Add(
                Rules.KeywordFitsType, map.Find("uniqueItems")!.KeyLocation,
                "Expected uniqueItems on lists of strings, integers, dates or date-times, found it on a list of "
                    + $"{elementType.SchemaName}s.");
        }
        return constraints;
    }

    private List<string>? Enum(SourceMap map, bool isNullable)
    {
        if (map.Find("enum") is not { } entry)
            return null;
        if (entry.Value is not SourceList { Items.Count: > 0 } list)
        {
            values.Form(entry.Value, "a list of texts for enum");
            return null;
        }
        var texts = new List<string>();
        var known = new HashSet<string>(StringComparer.Ordinal);
        var hasNull = false;
        foreach (var item in list.Items)
        {
            if (item is SourceScalar { Kind: ScalarKind.Null } && isNullable && !hasNull)
                hasNull = true;
            else if (item is not SourceScalar { Kind: ScalarKind.String } scalar)
                Unfit(item, isNullable ? "texts, and null once" : "texts (the type does not allow null)", item.Describe());
            else if (EnumText.Problem(scalar.Text) is { } problem)
                Unfit(item, "a text that a value may be", $"{Printable.Quoted(scalar.Text)}, which {problem}");
            else if (!known.Add(scalar.Text))
                Unfit(item, "each value once", $"{Printable.Quoted(scalar.Text)} again");
            else
                texts.Add(scalar.Text);
        }
        if (isNullable && !hasNull)
            Unfit(list, "null among the values, as the type allows null", "texts alone");
        return texts;
    }

    private void Unfit(SourceNode node, string expected, string found) =>
        values.Findings.Add(Rules.EnumValuesFit, node.Location, $"Expected {expected}, found {found}.");

    private string? Pattern(SourceMap map)
    {
        if (map.Find("pattern") is not { } entry || values.Text(entry) is not { } pattern)
            return null;
        if (!patterns.Add(pattern))
            return pattern;
        var parsed = EcmaPattern.Parse(pattern, out var problem);
        if (problem is not null)
        {
            values.Findings.Add(
                problem.Rule, entry.Value.Location,
                $"Expected {problem.Expected}, found {problem.Found} at character {problem.Offset + 1} of the pattern "
                    + $"{Printable.Quoted(pattern)}.");
        }
        var before = sizeOfPatterns;
        sizeOfPatterns += parsed?.Size ?? 0;
        if (sizeOfPatterns > MaximumSizeOfPatterns && before <= MaximumSizeOfPatterns)
        {
            values.Findings.Add(
                Rules.PatternIsRegular, entry.Value.Location,
                $"Expected patterns of at most {MaximumSizeOfPatterns} characters together, their counts written out, "
                    + "found more from this one on.");
        }
        return pattern;
    }
}

/// <summary>What keeps a text from ever being a value of metadata.</summary>
internal static class EnumText
{
    /// <summary>The end of a sentence that begins with the text, or null where it can be a value.</summary>
    public static string? Problem(string text)
    {
        if (text.Length == 0)
            return "is empty (a value is there, or it is null)";
        foreach (var rune in text.EnumerateRunes())
        {
            if (Rune.IsControl(rune) || CodePoints.IsNoncharacter(rune.Value) || CodePoints.IsBidirectionalControl(rune.Value))
                return $"has {CodePoints.Describe(rune.Value)}, which no value may have";
        }
        return Nfc.IsNormalized(text) ? null : "is not in Unicode normalisation form C";
    }
}
