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
    [InlineData("{name: Ann, url: null}\n", "{name: Ann, url: null}\nparquet: {compression: gzip}\n")]
    [InlineData("{name: Ann, url: null}\n", "{name: Ann, url: null}\nparquet: {compression: zstd, level: 20}\n")]
    [InlineData("{name: Ann, url: null}\n", "{name: Ann, url: null}\nparquet: {compression: snappy, level: 3}\n")]
    [InlineData("{name: Ann, url: null}\n", "{name: Ann, url: null}\nparquet: zstd\n")]
    [InlineData("name: harbour-logs", "name: Harbour")]
    [InlineData("name: harbour-logs", "name:")]
    [InlineData("title: Logs", "title: \"a\\nb\"")]
    [InlineData("name: Ann", "name: \"Ann\\e\"")]
    [InlineData("version: 1.2.3", "version: 1.2")]
    [InlineData("version: 1.2.3", "version: 1.02.3")]
    [InlineData("released: 2026-11-22", "released: 2026-11-31")]
    [InlineData("released: 2026-11-22\n", "")]
    [InlineData("title: Logs", "title: [Logs]")]
    [InlineData("title: Logs", "title: \"a\\u202eb\"")]
    [InlineData("title: Logs", "title: e\u0301")]
    [InlineData("language: pt-BR", "language: Portuguese")]
    [InlineData("homepage: https", "homepage: ftp")]
    [InlineData("name: CC-BY-4.0", "name: CC BY")]
    [InlineData("url: null", "url: example.org")]
    [InlineData("from: records", "from: record")]
    [InlineData("path: people.yaml", "path: people.txt")]
    [InlineData("path: people.yaml", "path: ../people.yaml")]
    [InlineData("path: people.yaml", "path: notes/people.yaml")]
    [InlineData("path: people.yaml", "path: Dataset.yaml")]
    [InlineData("path: people.yaml", "paht: people.yaml")]
    [InlineData("of: notes, field: claims", "of: note, field: claims")]
    [InlineData("field: claims", "field: paragraphs")]
    [InlineData("name: claims", "name: notes")]
    [InlineData("from: paragraphs, of: notes", "from: paragraphs, of: notes, field: x")]
    [InlineData("keywords:", "keyword:")]
    [InlineData("path: notes", "path: notes, if: people")]
    [InlineData("path: people.yaml", "path: people.yaml, off: notes")]
    [InlineData("from: mentions, of: notes", "from: mentions, off: note")]
    [InlineData("name: notes, from: documents, path: notes", "name: Notes, from: documents")]
    [InlineData("name: claims, from: list, of: notes", "name: Claims, from: list, of: note")]
    [InlineData("name: people, from: records, path: people.yaml", "name: People, from: records, path: people.txt, sheet: x, skip: 1")]
    [InlineData("name: paragraphs, from: paragraphs, of: notes", "name: Claims, from: list, of: notes, field: claims")]
    [InlineData(
        "name: claims, from: list, of: notes, field: claims}\n  - {name: people, from: records, path: people.yaml}\n"
            + "  - {name: mentions, from: mentions, of: notes,",
        "name: Claims, from: list, of: notes, field: claims}\n  - {name: people, from: records, path: people.yaml}\n"
            + "  - {name: mentions, from: mentions, of: note,")]
    public void What_is_wrong_is_said_with_its_place(string good, string bad)
    {
        var findings = new DiagnosticList();
        Assert.Null(
            DescriptorReader.Read(Encoding.UTF8.GetBytes(Good.Replace(good, bad, StringComparison.Ordinal)), "d.yaml", null, findings));
        Approved.Findings(findings.Sorted().Select(f => f.ToString()), $"{good} | {bad}");
    }

    [Theory]
    [InlineData("/a", 600, "a folder of at most 1024 bytes, found \"../a/a/")]
    [InlineData("/ä", 400, "a folder of at most 1024 bytes, found \"../")]
    [InlineData("a", 256, "names of folders of at most 255 bytes, found \"aaa")]
    [InlineData("ä", 128, "names of folders of at most 255 bytes, found \"")]
    public void A_folder_of_schemas_that_no_system_can_have_is_said_with_its_place(string part, int count, string expected)
    {
        var findings = new DiagnosticList();
        var schema = "schema: ../" + string.Concat(Enumerable.Repeat(part, count)).TrimStart('/') + "\n";
        Assert.Null(DescriptorReader.Read(Encoding.UTF8.GetBytes(Good + schema), "d.yaml", null, findings));
        Assert.StartsWith(
            $"d.yaml(21,9): error DS5104: Expected {expected}", Assert.Single(findings.Kept).ToString(),
            StringComparison.Ordinal);
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
        Approved.Findings(findings.Kept.Select(f => f.ToString()), epoch);
    }
}
