using System.Text;
using Dataset.Diagnostics;
using Dataset.Syntax;

namespace Dataset.Tests.Syntax;

public class YamlTreeTests
{
    [Fact]
    public void Values_keep_their_places_in_code_points()
    {
        var map = Assert.IsType<SourceMap>(
            Read("# comment\r\n😀é: {a: no, \"b\": [1.10, 'x']} # 😀\r\nc:\r\n  - null\r\n  - ~\r\n  -\r\n"));
        Assert.Equal(new Location("a.yaml", 2, 1), map.Location);
        Assert.Equal(("😀é", new Location("a.yaml", 2, 1)), (map.Entries[0].Key, map.Entries[0].KeyLocation));
        var inner = Assert.IsType<SourceMap>(map.Entries[0].Value);
        Assert.Equal(new Location("a.yaml", 2, 5), inner.Location);
        Assert.Equal(new SourceScalar(new Location("a.yaml", 2, 9), ScalarKind.Plain, "no"), inner.Entries[0].Value);
        Assert.Equal(
            [
                new SourceScalar(new Location("a.yaml", 2, 19), ScalarKind.Plain, "1.10"),
                new SourceScalar(new Location("a.yaml", 2, 25), ScalarKind.String, "x"),
            ],
            Assert.IsType<SourceList>(inner.Entries[1].Value).Items);
        Assert.Equal(
            [(4, ScalarKind.Null), (5, ScalarKind.Null), (6, ScalarKind.Null)],
            Assert.IsType<SourceList>(map.Find("c")!.Value).Items.Select(i => (i.Location.Line, ((SourceScalar)i).Kind)));
    }

    [Theory]
    [InlineData("a: |\n  x\n   y\n\n  z\n", "x\n y\n\nz\n")]
    [InlineData("a: >-\n  x\n  y\n\n  z\n", "x y\nz")]
    [InlineData("a: |-\r\n  x\r\n  y\r\n", "x\ny")]
    [InlineData("a: \"x\\u2028\\ty\\\n   z\"\n", "x\u2028\tyz")]
    [InlineData("a: 'it''s'\n", "it's")]
    [InlineData("a: x\n  y\n", "x y")]
    [InlineData("---\na: no\n...\n", "no")]
    [InlineData("a: 0870", "0870")]
    [InlineData("a: 12:30:60Z", "12:30:60Z")]
    public void Scalars_of_every_style_are_read(string yaml, string expected) =>
        Assert.Equal(expected, ((SourceScalar)((SourceMap)Read(yaml)).Find("a")!.Value).Text);

    [Theory]
    [InlineData("a: 1\nb: {a: 2, a: 3}\na: 4\n")]
    [InlineData("\"a\": 1\n\"\\u0061\": 2\n")]
    [InlineData("a: &x 1\nb: *x\n")]
    [InlineData("a: !!str 5\nb: ! x\nc: !<tag:x> y\n")]
    [InlineData("%YAML 1.2\n---\na: 1\n")]
    [InlineData("%TAG !e! tag:e:\n---\na: 1\n")]
    [InlineData("a: {b: 1}\n<<: {c: 2}\n")]
    [InlineData("a:\n\t- 1\nb: \"x\ty\t\"\n")]
    [InlineData("a: 1\n---\nb: 2\n")]
    [InlineData("a: 1\n...\n---\n")]
    [InlineData("a: 😀\0b\n")]
    [InlineData("a: 1\rb: 2\n")]
    [InlineData("a: x\u0085y\n")]
    [InlineData("a: 'é\u2028y'\n")]
    [InlineData("a: \uFFFE\n")]
    [InlineData("a: \u001b[31m\n")]
    [InlineData("? [a]\n: b\n")]
    [InlineData(": b\n")]
    [InlineData("a: NULL\n")]
    [InlineData("")]
    [InlineData("# nothing\n")]
    [InlineData("a: b: c\n")]
    [InlineData("a: @x\n")]
    [InlineData("a: 'x\n")]
    [InlineData("a: \"\\q\"\n")]
    [InlineData("a: \"\\ud800\"\n")]
    [InlineData("a:\n  b: 1\n c: 2\n")]
    [InlineData("- a\n-b\n")]
    [InlineData("a: [1 2}\n")]
    [InlineData("a: [1\nb: 2\n")]
    [InlineData("a: [1\n")]
    [InlineData("- id: a\n%b is a line that somebody wrote\n")]
    [InlineData("- id: a\n  title: The *best*: a story\n")]
    [InlineData("a: 'x'#y\n")]
    [InlineData("😀: &😀 'é😀' x\n")]
    [InlineData("a: *b\n")]
    public void What_goes_beyond_data_is_refused(string yaml) =>
        Approved.Findings(FindingsOf(Encoding.UTF8.GetBytes(yaml), out _), yaml);

    [Fact]
    public void Reading_goes_on_after_what_leaves_the_rest_readable()
    {
        FindingsOf("a: &x 1\nb: *x\nc: !!str 2\nc: 3\n<<: 4\nd: 5\n"u8, out var node);
        Assert.Equal("a=1 b= c=2 d=5", string.Join(' ', ((SourceMap)node!).Entries.Select(e => $"{e.Key}={((SourceScalar)e.Value).Text}")));
    }

    [Fact]
    public void What_is_quoted_in_a_finding_is_shortened()
    {
        var (name, key) = (new string('x', 1_000_000), new string('k', 1000));
        foreach (var yaml in new[] { $"a: &{name} b\n", $"a: *{name}\n", $"a: !{name} b\n", $"{key}: a\n{key}: b\n", $"a: 'b' {name}\n" })
        {
            var finding = Assert.Single(FindingsOf(Encoding.UTF8.GetBytes(yaml), out _));
            Assert.InRange(finding.Length, 30, 300);
            Assert.Contains("…", finding, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void A_key_has_a_limit()
    {
        var longest = new string('k', 1024);
        Assert.Empty(FindingsOf(Encoding.UTF8.GetBytes($"{longest}: a\n"), out _));
        Approved.Findings(FindingsOf(Encoding.UTF8.GetBytes($"{longest}k: a\n"), out _));
    }

    [Theory]
    [InlineData("[", "]")]
    [InlineData("{a: ", "}")]
    public void Nesting_ends_at_the_limit(string open, string close)
    {
        string Nested(int depth) => string.Concat(Enumerable.Repeat(open, depth)) + "1" + string.Concat(Enumerable.Repeat(close, depth));
        Assert.Empty(FindingsOf(Encoding.UTF8.GetBytes(Nested(64)), out _));
        Approved.Findings(FindingsOf(Encoding.UTF8.GetBytes(Nested(65)), out _), open + close);
        Assert.Single(FindingsOf(Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat("- ", 100_000))), out _));
        Assert.Single(FindingsOf(Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat("? ", 100_000))), out _));
    }

    [Fact]
    public void A_bomb_of_aliases_does_not_grow()
    {
        var yaml = new StringBuilder("a0: &a0 [x, x]\n");
        for (var i = 1; i < 60; i++)
            yaml.Append(System.Globalization.CultureInfo.InvariantCulture, $"a{i}: &a{i} [*a{i - 1}, *a{i - 1}]\n");
        Assert.Equal(60 + 2 * 59, FindingsOf(Encoding.UTF8.GetBytes(yaml.ToString()), out _).Count);
    }

    [Fact]
    public void Bytes_that_are_not_UTF8_are_named_with_their_offset()
    {
        Approved.Findings(FindingsOf([.. "a: x"u8, 0xE9, (byte)'\n'], out _), "Latin-1");
        Approved.Findings(FindingsOf([0xFF, 0xFE, (byte)'a', 0], out _), "UTF-16");
        Approved.Findings(FindingsOf("\uFEFFa: 1"u8, out var node), "byte-order mark");
        Assert.NotNull(node);
    }

    [Fact]
    public void No_other_mutation_of_each_run_does() =>
        No_mutation_of_a_file_makes_the_reader_fail_hang_or_stay_silent(Seeds.OfThisRun());

    [Theory]
    [InlineData(20261122)]
    public void No_mutation_of_a_file_makes_the_reader_fail_hang_or_stay_silent(int seed)
    {
        var random = new Random(seed);
        var whole = (
            "---\ntitle: \"x \\u00e9\" # c\nlist: [a, {b: 1}, 'c''d']\n"u8
            + "block: |-\n  x\n   y\n? k\n: - v\n  - ~\nend: >+\n  z\n\n"u8).ToArray();
        var pieces = new[]
        {
            "{", "}", "[", "]", ": ", "- ", "? ", "\n", " ", "|", ">", "'", "\"", "#", "&a ", "*a", "!t ", "%", "@", ",", "\\", "---\n",
            "...\n", "é", "😀", "\t", "\0", "\u0085",
        };
        for (var i = 0; i < 5_000; i++)
        {
            var bytes = whole.ToList();
            for (var edits = random.Next(1, 6); edits > 0; edits--)
            {
                var at = random.Next(bytes.Count + 1);
                if (random.Next(3) == 0 && at < bytes.Count)
                    bytes.RemoveRange(at, Math.Min(random.Next(1, 8), bytes.Count - at));
                else
                    bytes.InsertRange(at, Encoding.UTF8.GetBytes(pieces[random.Next(pieces.Length)]));
            }
            try
            {
                var findings = FindingsOf(bytes.ToArray(), out var node);
                Assert.True(node is not null || findings.Count > 0, "nothing read and nothing said");
                foreach (var finding in findings)
                    Assert.Matches(@"^a\.yaml\([0-9]+,[0-9]+\): ", finding);
            }
            catch (Exception e) when (e is not Xunit.Sdk.XunitException)
            {
                Assert.Fail($"seed {seed}, case {i}: {Convert.ToBase64String(bytes.ToArray())}: {e}");
            }
        }
    }

    private static SourceNode Read(string yaml)
    {
        Assert.Empty(FindingsOf(Encoding.UTF8.GetBytes(yaml), out var node));
        return node!;
    }

    private static List<string> FindingsOf(ReadOnlySpan<byte> yaml, out SourceNode? node)
    {
        var findings = new DiagnosticList();
        node = YamlTree.Read(yaml, "a.yaml", findings);
        return [.. findings.Kept.Select(f => f.ToString())];
    }
}
