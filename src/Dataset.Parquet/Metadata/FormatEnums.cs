namespace Dataset.Parquet.Metadata;

/// <summary>How values are stored (parquet.thrift, <c>Type</c>).</summary>
public enum PhysicalType
{
    /// <summary>BOOLEAN: a bit.</summary>
    Boolean = 0,

    /// <summary>INT32: four bytes, little-endian.</summary>
    Int32 = 1,

    /// <summary>INT64: eight bytes, little-endian.</summary>
    Int64 = 2,

    /// <summary>INT96: twelve bytes, once used for timestamps.</summary>
    Int96 = 3,

    /// <summary>FLOAT: four bytes, IEEE 754.</summary>
    Float = 4,

    /// <summary>DOUBLE: eight bytes, IEEE 754.</summary>
    Double = 5,

    /// <summary>BYTE_ARRAY: any number of bytes.</summary>
    ByteArray = 6,

    /// <summary>FIXED_LEN_BYTE_ARRAY: as many bytes as the schema says.</summary>
    FixedLengthByteArray = 7,
}

/// <summary>How often a field may occur (parquet.thrift, <c>FieldRepetitionType</c>).</summary>
public enum Repetition
{
    /// <summary>Once.</summary>
    Required = 0,

    /// <summary>Once, or null.</summary>
    Optional = 1,

    /// <summary>Any number of times.</summary>
    Repeated = 2,
}

/// <summary>What values mean: the older annotation, the only one that some readers know (parquet.thrift, <c>ConvertedType</c>).</summary>
public enum ConvertedType
{
    /// <summary>Text in UTF-8.</summary>
    Utf8 = 0,

    /// <summary>A group of keys and values.</summary>
    Map = 1,

    /// <summary>The repeated group inside a map.</summary>
    MapKeyValue = 2,

    /// <summary>A group of repeated elements.</summary>
    List = 3,

    /// <summary>The name of a member of an enumeration.</summary>
    Enum = 4,

    /// <summary>A decimal number with the scale and precision of the schema.</summary>
    Decimal = 5,

    /// <summary>Days from 1970-01-01.</summary>
    Date = 6,

    /// <summary>Milliseconds from midnight.</summary>
    TimeMillis = 7,

    /// <summary>Microseconds from midnight.</summary>
    TimeMicros = 8,

    /// <summary>Milliseconds from 1970-01-01T00:00:00Z.</summary>
    TimestampMillis = 9,

    /// <summary>Microseconds from 1970-01-01T00:00:00Z.</summary>
    TimestampMicros = 10,

    /// <summary>An integer of 0 to 2^8 - 1.</summary>
    UInt8 = 11,

    /// <summary>An integer of 0 to 2^16 - 1.</summary>
    UInt16 = 12,

    /// <summary>An integer of 0 to 2^32 - 1.</summary>
    UInt32 = 13,

    /// <summary>An integer of 0 to 2^64 - 1.</summary>
    UInt64 = 14,

    /// <summary>A signed integer of 8 bits.</summary>
    Int8 = 15,

    /// <summary>A signed integer of 16 bits.</summary>
    Int16 = 16,

    /// <summary>A signed integer of 32 bits.</summary>
    Int32 = 17,

    /// <summary>A signed integer of 64 bits.</summary>
    Int64 = 18,

    /// <summary>A JSON document.</summary>
    Json = 19,

    /// <summary>A BSON document.</summary>
    Bson = 20,

    /// <summary>Months, days and milliseconds, twelve bytes together.</summary>
    Interval = 21,
}

/// <summary>The member of the union <c>LogicalType</c> (parquet.thrift), by its field id.</summary>
public enum LogicalKind
{
    /// <summary>Text in UTF-8.</summary>
    String = 1,

    /// <summary>A group of keys and values.</summary>
    Map = 2,

    /// <summary>A group of repeated elements.</summary>
    List = 3,

    /// <summary>The name of a member of an enumeration.</summary>
    Enum = 4,

    /// <summary>A decimal number.</summary>
    Decimal = 5,

    /// <summary>Days from 1970-01-01.</summary>
    Date = 6,

    /// <summary>A time of day.</summary>
    Time = 7,

    /// <summary>An instant, or a date and a time of day of no time zone.</summary>
    Timestamp = 8,

    /// <summary>An integer of fewer bits than its storage, or without a sign.</summary>
    Integer = 10,

    /// <summary>A column of nulls whose type is not known.</summary>
    Unknown = 11,

    /// <summary>A JSON document.</summary>
    Json = 12,

    /// <summary>A BSON document.</summary>
    Bson = 13,

    /// <summary>A UUID, sixteen bytes.</summary>
    Uuid = 14,

    /// <summary>A floating-point number of two bytes.</summary>
    Float16 = 15,

    /// <summary>A value of any type.</summary>
    Variant = 16,

    /// <summary>A geometry in well-known binary.</summary>
    Geometry = 17,

    /// <summary>A geometry on an ellipsoid, in well-known binary.</summary>
    Geography = 18,
}

/// <summary>The unit of a time or timestamp: the member of the union <c>TimeUnit</c> (parquet.thrift), by its field id.</summary>
public enum TimestampUnit
{
    /// <summary>A thousandth of a second.</summary>
    Milliseconds = 1,

    /// <summary>A millionth of a second.</summary>
    Microseconds = 2,

    /// <summary>A billionth of a second.</summary>
    Nanoseconds = 3,
}

/// <summary>How pages are compressed (parquet.thrift, <c>CompressionCodec</c>).</summary>
public enum CompressionCodec
{
    /// <summary>Not at all.</summary>
    Uncompressed = 0,

    /// <summary>Snappy's raw format.</summary>
    Snappy = 1,

    /// <summary>The gzip format (RFC 1952).</summary>
    Gzip = 2,

    /// <summary>LZO.</summary>
    Lzo = 3,

    /// <summary>Brotli (RFC 7932).</summary>
    Brotli = 4,

    /// <summary>LZ4 in Hadoop's frames; given up.</summary>
    Lz4 = 5,

    /// <summary>Zstandard (RFC 8878).</summary>
    Zstd = 6,

    /// <summary>LZ4's block format.</summary>
    Lz4Raw = 7,
}

/// <summary>What a page holds (parquet.thrift, <c>PageType</c>).</summary>
public enum PageType
{
    /// <summary>Levels and values, compressed together.</summary>
    Data = 0,

    /// <summary>Never used.</summary>
    Index = 1,

    /// <summary>The distinct values of a column chunk.</summary>
    Dictionary = 2,

    /// <summary>Levels and values, the levels never compressed.</summary>
    DataV2 = 3,
}

/// <summary>How values or levels are encoded (parquet.thrift, <c>Encoding</c>; parquet-format, Encodings.md).</summary>
public enum PageEncoding
{
    /// <summary>One after the other, text with its length.</summary>
    Plain = 0,

    /// <summary>Indexes into a dictionary: the older name of <see cref="RleDictionary"/>.</summary>
    PlainDictionary = 2,

    /// <summary>The hybrid of run lengths and bit packing.</summary>
    Rle = 3,

    /// <summary>Bit packing, most significant bit first; given up.</summary>
    BitPacked = 4,

    /// <summary>Differences between integers.</summary>
    DeltaBinaryPacked = 5,

    /// <summary>Differences between lengths, then all bytes.</summary>
    DeltaLengthByteArray = 6,

    /// <summary>The length of the prefix that a text shares with the previous one, then the rest.</summary>
    DeltaByteArray = 7,

    /// <summary>Indexes into a dictionary, in the hybrid of run lengths and bit packing.</summary>
    RleDictionary = 8,

    /// <summary>The first bytes of all values, then the second ones, and so on.</summary>
    ByteStreamSplit = 9,
}

/// <summary>Whether the bounds of a chunk's pages are sorted (parquet.thrift, <c>BoundaryOrder</c>).</summary>
public enum BoundaryOrder
{
    /// <summary>In no order.</summary>
    Unordered = 0,

    /// <summary>Neither the minimum nor the maximum is below that of the page before.</summary>
    Ascending = 1,

    /// <summary>Neither the minimum nor the maximum is above that of the page before.</summary>
    Descending = 2,
}
