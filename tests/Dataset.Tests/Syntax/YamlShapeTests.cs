using System.Text;
using Dataset.Diagnostics;
using Dataset.Syntax;

namespace Dataset.Tests.Syntax;

/// <summary>The shapes of the YAML project's own test suite, as far as they are data, in words of our own.</summary>
public class YamlShapeTests
{
    [Theory]
    // Plain scalars: what may begin one, what ends one, how lines are folded.
    [InlineData("a: -1\nb: ?x\nc: :y\n", "{a:'-1',b:'?x',c:':y'}")]
    [InlineData("a: x#y\nb: x #y\nc: http://x/y#z\n", "{a:'x#y',b:'x',c:'http://x/y#z'}")]
    [InlineData("a: x:y\n:: b\n", "{a:'x:y',':':'b'}")]
    [InlineData("a: x::\n", null)]
    [InlineData("a: The *best* %, a `story` @ 5 & more!\n", "{a:'The *best* %, a `story` @ 5 & more!'}")]
    [InlineData("a: one\n  two\n\n  three\n    four\n", "{a:'one two\\nthree four'}")]
    [InlineData("a: one\n  - two\n  # three\n", "{a:'one - two'}")]
    [InlineData("a: one,[two]{three}\n", "{a:'one,[two]{three}'}")]
    [InlineData("a b  c : d\n", "{'a b  c':'d'}")]
    [InlineData("one\n two\n", "'one two'")]
    [InlineData("a: %b\n", null)]
    [InlineData("a: @b\n", null)]
    [InlineData("a: `b\n", null)]
    [InlineData("a: ,b\n", null)]
    [InlineData("a: ]\n", null)]
    [InlineData("a: - b\n", null)]
    [InlineData("a: ? b\n", null)]
    [InlineData("a: b: c\n", null)]
    [InlineData("a: b *c: d\n", null)]
    [InlineData("a: b 'c': d\n", null)]
    [InlineData("a: b\n  c: d\n", null)]
    [InlineData("a: b # c\n  d\n", null)]
    [InlineData("a: b\n# c\n  d\n", null)]
    [InlineData("a\n", "'a'")]
    [InlineData("a\nb: c\n", null)]
    // Quotation marks.
    [InlineData("a: 'it''s \\n'\nb: \"\\x41\\u00e9\\U0001F600\\ud83d\\ude00\"\n", "{a:'it\\u0027s \\\\n',b:'Aé😀😀'}")]
    [InlineData("a: \"one \n  two\\\n  three \\\n   four\n\n\n  five\"\n", "{a:'one twothree four\\n\\nfive'}")]
    [InlineData("a: \"one\\\n\n  two \\\n \n\n  three\"\n", "{a:'one\\ntwo \\n\\nthree'}")]
    [InlineData("a: 'one\n\n  two '\n", "{a:'one\\ntwo '}")]
    [InlineData("a: \" \n  x\"\nb: ''\n", "{a:' x',b:''}")]
    [InlineData("'a': b\n\"c\" : d\n", "{a:'b',c:'d'}")]
    [InlineData("a: 'b\n---\nc'\n", null)]
    [InlineData("a: 'b\nc'\n", null)]
    [InlineData("a: \"b\nc\"\n", null)]
    [InlineData("a: 'b'#c\n", null)]
    [InlineData("a: \"b\"#c\n", null)]
    [InlineData("a: 'b'c\n", null)]
    [InlineData("a: \"b\" 'c'\n", null)]
    [InlineData("a: \"\\'\"\n", null)]
    [InlineData("a: \"\\x4\"\n", null)]
    [InlineData("a: \"\\U00110000\"\n", null)]
    [InlineData("a: \"\\udc00\\ud800\"\n", null)]
    [InlineData("'a\n b': c\n", null)]
    // Block scalars: headers, indents, what is kept at the end, folding.
    [InlineData("a: |\n  b\n\n  c\n\n\nd: e\n", "{a:'b\\n\\nc\\n',d:'e'}")]
    [InlineData("a: |+\n  b\n\nd: e\n", "{a:'b\\n\\n',d:'e'}")]
    [InlineData("a: |-\n  b\n\nd: e\n", "{a:'b',d:'e'}")]
    [InlineData("a: |2-\n    b\n   c\n", "{a:'  b\\n c'}")]
    [InlineData("a: |2\n    b\n  c\n    \nd: e\n", "{a:'  b\\nc\\n  \\n',d:'e'}")]
    [InlineData("|2\n    \n", "'  \\n'")]
    [InlineData("a: >+2 # c\n   b\n  c\n\n", "{a:' b\\nc\\n\\n'}")]
    [InlineData("a: >\n  b\n  c\n\n  d\n   e\n  f\n", "{a:'b c\\nd\\n e\\nf\\n'}")]
    [InlineData("a: >\n\n  b\n  # c\n # d\n", "{a:'\\nb # c\\n'}")]
    [InlineData("a: |\nb: >-\n\nc: |+\n\n", "{a:'',b:'',c:'\\n'}")]
    [InlineData("- |\n b\n- >\n  c\n", "['b\\n','c\\n']")]
    [InlineData("--- |\n%a\nb\n", "'%a\\nb\\n'")]
    [InlineData("a: |\n  b", "{a:'b\\n'}")]
    [InlineData("a: |0\n  b\n", null)]
    [InlineData("a: |10\n  b\n", null)]
    [InlineData("a: |--\n  b\n", null)]
    [InlineData("a: |x\n  b\n", null)]
    [InlineData("a: |#c\n  b\n", null)]
    [InlineData("a: | b\n", null)]
    [InlineData("a: |\n    \n  b\n", null)]
    [InlineData("a: |\n  b\n c\n", null)]
    [InlineData("a:\n|\n  b\n", null)]
    // Lists and mappings by their indents.
    [InlineData("a:\n- b\n-\n  c: d\n  e:\n  - f\n-\ng:\n", "{a:['b',{c:'d',e:['f']},null],g:null}")]
    [InlineData("- - a\n  - b\n- c: d\n  e: f\n-   - g\n", "[['a','b'],{c:'d',e:'f'},['g']]")]
    [InlineData("? a\n: b\n? c\n: - d\n  - e\n", "{a:'b',c:['d','e']}")]
    [InlineData("a:\n\n  # b\n\n  c: d\n # e\n\nf: g\n", "{a:{c:'d'},f:'g'}")]
    [InlineData("  a: b\n  c: d\n", "{a:'b',c:'d'}")]
    [InlineData("a: b\n c: d\n", null)]
    [InlineData(" a: b\nc: d\n", null)]
    [InlineData("a:\n  b: c\n d: e\n", null)]
    [InlineData("a:\n - b\n  - c\n", "{a:['b - c']}")]
    [InlineData("a:\n  - b\n - c\n", null)]
    [InlineData("- a\nb: c\n", null)]
    [InlineData("a: b\n- c\n", null)]
    [InlineData("a:\n- b\nc\n", null)]
    [InlineData("a: b\nc\n", null)]
    [InlineData("- a\n%b c\n", null)]
    [InlineData("- a\n b\n", "['a b']")]
    [InlineData("a: b\n}\n", null)]
    // Brackets.
    [InlineData("a: [b, 'c', \"d\", [e], {f: g},]\n", "{a:['b','c','d',['e'],{f:'g'}]}")]
    [InlineData("{a: b, c, 'd':e, f: , g: [h: i, 'j':k]}\n", "{a:'b',c:null,d:'e',f:null,g:[{h:'i'},{j:'k'}]}")]
    [InlineData("a: [\n  b c\n    d,\n\n  # e\n  f\n]\ng: {\n  h: i\n  }\n", "{a:['b c d','f'],g:{h:'i'}}")]
    [InlineData("{a\n b: c,\n# d\n 'e\n f': g}\n", "{'a b':'c','e f':'g'}")]
    [InlineData("a: {b:c, d:}\n", "{a:{'b:c':null,d:null}}")]
    [InlineData("[]\n", "[]")]
    [InlineData("{}\n", "{}")]
    [InlineData("[? a : b, c]\n", "[{a:'b'},'c']")]
    [InlineData("a: [b, , c]\n", null)]
    [InlineData("a: [,]\n", null)]
    [InlineData("a: [b c: d\n  e]\n", "{a:[{'b c':'d e'}]}")]
    [InlineData("a: [b\n  c: d]\n", null)]
    [InlineData("a: [b\n", null)]
    [InlineData("a: [b}\n", null)]
    [InlineData("a: [b]]\n", null)]
    [InlineData("a: [b] c\n", null)]
    [InlineData("a: [b]#c\n", null)]
    [InlineData("a: [b,#c\n  d]\n", null)]
    [InlineData("a: [\nb]\n", null)]
    [InlineData("a:\n  b: [c,\n  d]\n", null)]
    [InlineData("a: [b\n---\n]\n", null)]
    [InlineData("a: ['b' 'c']\n", null)]
    [InlineData("a: ['b'c]\n", null)]
    [InlineData("a: [- b]\n", null)]
    [InlineData("a: [%b, @c]\n", null)]
    [InlineData("a: [|]\n", null)]
    [InlineData("a: {b: c d: e}\n", null)]
    // Documents.
    [InlineData("# a\n---\n# b\nc: d\n... # e\n# f\n", "{c:'d'}")]
    [InlineData("--- a\n", "'a'")]
    [InlineData("---a: b\n", "{'---a':'b'}")]
    [InlineData("--- a: b\n", null)]
    [InlineData("--- - a\n", null)]
    [InlineData("a: b\n... c\n", null)]
    [InlineData("a: b\n...\n%c\n", null)]
    [InlineData("%YAML 1.2\na: b\n", null)]
    [InlineData("%RESERVED x\n---\na: b\n", null)]
    [InlineData("%b\n", null)]
    [InlineData("...\n", null)]
    public void Shapes_are_taken_as_YAML_1_2_says(string yaml, string? tree)
    {
        foreach (var text in new[] { yaml, yaml.Replace("\n", "\r\n", StringComparison.Ordinal) })
        {
            var findings = new DiagnosticList();
            var node = YamlTree.Read(Encoding.UTF8.GetBytes(text), "a.yaml", findings);
            if (tree is null)
            {
                Assert.True(findings.HasErrors, $"{text} is taken for {(node is null ? "nothing" : TreeOf(node))}");
                AssertEx.All(findings.Kept, d => Assert.StartsWith("Expected ", d.Message, StringComparison.Ordinal));
            }
            else
            {
                // A comment that may have been meant as text is a warning, and a comment.
                Assert.DoesNotContain(findings.Kept, f => f.Rule != Rules.CommentIsMeant);
                Assert.Equal(tree, TreeOf(node!));
            }
        }
    }

    private static string TreeOf(SourceNode node) => node switch
    {
        SourceMap map => "{" + string.Join(',', map.Entries.Select(e => $"{KeyOf(e.Key)}:{TreeOf(e.Value)}")) + "}",
        SourceList list => "[" + string.Join(',', list.Items.Select(TreeOf)) + "]",
        SourceScalar { Kind: ScalarKind.Null } => "null",
        SourceScalar scalar => Quoted(scalar.Text),
        _ => throw new InvalidOperationException(),
    };

    private static string KeyOf(string key) => key.All(char.IsAsciiLetter) ? key : Quoted(key);

    private static string Quoted(string text) => "'" + text
        .Replace("\\", "\\\\", StringComparison.Ordinal).Replace("'", "\\u0027", StringComparison.Ordinal)
        .Replace("\n", "\\n", StringComparison.Ordinal) + "'";
}
