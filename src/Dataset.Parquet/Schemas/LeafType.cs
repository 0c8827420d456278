using Dataset.Parquet.Metadata;

namespace Dataset.Parquet.Schemas;

/// <summary>The type of a column from how it is stored and annotated.</summary>
internal static class LeafType
{
    public static Place With(this Place place, SchemaElement element) => place with { Column = element.Name };

    public static ParquetType Of(SchemaElement leaf, Place place)
    {
        var meaning = leaf.LogicalType is { } logical ? MeaningOf(logical.Kind) : null;
        if (leaf.LogicalType is not null && leaf.ConvertedType is { } converted && MeaningOf(converted) != meaning)
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

    private static bool IsSigned64(SchemaElement leaf) => leaf.LogicalType is { } logical
        ? logical is { BitWidth: 64, IsSigned: true }
        : leaf.ConvertedType == ConvertedType.Int64;

    private static ParquetType Timestamp(SchemaElement leaf, Place place)
    {
        var isMicroseconds = leaf.LogicalType is { } logical
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
        return place.Fault(
            ParquetRules.UnsupportedType,
            $"expected text, INT64, DOUBLE, BOOLEAN, DATE or TIMESTAMP(MICROS, UTC), found {leaf.Type!.Value.ToFormatName()} with ",
            $"{annotation}");
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
