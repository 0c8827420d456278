using Dataset.Normalization;
using Dataset.Normalization.Deriving;
using Dataset.Schemas;
using Dataset.Tables;

namespace Dataset.Tests.Normalization;

public class DeriverTests
{
    [Fact]
    public void Fills_the_columns_of_a_document()
    {
        using var sample = new Sample().Add(
            "bridge", "\uFEFFThe bridge\r\n\r\nAda\u00A0crossed e\u0301t\u00E9. \n\n\U0001F600 end\n", title: "The bridge@1",
            annotations: ["headline:The"]);
        sample.Derive();
        Assert.Empty(sample.Lines);
        Assert.Equal(
            "bridge|bridge.txt|2e40f8bfc973696171289dda52d2526326449a1ceb4ac1163dad650ec8b70b0a|49|The bridge|1|Ada crossed "
                + "\u00E9t\u00E9.\n\n\U0001F600 end|23|5|3",
            Sample.Row(sample.Batch.Documents, 0));
    }

    [Fact]
    public void Makes_a_row_of_each_paragraph()
    {
        using var sample = new Sample()
            .Add("a", "Title\n\none\n two \n\n\n\tthree\r\rfour", annotations: ["headline:Ti", ":th"])
            .Add("b", "\u00E9.\n\nx");
        sample.Derive();
        Assert.Empty(sample.Lines);
        Assert.Equal(
            [
                "a|1|headline|remark 0|1|0|5|-|-|Title|5|1",
                "a|2|body|-|3|7|15|0|7|one\ntwo|7|2",
                "a|3|body|remark 1|7|20|25|9|14|three|5|1",
                "a|4|body|-|9|27|31|16|20|four|4|1",
                "b|1|body|-|1|0|3|0|2|\u00E9.|2|1",
                "b|2|body|-|3|5|6|4|5|x|1|1",
            ],
            Sample.Rows(sample.ParagraphRows));
    }

    [Fact]
    public void Places_quotes_in_their_paragraph_and_in_the_running_text()
    {
        using var sample = new Sample()
            .Add(
                "a", "Head\n\n\u00E9\u00E9 boats\n\ntwo boats, two men", quotes: ["Head", "\u00E9 boats", "two@3", "two men"],
                annotations: ["headline:Head"])
            .Add("b", "only", quotes: ["only", ""]);
        sample.Derive();
        // "two" occurs twice in the paragraph that is given.
        Approved.Findings(sample.Lines);
        Assert.Equal(
            [
                "a|1|Head|1|0|4|-|-",
                "a|2|\u00E9 boats|2|1|8|1|8",
                "a|3|two|1|0|0|-|-",
                "a|4|two men|3|11|18|21|28",
                "b|1|only|1|0|4|0|4",
                "b|2|-|1|0|0|-|-",
            ],
            Sample.Rows(sample.Batch.Lists[0]));
    }

    [Theory]
    [InlineData("boats@2", "2")]
    [InlineData("boats@3", "3")]
    [InlineData("two boats", "3")]
    [InlineData("boats", null)]
    [InlineData("boats@1", null)]
    [InlineData("boats@0", null)]
    [InlineData("Head@4", null)]
    [InlineData("@2", null)]
    [InlineData("o", null)]
    public void A_quote_stands_once_or_where_it_is_said(string quote, string? paragraph)
    {
        using var sample = new Sample().Add("a", "Head\n\nthe boats\n\ntwo boats", quotes: [quote]);
        sample.Derive();
        Approved.Findings(sample.Lines, quote);
        Assert.Equal(paragraph is null, sample.Lines.Count > 0);
        if (paragraph is not null)
            Assert.Equal(paragraph, Sample.Row(sample.Batch.Lists[0], 0).Split('|')[3]);
    }

    [Fact]
    public void A_quote_over_a_blank_line_is_not_found_where_its_line_end_stands_beside_a_paragraph()
    {
        using var sample = new Sample().Add("a", "one\n\ntwo\nthree", quotes: ["two\n", "\ntwo", "two\nthree", "one\n"]);
        sample.Derive();
        Approved.Findings(sample.Lines);
    }

    [Theory]
    [InlineData("headline:The boa", 0)]
    [InlineData("headline:2:The", 1)]
    [InlineData("headline:Boat", -1)]
    [InlineData("headline:zzz", -1)]
    [InlineData("headline:The", -1)]
    [InlineData("headline:9:The", -1)]
    [InlineData("headline:3:The bir", -1)]
    public void An_annotation_belongs_to_the_paragraph_that_begins_so(string annotation, int paragraph)
    {
        using var sample = new Sample().Add("a", "The boat\n\nThe bird\n\nEnd", annotations: [annotation]);
        sample.Derive();
        Approved.Findings(sample.Lines, annotation);
        Assert.Equal(paragraph < 0, sample.Lines.Count > 0);
        Assert.Equal(
            Enumerable.Range(0, 3).Select(i => i == paragraph ? "headline" : "body"),
            Sample.Rows(sample.ParagraphRows).Select(r => r.Split('|')[2]));
    }

    [Fact]
    public void A_paragraph_annotated_twice_is_a_finding_with_both_places()
    {
        using var sample = new Sample().Add("a", "The boat\n\nEnd", annotations: ["headline:The", "caption:The boat"]);
        sample.Derive();
        Approved.Findings(sample.Lines);
    }

    [Fact]
    public void A_text_that_cannot_be_read_leaves_complete_rows_and_one_finding()
    {
        using var sample = new Sample()
            .Add("a", [0x61, 0xFF], title: "a", quotes: ["a", "b@1"], annotations: ["headline:a"])
            .Add("b", "fine", quotes: ["fine"]);
        sample.Derive();
        Approved.Findings(sample.Lines);
        AssertEx.All(sample.Batch.Documents.Columns, c => Assert.Equal(2, c.RowCount));
        Assert.Equal(["a|1|a|1|0|0|-|-", "a|2|b|1|0|0|-|-", "b|1|fine|1|0|4|0|4"], Sample.Rows(sample.Batch.Lists[0]));
        Assert.Equal(["a|1|body|-|1|0|0|-|-|\uFFFD|0|0", "b|1|body|-|1|0|4|0|4|fine|4|1"], Sample.Rows(sample.ParagraphRows));
    }

    [Fact]
    public void A_document_without_running_text_is_a_finding_where_its_column_takes_no_null()
    {
        using var sample = new Sample().Add("a", "Head", annotations: ["headline:Head"]);
        sample.Derive();
        Approved.Findings(sample.Lines);
    }

    [Fact]
    public void Finds_names_in_every_paragraph_in_order()
    {
        using var sample = new Sample()
            .Add("a", "Ada Stone\n\n\u00E9 Ada's Ada\nStone; Ada Stones, Adam. Ben", annotations: ["headline:Ada Stone"])
            .Add("b", "nobody")
            .Add("c", "Ben");
        sample.Derive(Sample.Names(sample.Findings, "ada=Ada Stone,Ada", "ben=Ben"));
        Assert.Empty(sample.Lines);
        Assert.Equal(
            [
                "a|1|ada|Ada Stone|1|0|9|-|-",
                "a|2|ada|Ada|2|2|5|2|5",
                "a|3|ada|Ada\nStone|2|8|17|8|17",
                "a|4|ada|Ada|2|19|22|19|22",
                "a|5|ben|Ben|2|37|40|37|40",
                "c|1|ben|Ben|1|0|3|0|3",
            ],
            Sample.Rows(sample.MentionRows));
    }

    [Fact]
    public void Leads_rows_back_to_the_text_and_to_annotations()
    {
        var sample = new Sample()
            .Add("a", "Ada\n\nBen and\nAda", annotations: ["headline:Ada"])
            .Add("b", "nobody")
            .Add("c", "\n\r\n  Ben")
            .Add("d", "\uFEFF x", annotations: ["remark:y"])
            .Add("e", [0xFF]);
        var locator = sample.Derive(Sample.Names(sample.Findings, "ada=Ada", "ben=Ben"));
        Assert.Equal(
            ["text-0.txt(1,1)", "text-0.txt(3,1)", "text-1.txt(1,1)", "text-2.txt(3,3)", "text-3.txt(1,2)", "text-4.txt"],
            Enumerable.Range(0, 6).Select(r => locator.Locate("paragraphs", r, "text").ToString()));
        Assert.Equal("a.yaml(10,12)", locator.Locate("paragraphs", 0, "role").ToString());
        Assert.Equal("a.yaml(10,12)", locator.Locate("paragraphs", 0, "remark").ToString());
        Assert.Equal("text-0.txt(3,1)", locator.Locate("paragraphs", 1, "role").ToString());
        Assert.Equal(
            ["text-0.txt(1)", "text-0.txt(3)", "text-0.txt(4)", "text-2.txt(3)"],
            Enumerable.Range(0, 4).Select(r => locator.Locate("mentions", r, "name").ToString()));
        Assert.Equal("claims.quote(6)", locator.Locate("claims", 5, "quote").ToString());

        // What is asked after the batch was returned has the file at least.
        sample.Dispose();
        Assert.Equal("text-2.txt", locator.Locate("paragraphs", 3, "text").ToString());
        Assert.Equal("text-2.txt", locator.Locate("mentions", 3, "name").ToString());
    }

    [Fact]
    public void Refuses_a_derivation_that_the_table_does_not_have() => Assert.Throws<ArgumentException>(() =>
        new Deriver(Recipe.Text1, Sample.Paragraphs, [], null, null, null));

    [Fact]
    public void The_sample_has_a_column_of_every_derivation()
    {
        (TableSchema Table, TableKind Kind)[] tables =
        [
            (Sample.Documents, TableKind.Documents), (Sample.Claims, TableKind.List), (Sample.Paragraphs, TableKind.Paragraphs),
            (Sample.Mentions, TableKind.Mentions),
        ];
        // The number of a record is told by those who read the record; of the others DerivedColumnTests reads the values in a release.
        string[] elsewhere = ["document.path", "document.fullText", "COLUMN.prefix", "COLUMN.suffix", "mention.id", "record.number"];
        var filled = tables.SelectMany(t => t.Table.Columns.Select(c => c.Derivation?.In(t.Kind, out _))).OfType<Derivation>();
        Assert.Equal(elsewhere.Order(), Derivation.All.Except(filled).Select(d => d.Name).Order());
    }
}
