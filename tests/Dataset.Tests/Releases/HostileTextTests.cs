using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using Dataset.Diagnostics;
using Dataset.Diagnostics.Reporting;
using Dataset.Publishing;
using Dataset.Releases;
using Dataset.Releases.Metadata;
using Dataset.Schemas.Reading;
using Dataset.Tests.Verification;

namespace Dataset.Tests.Releases;

/// <summary>
/// What no descriptor refuses, in each free text of a manifest at once, is text in every file of a release and in every form of findings:
/// no element, address, command or heading of its own comes of it.
/// </summary>
public sealed partial class HostileTextTests
{
    private static readonly TestRelease Sound = TestReleases.Small();

    public static TheoryData<string> Texts =>
    [
        "</script><script>alert(1)</script>", "</style><img src=x onerror=alert(1)>", "]]><x/>", "<!--", "&lt;&#60;",
        "\" onload=\"alert(1)", "`code` ``more`` ```", "```sh", "](javascript:alert(1))", "![x](https://evil.example/x.png)",
        "[x](data:text/html,x)", "<https://evil.example>", "a\u2028b", "a\u2029</script>", "| a | b |", "::set-output name=a::b",
        "::error file=x::y", "##[command]x", "%0A::error::x", "${{ secrets.X }}", "$(touch x)", "';x='", "---", "# heading", "- item",
        "* * *", "key: value", "{{ x }}", "{% x %}", "*x* _y_ ~z~", "\\", "'", "\"\"\"", "!!python/object:x", "@x", "=1+1",
    ];

    [Theory]
    [MemberData(nameof(Texts))]
    public void In_a_release_it_is_text(string hostile)
    {
        var release = With(hostile);
        Assert.DoesNotContain(release.Findings(), f => f.Rule.Severity == Severity.Error);
        // JSON, and what a browser takes for the page's elements, addresses and scripts, are those of a harmless text.
        var harmless = With("harmless");
        foreach (var path in new[] { "datapackage.json", "croissant.json", "ro-crate-metadata.json", "release.json", "provenance.json" })
            Assert.Equal(Shape(harmless[path]), Shape(release[path]));
        Assert.Equal(Elements(harmless["index.html"]), Elements(release["index.html"]));
        // Headings, fences, lists and addresses of Markdown, below the front matter, which is YAML.
        Assert.Equal(Blocks(harmless["LICENSE.md"]), Blocks(release["LICENSE.md"]));
        Assert.Equal(Blocks(harmless["README.md"].Split("\n---\n", 2)[1]), Blocks(release["README.md"].Split("\n---\n", 2)[1]));
        Assert.Equal(Keys(harmless["README.md"].Split("\n---\n", 2)[0]), Keys(release["README.md"].Split("\n---\n", 2)[0]));
        Assert.Equal(Blocks(Notes(harmless)), Blocks(Notes(release)));
        // A line of the citation begins with a key, a list's hyphen or spaces: no text begins one.
        Assert.Equal(Keys(harmless["CITATION.cff"]), Keys(release["CITATION.cff"]));
        Assert.Equal(Tags(harmless["bag-info.txt"]), Tags(release["bag-info.txt"]));
    }

    [Theory]
    [MemberData(nameof(Texts))]
    public void In_findings_it_is_text(string hostile)
    {
        var rule = new Rule("DS2001", Severity.Error, $"A {hostile}", $"Mend {hostile}.");
        string Text(ReportFormat format, string text)
        {
            var list = new DiagnosticList();
            list.Add(rule with { Title = $"A {text}", Remedy = $"Mend {text}." }, new($"a{text}.yaml", 1, 2), $"Expected x, found {text}.");
            using var output = new StringWriter { NewLine = "\n" };
            Reporters.For(format, new()).Write(new("validate", "1.2.3", list), output);
            return output.ToString();
        }
        foreach (var text in new[] { hostile, $"x\n{hostile}", $"x\r{hostile}", $"x\u2028{hostile}" })
        {
            Assert.Equal(2, Text(ReportFormat.Text, text).Count(c => c == '\n'));
            AssertEx.All([ReportFormat.Json, ReportFormat.Sarif, ReportFormat.GitLab], f => Assert.Equal(
                Shape(Text(f, "harmless")), Shape(Text(f, text))));
            Assert.Equal(
                XDocument.Parse(Text(ReportFormat.JUnit, "harmless")).Descendants().Select(e => e.Name),
                XDocument.Parse(Text(ReportFormat.JUnit, text)).Descendants().Select(e => e.Name));
            // One command a finding, which ends with its line; a runner looks for others at the beginning of a line alone.
            Assert.Matches("^::error file=[^,:\n]*,line=1,col=2,title=[^,:\n]*::[^\n]*\n$", Text(ReportFormat.GitHub, text));
        }
    }

    private static TestRelease With(string text)
    {
        var release = Sound.Copy();
        release.Manifest = release.Manifest with
        {
            Title = text,
            Description = text,
            Contact = text,
            Keywords = [text],
            Licenses = [release.Manifest.Licenses[0] with { Title = text, Covers = text }],
            Creators = [new(text, null)],
            Datasheet = [new(text, text)],
        };
        release.Seal();
        return release;
    }

    /// <summary>The notes that <c>pack</c> writes.</summary>
    private static string Notes(TestRelease release)
    {
        var schemas = release.Manifest.Tables.Select(t => SchemaFile.Read(t.Name, release.Files[t.Schema.Value], t.Name, new())!);
        var described = DescribedRelease.Of(release.Manifest, [.. schemas], path => new MemoryStream(release.Files[path.Value]))!;
        return Encoding.UTF8.GetString(
            ReleaseNotes.Write(described, FilePlaces.InFolder, "x.zip", release.Manifest.Files, release.Manifest.Files[0].Digest));
    }

    /// <summary>Names and kinds of values, in order.</summary>
    private static string Shape(string json)
    {
        var shape = new StringBuilder();
        void Walk(JsonElement value)
        {
            shape.Append(value.ValueKind).Append(' ');
            if (value.ValueKind == JsonValueKind.Object)
                foreach (var member in value.EnumerateObject())
                {
                    shape.Append(member.Name).Append(':');
                    Walk(member.Value);
                }
            else if (value.ValueKind == JsonValueKind.Array)
                foreach (var element in value.EnumerateArray())
                    Walk(element);
        }
        using var document = JsonDocument.Parse(json);
        Walk(document.RootElement);
        return shape.ToString();
    }

    /// <summary>Tags with their attributes, but for digests, without what is between them and in scripts.</summary>
    private static IEnumerable<string> Elements(string html) =>
        Tag.Matches(Script.Replace(html, "<script>")).Select(m => Hex.Replace(m.Value, "0"));

    /// <summary>What begins a block, and where links lead. Indented lines are code, and so is what is between backquotes.</summary>
    private static IEnumerable<string> Blocks(string markdown)
    {
        var lines = markdown.Split('\n').Where(l => !l.StartsWith("    ", StringComparison.Ordinal)).ToArray();
        return lines.Where(l => Block.IsMatch(l)).Select(l => Block.Match(l).Value)
            .Concat(lines.SelectMany(l => Link.Matches(l)).Select(m => m.Groups[1].Value));
    }

    private static IEnumerable<string> Keys(string yaml) => yaml.Split('\n').Select(l => Key.Match(l).Value);

    private static IEnumerable<string> Tags(string lines) => lines.Split('\n').Select(l => l.Split(':')[0]);

    [GeneratedRegex("<script[^>]*>.*?</script>", RegexOptions.Singleline)]
    private static partial Regex Script { get; }

    [GeneratedRegex("</?[a-zA-Z!][^>]*>")]
    private static partial Regex Tag { get; }

    [GeneratedRegex("[0-9a-f]{64}")]
    private static partial Regex Hex { get; }

    [GeneratedRegex(@"^ {0,3}(#{1,6} |```[^`]*$|~~~|[-*+] |\d+[.)] |> |---|===|<)")]
    private static partial Regex Block { get; }

    [GeneratedRegex(@"(?<!\\)\]\(([^)]*)\)")]
    private static partial Regex Link { get; }

    [GeneratedRegex(@"^[ -]*[a-z-]*:?")]
    private static partial Regex Key { get; }
}
