using System.Text;
using Dataset.Schemas.Patterns;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;

namespace Dataset.Tests.Schemas.Patterns;

/// <summary>Two engines that have nothing in common, the library's over code points and .NET's over UTF-16, match the same texts.</summary>
public class PatternProperties
{
    private static readonly string[] Letters =
    [
        "a", "b", "0", "-", "_", " ", "\n", "é", "\u00a0", "٣", "中", "\uffff", "😀", "😁", "\U0010ffff",
    ];

    private static readonly string[] Atoms =
    [
        "a", "b", "0", "-", ".", "é", "中", "😀", "\\d", "\\D", "\\w", "\\W", "\\s", "\\S", "[a-c]", "[^a]", "[^\\s😀]", "[a-z\\d]",
        "[😀-😂é]", "[\\u{800}-\\u{FFFFF}]", "[^]", "^", "$", "",
    ];

    [Property(MaxTest = 1000)]
    public Property Table_walk_and_regex_agree() => Prop.ForAll(
        Pattern(3).ToArbitrary(),
        Gen.ArrayOf(Gen.ListOf(Gen.Elements(Letters)).Select(string.Concat), 12).ToArbitrary(),
        (source, texts) =>
        {
            var pattern = EcmaPattern.Parse(source);
            var matcher = new Utf8Pattern(pattern);
            // With room for hardly a row it walks state by state.
            var walker = new Utf8Pattern(pattern, maximumCells: 12);
            var regex = DotNetPattern.Compile(pattern);
            foreach (var text in texts)
            {
                var utf8 = Encoding.UTF8.GetBytes(text);
                var (isMatch, isTable, isWalk) = (regex.IsMatch(text), matcher.IsMatch(utf8), walker.IsMatch(utf8));
                Assert.True(
                    isMatch == isTable && isMatch == isWalk,
                    $"{source} and {text}: .NET says {isMatch}, the table {isTable}, the walk {isWalk}");
            }
        });

    [Property(MaxTest = 500)]
    public Property A_run_of_ASCII_and_the_table_agree() => Prop.ForAll(
        Gen.Elements("a", "[ab]", "[a-c0-9]", "\\d", "\\w", "[\\w-]").ToArbitrary(),
        Gen.Elements("*", "+", "?", "{2}", "{1,3}", "{2,}").ToArbitrary(),
        Gen.ArrayOf(Gen.ListOf(Gen.Elements(Letters)).Select(string.Concat), 12).ToArbitrary(),
        (set, count, texts) =>
        {
            var pattern = EcmaPattern.Parse($"^{set}{count}$");
            var (run, regex) = (AsciiRun.Of(pattern)!, DotNetPattern.Compile(pattern));
            // With a limit of its own it has no run.
            var table = new Utf8Pattern(pattern, maximumCells: 1 << 16);
            foreach (var text in texts.Concat(["", "a", "aa", "abc0"]))
            {
                var utf8 = Encoding.UTF8.GetBytes(text);
                Assert.Equal((regex.IsMatch(text), regex.IsMatch(text)), (run.IsMatch(utf8), table.IsMatch(utf8)));
            }
        });

    [Property(MaxTest = 300)]
    public Property Code_points_of_a_class_are_in_the_same_sets() => Prop.ForAll(
        Gen.ArrayOf(Gen.Choose(0, 0x10FFFF).Zip(Gen.Elements(0, 1, 63, 64, 4095, 70000))).ToArbitrary(),
        ranges =>
        {
            var cut = ranges.Select(r => (First: r.Item1, Last: Math.Min(CodePointSet.Last, r.Item1 + r.Item2))).ToList();
            var pattern = string.Concat(cut.Select(r => FormattableString.Invariant($"[\\u{{{r.First:X}}}-\\u{{{r.Last:X}}}]")));
            var classes = new CodePointClasses(new PatternStates(EcmaPattern.Parse(pattern)));
            var sets = cut.Select(r => CodePointSet.Of(r)).Append(CodePointSet.All).ToList();
            var edges = cut.SelectMany(r => new[] { r.First - 1, r.First, r.Last, r.Last + 1 });
            foreach (var edge in edges.Append(0).Append('a').Where(e => e is >= 0 and <= CodePointSet.Last))
                AssertEx.All(sets, s => Assert.Equal(s.Contains(edge), s.Contains(classes.Samples[classes.ClassOf(edge)])));
        });

    private static Gen<string> Pattern(int depth)
    {
        if (depth == 0)
            return Gen.Elements(Atoms);
        var inner = Pattern(depth - 1);
        return Gen.OneOf(
            Gen.Elements(Atoms),
            Gen.Elements("^[a-c]*$", "^[ab0-]{2,3}$", "^a+$", "^\\d{1}$", "^.{2}$"),
            Gen.ListOf(inner).Select(p => string.Concat(p.Take(4))),
            Gen.ListOf(inner).Select(p => "(?:" + string.Join("|", p.Take(3)) + ")"),
            from body in inner
            from count in Gen.Elements("*", "+", "?", "{2}", "{0,3}", "{1,}", "{2,3}?", "*?")
            select $"(?:{body}){count}");
    }
}
