using Dataset.Diagnostics;
using Dataset.Syntax;
using Dataset.Tables;
using Dataset.Text;

namespace Dataset.Schemas.Reading;

/// <summary>Reads the description of one column.</summary>
internal sealed class ColumnReader(KeywordValues values, DefinitionSet definitions)
{
    private readonly TypeReader types = new(values);
    private readonly ConstraintReader constraints = new(values);
    private readonly Dictionary<SourceMap, Shape?> shapes = new(ReferenceEqualityComparer.Instance);
    private readonly Dictionary<SourceMap, FlatShape?> flatShapes = new(ReferenceEqualityComparer.Instance);

    /// <summary>The column, or null with a finding.</summary>
    public ColumnSchema? Read(SourceEntry entry)
    {
        var hasName = HasName(entry);
        if (values.Map(entry.Value, "a column") is not { } map)
            return null;
        map = values.Known(map, SchemaKeywords.OfColumn, "a column");
        var body = definitions.Follow(map);
        var description = Description(entry, map, body);
        if (body is null || Shaped(body) is not { } shape)
            return null;
        var unit = map.Find("x-unit") is { } given ? Unit(given, shape) : null;
        if (!hasName || description is null)
            return null;
        return new ColumnSchema
        {
            Layout = new ColumnLayout(entry.Key, shape.Type, shape.IsList),
            IsNullable = shape.IsNullable,
            ItemsNullable = shape.ItemsNullable,
            Description = description,
            Source = map.Find("x-source") is { } source ? SourceName(source) : null,
            Derivation = map.Find("x-derived") is { } derived && values.Text(derived) is { } name ? new(name) : null,
            IsQuote = values.Flag(map, "x-quote"),
            IsNames = values.Flag(map, "x-names"),
            Unit = unit,
            Constraints = shape.Constraints,
        };
    }

    /// <summary>Finds what is wrong with a definition, whether a column uses it or not.</summary>
    public void ReadDefinition(SourceMap definition)
    {
        if (definitions.Follow(definition) is { } body)
            Shaped(body);
    }

    /// <summary>Each body is read once, however many columns refer to it.</summary>
    private Shape? Shaped(SourceMap body)
    {
        if (!shapes.TryGetValue(body, out var shape))
            shapes.Add(body, shape = ReadBody(body));
        return shape;
    }

    private Shape? ReadBody(SourceMap body)
    {
        if (Flat(body, "a column") is not { } own)
            return null;
        if (own.Type.Type is { } flat)
            return new Shape(flat, false, own.Type.IsNullable, false, own.Constraints);
        if (body.Find("items") is not { } entry)
        {
            values.Findings.Add(Rules.SchemaKeywordGiven, body.Location, "Expected items of a list, found none.");
            return null;
        }
        if (values.Map(entry.Value, "items") is not { } items)
            return null;
        items = values.Known(items, SchemaKeywords.OfItems, "a list's items");
        if (definitions.Follow(items) is not { } itemBody || Flat(itemBody, "a list's items") is not { } item)
            return null;
        if (item.Type.Type is not { } element)
        {
            values.Findings.Add(Rules.ListIsFlat, items.Location, "Expected items that are no lists, found a list of lists.");
            return null;
        }
        return new Shape(
            element, true, own.Type.IsNullable, item.Type.IsNullable, constraints.List(body, item.Constraints, element));
    }

    /// <summary>The type, and for a flat one the constraints; read once, however many lists refer to it.</summary>
    private FlatShape? Flat(SourceMap body, string of)
    {
        if (!flatShapes.TryGetValue(body, out var shape))
        {
            if (types.Read(body, of) is { } type)
                shape = new FlatShape(type, type.IsList ? ColumnConstraints.None : constraints.Flat(body, type));
            flatShapes.Add(body, shape);
        }
        return shape;
    }

    private bool HasName(SourceEntry entry)
    {
        var name = entry.Key;
        if (name.Length > 0 && char.IsAsciiLetterLower(name[0])
            && name.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '_'))
            return true;
        values.Findings.Add(
            Rules.ColumnNameForm, entry.KeyLocation,
            $"Expected a name of lower-case letters, digits and underscores that begins with a letter ([a-z][a-z0-9_]*), found "
                + $"{Printable.Quoted(name)}.");
        return false;
    }

    private string? Description(SourceEntry entry, SourceMap map, SourceMap? body)
    {
        if (map.Find("description") is null && body?.Find("description") is { } shared)
            return values.Text(shared);
        return values.RequiredText(map, "description", Rules.ColumnIsDescribed, $"the column {Printable.Quoted(entry.Key)}");
    }

    private string? Unit(SourceEntry entry, Shape shape)
    {
        if (!shape.Type.IsNumeric)
        {
            values.Findings.Add(
                Rules.KeywordFitsType, entry.KeyLocation,
                $"Expected x-unit on integers and numbers, found it on {(shape.IsList ? "a list of another type" : "another type")}.");
        }
        return values.Text(entry);
    }

    /// <summary>A header may be empty, have spaces at its ends, and any character but those that no text has.</summary>
    private string? SourceName(SourceEntry entry)
    {
        if (entry.Value is SourceScalar { Kind: ScalarKind.String, Text: var name } && string.IsNullOrWhiteSpace(name))
            return name;
        return values.Text(entry);
    }

    private readonly record struct FlatShape(ValueType Type, ColumnConstraints Constraints);

    private readonly record struct Shape(ColumnType Type, bool IsList, bool IsNullable, bool ItemsNullable, ColumnConstraints Constraints);
}
