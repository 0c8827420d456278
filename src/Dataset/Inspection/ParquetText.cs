using System.Buffers.Binary;
using System.Globalization;
using System.Text;
using Dataset.Formats.Parquet;
using Dataset.Parquet.Metadata;

namespace Dataset.Inspection;

/// <summary>What a Parquet footer says, in the format's own words.</summary>
public static class ParquetText
{
    /// <summary>How a leaf is stored, such as <c>BYTE_ARRAY</c>.</summary>
    public static string Of(PhysicalType type) => type switch
    {
        PhysicalType.ByteArray => "BYTE_ARRAY",
        PhysicalType.FixedLengthByteArray => "FIXED_LEN_BYTE_ARRAY",
        _ => type.ToString().ToUpperInvariant(),
    };

    /// <summary>What the values of an element mean: the annotation, or the older one in its place; null where there is none.</summary>
    public static string? AnnotationOf(SchemaElement element) => element switch
    {
        { Precision: { } precision } => string.Create(CultureInfo.InvariantCulture, $"DECIMAL({precision}, {element.Scale ?? 0})"),
        { LogicalType: { } logical } => logical.ToString(),
        { ConvertedType: { } converted } => converted.ToString().ToUpperInvariant(),
        _ => null,
    };

    /// <summary>An encoding, such as <c>RLE_DICTIONARY</c>.</summary>
    public static string Of(PageEncoding encoding) => encoding switch
    {
        PageEncoding.PlainDictionary => "PLAIN_DICTIONARY",
        PageEncoding.BitPacked => "BIT_PACKED",
        PageEncoding.DeltaBinaryPacked => "DELTA_BINARY_PACKED",
        PageEncoding.DeltaLengthByteArray => "DELTA_LENGTH_BYTE_ARRAY",
        PageEncoding.DeltaByteArray => "DELTA_BYTE_ARRAY",
        PageEncoding.RleDictionary => "RLE_DICTIONARY",
        PageEncoding.ByteStreamSplit => "BYTE_STREAM_SPLIT",
        _ => encoding.ToString().ToUpperInvariant(),
    };

    /// <summary>A bound of statistics as the value that it stands for; as hexadecimal digits where it is none that can be shown.</summary>
    /// <param name="leaf">The column's leaf.</param>
    /// <param name="bound">PLAIN-encoded without a length; null where the file says none.</param>
    /// <param name="isExact">Whether it is a value of the column; false where it was cut.</param>
    public static string? Bound(SchemaElement leaf, ReadOnlyMemory<byte>? bound, bool? isExact)
    {
        if (bound is not { } bytes)
            return null;
        var span = bytes.Span;
        var type = ForeignType.Of(leaf);
        var text = (leaf.Type, span.Length) switch
        {
            (PhysicalType.Boolean, 1) => span[0] != 0 ? "true" : "false",
            (PhysicalType.Int32, 4) => type.TextOf(BinaryPrimitives.ReadInt32LittleEndian(span)),
            (PhysicalType.Int64, 8) => type.TextOf(BinaryPrimitives.ReadInt64LittleEndian(span)),
            (PhysicalType.Float, 4) => BinaryPrimitives.ReadSingleLittleEndian(span).ToString(CultureInfo.InvariantCulture),
            (PhysicalType.Double, 8) => ValueWords.Number(BinaryPrimitives.ReadDoubleLittleEndian(span)),
            // What was cut may end inside a character.
            (PhysicalType.ByteArray, _) when type.Meaning == ForeignMeaning.Text => Encoding.UTF8.GetString(span),
            _ => type.TextOf(span) ?? ForeignType.Hex(span),
        };
        return isExact == false ? text + "…" : text;
    }
}
