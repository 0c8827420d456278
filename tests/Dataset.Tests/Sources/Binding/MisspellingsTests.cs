using System.Globalization;
using System.Text;
using Dataset.Diagnostics;
using Dataset.Schemas;
using Dataset.Sources.Binding;

namespace Dataset.Tests.Sources.Binding;

/// <summary>Unknown keys of records: what they were meant for, and that it is worked out once for records that are alike.</summary>
public sealed class MisspellingsTests : IDisposable
{
    private readonly TempSources sources = new();

    public void Dispose() => sources.Dispose();

    [Fact]
    public void What_keys_were_meant_for_is_worked_out_once_for_records_that_are_alike()
    {
        sources.Table("things", "from: records, path: things.jsonl", Columns(20)).Write("things.jsonl", "");
        var plan = RecordPlan.OfRows(sources.Open(new DiagnosticList())!.Table("things").Schema, TableKind.Records);
        var first = plan.MisspellingsOf(["colunm_03", "elsewhere"], ["column_03", "column_04"]);
        Assert.Equal("column_03", first.MeantBy("colunm_03"));
        Assert.Null(first.MeantBy("elsewhere"));
        Assert.True(first.Has("column_03"));
        Assert.False(first.Has("column_04"));
        Assert.Same(first, plan.MisspellingsOf(["colunm_03", "elsewhere"], ["column_03", "column_04"]));
        Assert.NotSame(first, plan.MisspellingsOf(["colunm_04"], ["column_03", "column_04"]));
    }

    [Fact]
    public void What_is_wrong_with_unknown_keys_is_worked_out_once_where_kinds_of_records_take_turns()
    {
        sources.Table("things", "from: records, path: things.jsonl", Columns(20)).Write("things.jsonl", "");
        var plan = RecordPlan.OfRows(sources.Open(new DiagnosticList())!.Table("things").Schema, TableKind.Records);
        var first = Enumerable.Range(0, 8).Select(Judged).ToArray();
        Assert.Equal("column_03", first[3].Misspellings.MeantBy("colunm_03"));
        AssertEx.All(Enumerable.Range(0, 8), i => Assert.Same(first[i], Judged(i)));
        var ninth = Judged(8);
        Assert.Same(ninth, Judged(8));
        Assert.NotSame(first[0], Judged(0));

        UnknownKeys Judged(int kind) =>
            plan.UnknownOf(Encoding.UTF8.GetBytes(Name(kind).Replace("mn", "nm", StringComparison.Ordinal) + "\n"), [1]);
    }

    /// <summary>The pairs of names that are compared for a record have a limit; beyond it each key is told as it is.</summary>
    [Theory]
    [InlineData(90, "DS2012: 2700")]
    [InlineData(400, "DS2012: 12000, DS2101: 12000")]
    public void Keys_of_records_in_which_all_are_misspelt(int columns, string expected)
    {
        var line = "{\"id\":\"x\"" + string.Concat(Enumerable.Range(0, columns).Select(i => $",\"{Name(i).Replace("um", "mu")}\":\"x\""));
        sources.Table("things", "from: records, path: things.jsonl", Columns(columns))
            .Write("things.jsonl", string.Concat(Enumerable.Repeat(line + "}\n", 30)));
        var findings = new DiagnosticList();
        Assert.NotNull(sources.Open(findings));
        Dataset.Building.SourceValidator.Validate(sources.Seeds, 1, findings);
        Assert.Equal(expected, string.Join(", ", findings.CountsByRule.Where(c => c.Rule.Id is "DS2012" or "DS2101")
            .Select(c => string.Create(CultureInfo.InvariantCulture, $"{c.Rule.Id}: {c.Count}"))));
    }

    /// <summary>Which key a list has is not known where its entry is wrong: it may be any but one that is missing.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(30)]
    public void A_table_with_a_fault_excuses_no_key_that_is_misspelt(int records)
    {
        sources.Table("notes", "from: documents, path: notes.jsonl", TempSources.NoteColumns)
            .Table("claims", "from: list, of: notes", TempSources.ClaimColumns)
            .Write("notes.jsonl", string.Concat(Enumerable.Range(1, records).Select(i => string.Create(
                CultureInfo.InvariantCulture,
                $"{{\"id\":\"n{i:D2}\",\"tilte\":\"t\",\"stars\":1,\"star\":2,\"tags\":[],\"claims\":[],\"text\":\"A text.\"}}\n"))));
        var findings = new DiagnosticList();
        sources.Open(new DiagnosticList());
        Dataset.Building.SourceValidator.Validate(sources.Seeds, 1, findings);
        Assert.Equal(
            [("DS2012", records), ("DS5102", 1)], findings.CountsByRule.Select(c => (c.Rule.Id, (int)c.Count)).Order());
        Assert.EndsWith(
            "notes.jsonl(1,13): error DS2012: Expected \"title\", found the key \"tilte\".",
            findings.Sorted().First(f => f.Rule.Id == "DS2012").ToString(), StringComparison.Ordinal);
    }

    private static string Columns(int count) => "\"id\": {\"description\": \"d\", \"type\": \"string\"}" + string.Concat(
        Enumerable.Range(0, count).Select(i => $",\n\"{Name(i)}\": {{\"description\": \"d\", \"type\": \"string\"}}"));

    private static string Name(int index) => string.Create(CultureInfo.InvariantCulture, $"column_{index:D2}");
}
