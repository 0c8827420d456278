using CsvHelper;
using Dataset.Formats.Guided;
using Dataset.Schemas;

namespace Dataset.Formats.Csv;

/// <summary>
/// CSV as RFC 4180 has it, but with LF: UTF-8 without a byte order mark, a header row, quotes where they are needed; null is the empty
/// cell, a list is its JSON text. Nothing is changed to please a spreadsheet.
/// </summary>
internal sealed class CsvFormat : ITableFormat, ITextFormat
{
    public string Extension => "csv";

    public string MediaType => "text/csv";

    public ITableEncoder CreateEncoder(TableSchema schema) => new CsvEncoder(schema);

    public ITableReader OpenReader(Stream file, string displayPath, TableSchema schema) => new CsvTableReader(file, displayPath, schema);

    public GuidedText OpenGuided(Stream file, TableSchema schema) => new GuidedCsv(file, schema);

    internal static CsvWriterOptions WriterOptions { get; } = new()
    {
        NewLine = "\n",
        Quoting = CsvQuoting.WhenNeeded,
        Injection = CsvInjection.None,
        HasHeader = false,
        WriteByteOrderMark = false,
    };
}
