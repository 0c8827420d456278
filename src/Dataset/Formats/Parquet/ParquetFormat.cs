using Dataset.Parquet;
using Dataset.Schemas;
using Dataset.Tables;

namespace Dataset.Formats.Parquet;

/// <summary>Parquet, as the library <c>Dataset.Parquet</c> writes it: a row group a batch.</summary>
internal sealed class ParquetFormat : ITableFormat
{
    public string Extension => "parquet";

    public string MediaType => "application/vnd.apache.parquet";

    public ITableEncoder CreateEncoder(TableSchema schema) => new ParquetEncoder(schema);

    public ITableReader OpenReader(Stream file, string displayPath, TableSchema schema) => new ParquetTableReader(file, displayPath, schema);

    /// <summary>The Parquet schema of a table. The root is named after the table, and the rows stand in order of the primary key.</summary>
    internal static ParquetSchema SchemaOf(TableSchema schema) =>
        new(schema.Name, [.. schema.Layouts.Select(l => new ParquetColumn(l.Name, TypeOf(l.Type), l.IsList))], schema.PrimaryKey);

    internal static ParquetType TypeOf(ColumnType type) => type switch
    {
        ColumnType.String => ParquetType.String,
        ColumnType.Integer => ParquetType.Integer,
        ColumnType.Number => ParquetType.Number,
        ColumnType.Boolean => ParquetType.Boolean,
        ColumnType.Date => ParquetType.Date,
        _ => ParquetType.DateTime,
    };
}
