using Dataset.Parquet.Metadata;
using Dataset.Parquet.Values;

namespace Dataset.Parquet.Schemas;

/// <summary>Columns from the tree of a footer, and what of it can't be read.</summary>
internal sealed class SchemaParser
{
    private readonly IReadOnlyList<SchemaElement> elements;
    private readonly Place place;
    private readonly List<LeafColumn> leaves = [];
    private int next = 1;

    private SchemaParser(IReadOnlyList<SchemaElement> elements, Place place)
    {
        this.elements = elements;
        this.place = place;
    }

    public static IReadOnlyList<LeafColumn> Parse(ParquetFileMetadata file, Place place)
    {
        var elements = file.Schema;
        CheckTree(elements, place);
        var parser = new SchemaParser(elements, place);
        var names = new HashSet<string>(StringComparer.Ordinal);
        for (var left = elements[0].ChildCount; left > 0; left--)
        {
            var name = elements[parser.next].Name;
            if (name.Length == 0 || !names.Add(name))
                throw place.Fault(
                    ParquetRules.SchemaName,
                    $"expected columns with names of their own, found '{name}'{(name.Length == 0 ? "" : " twice")}");
            parser.ParseColumn();
        }
        return [.. parser.leaves.Select((leaf, i) => leaf with { HasKnownOrder = file.HasKnownOrder(i) })];
    }

    /// <summary>Counts as a depth-first walk does, with no recursion that a file could drive.</summary>
    private static void CheckTree(IReadOnlyList<SchemaElement> elements, Place place)
    {
        if (elements.Count == 0 || elements[0].ChildCount is not > 0)
            throw place.Fault(ParquetRules.SchemaCounts, $"expected a root with columns, found {elements.Count} elements");
        long expected = 1;
        for (var i = 0; i < elements.Count; i++)
        {
            var element = elements[i];
            if (expected <= i)
                throw place.Fault(ParquetRules.SchemaCounts, $"expected {expected} elements by their child counts, found {elements.Count}");
            if (element.ChildCount is < 0)
                throw place.Fault(
                    ParquetRules.SchemaCounts, $"expected a child count above 0, found {element.ChildCount} for '{element.Name}'");
            expected += element.ChildCount ?? 0;
            if (i > 0 && element.Repetition is null)
                throw place.Fault(ParquetRules.SchemaElement, $"expected a repetition for '{element.Name}', found none");
            if (element.Type is null == element.ChildCount is null or 0)
                throw place.Fault(
                    ParquetRules.SchemaElement,
                    $"expected a type or children for '{element.Name}', found {(element.Type is null ? "neither" : "both")}");
        }
        if (expected != elements.Count)
            throw place.Fault(ParquetRules.SchemaCounts, $"expected {expected} elements by their child counts, found {elements.Count}");
    }

    private void ParseColumn()
    {
        var element = elements[next++];
        if (element.Type is not null)
        {
            if (element.Repetition == Repetition.Repeated)
                throw Unsupported(element, "a repeated field outside a LIST");
            var optional = element.Repetition == Repetition.Optional ? 1 : 0;
            leaves.Add(
                new(
                    new(element.Name, LeafType.Of(element, place.With(element))), new(false, optional, optional), element.Type.Value,
                    [element.Name]));
            return;
        }
        var isList = element.ConvertedType == ConvertedType.List || element.LogicalType?.Kind == LogicalKind.List;
        if (!isList)
            throw Unsupported(
                element,
                element.LogicalType is { } logical
                    ? $"a {logical}"
                    : element.ConvertedType is { } converted ? $"a group annotated {converted.ToFormatName()}" : "a group (struct)");
        ParseList(element);
    }

    private void ParseList(SchemaElement outer)
    {
        if (outer.ChildCount != 1 || outer.Repetition == Repetition.Repeated)
            throw Unsupported(outer, "a LIST that is repeated, or has more than one child");
        var inner = elements[next++];
        if (inner.Repetition != Repetition.Repeated)
            throw Unsupported(outer, "a LIST without a repeated child");
        if (inner.Type is not null || inner.Name == "array" || inner.Name == outer.Name + "_tuple")
            throw Unsupported(outer, "a LIST of two levels");
        if (inner.ChildCount != 1)
            throw Unsupported(outer, "a LIST of structs");
        var element = elements[next++];
        if (element.Type is null || element.Repetition == Repetition.Repeated)
            throw Unsupported(outer, "a LIST of lists, maps or structs");
        var rowDefined = outer.Repetition == Repetition.Optional ? 1 : 0;
        var most = rowDefined + (element.Repetition == Repetition.Optional ? 2 : 1);
        leaves.Add(new(
            new(outer.Name, LeafType.Of(element, place.With(outer)), true),
            new(true, rowDefined, most),
            element.Type.Value,
            [outer.Name, inner.Name, element.Name]));
    }

    private ParquetException Unsupported(SchemaElement element, string what) =>
        place.With(element).Fault(ParquetRules.UnsupportedNesting, $"expected a flat column or a list of scalars, found {what}");
}

/// <summary>A column as a file's schema has it.</summary>
internal sealed record LeafColumn(ParquetColumn Column, ColumnShape Shape, PhysicalType Type, IReadOnlyList<string> Path)
{
    /// <summary>Whether bounds mean anything here.</summary>
    public bool HasKnownOrder { get; init; } = true;
}

/// <summary>The type of a column from how it is stored and annotated.</summary>
internal static class LeafType
{
    public static Place With(this Place place, SchemaElement element) => place with { Column = element.Name };

    public static ParquetType Of(SchemaElement leaf, Place place)
    {
        var meaning = leaf.LogicalType is { IsKnown: true } logical ? MeaningOf(logical.Kind) : null;
        if (meaning is not null && leaf.ConvertedType is { } converted && MeaningOf(converted) != meaning)
            throw place.Fault(
                ParquetRules.SchemaAnnotation, $"expected annotations that agree, found {leaf.LogicalType} and {converted.ToFormatName()}");
        meaning ??= leaf.ConvertedType is { } alone ? MeaningOf(alone) : null;
        return (leaf.Type, meaning) switch
        {
            (PhysicalType.ByteArray, "STRING") => ParquetType.String,
            (PhysicalType.Int64, null) => ParquetType.Integer,
            (PhysicalType.Int64, "INTEGER") when IsSigned64(leaf) => ParquetType.Integer,
            (PhysicalType.Int64, "TIMESTAMP") => Timestamp(leaf, place),
            (PhysicalType.Int32, "DATE") => ParquetType.Date,
            (PhysicalType.Double, null) => ParquetType.Number,
            (PhysicalType.Boolean, null) => ParquetType.Boolean,
            (not PhysicalType.ByteArray, "STRING") or (not PhysicalType.Int32, "DATE") or (not PhysicalType.Int64, "TIMESTAMP") =>
                throw place.Fault(
                    ParquetRules.SchemaAnnotation, $"expected an annotation that fits {leaf.Type!.Value.ToFormatName()}, found {meaning}"),
            _ => throw Unsupported(leaf, place),
        };
    }

    private static bool IsSigned64(SchemaElement leaf) => leaf.LogicalType is { IsKnown: true } logical
        ? logical is { BitWidth: 64, IsSigned: true }
        : leaf.ConvertedType == ConvertedType.Int64;

    private static ParquetType Timestamp(SchemaElement leaf, Place place)
    {
        var isMicroseconds = leaf.LogicalType is { IsKnown: true } logical
            ? logical is { Unit: TimestampUnit.Microseconds, IsAdjustedToUtc: true }
            : leaf.ConvertedType == ConvertedType.TimestampMicros;
        if (!isMicroseconds)
            throw Unsupported(leaf, place);
        if (leaf.ConvertedType is { } converted and not ConvertedType.TimestampMicros)
            throw place.Fault(
                ParquetRules.SchemaAnnotation, $"expected annotations that agree, found {leaf.LogicalType} and {converted.ToFormatName()}");
        return ParquetType.DateTime;
    }

    private static ParquetException Unsupported(SchemaElement leaf, Place place)
    {
        var annotation = leaf.LogicalType?.ToString() ?? leaf.ConvertedType?.ToFormatName() ?? "no annotation";
        var found = $"{leaf.Type!.Value.ToFormatName()} with {annotation}";
        return place.Fault(
            ParquetRules.UnsupportedType, $"expected text, INT64, DOUBLE, BOOLEAN, DATE or TIMESTAMP(MICROS, UTC), found {found}");
    }

    /// <summary>The one word for both kinds of annotation; others stand for themselves.</summary>
    private static string MeaningOf(LogicalKind kind) => kind.ToString().ToUpperInvariant();

    private static string MeaningOf(ConvertedType converted) => converted switch
    {
        ConvertedType.Utf8 => MeaningOf(LogicalKind.String),
        ConvertedType.TimestampMillis or ConvertedType.TimestampMicros => MeaningOf(LogicalKind.Timestamp),
        ConvertedType.TimeMillis or ConvertedType.TimeMicros => MeaningOf(LogicalKind.Time),
        >= ConvertedType.UInt8 and <= ConvertedType.Int64 => MeaningOf(LogicalKind.Integer),
        _ => converted.ToFormatName(),
    };
}
