namespace Dataset.Parquet.Metadata;

/// <summary>The names that parquet.thrift gives to the members of its enumerations.</summary>
public static class FormatNames
{
    /// <summary>Such as <c>BYTE_ARRAY</c>.</summary>
    public static string ToFormatName(this PhysicalType type) => type switch
    {
        PhysicalType.ByteArray => "BYTE_ARRAY",
        PhysicalType.FixedLengthByteArray => "FIXED_LEN_BYTE_ARRAY",
        _ => type.ToString().ToUpperInvariant(),
    };

    /// <summary>Such as <c>OPTIONAL</c>.</summary>
    public static string ToFormatName(this Repetition repetition) => repetition.ToString().ToUpperInvariant();

    /// <summary>Such as <c>SNAPPY</c>.</summary>
    public static string ToFormatName(this CompressionCodec codec) => codec switch
    {
        CompressionCodec.Lz4Raw => "LZ4_RAW",
        _ => codec.ToString().ToUpperInvariant(),
    };

    /// <summary>Such as <c>DATA_PAGE</c>.</summary>
    public static string ToFormatName(this PageType type) => type switch
    {
        PageType.Data => "DATA_PAGE",
        PageType.Index => "INDEX_PAGE",
        PageType.Dictionary => "DICTIONARY_PAGE",
        _ => "DATA_PAGE_V2",
    };

    /// <summary>Such as <c>RLE_DICTIONARY</c>.</summary>
    public static string ToFormatName(this PageEncoding encoding) => encoding switch
    {
        PageEncoding.Plain => "PLAIN",
        PageEncoding.PlainDictionary => "PLAIN_DICTIONARY",
        PageEncoding.Rle => "RLE",
        PageEncoding.BitPacked => "BIT_PACKED",
        PageEncoding.DeltaBinaryPacked => "DELTA_BINARY_PACKED",
        PageEncoding.DeltaLengthByteArray => "DELTA_LENGTH_BYTE_ARRAY",
        PageEncoding.DeltaByteArray => "DELTA_BYTE_ARRAY",
        PageEncoding.RleDictionary => "RLE_DICTIONARY",
        _ => "BYTE_STREAM_SPLIT",
    };

    /// <summary>Such as <c>TIMESTAMP_MICROS</c>.</summary>
    public static string ToFormatName(this ConvertedType type) => type switch
    {
        ConvertedType.MapKeyValue => "MAP_KEY_VALUE",
        ConvertedType.TimeMillis => "TIME_MILLIS",
        ConvertedType.TimeMicros => "TIME_MICROS",
        ConvertedType.TimestampMillis => "TIMESTAMP_MILLIS",
        ConvertedType.TimestampMicros => "TIMESTAMP_MICROS",
        >= ConvertedType.UInt8 and <= ConvertedType.UInt64 => "UINT_" + type.ToString()[4..],
        >= ConvertedType.Int8 and <= ConvertedType.Int64 => "INT_" + type.ToString()[3..],
        _ => type.ToString().ToUpperInvariant(),
    };
}
