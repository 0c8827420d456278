using Dataset.Formats.Csv;
using Dataset.Formats.JsonLines;
using Dataset.Formats.Parquet;
using Dataset.Formats.Rows;

namespace Dataset.Formats;

/// <summary>The formats of a release, in the order in which manifests name them.</summary>
public static class TableFormats
{
    /// <summary>JSON Lines: the form whose digest is the content digest.</summary>
    public static ITableFormat JsonLines { get; } = new JsonLines.JsonLinesFormat();

    /// <summary>CSV as RFC 4180 has it.</summary>
    public static ITableFormat Csv { get; } = new Csv.CsvFormat();

    /// <summary>Parquet.</summary>
    public static ITableFormat Parquet { get; } = new Parquet.ParquetFormat();

    /// <summary>Every format of a release.</summary>
    public static IReadOnlyList<ITableFormat> All { get; } = [JsonLines, Csv, Parquet];
}
