using System.Reflection;

namespace Dataset.Parquet;

/// <summary>Every rule that the reader holds files to, by what it concerns. <see cref="ParquetRule.Id"/> tells them apart.</summary>
public static class ParquetRules
{
    private const string FetchAgain = "The file is damaged or was cut off: fetch it again, or restore it from its source.";
    private const string WriterFault = "Whatever wrote the file is at fault, or the file was altered: write it again with another writer.";
    private const string WriteAnew = "Write the file again with this library; what was altered can't be told.";
    private const string Rewrite =
        "Have the file written with what this library reads: flat columns and lists, PLAIN or dictionary encoding, Snappy, "
            + "Zstandard or no compression.";
    private const string RaiseLimit = "If the file is to be trusted, raise the limit in ParquetReaderOptions.";

    // The file's frame.
    internal static ParquetRule TooShort { get; } = new("PQ1001", "A file has at least 12 bytes.", FetchAgain);
    internal static ParquetRule NoMagicAtStart { get; } = new("PQ1002", "A file starts with PAR1.", FetchAgain);
    internal static ParquetRule NoMagicAtEnd { get; } = new("PQ1003", "A file ends with PAR1.", FetchAgain);
    internal static ParquetRule FooterOutsideFile { get; } = new("PQ1004", "The footer's length fits into the file.", FetchAgain);
    internal static ParquetRule FooterTooLong { get; } = new("PQ1005", "The footer is no longer than the limit.", RaiseLimit);
    internal static ParquetRule FooterNotConsumed { get; } = new(
        "PQ1006", "The footer's structure ends where its length says.", WriterFault);

    // Thrift structures: the footer, page headers, page indexes.
    internal static ParquetRule ThriftEnds { get; } = new("PQ1101", "A structure ends inside its bytes.", FetchAgain);
    internal static ParquetRule ThriftTooDeep { get; } = new("PQ1102", "Structures are nested no deeper than 32 levels.", WriterFault);
    internal static ParquetRule ThriftTooLarge { get; } = new(
        "PQ1103", "A string, list or map is no larger than the bytes left for it.", WriterFault);
    internal static ParquetRule ThriftNumber { get; } = new("PQ1104", "A number fits its type.", WriterFault);
    internal static ParquetRule ThriftType { get; } = new("PQ1105", "A field has the type that the format gives it.", WriterFault);
    internal static ParquetRule ThriftEnum { get; } = new("PQ1106", "An enumeration has a value that the format knows.", WriterFault);
    internal static ParquetRule ThriftMissing { get; } = new("PQ1107", "Every required field is there.", WriterFault);
    internal static ParquetRule ThriftRepeated { get; } = new("PQ1108", "A field occurs once in a structure.", WriterFault);
    internal static ParquetRule ThriftText { get; } = new("PQ1109", "Text in metadata is UTF-8.", WriterFault);
    internal static ParquetRule ThriftCanonical { get; } = new(
        "PQ1110", "A structure is written in the one form that this library's writer gives it.", WriteAnew);

    // The schema.
    internal static ParquetRule SchemaCounts { get; } = new(
        "PQ1201", "The child counts of the schema add up to its elements.", WriterFault);
    internal static ParquetRule SchemaElement { get; } = new(
        "PQ1202", "An element of the schema is a group with children or a leaf with a type, and has a repetition.", WriterFault);
    internal static ParquetRule SchemaName { get; } = new("PQ1203", "Columns have names, each its own.", WriterFault);
    internal static ParquetRule SchemaAnnotation { get; } = new(
        "PQ1204", "The annotations of a column agree with each other and with its type.", WriterFault);
    internal static ParquetRule SchemaOrders { get; } = new("PQ1205", "There is a column order for every leaf, or for none.", WriterFault);
    internal static ParquetRule SchemaOwn { get; } = new("PQ1206", "The schema is written as this library writes it.", WriteAnew);

    // Row groups and column chunks.
    internal static ParquetRule ColumnCount { get; } = new(
        "PQ1301", "A row group has a column chunk for every leaf of the schema.", WriterFault);
    internal static ParquetRule ColumnMismatch { get; } = new(
        "PQ1302", "A column chunk has the path and type of its leaf in the schema.", WriterFault);
    internal static ParquetRule RangeOutsideFile { get; } = new(
        "PQ1303", "Every byte range lies between the first magic and the footer.", WriterFault);
    internal static ParquetRule RangesOverlap { get; } = new("PQ1304", "No two byte ranges overlap.", WriterFault);
    internal static ParquetRule RangeGap { get; } = new(
        "PQ1305", "Byte ranges follow each other without gaps, in the writer's order.", WriteAnew);
    internal static ParquetRule RowCounts { get; } = new(
        "PQ1306", "The rows of all row groups add up to the file's, and no count is below 0.", WriterFault);
    internal static ParquetRule RowGroupTotals { get; } = new(
        "PQ1307", "A row group's sizes are the sums of its column chunks'.", WriterFault);
    internal static ParquetRule DictionaryOffset { get; } = new(
        "PQ1308", "A dictionary page's offset is above 0 and before that of the first data page.", WriterFault);
    internal static ParquetRule ValueCount { get; } = new(
        "PQ1309", "A flat column has a value for each row, a list at least one.", WriterFault);
    internal static ParquetRule RowGroupPlace { get; } = new("PQ1310", "A row group's offset and ordinal are true.", WriterFault);
    internal static ParquetRule SortingColumns { get; } = new("PQ1311", "Sorting columns name flat columns, each once.", WriterFault);
    internal static ParquetRule LayoutOwn { get; } = new(
        "PQ1312", "The metadata says all that this library writes, and nothing else.", WriteAnew);

    // Pages.
    internal static ParquetRule PageOutsideChunk { get; } = new("PQ1401", "A page lies inside its column chunk.", WriterFault);
    internal static ParquetRule PageTooLarge { get; } = new("PQ1402", "A page is no larger than the limit.", RaiseLimit);
    internal static ParquetRule PageChecksum { get; } = new("PQ1403", "A page's bytes have the CRC-32 that its header says.", FetchAgain);
    internal static ParquetRule PageWithoutChecksum { get; } = new("PQ1404", "Every page has a CRC-32.", WriteAnew);
    internal static ParquetRule PageUncompressedSize { get; } = new(
        "PQ1405", "A page decompresses to the size that its header says.", WriterFault);
    internal static ParquetRule SnappyMalformed { get; } = new("PQ1406", "Snappy data is well formed.", FetchAgain);
    internal static ParquetRule ChunkTotals { get; } = new("PQ1407", "The pages of a column chunk add up to its sizes.", WriterFault);
    internal static ParquetRule ChunkValues { get; } = new(
        "PQ1408", "The pages of a column chunk add up to its number of values.", WriterFault);
    internal static ParquetRule PageOrder { get; } = new(
        "PQ1409", "A column chunk has one dictionary page at most, first and where the metadata says, then data pages.", WriterFault);
    internal static ParquetRule PageEncodings { get; } = new(
        "PQ1410", "The metadata names the encodings that the pages use, and how many pages use each.", WriterFault);
    internal static ParquetRule PageCounts { get; } = new(
        "PQ1411", "Counts and sizes in a page's header are not below 0, and its parts fit into it.", WriterFault);
    internal static ParquetRule ZstdMalformed { get; } = new(
        "PQ1412", "Zstandard data is one frame, well formed, without a dictionary.", FetchAgain);

    // Levels and values.
    internal static ParquetRule LevelsMalformed { get; } = new(
        "PQ1501", "Levels fill their bytes exactly, with one for each value of the page.", WriterFault);
    internal static ParquetRule LevelTooHigh { get; } = new("PQ1502", "No level is above the column's highest.", WriterFault);
    internal static ParquetRule FirstRepetition { get; } = new("PQ1503", "A page starts at the start of a row.", WriterFault);
    internal static ParquetRule PageRows { get; } = new(
        "PQ1504", "The pages of a column chunk add up to the row group's rows.", WriterFault);
    internal static ParquetRule PageNotConsumed { get; } = new("PQ1505", "A page ends with its last value.", WriterFault);
    internal static ParquetRule ValuesEnd { get; } = new("PQ1506", "A page holds all the values that its levels announce.", WriterFault);
    internal static ParquetRule DictionaryMissing { get; } = new(
        "PQ1507", "A page with dictionary indexes comes after a dictionary page.", WriterFault);
    internal static ParquetRule DictionaryCount { get; } = new(
        "PQ1508", "A dictionary page holds as many values as its header says.", WriterFault);
    internal static ParquetRule IndexesMalformed { get; } = new(
        "PQ1509", "Dictionary indexes are well formed, with one for each value.", WriterFault);
    internal static ParquetRule IndexOutside { get; } = new("PQ1510", "A dictionary index points into the dictionary.", WriterFault);
    internal static ParquetRule TextNotUtf8 { get; } = new("PQ1511", "Text is UTF-8.", WriterFault);
    internal static ParquetRule PageNullCount { get; } = new("PQ1512", "A page's header counts its nulls and rows rightly.", WriterFault);
    internal static ParquetRule DecodedSize { get; } = new("PQ1513", "A row group decodes to no more than the limit.", RaiseLimit);

    // What is stated about the values.
    internal static ParquetRule NullCount { get; } = new("PQ1601", "Null counts are true.", WriterFault);
    internal static ParquetRule Bounds { get; } = new("PQ1602", "The bounds in statistics are true.", WriterFault);
    internal static ParquetRule OffsetIndex { get; } = new(
        "PQ1603", "The offset index says where each page is, how large it is, and its first row.", WriterFault);
    internal static ParquetRule ColumnIndex { get; } = new(
        "PQ1604", "The column index says of each page its bounds, null count and order, truly.", WriterFault);
    internal static ParquetRule SizeStatistics { get; } = new("PQ1605", "Size statistics are true.", WriterFault);
    internal static ParquetRule SortedRows { get; } = new("PQ1606", "Rows are sorted as the sorting columns say.", WriterFault);

    // Features of the format that this library does not read.
    internal static ParquetRule UnsupportedEncryption { get; } = new("PQ1901", "The file is not encrypted.", Rewrite);
    internal static ParquetRule UnsupportedType { get; } = new("PQ1902", "Columns have types that this library reads.", Rewrite);
    internal static ParquetRule UnsupportedNesting { get; } = new(
        "PQ1903", "Columns are flat, or lists of scalars in three levels.", Rewrite);
    internal static ParquetRule UnsupportedCodec { get; } = new(
        "PQ1904", "Pages are compressed with Snappy or Zstandard, or not.", Rewrite);
    internal static ParquetRule UnsupportedEncoding { get; } = new(
        "PQ1905", "Values are PLAIN or dictionary-encoded, levels RLE.", Rewrite);
    internal static ParquetRule UnsupportedPage { get; } = new("PQ1906", "Pages are data pages or dictionary pages.", Rewrite);
    internal static ParquetRule UnsupportedExternal { get; } = new("PQ1907", "Column chunks are in the file itself.", Rewrite);
    internal static ParquetRule UnsupportedSize { get; } = new("PQ1908", "A column chunk is smaller than 2 GiB.", Rewrite);

    /// <summary>Whether a rule is about a feature that a sound file may use and this library does not read.</summary>
    public static bool IsUnsupported(ParquetRule rule) => rule.Id.StartsWith("PQ19", StringComparison.Ordinal);

    /// <summary>All rules, by id.</summary>
    public static IReadOnlyList<ParquetRule> All { get; } = [.. typeof(ParquetRules)
        .GetProperties(BindingFlags.NonPublic | BindingFlags.Static)
        .Where(property => property.PropertyType == typeof(ParquetRule))
        .Select(property => (ParquetRule)property.GetValue(null)!)
        .OrderBy(rule => rule.Id, StringComparer.Ordinal)];
}

/// <summary>One thing that every file keeps. Ids are permanent: a retired one is never used again.</summary>
/// <param name="Id">The identifier, <c>PQ</c> and four digits.</param>
/// <param name="Title">The rule, in one sentence.</param>
/// <param name="Remedy">What to do about a file that breaks it.</param>
public sealed record ParquetRule(string Id, string Title, string Remedy);
