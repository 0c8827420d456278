using Dataset.Interop.Tests.Engines;
using Dataset.Parquet;

namespace Dataset.Interop.Tests.ParquetFiles;

/// <summary>A table of a test, and how its Parquet file is written.</summary>
/// <param name="name">Tells the file from others; used as its name.</param>
/// <param name="columns">Called when the columns are first needed: the names alone are needed to list the tests.</param>
/// <param name="sortedBy">Indexes of the columns that the rows are in order of.</param>
public sealed class TestTable(
    string name, Func<IReadOnlyList<TestColumn>> columns, ParquetWriterOptions? options = null, IReadOnlyList<int>? sortedBy = null)
{
    private readonly Lazy<IReadOnlyList<TestColumn>> _columns = new(columns);

    public string Name { get; } = name;

    public IReadOnlyList<TestColumn> Columns => _columns.Value;

    public int RowCount => Columns[0].Cells.Count;

    public IReadOnlyList<EngineColumn> EngineColumns => [.. Columns.Select(column => column.Engine)];

    public ParquetSchema Schema => new("schema", [.. Columns.Select(column => column.Parquet)], sortedBy ?? []);

    /// <summary>Written by the writer that is tested.</summary>
    public void WriteParquet(string path)
    {
        var writing = options ?? ParquetWriterOptions.Default;
        using var file = File.Create(path);
        var writer = new ParquetFileWriter(file, Schema, writing);
        for (var start = 0; start < RowCount; start += writing.RowGroupRows)
        {
            using var group = RowGroupEncoder.Encode(Schema, Slice(start, Math.Min(writing.RowGroupRows, RowCount - start)), writing);
            writer.Append(group);
        }

        writer.Finish();
    }

    /// <summary>What every engine must make of the file.</summary>
    public void WriteJsonLines(string path) => WriteJsonLines(path, 0, RowCount);

    public void WriteJsonLines(string path, int start, int count)
    {
        using var lines = new StreamWriter(path) { NewLine = "\n" };
        RowText.Write(lines, Schema, Slice(start, count));
    }

    private IReadOnlyList<ColumnValues> Slice(int start, int count) => [.. Columns.Select(column => column.Slice(start, count))];

    public override string ToString() => Name;
}
