using System.Text.Json.Nodes;
using Dataset.Building;
using Dataset.Diagnostics;

namespace Dataset.Tests.Sources;

/// <summary>What the rules of <c>seeds/README.md</c> ask of the rows and no schema can say.</summary>
public sealed class SeedsTests(SeedsTests.SeedsRelease release) : IClassFixture<SeedsTests.SeedsRelease>
{
    private static readonly Dictionary<string, string> Ids = new()
    {
        ["claims"] = "claim",
        ["claim_sources"] = "claim_source",
        ["quotations"] = "quotation",
        ["events"] = "event",
        ["defects"] = "defect",
    };

    [Fact]
    public void Ids_begin_with_their_article_and_are_in_the_order_of_its_text()
    {
        foreach (var (table, name) in Ids)
        {
            (string Article, int Paragraph, int Start)? last = null;
            foreach (var row in Rows(table))
            {
                var (article, id) = (Text(row, "article_id")!, Text(row, name + "_id")!);
                Assert.StartsWith(article + "-", id, StringComparison.Ordinal);
                Assert.Equal(article.Length + 5, id.Length);
                if (table == "claim_sources")
                    continue;
                var place = (article, Number(row, "paragraph_number"), Number(row, name + "_quote_start"));
                Assert.True(last is not { } before || before.CompareTo(place) <= 0, $"{id} is before {last} in the text.");
                last = place;
            }
        }
    }

    [Fact]
    public void A_claims_place_is_that_of_its_paragraph()
    {
        var paragraphs = Rows("paragraphs").ToList();
        foreach (var claim in Rows("claims"))
        {
            var own = paragraphs.Where(p => Text(p, "article_id") == Text(claim, "article_id")).ToList();
            var at = own.Single(p => Number(p, "paragraph_number") == Number(claim, "paragraph_number"));
            var lead = own.First(p => Text(p, "paragraph_role") == "body");
            Assert.Equal(
                Text(at, "paragraph_role") == "headline" ? "title" : at == lead ? "lead" : "body", Text(claim, "claim_place"));
        }
    }

    [Fact]
    public void A_chain_of_sources_begins_with_1_and_has_no_gap()
    {
        foreach (var chain in Rows("claim_sources").GroupBy(r => Text(r, "claim_id")))
            Assert.Equal(Enumerable.Range(1, chain.Count()), chain.Select(r => Number(r, "source_rank")));
    }

    [Fact]
    public void The_precision_of_a_date_is_that_of_its_two_days()
    {
        foreach (var (table, prefix) in new[] { ("articles", "published"), ("events", "event") })
            foreach (var row in Rows(table).Where(r => Text(r, prefix + "_precision") is not null))
            {
                var (first, last) = (DateOnly.Parse(Text(row, prefix + "_earliest")!), DateOnly.Parse(Text(row, prefix + "_latest")!));
                Assert.Equal(
                    first == last ? "day" : last.DayNumber - first.DayNumber <= 8 ? "week"
                        : (first.Year, first.Month) == (last.Year, last.Month) ? "month" : first.Year == last.Year ? "year" : "range",
                    Text(row, prefix + "_precision"));
            }
    }

    [Fact]
    public void What_is_not_planned_is_not_later_than_its_article()
    {
        var latest = Rows("articles").ToDictionary(r => Text(r, "article_id")!, r => Text(r, "published_latest")!);
        AssertEx.All(
            Rows("events").Where(e => Text(e, "event_status") != "planned"),
            e => Assert.True(string.CompareOrdinal(Text(e, "event_latest"), latest[Text(e, "article_id")!]) <= 0, Text(e, "event_id")));
        AssertEx.All(
            Rows("claims").Where(c => Text(c, "period_end") is not null && Text(c, "unit_id") != "calendar-year"),
            c => Assert.True(string.CompareOrdinal(Text(c, "period_end"), latest[Text(c, "article_id")!]) <= 0, Text(c, "claim_id")));
    }

    [Theory]
    [InlineData("paragraphs", "paragraph_role")]
    [InlineData("defects", "defect_kind")]
    [InlineData("entities", "entity_kind")]
    [InlineData("relations", "relation_kind")]
    [InlineData("quotations", "quotation_marks")]
    public void Each_value_of_a_list_is_used(string table, string column)
    {
        var schema = JsonNode.Parse(File.ReadAllText(Repository.At($"schema/{table}.schema.json")))!;
        var listed = schema["properties"]![column]!["enum"]!.AsArray().Select(v => v!.GetValue<string>());
        var used = Rows(table).Select(r => Text(r, column)!).Distinct();
        Assert.Equal(listed.Order(StringComparer.Ordinal), used.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void What_is_listed_beside_the_articles_is_used_in_them()
    {
        var mentioned = Rows("mentions").Select(r => Text(r, "entity_id")).ToHashSet();
        var countries = Rows("article_countries").Select(r => Text(r, "entity_id")).ToHashSet();
        AssertEx.All(
            Rows("entities").Select(r => Text(r, "entity_id")), e => Assert.True(mentioned.Contains(e) || countries.Contains(e), e));
        Assert.Equal(Used("figures", "figure_id"), Rows("claims").Select(r => Text(r, "figure_id")).ToHashSet());
        Assert.Equal(Used("units", "unit_id"), Rows("claims").Select(r => Text(r, "unit_id")).ToHashSet());
        Assert.Equal(Used("topics", "topic_id"), Rows("article_topics").Select(r => Text(r, "topic_id")).ToHashSet());
    }

    [Fact]
    public void Every_mention_of_a_country_has_its_row_of_the_article()
    {
        var countries = Rows("entities").Where(e => Text(e, "country_code") is not null).ToDictionary(
            e => Text(e, "entity_id")!, e => Text(e, "country_code"));
        var named = Rows("article_countries").Select(r => (Text(r, "article_id"), Text(r, "country_code"))).ToHashSet();
        AssertEx.All(
            Rows("mentions").Where(m => countries.ContainsKey(Text(m, "entity_id")!)),
            m => Assert.Contains((Text(m, "article_id"), countries[Text(m, "entity_id")!]), named));
        AssertEx.All(Rows("article_countries"), r => Assert.Equal(countries[Text(r, "entity_id")!], Text(r, "country_code")));
    }

    private HashSet<string?> Used(string table, string column) => Rows(table).Select(r => Text(r, column)).ToHashSet();

    private IEnumerable<JsonObject> Rows(string table) =>
        Directory.EnumerateFiles(release.Folder, table + ".jsonl", SearchOption.AllDirectories).SelectMany(File.ReadLines)
            .Select(l => JsonNode.Parse(l)!.AsObject());

    private static string? Text(JsonObject row, string column) => row[column]?.GetValue<string>();

    private static int Number(JsonObject row, string column) => row[column]!.GetValue<int>();

    /// <summary>The release of <c>seeds/</c>, built once.</summary>
    public sealed class SeedsRelease : IDisposable
    {
        public SeedsRelease()
        {
            var findings = new DiagnosticList();
            Assert.IsType<BuildOutcome.Built>(
                ReleaseBuilder.Build(new() { SourceFolder = Repository.At("seeds"), OutputFolder = Folder }, findings));
            Assert.Empty(findings.Kept);
        }

        public string Folder { get; } = Directory.CreateTempSubdirectory("dataset-test-").FullName;

        public void Dispose() => Directory.Delete(Folder, recursive: true);
    }
}
