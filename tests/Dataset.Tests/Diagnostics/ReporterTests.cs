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
    public void A_message_that_says_what_to_do_gets_no_other_advice()
    {
        var findings = Of(new Diagnostic(First with { IsRemedyInMessage = true }, new("b.yaml", 3, 7), "Write c."));
        Assert.Equal("b.yaml(3,7): error DS2001: Write c.\n", Text(ReportFormat.Text, findings));
        Assert.EndsWith("always::Write c.\n", Text(ReportFormat.GitHub, findings), StringComparison.Ordinal);
        Assert.Equal(
            "b.yaml(3,7): error DS2001: Write c.",
            XDocument.Parse(Text(ReportFormat.JUnit, findings)).Descendants("failure").Single().Value);
    }

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
        var coloured = Text(ReportFormat.Text, Some(), new() { Colour = true });
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
            [
                "warning a.yaml no region", """error a.yaml {"startLine":3,"endLine":3}""",
                """error b.yaml {"startLine":3,"startColumn":7,"endLine":3}""",
            ],
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
    [InlineData(ReportFormat.GitLab)]
    public void Every_form_is_the_same_in_any_order_and_says_how_many_it_leaves_out(ReportFormat format)
    {
        var diagnostics = Some().Kept;
        Assert.Equal(Text(format, Of([.. diagnostics])), Text(format, Of([.. diagnostics.Reverse()])));
        // GitLab's form has no place for it.
        if (format == ReportFormat.GitLab)
            return;

        var many = new DiagnosticList();
        for (var i = 0; i < DiagnosticList.Limit + 7; i++)
            many.Add(First, new("a.yaml", i + 1), "x");
        var text = Text(format, many, change: r => r with { ListsAll = true });
        Assert.Matches("7 more findings|\"omitted\": 7,", text);
        Assert.DoesNotContain('\r', text);
    }

    [Fact]
    public void A_systematic_fault_is_told_once_with_its_number_and_hides_no_other()
    {
        var findings = new DiagnosticList();
        for (var i = 0; i < DiagnosticList.Limit + 7; i++)
            findings.Add(First, new("a.csv", i + 2, 1), () => "x", "age");
        findings.Add(First, new("b.csv", 1, 1), () => "y", "name");
        findings.Add(Second, new("c.txt", 1), "z");
        Assert.Equal(
            """
            a.csv(2,1): error DS2001: x
                × 10,007 in "age", first here; --all lists them.
                Mend: the value.
            b.csv(1,1): error DS2001: y
            c.txt(1): warning DS2002: z
                Look at it.

            """,
            Text(ReportFormat.Text, findings));
        Assert.Equal(3, Text(ReportFormat.GitHub, findings).Count(c => c == '\n'));
        Assert.Contains("x There are 10,007 of this kind.%0A", Text(ReportFormat.GitHub, findings), StringComparison.Ordinal);

        var ten = new DiagnosticList();
        for (var i = 0; i < 10; i++)
            ten.Add(First, new("a.csv", i + 2, 1), "x");
        Assert.Equal(11, Text(ReportFormat.Text, ten).Count(c => c == '\n'));
    }

    [Fact]
    public void Lists_joined_in_any_order_keep_the_first_of_each_kind()
    {
        DiagnosticList Joined(bool isReversed)
        {
            var whole = new DiagnosticList(limit: 5);
            foreach (var part in isReversed ? Enumerable.Range(0, 40).Reverse() : Enumerable.Range(0, 40))
            {
                var one = new DiagnosticList(whole);
                for (var i = 0; i < 3; i++)
                    one.Add(part < 20 ? First : Second, new("a.csv", part * 3 + i + 1), () => "x", part % 2 == 0 ? "even" : "odd");
                whole.AddRange(one);
            }
            return whole;
        }
        Assert.Equal(Joined(false).Sorted(), Joined(true).Sorted());
        Assert.Equal(
            ["1", "2", "3", "4", "5", "61", "64"],
            Joined(false).Sorted().Select(f => f.Location.Line.ToString(System.Globalization.CultureInfo.InvariantCulture)));
        Assert.Equal((60, 60, 113), (Joined(false).ErrorCount, Joined(false).WarningCount, Joined(false).OmittedCount));
    }

    [Fact]
    public void At_most_so_many_are_listed_errors_first()
    {
        var text = Text(ReportFormat.Text, Some(), change: r => r with { Most = 2 });
        Assert.DoesNotContain("DS2002: File", text, StringComparison.Ordinal);
        Assert.EndsWith("(1 more finding is not listed: 1 of DS2002.)\n", text, StringComparison.Ordinal);
        using var json = JsonDocument.Parse(Text(ReportFormat.Json, Some(), change: r => r with { Most = 2 }));
        Assert.Equal(1, json.RootElement.GetProperty("omitted").GetInt32());
        Assert.Equal(2, json.RootElement.GetProperty("findings").GetArrayLength());
    }

    [Fact]
    public void Counts_alone_are_a_line_a_rule() => Assert.Equal(
        "         2   error DS2001  A value fits, always\n         1 warning DS2002  A cell is no formula\n",
        Text(ReportFormat.Text, Some(), change: r => r with { CountsOnly = true }));

    [Theory]
    [InlineData(40)]
    [InlineData(80)]
    public void Lines_on_a_screen_break_at_spaces_alone(int width)
    {
        var findings = Of(new Diagnostic(First, new("seeds/notes/river.yaml", 6, 15), string.Join(' ', Enumerable.Repeat("word", 60))));
        var whole = Text(ReportFormat.Text, findings);
        foreach (var colour in new[] { false, true })
        {
            var text = Text(ReportFormat.Text, findings, new() { Width = width, Colour = colour });
            var plain = System.Text.RegularExpressions.Regex.Replace(text, "\e\\[[0-9]*m", "");
            AssertEx.All(plain.Split('\n'), l => Assert.True(l.Length <= width, l));
            Assert.Equal(
                whole.Split([' ', '\n'], StringSplitOptions.RemoveEmptyEntries),
                plain.Split([' ', '\n'], StringSplitOptions.RemoveEmptyEntries));
        }
    }

    [Fact]
    public void GitLab_tells_equal_findings_apart_and_those_that_moved_not()
    {
        string[] Fingerprints(params Diagnostic[] findings)
        {
            using var json = JsonDocument.Parse(Text(ReportFormat.GitLab, Of(findings)));
            return [.. json.RootElement.EnumerateArray().Select(f => f.GetProperty("fingerprint").GetString()!)];
        }
        var twice = Fingerprints(new Diagnostic(First, new("a.yaml", 3), "x"), new Diagnostic(First, new("a.yaml", 5), "x"));
        Assert.NotEqual(twice[0], twice[1]);
        Assert.Equal([twice[0]], Fingerprints(new Diagnostic(First, new("a.yaml", 9), "x")));
        Assert.Equal("[]\n", Text(ReportFormat.GitLab, Of()));
    }

    [Fact]
    public void Paths_are_told_as_the_repository_has_them()
    {
        var root = Path.GetFullPath("work");
        var finding = new Diagnostic(First, new("work/seeds/a.yaml", 3, 7), "x");
        foreach (var format in new[] { ReportFormat.GitHub, ReportFormat.GitLab, ReportFormat.Sarif })
        {
            var text = Text(format, Of(finding), new() { Root = root });
            Assert.Contains("seeds/a.yaml", text, StringComparison.Ordinal);
            Assert.DoesNotContain("work/", text, StringComparison.Ordinal);
            var outside = Of(finding with { Location = new("../a.yaml") });
            Assert.Contains("../a.yaml", Text(format, outside, new() { Root = root }), StringComparison.Ordinal);
        }
    }

    [Fact]
    public void A_summary_is_a_page_of_Markdown_that_nothing_escapes()
    {
        using var output = new StringWriter { NewLine = "\n" };
        var report = new Report("verify", "1.2.3", Of(new Diagnostic(First, new("a|b<i>.yaml", 3, 7), "[x](y) | z")))
        {
            Result = new("dist/a-1.0.0") { Outcome = "sound", Digest = "sha256:00", Tables = [new("notes", 1234, "sha256:11")] },
        };
        Reporters.Summary(new()).Write(report, output);
        Assert.Equal(
            """
            ### dataset verify

            dist/a-1.0.0 (sound): sha256:00

            | table | rows | digest |
            | --- | ---: | --- |
            | notes | 1,234 | sha256:11 |

            | | rule | where | finding | how many |
            | --- | --- | --- | --- | ---: |
            | error | DS2001 | a\|b\<i\>.yaml\(3,7\) | \[x\]\(y\) \| z | 1 |


            """,
            output.ToString());
    }

    [Theory]
    [InlineData(true, "toolConfigurationNotifications", 2)]
    [InlineData(false, "toolExecutionNotifications", 3)]
    public void Sarif_of_a_command_that_could_not_run_says_why(bool isUsage, string kind, int status)
    {
        using var json = JsonDocument.Parse(
            Text(ReportFormat.Sarif, Of(), change: r => r with { Problem = new("No such file.", status, isUsage) }));
        var invocation = json.RootElement.GetProperty("runs")[0].GetProperty("invocations")[0];
        Assert.False(invocation.GetProperty("executionSuccessful").GetBoolean());
        Assert.Equal(status, invocation.GetProperty("exitCode").GetInt32());
        Assert.Equal("No such file.", invocation.GetProperty(kind)[0].GetProperty("message").GetProperty("text").GetString());
    }

    [Fact]
    public void Sarif_explains_each_rule()
    {
        using var json = JsonDocument.Parse(Text(ReportFormat.Sarif, Of(new Diagnostic(Rules.QuoteNotFound, new("a.yaml", 1, 1), "x"))));
        var rule = json.RootElement.GetProperty("runs")[0].GetProperty("tool").GetProperty("driver").GetProperty("rules")[0];
        Assert.Equal(
            RuleExplanation.Of("DS4201")!.Why, rule.GetProperty("fullDescription").GetProperty("text").GetString());
        Assert.True(Uri.TryCreate(rule.GetProperty("helpUri").GetString(), UriKind.Absolute, out _));
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

    private static string Text(
        ReportFormat format, DiagnosticList findings, ReportStyle? style = null, Func<Report, Report>? change = null)
    {
        var report = new Report("validate", "1.2.3", findings);
        using var output = new StringWriter { NewLine = "\n" };
        Reporters.For(format, style ?? new()).Write(change?.Invoke(report) ?? report, output);
        return output.ToString();
    }
}
