using Dataset.Formats.Csv;
using Dataset.Formats.JsonLines;
using Dataset.Formats.Parquet;
using Dataset.Formats.Rows;

namespace Dataset.Formats;

/// <summary>The formats of a release, in the order in which manifests name them.</summary>
public static class TableFormats
{
    public static ITableFormat JsonLines { get; } = new JsonLines.JsonLinesFormat();

    public static ITableFormat Csv { get; } = new Csv.CsvFormat();

    public static ITableFormat Parquet { get; } = new Parquet.ParquetFormat();

    public static IReadOnlyList<ITableFormat> All { get; } = [JsonLines, Csv, Parquet];
}
