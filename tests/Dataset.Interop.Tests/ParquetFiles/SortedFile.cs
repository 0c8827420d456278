using Dataset.Parquet;
using Dataset.Parquet.Metadata;

namespace Dataset.Interop.Tests.ParquetFiles;

/// <summary>
/// 60,000 sorted rows in 3 row groups of 20 pages, and copies of the file whose pages are destroyed, all but those of some rows.
/// </summary>
public sealed class SortedFile : IDisposable
{
    public const int RowGroupRows = 20_000;
    public const int PageRows = 1_000;

    private readonly TemporaryFolder _folder = new();

    public SortedFile()
    {
        Table.WriteParquet(Path);
    }

    public TestTable Table { get; } = new(
        "sorted",
        () =>
        [
            new("id", ParquetType.String, [.. Rows.Select(row => (object?)Id(row))]),
            new("number", ParquetType.Integer, [.. Rows.Select(row => (object?)Number(row))]),
            new("text", ParquetType.String, [.. Rows.Select(row => row % 9 == 0 ? null : (object?)$"the text of row {row}")]),
            new("kind", ParquetType.String, [.. Rows.Select(row => (object?)$"kind {row % 5}")]),
            new(
                "list", ParquetType.Integer,
                [.. Rows.Select(row => (object?)Enumerable.Range(0, row % 3).Select(i => (object?)(long)(row + i)).ToArray())],
                IsList: true),
        ],
        new() { RowGroupRows = RowGroupRows, PageRows = PageRows },
        sortedBy: [0]);

    public string Path => _folder["sorted.parquet"];

    private static IEnumerable<int> Rows => Enumerable.Range(0, 60_000);

    public static string Id(int row) => $"r{row:000000}";

    public static long Number(int row) => row * 1_000_003L - 5_000_000_000;

    public string Output(string name) => _folder[name];

    /// <summary>
    /// A copy of the file with 0xFF in place of each row group that has none of the rows, and, where asked for, of each such page.
    /// </summary>
    /// <param name="first">The first row to keep.</param>
    /// <param name="last">The last row to keep.</param>
    public string WithOnly(int first, int last, bool destroyPages)
    {
        var bytes = File.ReadAllBytes(Path);
        using var reader = ParquetFileReader.Open(Path);
        var groupStart = 0L;
        foreach (var group in reader.Metadata.RowGroups)
        {
            foreach (var chunk in group.Columns)
            {
                if (groupStart > last || groupStart + group.RowCount <= first)
                {
                    bytes.AsSpan((int)chunk.StartOffset, (int)chunk.CompressedSizeInBytes).Fill(0xFF);
                    continue;
                }

                var pages = chunk.OffsetIndex!.Pages;
                for (var i = 0; destroyPages && i < pages.Count; i++)
                {
                    var start = groupStart + pages[i].FirstRow;
                    var end = groupStart + (i + 1 < pages.Count ? pages[i + 1].FirstRow : group.RowCount);
                    if (start > last || end <= first)
                        bytes.AsSpan((int)pages[i].Offset, pages[i].SizeInBytes).Fill(0xFF);
                }
            }

            groupStart += group.RowCount;
        }

        var path = _folder[$"rows-{first}-{last}{(destroyPages ? "-pages" : "")}.parquet"];
        File.WriteAllBytes(path, bytes);
        return path;
    }

    public void Dispose() => _folder.Dispose();
}
