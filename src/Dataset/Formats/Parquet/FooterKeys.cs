using System.Text;
using Dataset.Files;
using Dataset.Formats.Rows;
using Dataset.Schemas;
using Dataset.Syntax;

namespace Dataset.Formats.Parquet;

/// <summary>
/// What a footer says for readers, so that a file that travels alone explains itself and loses nothing. Other keys than these four are not
/// written: readers know each other by theirs, and apply work-arounds.
/// </summary>
/// <remarks>
/// <c>pandas</c> names nullable types, so that integers with nulls stay exact; <c>PANDAS_ATTRS</c> becomes <c>df.attrs</c>;
/// <c>org.apache.spark.sql.parquet.row.metadata</c> shows the columns' descriptions in <c>DESCRIBE</c>; <c>dataset</c> has the same and the
/// table's schema for everybody else. The values depend on the schema, the release's identity and the rows alone.
/// </remarks>
internal static class FooterKeys
{
    /// <summary>The keys in the order in which they are written.</summary>
    /// <param name="schema">The table.</param>
    /// <param name="origin">The release.</param>
    /// <param name="rows">The digest of the JSON Lines file that has the same rows.</param>
    public static IReadOnlyList<KeyValuePair<string, string?>> Of(TableSchema schema, FileOrigin origin, Digest rows)
    {
        var identity = Identity(schema, origin, rows);
        return
        [
            new("pandas", Pandas(schema, origin)),
            new("PANDAS_ATTRS", $"{{{identity}}}"),
            new("org.apache.spark.sql.parquet.row.metadata", Spark(schema)),
            new("dataset", $"{{{identity},\"schema\":{Encoding.UTF8.GetString(schema.Json.Span).Trim()}}}"),
        ];
    }

    private static string Identity(TableSchema schema, FileOrigin origin, Digest rows) =>
        $"\"name\":{Text(origin.Name)},\"version\":{Text(origin.Version)},\"table\":{Text(schema.Name)},"
        + $"\"licenses\":[{string.Join(",", origin.Licenses.Select(Text))}],\"digest\":{Text(rows.ToString())}";

    /// <summary>As pandas writes it: "Storing pandas DataFrame objects in Apache Parquet format", pandas documentation.</summary>
    private static string Pandas(TableSchema schema, FileOrigin origin) =>
        $"{{\"index_columns\":[],\"column_indexes\":[],\"columns\":[{string.Join(",", schema.Columns.Select(Pandas))}],"
        + $"\"creator\":{{\"library\":{Text(origin.Tool)},\"version\":{Text(origin.ToolVersion)}}},\"pandas_version\":\"1.5.0\"}}";

    private static string Pandas(ColumnSchema column)
    {
        var (type, name) = (column.Layout.Type, Text(column.Name));
        var (pandas, numpy) = column.Layout.IsList
            ? ($"list[{type.PandasFooter}]", "object")
            : (type.PandasFooter, column.IsNullable ? type.Numpy : type.NumpyNeverNull);
        var metadata = type.IsInstant && !column.Layout.IsList ? "{\"timezone\":\"UTC\"}" : "null";
        return $"{{\"name\":{name},\"field_name\":{name},\"pandas_type\":{Text(pandas)},\"numpy_type\":{Text(numpy)},"
            + $"\"metadata\":{metadata}}}";
    }

    /// <summary>As Spark's <c>StructType.json</c>.</summary>
    private static string Spark(TableSchema schema) =>
        $"{{\"type\":\"struct\",\"fields\":[{string.Join(",", schema.Columns.Select(Spark))}]}}";

    private static string Spark(ColumnSchema column)
    {
        var element = Text(column.Layout.Type.SparkFooter);
        var type = column.Layout.IsList
            ? $"{{\"type\":\"array\",\"elementType\":{element},\"containsNull\":{(column.ItemsNullable ? "true" : "false")}}}"
            : element;
        return $"{{\"name\":{Text(column.Name)},\"type\":{type},\"nullable\":true,"
            + $"\"metadata\":{{\"comment\":{Text(column.Description)}}}}}";
    }

    private static string Text(string text) => JsonText.Of(text);
}
