using System.Collections;
using Dataset.Comparison;
using Dataset.Diagnostics;
using Dataset.Releases;
using Dataset.Sources;

namespace Dataset.Tests.Comparison;

/// <summary>Each case of the version policy: a release changed in just that way is found to be, and asks for just that version.</summary>
public sealed class VersionPolicyTests : IDisposable
{
    private static readonly SampleRelease Old = new();
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("dataset-test-");

    /// <summary>The kind, what is tried, and how the release after the sample differs from it.</summary>
    private static readonly (ChangeKind Kind, string Case, Func<SampleRelease, SampleRelease> Edit)[] Cases =
    [
        (ChangeKind.DatasetRenamed, "another name", r => r with { Name = "example" }),
        (ChangeKind.TableGone, "a table less", r => r with { Tables = [SampleRelease.Notes] }),
        (ChangeKind.TableAdded, "a table more", r => r with { Tables = r.Tables.Add(SampleRelease.People with { Name = "places" }) }),
        (ChangeKind.ColumnGone, "a column less", r => r.Table(Years(", \"names\"", ",\"names\":["))),
        (ChangeKind.ColumnAdded, "a column more", r => r.Table(WithRank(SampleRelease.People))),
        (ChangeKind.ColumnsReordered, "two columns exchanged", r => r.Table(Exchanged(SampleRelease.People))),
        (ChangeKind.TypeChanged, "integer to number",
            Notes("\"type\": \"integer\", \"minimum\": 1, \"maximum\": 99", "\"type\": \"number\", \"minimum\": 1, \"maximum\": 99")),
        (ChangeKind.NullAllowed, "null allowed", Notes("\"type\": \"integer\"", "\"type\": [\"integer\", \"null\"]")),
        (ChangeKind.NullAllowed, "null allowed in a list",
            Notes("\"items\": {\"type\": \"string\"}", "\"items\": {\"type\": [\"string\", \"null\"]}")),
        (ChangeKind.NullForbidden, "null forbidden", Notes("\"type\": [\"number\", \"null\"]", "\"type\": \"number\"")),
        (ChangeKind.NullForbidden, "null forbidden in a list",
            People("\"items\": {\"type\": [\"string\", \"null\"]}", "\"items\": {\"type\": \"string\"}")),
        (ChangeKind.ConstraintLoosened, "a value in an enum", Notes("[\"short\", \"long\"]", "[\"short\", \"long\", \"huge\"]")),
        (ChangeKind.ConstraintLoosened, "no enum", Notes(", \"enum\": [\"short\", \"long\"]", "")),
        (ChangeKind.ConstraintLoosened, "no pattern", Notes(", \"pattern\": \"^[A-Z]\"", "")),
        (ChangeKind.ConstraintLoosened, "a lower minimum", Notes("\"minimum\": 1", "\"minimum\": 0")),
        (ChangeKind.ConstraintLoosened, "a greater maximum", Notes("\"maximum\": 99", "\"maximum\": 100")),
        (ChangeKind.ConstraintLoosened, "no maximum", Notes(", \"maximum\": 99", "")),
        (ChangeKind.ConstraintLoosened, "a bound that may be reached", Notes("\"exclusiveMinimum\": 0", "\"minimum\": 0")),
        (ChangeKind.ConstraintLoosened, "shorter", Notes("\"minLength\": 1, ", "")),
        (ChangeKind.ConstraintLoosened, "longer", Notes("\"maxLength\": 40", "\"maxLength\": 41")),
        (ChangeKind.ConstraintLoosened, "more elements", Notes("\"maxItems\": 9", "\"maxItems\": 10")),
        (ChangeKind.ConstraintLoosened, "elements twice", Notes(", \"uniqueItems\": true", "")),
        (ChangeKind.ConstraintLoosened, "no condition between columns",
            Notes("\"allOf\": [{\"anyOf\": [{\"properties\": {\"tags\": {\"type\": \"array\"}}}]}],", "")),
        (ChangeKind.ConstraintTightened, "a condition between columns",
            Notes("\"allOf\": [", "\"allOf\": [{\"anyOf\": [{\"properties\": {\"lines\": {\"type\": \"integer\"}}}]}, ")),
        (ChangeKind.ConstraintTightened, "a value less in an enum", Notes("[\"short\", \"long\"]", "[\"long\"]")),
        (ChangeKind.ConstraintTightened, "an enum",
            Notes(
                "\"description\": \"Who wrote it.\", \"type\": [\"string\", \"null\"]",
                "\"description\": \"Who wrote it.\", \"type\": [\"string\", \"null\"], \"enum\": [\"mina\", null]")),
        (ChangeKind.ConstraintTightened, "a pattern",
            Notes(
                "\"description\": \"The note's name.\", \"type\": \"string\"",
                "\"description\": \"The note's name.\", \"type\": \"string\", \"pattern\": \"^.\"")),
        (ChangeKind.ConstraintTightened, "a greater minimum", Notes("\"minimum\": 1", "\"exclusiveMinimum\": 1")),
        (ChangeKind.ConstraintTightened, "a bound that may not be reached",
            Notes("\"exclusiveMinimum\": 0", "\"exclusiveMinimum\": 0, \"minimum\": 0.1")),
        (ChangeKind.ConstraintTightened, "at least one element", Notes("\"minItems\": 0", "\"minItems\": 1")),
        (ChangeKind.ConstraintTightened, "no element twice", People(
            "\"items\": {\"type\": [\"string\", \"null\"]}", "\"items\": {\"type\": [\"string\", \"null\"]}, \"uniqueItems\": true")),
        (ChangeKind.PatternChanged, "another pattern", Notes("^[A-Z]", "^[A-Z]?")),
        (ChangeKind.QuoteGivenUp, "no quote", Notes(", \"x-quote\": true", "")),
        (ChangeKind.QuotePromised, "a quote",
            Notes("\"enum\": [\"short\", \"long\"]", "\"enum\": [\"short\", \"long\"], \"x-quote\": true")),
        (ChangeKind.KeyChanged, "the key in another order",
            r => r.Table(SampleRelease.People.Edit("[\"person_id\", \"year\"]", "[\"year\", \"person_id\"]").WithRows())),
        (ChangeKind.ReferenceGone, "no reference",
            Notes("\"x-foreignKeys\": [{\"columns\": [\"person_id\"], \"table\": \"people\", \"references\": [\"person_id\"]}],", "")),
        (ChangeKind.ReferenceAdded, "a reference",
            People(
                "\"properties\"",
                "\"x-foreignKeys\": [{\"columns\": [\"person_id\"], \"table\": \"notes\", \"references\": [\"note_id\"]}],\n  "
                    + "\"properties\"")),
        (ChangeKind.UnitChanged, "another unit", Notes("\"x-unit\": \"line\"", "\"x-unit\": \"page\"")),
        (ChangeKind.UnitChanged, "no unit", Notes(", \"x-unit\": \"line\"", "")),
        (ChangeKind.UnitNamed, "a unit", Notes("\"exclusiveMinimum\": 0", "\"exclusiveMinimum\": 0, \"x-unit\": \"percent\"")),
        (ChangeKind.RowsGone, "a row less", r => r.Table(SampleRelease.Notes.WithRows([.. SampleRelease.Notes.Parts[0].Skip(1)]))),
        (ChangeKind.RowsAdded, "a row more",
            r => r.Table(SampleRelease.People.WithRows([.. SampleRelease.People.Parts[0], """{"person_id":"nil","year":0,"names":[]}"""]))),
        (ChangeKind.RowsChanged, "another value", Rows("\"lines\":3", "\"lines\":4")),
        (ChangeKind.RowsChanged, "a value that was null", Rows("\"share\":null", "\"share\":1")),
        (ChangeKind.RowsChanged, "an element of a list", Rows("[\"a\",\"b\"]", "[\"b\",\"a\"]")),
        (ChangeKind.TableSplit, "two files",
            r =>
                r.Table(
                    SampleRelease.Notes with
                    {
                        Parts = [[.. SampleRelease.Notes.Parts[0].Take(2)], [.. SampleRelease.Notes.Parts[0].Skip(2)]],
                    })),
        (ChangeKind.LicenceChanged, "another licence", r => r with { Licenses = r.Licenses.Add(new("MIT", "MIT", null, "The code.")) }),
        (ChangeKind.LicenceChanged, "a licence for something else",
            r => r with { Licenses = [r.Licenses[0] with { Covers = "Some of it." }] }),
        (ChangeKind.RecipeChanged, "another recipe", r => r with { Recipe = "text-2" }),
        (ChangeKind.DescriptionChanged, "another description of a column", Notes("Its kind.", "Its kind: short or long.")),
        (ChangeKind.DescriptionChanged, "another description of a table", Notes("One row for each note.", "A row a note.")),
        (ChangeKind.DescriptionChanged, "another title", Notes("\"Notes\"", "\"All notes\"")),
        (ChangeKind.DerivationChanged, "filled by another derivation", Notes(", \"x-derived\": \"document.key\"", "")),
        (ChangeKind.DerivationChanged, "no names for mentions", People(", \"x-names\": true", "")),
        (ChangeKind.SchemaRewritten, "an empty line", Notes("  \"x-primaryKey\"", "\n  \"x-primaryKey\"")),
        (ChangeKind.SchemaRewritten, "a bound in other words",
            Notes("\"minimum\": 1, \"maximum\"", "\"exclusiveMinimum\": 0, \"maximum\"")),
        (ChangeKind.PresentationChanged, "title", r => r with { Title = "Another" }),
        (ChangeKind.PresentationChanged, "description", r => r with { Description = "Another." }),
        (ChangeKind.PresentationChanged, "language", r => r with { Language = "en-GB" }),
        (ChangeKind.PresentationChanged, "homepage", r => r with { Homepage = "https://example.org/" }),
        (ChangeKind.PresentationChanged, "keywords", r => r with { Keywords = [] }),
        (ChangeKind.PresentationChanged, "creators", r => r with { Creators = r.Creators.Add(new("Another", null)) }),
        (ChangeKind.PresentationChanged, "the address of a licence", r => r with { Licenses = [r.Licenses[0] with { Url = null }] }),
        (ChangeKind.PresentationChanged, "the order of tables", r => r with { Tables = [.. r.Tables.Reverse()] }),
        (ChangeKind.SourcesChanged, "another source", r => r with { Sources = r.Sources.SetItem("seeds/bridge.txt", "two") }),
        (ChangeKind.SourcesChanged, "a source more", r => r with { Sources = r.Sources.Add("seeds/people.yaml", "") }),
        (ChangeKind.ToolChanged, "another tool", r => r with { ToolVersion = "1.0.1" }),
    ];

    public static TheoryData<string, string> Names()
    {
        var names = new TheoryData<string, string>();
        foreach (var (kind, name, _) in Cases)
            names.Add(kind.ToString(), name);
        return names;
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_case_is_found_and_asks_for_its_version(string kind, string name)
    {
        var (expected, _, edit) = Cases.Single(c => c.Kind.ToString() == kind && c.Case == name);
        var difference = Compare(Old, edit(Old with { Version = "2.0.0" }));
        // Of rows under another key, none is one that was there.
        var besides = expected == ChangeKind.KeyChanged ? [ChangeKind.RowsGone] : Array.Empty<ChangeKind>();
        Assert.Equal([expected, .. besides], difference.Changes.Select(c => c.Kind));
        Assert.Equal(VersionPolicy.Of(expected).Bump, difference.Bump);
        Assert.True(difference.IsVersionHighEnough);
    }

    [Fact]
    public void The_gravest_changes_are_found_without_a_walk_for_each()
    {
        var walks = 0;
        IEnumerable<Change> Walk()
        {
            walks++;
            for (var i = 0; i < 1000; i++)
                yield return new(i % 2 == 0 ? ChangeKind.ColumnGone : ChangeKind.ColumnAdded, "t", $"c{i}", "");
        }

        var release = new ReleaseIdentity("a", new(1, 0, 0), null);
        var difference = new ReleaseDifference(release, release, new WalkedChanges(Walk), []);
        Assert.Equal(500, difference.Gravest.Count());
        Assert.InRange(walks, 1, 2);
    }

    /// <summary>Changes that are made anew for each walk over them.</summary>
    private sealed class WalkedChanges(Func<IEnumerable<Change>> walk) : IReadOnlyList<Change>
    {
        public int Count => 1000;

        public Change this[int index] => throw new NotSupportedException();

        public IEnumerator<Change> GetEnumerator() => walk().GetEnumerator();

        IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
    }

    [Fact]
    public void Every_case_is_tried()
    {
        // Parts are compared by the one below.
        Assert.Equal(Enum.GetValues<ChangeKind>().Except([ChangeKind.PartsChanged]), Cases.Select(c => c.Kind).Distinct());
        Assert.Equal(Enum.GetValues<ChangeKind>(), VersionPolicy.All.Select(c => c.Kind));
    }

    [Fact]
    public void Another_number_of_several_parts_is_a_patch()
    {
        var rows = SampleRelease.Notes.Parts[0];
        var old = Old.Table(SampleRelease.Notes with { Parts = [[rows[0]], [rows[1], rows[2]]] });
        var now = Old.Table(SampleRelease.Notes with { Parts = [[rows[0]], [rows[1]], [rows[2]]] }) with { Version = "1.0.1" };
        var difference = Compare(old, now);
        Assert.Equal([ChangeKind.PartsChanged], difference.Changes.Select(c => c.Kind));
        Assert.Equal(Bump.Patch, difference.Bump);
    }

    [Theory]
    [InlineData("1.2.3", Bump.None, "1.2.4")]
    [InlineData("1.2.3", Bump.Patch, "1.2.4")]
    [InlineData("1.2.3", Bump.Minor, "1.3.0")]
    [InlineData("1.2.3", Bump.Major, "2.0.0")]
    [InlineData("0.2.3", Bump.Patch, "0.2.4")]
    [InlineData("0.2.3", Bump.Minor, "0.2.4")]
    [InlineData("0.2.3", Bump.Major, "0.3.0")]
    public void The_least_version_follows(string old, Bump bump, string least) =>
        Assert.Equal(least, VersionPolicy.Least(ReleaseVersion.TryParse(old, out var version) ? version : default, bump).ToString());

    [Theory]
    [InlineData("1.0.1", false)]
    [InlineData("1.1.0", true)]
    [InlineData("1.1.7", true)]
    [InlineData("2.0.0", true)]
    public void A_version_is_high_enough_from_the_least_on(string version, bool isEnough) =>
        Assert.Equal(isEnough, Compare(Old, Old.Table(WithRank(SampleRelease.People)) with { Version = version }).IsVersionHighEnough);

    [Fact]
    public void The_same_content_again_changes_nothing() =>
        Assert.Empty(Compare(Old, Old with { Version = "1.0.1" }).Changes);

    [Fact]
    public void The_section_has_a_row_for_each_case() =>
        Assert.Equal(VersionPolicy.All.Count + 2, VersionPolicy.Markdown().Split('\n').Count(l => l.StartsWith('|')));

    public void Dispose() => folder.Delete(recursive: true);

    private static SampleTable WithRank(SampleTable people) => people
        .Edit(", \"names\"]", ", \"names\", \"rank\"]")
        .Edit("\"x-names\": true}", "\"x-names\": true},\n    \"rank\": {\"description\": \"A rank.\", \"type\": [\"integer\", \"null\"]}")
        .WithRows([.. people.Parts[0].Select((r, i) => r[..^1] + (i == 0 ? ",\"rank\":null}" : ",\"rank\":7}"))]);

    private static SampleTable Years(string name, string value) => SampleRelease.People
        .Edit($"{name}]", "]")
        .Edit(
            ",\n    \"names\": {\"description\": \"Names.\", \"type\": \"array\", \"items\": {\"type\": [\"string\", \"null\"]}, "
                + "\"x-names\": true}", "")
        .WithRows([.. SampleRelease.People.Parts[0].Select(r => r[..r.IndexOf(value, StringComparison.Ordinal)] + "}")]);

    private static SampleTable Exchanged(SampleTable people)
    {
        const string Year = "    \"year\": {\"description\": \"A year.\", \"type\": \"integer\"},\n";
        var rows = people.Parts[0]
            .Select(r => r.Replace("\"person_id\":\"mina\",\"year\":1990", "\"year\":1990,\"person_id\":\"mina\"", StringComparison.Ordinal)
                .Replace("\"person_id\":\"mina\",\"year\":2001", "\"year\":2001,\"person_id\":\"mina\"", StringComparison.Ordinal));
        return people.Edit(Year, "").Edit("    \"person_id\": {", Year + "    \"person_id\": {").WithRows([.. rows]);
    }

    private static Func<SampleRelease, SampleRelease> Notes(string from, string to) => r => r.Table(SampleRelease.Notes.Edit(from, to));

    private static Func<SampleRelease, SampleRelease> People(string from, string to) => r => r.Table(SampleRelease.People.Edit(from, to));

    private static Func<SampleRelease, SampleRelease> Rows(string from, string to) =>
        r =>
            r.Table(
                SampleRelease.Notes.WithRows(
                    [.. SampleRelease.Notes.Parts[0].Select(row => row.Replace(from, to, StringComparison.Ordinal))]));

    private ReleaseDifference Compare(SampleRelease old, SampleRelease now)
    {
        using var before = old.Open(folder.CreateSubdirectory("old").FullName);
        using var after = now.Open(folder.CreateSubdirectory("new").FullName);
        var findings = new DiagnosticList();
        var difference = ReleaseDiff.Compare(before, after, new RecordedChanges(), findings);
        Assert.Empty(findings.Kept);
        return difference!;
    }
}
