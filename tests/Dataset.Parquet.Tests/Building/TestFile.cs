using Dataset.Parquet.Metadata;

namespace Dataset.Parquet.Tests.Building;

/// <summary>Whole files from rows, and rows from whole files.</summary>
internal static class TestFile
{
    public static byte[] Write(
        ParquetSchema schema, IReadOnlyList<IReadOnlyList<ColumnValues>> groups, ParquetWriterOptions? options = null, int threads = 1)
    {
        options ??= ParquetWriterOptions.Default;
        using var stream = new MemoryStream();
        var writer = new ParquetFileWriter(stream, schema, options);
        foreach (var columns in groups)
        {
            using var group = RowGroupEncoder.Encode(schema, columns, options, threads);
            writer.Append(group);
        }
        writer.Finish();
        Assert.Equal(stream.Length, writer.SizeInBytes);
        return stream.ToArray();
    }

    /// <summary>One column in one row group.</summary>
    public static byte[] Write(ParquetColumn column, ColumnValues values, ParquetWriterOptions? options = null) =>
        Write(new("test", [column], []), [[values]], options);

    /// <summary>The rows of a column, through the strict reader.</summary>
    public static List<object?> Read(byte[] file, int column = 0, ParquetReaderOptions? options = null)
    {
        using var reader = ParquetFileReader.Open(file, options ?? ParquetReaderOptions.Strict);
        var rows = new List<object?>();
        for (var i = 0; i < reader.RowGroupCount; i++)
        {
            using var group = reader.ReadRowGroup(i);
            rows.AddRange(Columns.ToRows(reader.Schema.Columns[column], group.Columns[column]));
        }
        return rows;
    }

    /// <summary>Reads and verifies everything; what is wrong is thrown.</summary>
    public static void Verify(byte[] file, ParquetReaderOptions options)
    {
        using var reader = ParquetFileReader.Open(file, options);
        for (var i = 0; i < reader.RowGroupCount; i++)
            reader.ReadRowGroup(i).Dispose();
    }

    public static Metadata.ParquetFileMetadata Metadata(byte[] file)
    {
        using var reader = ParquetFileReader.Open(file, ParquetReaderOptions.Strict);
        return reader.Metadata;
    }
}
