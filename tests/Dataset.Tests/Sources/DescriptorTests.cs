using System.Text;
using Dataset.Diagnostics;
using Dataset.Sources;

namespace Dataset.Tests.Sources;

public class DescriptorTests
{
    private const string Good = """
        name: harbour-logs
        version: 1.2.3
        released: 2026-11-22
        title: Logs
        description: >
          Of a
          harbour.
        language: pt-BR
        homepage: https://example.org/
        keywords: [ships, "no"]
        licenses:
          - {name: CC-BY-4.0, title: T, url: https://example.org/l, covers: all}
        creators:
          - {name: Ann, url: null}
        tables:
          - {name: notes, from: documents, path: notes}
          - {name: paragraphs, from: paragraphs, of: notes}
          - {name: claims, from: list, of: notes, field: claims}
          - {name: people, from: records, path: people.yaml}
          - {name: mentions, from: mentions, of: notes, entities: people}

        """;

    [Fact]
    public void A_good_descriptor_is_read_and_its_defaults_hold()
    {
        var findings = new DiagnosticList();
        var descriptor = DescriptorReader.Read(Encoding.UTF8.GetBytes(Good), "d.yaml", null, findings)!;
        Assert.Empty(findings.Kept);
        Assert.Equal(new ReleaseVersion(1, 2, 3), descriptor.Version);
        Assert.Equal(new DateOnly(2026, 11, 22), descriptor.Released);
        Assert.Equal("Of a harbour.", descriptor.Description);
        Assert.Equal(("../schema", "text-1"), (descriptor.SchemaFolder, descriptor.Recipe));
        Assert.Equal(["ships", "no"], descriptor.Keywords);
        Assert.Equal(["notes", "paragraphs", "claims", "people", "mentions"], descriptor.Tables.Select(t => t.Name));
    }

    [Theory]
    [InlineData("{compression: snappy}", "snappy", null)]
    [InlineData("{compression: zstd}", "zstd", 3)]
    [InlineData("{compression: zstd, level: 19}", "zstd", 19)]
    public void The_compression_of_Parquet_is_read(string yaml, string name, int? level)
    {
        var findings = new DiagnosticList();
        var text = Good + $"parquet: {yaml}\n";
        var parquet = DescriptorReader.Read(Encoding.UTF8.GetBytes(text), "d.yaml", null, findings)!.Parquet;
        Assert.Equal((name, level, level is not null), (parquet.Name, parquet.Level, parquet.Library is not null));
    }

    [Theory]
    [InlineData(
        "{name: Ann, url: null}\n", "{name: Ann, url: null}\nparquet: {compression: gzip}\n",
        "(15,24): error DS5101: Expected snappy or zstd for \"compression\" of parquet, found \"gzip\".")]
    [InlineData(
        "{name: Ann, url: null}\n", "{name: Ann, url: null}\nparquet: {compression: zstd, level: 20}\n",
        "(15,37): error DS5101: Expected a level from 1 to 19 for \"level\" of parquet, found \"20\".")]
    [InlineData(
        "{name: Ann, url: null}\n", "{name: Ann, url: null}\nparquet: {compression: snappy, level: 3}\n",
        "(15,39): error DS5101: Expected a level for zstd alone, found one for snappy, which has no levels.")]
    [InlineData(
        "{name: Ann, url: null}\n", "{name: Ann, url: null}\nparquet: zstd\n",
        "(15,10): error DS5101: Expected parquet to be an object, found \"zstd\".")]
    [InlineData(
        "name: harbour-logs", "name: Harbour",
        "(1,7): error DS5101: Expected at most 64 lower-case letters, digits and hyphens, a letter or digit first"
            + " for \"name\" of the descriptor, "
            + "found \"Harbour\".")]
    [InlineData(
        "name: harbour-logs", "name:",
        "(1,6): error DS5101: Expected at most 64 lower-case letters, digits and hyphens, a letter or digit first"
            + " for \"name\" of the descriptor, "
            + "found null.")]
    [InlineData(
        "title: Logs", "title: \"a\\nb\"",
        "(4,8): error DS5101: Expected one line without tabs for \"title\" of the descriptor, found U+000A (line end) in \"a\\u{000A}b\".")]
    [InlineData(
        "name: Ann", "name: \"Ann\\e\"",
        "(14,12): error DS2018: Expected a text without U+001B (escape) in \"name\", found it in \"Ann\\u{001B}\".")]
    [InlineData(
        "version: 1.2.3", "version: 1.2",
        "(2,10): error DS5101: Expected a version as MAJOR.MINOR.PATCH for \"version\" of the descriptor, found \"1.2\".")]
    [InlineData(
        "version: 1.2.3", "version: 1.02.3",
        "(2,10): error DS5101: Expected a version as MAJOR.MINOR.PATCH for \"version\" of the descriptor, found \"1.02.3\".")]
    [InlineData(
        "released: 2026-11-22", "released: 2026-11-31",
        "(3,11): error DS5101: Expected a day as YYYY-MM-DD for \"released\" of the descriptor, found \"2026-11-31\".")]
    [InlineData(
        "released: 2026-11-22\n", "",
        "(1,1): error DS5101: Expected the descriptor to have the member \"released\", found none of that name.")]
    [InlineData(
        "title: Logs", "title: [Logs]",
        "(4,8): error DS5101: Expected a string that is not empty for \"title\" of the descriptor, found a list.")]
    [InlineData(
        "title: Logs", "title: \"a\\u202eb\"",
        "(4,8): error DS2009: Expected a text without U+202E (right-to-left override) in \"title\", found it in \"a\\u{202E}b\".")]
    [InlineData(
        "title: Logs", "title: e\u0301",
        "(4,8): error DS2010: Expected a text in normalisation form C in \"title\", found U+0065 e and U+0301 (combining acute accent) "
            + "where U+00E9 é belongs, in \"e\u0301\".")]
    [InlineData(
        "language: pt-BR", "language: Portuguese",
        "(8,11): error DS5101: Expected a BCP 47 language tag such as en or pt-BR for \"language\" of the descriptor, found "
            + "\"Portuguese\".")]
    [InlineData(
        "homepage: https", "homepage: ftp",
        "(9,11): error DS5110: Expected a web address such as https://example.org/, found \"ftp://example.org/\".")]
    [InlineData("name: CC-BY-4.0", "name: CC BY", "(12,12): error DS5109: Expected an SPDX identifier such as CC-BY-4.0, found \"CC BY\".")]
    [InlineData(
        "url: null", "url: example.org",
        "(14,22): error DS5110: Expected a web address such as https://example.org/, found \"example.org\".")]
    [InlineData(
        "from: records", "from: record",
        "(19,26): error DS5101: Expected documents, paragraphs, list, records or mentions for \"from\" of a table, found "
            + "\"record\".|(20,5): error DS5102: Expected \"entities\" of the table mentions to name a table from records (there is none), "
            + "found \"people\".")]
    [InlineData(
        "path: people.yaml", "path: people.txt",
        "(19,5): error DS5107: Expected the path of the table people to end in one of .yaml .json .jsonl .jsonl.gz "
            + ".csv .csv.gz .parquet, found \"people.txt\".")]
    [InlineData(
        "path: people.yaml", "path: ../people.yaml",
        "(19,41): error DS5104: Expected a path below the source folder, found \"../people.yaml\", which leads out of the folder with ...")]
    [InlineData(
        "path: people.yaml", "path: notes/people.yaml",
        "(19,5): error DS5106: Expected a source of its own for the table people, found \"notes/people.yaml\", which is or overlaps "
            + "\"notes\" of notes.")]
    [InlineData(
        "path: people.yaml", "path: Dataset.yaml",
        "(19,5): error DS5106: Expected a source of its own for the table people, found \"Dataset.yaml\", which is or overlaps "
            + "\"dataset.yaml\" of the descriptor.")]
    [InlineData(
        "path: people.yaml", "paht: people.yaml",
        "(19,5): error DS5102: Expected \"path\" for the table people from records, found none.|(19,35): error DS5101: Expected a table to "
            + "have no members but name, from, path, of, field, entities, found \"paht\"; is path meant?")]
    [InlineData(
        "of: notes, field: claims", "of: note, field: claims",
        "(18,5): error DS5102: Expected \"of\" of the table claims to name a table from documents (notes), found \"note\".")]
    [InlineData(
        "field: claims", "field: paragraphs",
        "(18,5): error DS5103: Expected another field for the table claims than \"paragraphs\", which is the key of annotations, found "
            + "that.")]
    [InlineData("name: claims", "name: notes", "(18,5): error DS5103: Expected another table of another name, found notes again.")]
    [InlineData(
        "from: paragraphs, of: notes", "from: paragraphs, of: notes, field: x",
        "(17,5): error DS5102: Expected no \"field\" for the table paragraphs from paragraphs, found one.")]
    [InlineData(
        "keywords:", "keyword:",
        "(10,1): error DS5101: Expected the descriptor to have no members but name, version, released, title, description, language, "
            + "homepage, keywords, licenses, creators, schema, recipe, parquet, tables, found \"keyword\"; is keywords meant?")]
    public void What_is_wrong_is_said_with_its_place(string good, string bad, string expected)
    {
        var findings = new DiagnosticList();
        Assert.Null(
            DescriptorReader.Read(Encoding.UTF8.GetBytes(Good.Replace(good, bad, StringComparison.Ordinal)), "d.yaml", null, findings));
        Assert.Equal(expected.Split('|').Select(e => "d.yaml" + e), findings.Sorted().Select(f => f.ToString()));
    }

    [Theory]
    [InlineData("0", "1970-01-01")]
    [InlineData("86399", "1970-01-01")]
    [InlineData("86400", "1970-01-02")]
    [InlineData("253402300799", "9999-12-31")]
    public void SOURCE_DATE_EPOCH_overrides_the_day(string epoch, string expected) =>
        Assert.Equal(
            DateOnly.Parse(expected, System.Globalization.CultureInfo.InvariantCulture),
            DescriptorReader.Read(Encoding.UTF8.GetBytes(Good), "d.yaml", epoch, new DiagnosticList())!.Released);

    [Theory]
    [InlineData("")]
    [InlineData("-1")]
    [InlineData(" 1")]
    [InlineData("1.5")]
    [InlineData("253402300800")]
    [InlineData("yesterday")]
    public void Another_SOURCE_DATE_EPOCH_is_an_error(string epoch)
    {
        var findings = new DiagnosticList();
        Assert.Null(DescriptorReader.Read(Encoding.UTF8.GetBytes(Good), "d.yaml", epoch, findings));
        Assert.Equal(
            [$"d.yaml: error DS5105: Expected SOURCE_DATE_EPOCH to be seconds since 1970 in decimal digits, found \"{epoch}\"."],
            findings.Kept.Select(f => f.ToString()));
    }
}
