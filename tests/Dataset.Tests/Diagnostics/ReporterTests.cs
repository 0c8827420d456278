using System.Text.Json;
using System.Xml.Linq;
using Dataset.Diagnostics;
using Dataset.Diagnostics.Reporting;

namespace Dataset.Tests.Diagnostics;

public class ReporterTests
{
    private static readonly Rule First = new("DS2001", Severity.Error, "A value fits, always", "Mend: the value.");
    private static readonly Rule Second = new("DS2002", Severity.Warning, "A cell is no formula", "Look at it.");

    /// <summary>
    /// Everything that a file name or a message may bring along: line ends, escapes, halves of pairs, what XML cannot hold.
    /// </summary>
    private const string Hostile = "a,b:c%\r\n]]>&<\"'\u001b[31m\u202e\0\ufffe\uffff\ud800é😀.yaml";

    [Fact]
    public void Text_is_a_line_a_finding_and_tells_each_remedy_once() => Assert.Equal(
        """
        a.yaml: warning DS2002: File.
            Look at it.
        a.yaml(3): error DS2001: Line.
            Mend: the value.
        b.yaml(3,7): error DS2001: Column.

        """,
        Text(ReportFormat.Text, Some()));

    [Fact]
    public void Text_shows_hostile_names_on_one_line_without_moving_the_cursor()
    {
        var text = Text(ReportFormat.Text, Of(new Diagnostic(First, new(Hostile, 1, 2), Hostile)));
        Assert.Equal(2, text.Count(c => c == '\n'));
        Assert.DoesNotContain(text, c => c != '\n' && char.IsControl(c));
        Assert.Contains("\\u{001B}[31m\\u{202E}\\u{0000}", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Colour_adds_nothing_but_colour()
    {
        var plain = Text(ReportFormat.Text, Some());
        var coloured = Text(ReportFormat.Text, Some(), colour: true);
        Assert.NotEqual(plain, coloured);
        Assert.Equal(plain, System.Text.RegularExpressions.Regex.Replace(coloured, "\e\\[[0-9]*m", ""));
    }

    [Fact]
    public void Json_tells_every_fact()
    {
        using var json = JsonDocument.Parse(Text(ReportFormat.Json, Some()));
        var root = json.RootElement;
        Assert.Equal("dataset 1.2.3 validate", $"{root.GetProperty("tool")} {root.GetProperty("version")} {root.GetProperty("command")}");
        Assert.Equal(
            (2, 1, 0),
            (root.GetProperty("errors").GetInt32(), root.GetProperty("warnings").GetInt32(), root.GetProperty("omitted").GetInt32()));
        Assert.Equal(
            [
                """["DS2002","warning","a.yaml",null,null,"File.","A cell is no formula","Look at it."]""",
                """["DS2001","error","a.yaml",3,null,"Line.","A value fits, always","Mend: the value."]""",
                """["DS2001","error","b.yaml",3,7,"Column.","A value fits, always","Mend: the value."]""",
            ],
            root.GetProperty("findings").EnumerateArray()
                .Select(f => "[" + string.Join(",", f.EnumerateObject().Select(p => p.Value.GetRawText())) + "]"));
    }

    /// <summary>Invisible characters: bidirectional controls of each kind, a joiner, separators, tags, controls.</summary>
    public static TheoryData<ReportFormat, int> Unseen => [.. from format in Enum.GetValues<ReportFormat>()
        from character in new[]
        {
            0x1B, 0x7F, 0x85, 0x9B, 0xAD, 0x61C, 0x200B, 0x200D, 0x200E, 0x200F, 0x2028, 0x2029, 0x202A, 0x202E, 0x2066, 0x2069,
            0xFEFF, 0xE0041,
        }
        select (format, character)];

    [Theory]
    [MemberData(nameof(Unseen))]
    public void No_form_writes_what_nobody_sees_as_it_is(ReportFormat format, int character)
    {
        var unseen = char.ConvertFromUtf32(character);
        var rule = new Rule("DS2001", Severity.Error, $"A {unseen} b", $"Mend {unseen} it.");
        var text = Text(format, Of(new Diagnostic(rule, new($"a{unseen}b.yaml", 1, 2), $"Expected {unseen}.")));
        Assert.DoesNotContain(unseen, text, StringComparison.Ordinal);
        if (format != ReportFormat.Json)
            return;
        using var json = JsonDocument.Parse(text);
        Assert.Equal($"Expected {unseen}.", json.RootElement.GetProperty("findings")[0].GetProperty("message").GetString());
    }

    [Fact]
    public void Json_keeps_a_hostile_path_but_for_what_no_text_can_hold()
    {
        using var json = JsonDocument.Parse(Text(ReportFormat.Json, Of(new Diagnostic(First, new(Hostile), Hostile))));
        var path = json.RootElement.GetProperty("findings")[0].GetProperty("path").GetString();
        Assert.Equal(Hostile.Replace('\ud800', '\ufffd'), path);
    }

    [Fact]
    public void Sarif_keeps_the_rules_of_the_standard()
    {
        using var json = JsonDocument.Parse(Text(ReportFormat.Sarif, Some()));
        Assert.Equal("2.1.0", json.RootElement.GetProperty("version").GetString());
        var run = json.RootElement.GetProperty("runs")[0];
        var rules = run.GetProperty("tool").GetProperty("driver").GetProperty("rules");
        foreach (var result in run.GetProperty("results").EnumerateArray())
        {
            // Section 3.27.6: the index is that of the rule of that id.
            Assert.Equal(
                result.GetProperty("ruleId").GetString(), rules[result.GetProperty("ruleIndex").GetInt32()].GetProperty("id").GetString());
            Assert.NotEmpty(result.GetProperty("message").GetProperty("text").GetString()!);
        }
        Assert.Equal(
            ["warning a.yaml no region", """error a.yaml {"startLine":3}""", """error b.yaml {"startLine":3,"startColumn":7}"""],
            run.GetProperty("results").EnumerateArray().Select(r =>
            {
                var place = r.GetProperty("locations")[0].GetProperty("physicalLocation");
                var region = place.TryGetProperty("region", out var found) ? JsonSerializer.Serialize(found) : "no region";
                return $"{r.GetProperty("level")} {place.GetProperty("artifactLocation").GetProperty("uri")} {region}";
            }));
    }

    [Theory]
    [InlineData("articles/a b:c%.yaml", "articles/a%20b%3Ac%25.yaml")]
    [InlineData("seeds\\é.yaml", "seeds/%C3%A9.yaml")]
    [InlineData("/tmp/a.yaml", "file:///tmp/a.yaml")]
    public void Sarif_writes_paths_as_uri_references(string path, string uri)
    {
        var text = Text(ReportFormat.Sarif, Of(new Diagnostic(First, new(path), "x")));
        Assert.Contains($"\"uri\": \"{uri}\"", text, StringComparison.Ordinal);
        Assert.True(Uri.TryCreate(uri, UriKind.RelativeOrAbsolute, out _));
    }

    [Fact]
    public void JUnit_fails_a_test_for_each_error_and_passes_one_for_each_warning()
    {
        var suite = XDocument.Parse(Text(ReportFormat.JUnit, Some())).Root!.Element("testsuite")!;
        Assert.Equal(("3", "2"), (suite.Attribute("tests")!.Value, suite.Attribute("failures")!.Value));
        Assert.Equal(["system-out", "failure", "failure"], suite.Elements("testcase").Select(t => t.Elements().Single().Name.LocalName));
        Assert.Equal("b.yaml(3,7): error DS2001: Column.\nMend: the value.", suite.Elements("testcase").Last().Element("failure")!.Value);
    }

    [Fact]
    public void JUnit_of_nothing_is_one_passed_test()
    {
        var suite = XDocument.Parse(Text(ReportFormat.JUnit, Of())).Root!.Element("testsuite")!;
        Assert.Equal(("1", "0"), (suite.Attribute("tests")!.Value, suite.Attribute("failures")!.Value));
        Assert.Empty(suite.Element("testcase")!.Elements());
    }

    [Fact]
    public void GitHub_escapes_what_ends_a_command_a_property_or_its_data() => Assert.Equal(
        "::error file=a%2Cb%3Ac%25\\u{000D}.yaml,line=3,col=7,title=DS2001%3A A value fits%2C always::100%25, see: \\u{000A}%0AMend: the "
            + "value.\n",
        Text(ReportFormat.GitHub, Of(new Diagnostic(First, new("a,b:c%\r.yaml", 3, 7), "100%, see: \n"))));

    [Fact]
    public void Every_form_survives_hostile_text()
    {
        var findings = Of(new Diagnostic(First, new(Hostile, 1, 1), Hostile), new Diagnostic(Second, new(Hostile), Hostile));
        Assert.Equal(2, JsonDocument.Parse(Text(ReportFormat.Json, findings)).RootElement.GetProperty("findings").GetArrayLength());
        Assert.Equal(
            2,
            JsonDocument.Parse(Text(ReportFormat.Sarif, findings)).RootElement.GetProperty("runs")[0].GetProperty("results")
                .GetArrayLength());
        Assert.Equal(2, XDocument.Parse(Text(ReportFormat.JUnit, findings)).Descendants("testcase").Count());
        Assert.Equal(2, Text(ReportFormat.GitHub, findings).Count(c => c == '\n'));
    }

    [Theory]
    [InlineData(ReportFormat.Text)]
    [InlineData(ReportFormat.Json)]
    [InlineData(ReportFormat.Sarif)]
    [InlineData(ReportFormat.JUnit)]
    [InlineData(ReportFormat.GitHub)]
    public void Every_form_is_the_same_in_any_order_and_says_how_many_it_leaves_out(ReportFormat format)
    {
        var diagnostics = Some().Kept;
        Assert.Equal(Text(format, Of([.. diagnostics])), Text(format, Of([.. diagnostics.Reverse()])));

        var many = new DiagnosticList();
        for (var i = 0; i < DiagnosticList.Limit + 7; i++)
            many.Add(First, new("a.yaml", i + 1), "x");
        var text = Text(format, many);
        Assert.Matches("7 more findings|\"omitted\": 7,", text);
        Assert.DoesNotContain('\r', text);
    }

    private static DiagnosticList Some() => Of(
        new Diagnostic(First, new("b.yaml", 3, 7), "Column."), new Diagnostic(First, new("a.yaml", 3), "Line."),
        new Diagnostic(Second, new("a.yaml"), "File."));

    private static DiagnosticList Of(params Diagnostic[] diagnostics)
    {
        var list = new DiagnosticList();
        foreach (var diagnostic in diagnostics)
            list.Add(diagnostic);
        return list;
    }

    private static string Text(ReportFormat format, DiagnosticList findings, bool colour = false)
    {
        using var output = new StringWriter { NewLine = "\n" };
        Reporters.For(format, colour).Write(new Report("validate", "1.2.3", findings), output);
        return output.ToString();
    }
}
