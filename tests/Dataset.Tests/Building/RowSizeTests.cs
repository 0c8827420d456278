using Dataset.Building;
using Dataset.Diagnostics;
using Dataset.Files;
using Dataset.Formats;
using Dataset.Formats.Rows;
using Dataset.Schemas;
using Dataset.Tables;
using Dataset.Tests.Schemas;
using Dataset.Tests.Verification;
using FsCheck.Xunit;
using GeneratedTable = Dataset.Tests.Formats.GeneratedTable;

namespace Dataset.Tests.Building;

/// <summary>A row that no reader would take is found in the sources, and is not blamed on the disk after it was written.</summary>
public class RowSizeTests
{
    private const int Most = 1000;

    [Theory]
    [InlineData("\u0001", 160, true)]
    [InlineData("\u0001", 170, false)]
    [InlineData("\"", 480, true)]
    [InlineData("\"", 500, false)]
    [InlineData("\\", 480, true)]
    [InlineData("\\", 500, false)]
    [InlineData("x", 960, true)]
    [InlineData("x", 1000, false)]
    [InlineData("\n", 170, false)]
    public void A_row_that_escaping_makes_too_long_is_a_finding_at_its_place(string character, int count, bool isFine)
    {
        var schema = SchemaOf(isList: false);
        using var rows = schema.CreateBatch();
        rows.Columns[0].AsText.AppendText("short");
        rows.Columns[0].AsText.AppendText(string.Concat(Enumerable.Repeat(character, count)));
        var findings = new DiagnosticList();
        RowSize.Check(schema, rows, new CellLocator(), findings, Most);
        Assert.Equal(isFine ? [] : ["DS1012 at t[1].text"], findings.Kept.Select(d => $"{d.Rule.Id} at {d.Location}"));
    }

    [Theory]
    [InlineData(30, true)]
    [InlineData(60, false)]
    public void In_a_list_a_quotation_mark_takes_more(int count, bool isFine)
    {
        var schema = SchemaOf(isList: true);
        using var rows = schema.CreateBatch();
        var list = (ListColumn)rows.Columns[0];
        for (var i = 0; i < 10; i++)
            list.Elements.AsText.AppendText(new string('"', count / 2));
        list.EndList();
        var findings = new DiagnosticList();
        RowSize.Check(schema, rows, new CellLocator(), findings, Most);
        Assert.Equal(isFine, findings.Kept.Count == 0);
    }

    [Theory]
    [InlineData(JsonValue.MaximumElements, true)]
    [InlineData(JsonValue.MaximumElements + 1, false)]
    public void What_build_and_verify_take_of_elements_is_the_same(int count, bool isFine)
    {
        var schema = SchemaOf(isList: true);
        using var rows = schema.CreateBatch();
        var list = (ListColumn)rows.Columns[0];
        for (var i = 0; i < count; i++)
            list.Elements.AppendNull();
        list.EndList();
        var findings = new DiagnosticList();
        RowSize.Check(schema, rows, new CellLocator(), findings, long.MaxValue);
        Assert.Equal(isFine, findings.Kept.Count == 0);
        foreach (var format in new[] { TableFormats.JsonLines, TableFormats.Csv })
        {
            var text = TestTable.Encode(format, schema, rows);
            using var again = schema.CreateBatch();
            using var reader = format.OpenReader(new MemoryStream(text), "t", schema);
            if (isFine)
                Assert.Equal(1, reader.Read(again, 10));
            else
                Assert.Contains(
                    "1048576 elements", Assert.Throws<MalformedTableException>(() => reader.Read(again, 10)).Message,
                    StringComparison.Ordinal);
        }
    }

    [Property(Arbitrary = [typeof(GeneratedTable)], MaxTest = 200)]
    public void No_text_format_writes_a_longer_row(GeneratedTable table)
    {
        for (var row = 0; row < table.Batch.RowCount; row++)
            foreach (var format in new[] { TableFormats.JsonLines, TableFormats.Csv })
            {
                var encoder = format.CreateEncoder(table.Schema);
                var (header, output) = (new MemoryStream(), new MemoryStream());
                encoder.Begin(header).Finish(Digest.OfNothing);
                var writer = encoder.Begin(output);
                using (var rows = encoder.Encode(table.Batch, row, 1))
                    writer.Append(rows);
                writer.Finish(Digest.OfNothing);
                Assert.InRange(output.Length - header.Length, 1, RowSize.Of(table.Schema, table.Batch, row));
            }
    }

    private static TableSchema SchemaOf(bool isList) => new(
        "t", "T", "T.",
        [
            new ColumnSchema
            {
                Layout = new("text", ColumnType.String, isList), IsNullable = false, ItemsNullable = false, Description = "Text.",
                Constraints = ColumnConstraints.None,
            },
        ], ["text"], [], default);
}
