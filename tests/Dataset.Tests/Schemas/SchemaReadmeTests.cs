using Dataset.Comparison;
using Dataset.Diagnostics;
using Dataset.Schemas;
using Dataset.Sources.Reading;

namespace Dataset.Tests.Schemas;

public class SchemaReadmeTests
{
    [Fact]
    public void The_page_of_schemas_and_rules_is_the_approved_one()
    {
        var findings = new DiagnosticList();
        var folder = SourceFolder.Open(Repository.At("seeds"), findings);
        Assert.Empty(findings.Kept);
        Approved.Check(
            "../../schema/README.md",
            SchemaReadme.Generate([.. folder!.Tables.Select(t => t.Schema)], VersionPolicy.Markdown(), Rules.All));
    }

    [Fact]
    public void Text_is_not_taken_for_markup()
    {
        var schema = SchemaText.Of(new Dictionary<string, string> { ["id"] = "\"type\": \"string\", \"pattern\": \"^(a|b)$\"" }, "id");
        var page = SchemaReadme.Generate([schema], "", [new Rule("DS1999", Severity.Warning, "A|B of `x|y*` and *c*", "Do <this>.")]);
        Assert.Contains("| `id` | string | no | D | matches `^(a\\|b)$` | curators |\n", page, StringComparison.Ordinal);
        Assert.Contains("| DS1999 | warning | A\\|B of `x\\|y*` and \\*c\\* | Do \\<this>. |\n", page, StringComparison.Ordinal);
    }
}
