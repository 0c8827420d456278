using Dataset.Files;
using Dataset.Formats;
using Dataset.Formats.Rows;
using Dataset.Tables;
using FsCheck.Xunit;

namespace Dataset.Tests.Formats;

/// <summary>Promise 3: each format, read back and written as JSON Lines, gives byte for byte the JSON Lines file.</summary>
public class RoundTripTests
{
    [Property(Arbitrary = [typeof(GeneratedTable)], MaxTest = 300)]
    public void Each_format_read_back_gives_the_json_lines_bytes(GeneratedTable table)
    {
        var expected = Written(TableFormats.JsonLines, table);
        foreach (var format in TableFormats.All)
        {
            using var reader = format.OpenReader(new MemoryStream(Written(format, table)), "t." + format.Extension, table.Schema);
            var read = table.Schema.CreateBatch();
            while (reader.Read(read, 7) == 7)
            {
            }
            Assert.Equal(table.Batch.RowCount, read.RowCount);
            for (var i = 0; i < read.Columns.Count; i++)
                Assert.Equal(-1, table.Batch.Columns[i].FirstDifference(0, read.Columns[i], 0, read.RowCount));
            Assert.Equal(expected, Written(TableFormats.JsonLines, table with { Batch = read }));
        }
    }

    [Property(Arbitrary = [typeof(GeneratedTable)], MaxTest = 100)]
    public void The_bytes_do_not_depend_on_where_slices_are_cut(GeneratedTable table)
    {
        foreach (var format in new[] { TableFormats.JsonLines, TableFormats.Csv })
        {
            var encoder = format.CreateEncoder(table.Schema);
            var output = new MemoryStream();
            var writer = encoder.Begin(output);
            for (var row = 0; row < table.Batch.RowCount; row++)
            {
                using var rows = encoder.Encode(table.Batch, row, 1);
                writer.Append(rows);
            }
            writer.Finish(Digest.OfNothing);
            Assert.Equal(Written(format, table), output.ToArray());
        }
    }

    private static byte[] Written(ITableFormat format, GeneratedTable table)
    {
        var encoder = format.CreateEncoder(table.Schema);
        var output = new MemoryStream();
        var writer = encoder.Begin(output);
        foreach (var (start, count) in encoder.Slices(table.Batch))
        {
            using var rows = encoder.Encode(table.Batch, start, count);
            writer.Append(rows);
        }
        writer.Finish(Digest.OfNothing);
        return output.ToArray();
    }
}
