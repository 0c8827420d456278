using System.Text;
using Dataset.Diagnostics;
using Dataset.Formats;
using Dataset.Formats.Rows;
using Dataset.Schemas;
using Dataset.Tables;
using Dataset.Tests.Formats;
using Dataset.Verification;
using FsCheck.Xunit;

namespace Dataset.Tests.Verification;

/// <summary>Files as Parquet.Net, CsvHelper, System.Text.Json and NJsonSchema see them.</summary>
public class SecondOpinionTests
{
    private const int JsonLines = 0;
    private const int Csv = 1;
    private const int Parquet = 2;

    private static readonly PartFiles Notes = PartFiles.Of(TestReleases.Notes);
    private static readonly PartFiles People = PartFiles.Of(TestReleases.People);

    [Property(Arbitrary = [typeof(GeneratedTable)], MaxTest = 200)]
    public void Other_libraries_read_what_the_encoders_write(GeneratedTable table)
    {
        foreach (var format in TableFormats.All)
        {
            var file = new MemoryStream(TestTable.Encode(format, table.Schema, table.Batch));
            using var found = table.Schema.CreateBatch();
            using (var reader = format.OpenSecondReader(file, "t", table.Schema))
                while (reader.Read(found, 7) > 0)
                {
                }
            Assert.Equal(table.Batch.RowCount, found.RowCount);
            for (var i = 0; i < found.Columns.Count; i++)
                Assert.Equal(
                    (format.SecondReader, i, -1),
                    (format.SecondReader, i, table.Batch.Columns[i].FirstDifference(0, found.Columns[i], 0, found.RowCount)));
        }
    }

    [Fact]
    public void A_sound_table_is_read_alike_by_all()
    {
        Assert.Empty(Notes.AskOthers());
        Assert.Empty(People.AskOthers());
    }

    [Fact]
    public async Task The_libraries_are_loaded_by_a_row_that_all_of_them_read() => Assert.True(await SecondReaders.Load());

    [Theory]
    [InlineData(Csv, "data/t.csv", "CsvHelper")]
    [InlineData(Parquet, "data/t.parquet", "Parquet.Net")]
    public void A_cell_changed_in_one_format_is_found_with_table_key_column_values_and_readers(int format, string file, string reader)
    {
        var changed = People.With(format, Changed(format));
        var finding = Assert.Single(changed.AskOthers());
        Assert.StartsWith($"r/{file}: error DS6060: ", finding, StringComparison.Ordinal);
        Assert.Contains("""Expected ["Bo"] in column names of table people, row person_id "bo",""", finding, StringComparison.Ordinal);
        Assert.Contains("""found ["Bob"].""", finding, StringComparison.Ordinal);
        Assert.Contains(reader, finding, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(Csv)]
    [InlineData(Parquet)]
    public void A_row_missing_from_one_format_is_found(int format)
    {
        var rows = TestReleases.People.Parts[0];
        var fewer = TestReleases.People.Encode(TableFormats.All[format], rows[..(rows.IndexOf('\n', StringComparison.Ordinal) + 1)]);
        Assert.Contains("person_id \"bo\"", Assert.Single(People.With(format, fewer).AskOthers()), StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_that_the_other_library_cannot_read_is_one_finding()
    {
        var damaged = People.Files[Parquet]!.ToArray();
        damaged.AsSpan(4, damaged.Length / 2).Fill(0xFF);
        Assert.Contains("error DS6060: ", Assert.Single(People.With(Parquet, damaged).AskOthers()), StringComparison.Ordinal);
    }

    [Fact]
    public void A_value_that_the_checker_accepts_and_NJsonSchema_refuses_is_found()
    {
        var finding = Assert.Single((People with { Schema = Faulty() }).AskOthers());
        Assert.Contains("""Expected NJsonSchema to accept the row person_id "bo",""", finding, StringComparison.Ordinal);
    }

    [Fact]
    public void Of_many_rows_NJsonSchema_judges_one_in_a_thousand_and_each_of_a_new_shape()
    {
        // Every row breaks the schema, and only a checker without fault would know. Row 1,500 is the first without names, 1,501 another.
        var schema = Faulty();
        var (findings, sample) = (new DiagnosticList(), new SampledRows(schema, CancellationToken.None));
        foreach (var start in new[] { 0, 700, 1400, 2100, 2800 })
        {
            using var rows = schema.CreateBatch();
            for (var row = start; row < start + 700; row++)
            {
                rows.Columns[0].AsText.AppendText("p");
                var names = (ListColumn)rows.Columns[1];
                if (row is not (1500 or 1501))
                    names.Elements.AsText.AppendText("a");
                names.EndList();
            }
            sample.Add(rows, new(schema), new("t.jsonl") { RowsBefore = start }, findings);
        }
        Assert.Equal([1, 1001, 1501, 2001, 3001], findings.Kept.Select(f => f.Location.Line));
        AssertEx.All(findings.Kept, f => Assert.Equal(Rules.SecondOpinionDiffers, f.Rule));
    }

    /// <summary>A checker with a fault: compiled without the number of items that the schema asks for.</summary>
    private static TableSchema Faulty()
    {
        var read = TestReleases.People.ReadSchema();
        return new(
            read.Name, read.Title, read.Description,
            [.. read.Columns.Select(c => c with { Constraints = ColumnConstraints.None })],
            ["person_id"], [],
            Encoding.UTF8.GetBytes(TestReleases.People.Schema.Replace("\"minItems\": 1", "\"minItems\": 2", StringComparison.Ordinal)));
    }

    private static byte[] Changed(int format) =>
        TestReleases.People.Encode(
            TableFormats.All[format], TestReleases.People.Parts[0].Replace("[\"Bo\"]", "[\"Bob\"]", StringComparison.Ordinal));
}
