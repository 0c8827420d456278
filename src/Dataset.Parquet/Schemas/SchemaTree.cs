using Dataset.Parquet.Metadata;

namespace Dataset.Parquet.Schemas;

/// <summary>A schema as the tree that a footer holds.</summary>
internal static class SchemaTree
{
    /// <summary>The names that the format's specification gives to the inner levels of a list; readers expect them.</summary>
    public const string ListName = "list";

    public const string ElementName = "element";

    public static IReadOnlyList<string> PathOf(ParquetColumn column) =>
        column.IsList ? [column.Name, ListName, ElementName] : [column.Name];

    /// <summary>The tree, depth first, the root at its head.</summary>
    public static IReadOnlyList<SchemaElement> Build(ParquetSchema schema)
    {
        var elements = new List<SchemaElement> { new() { Name = schema.Name, ChildCount = schema.Columns.Count } };
        foreach (var column in schema.Columns)
        {
            if (column.IsList)
            {
                elements.Add(new()
                {
                    Repetition = Repetition.Optional,
                    Name = column.Name,
                    ChildCount = 1,
                    ConvertedType = ConvertedType.List,
                    LogicalType = new(LogicalKind.List),
                });
                elements.Add(new() { Repetition = Repetition.Repeated, Name = ListName, ChildCount = 1 });
            }
            elements.Add(Leaf(column.IsList ? ElementName : column.Name, column.Type));
        }
        return elements;
    }

    private static SchemaElement Leaf(string name, ParquetType type)
    {
        var leaf = new SchemaElement { Repetition = Repetition.Optional, Name = name };
        return type switch
        {
            ParquetType.String => leaf with
            {
                Type = PhysicalType.ByteArray,
                ConvertedType = ConvertedType.Utf8,
                LogicalType = new(LogicalKind.String),
            },
            ParquetType.Integer => leaf with { Type = PhysicalType.Int64 },
            ParquetType.Number => leaf with { Type = PhysicalType.Double },
            ParquetType.Boolean => leaf with { Type = PhysicalType.Boolean },
            ParquetType.Date => leaf with
            {
                Type = PhysicalType.Int32,
                ConvertedType = ConvertedType.Date,
                LogicalType = new(LogicalKind.Date),
            },
            _ => leaf with
            {
                Type = PhysicalType.Int64,
                ConvertedType = ConvertedType.TimestampMicros,
                LogicalType = new(LogicalKind.Timestamp) { IsAdjustedToUtc = true, Unit = TimestampUnit.Microseconds },
            },
        };
    }
}
