using System.Text;
using Dataset.Schemas.Patterns;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;

namespace Dataset.Tests.Schemas.Patterns;

/// <summary>Two engines that have nothing in common, the table over bytes and .NET's over UTF-16, match the same texts.</summary>
public class PatternProperties
{
    private static readonly string[] Letters = [
        "a", "b", "0", "-", "_", " ", "\n", "é", "\u00a0", "٣", "中", "\uffff", "😀", "😁", "\U0010ffff",
    ];

    private static readonly string[] Atoms =
    [
        "a", "b", "0", "-", ".", "é", "中", "😀", "\\d", "\\D", "\\w", "\\W", "\\s", "\\S", "[a-c]", "[^a]", "[^\\s😀]", "[a-z\\d]",
        "[😀-😂é]", "[\\u{800}-\\u{FFFFF}]", "[^]", "^", "$", "",
    ];

    [Property(MaxTest = 1000)]
    public Property Table_and_regex_agree() => Prop.ForAll(
        Pattern(3).ToArbitrary(),
        Gen.ArrayOf(Gen.ListOf(Gen.Elements(Letters)).Select(string.Concat), 12).ToArbitrary(),
        (source, texts) =>
        {
            var pattern = EcmaPattern.Parse(source);
            var matcher = new Utf8Pattern(pattern);
            var regex = DotNetPattern.Compile(pattern);
            foreach (var text in texts)
                Assert.True(
                    regex.IsMatch(text) == matcher.IsMatch(Encoding.UTF8.GetBytes(text)),
                    $"{source} and {text}: .NET says {regex.IsMatch(text)}");
        });

    [Property(MaxTest = 300)]
    public Property Sets_are_cut_into_utf8_without_loss() => Prop.ForAll(
        Gen.ArrayOf(Gen.Choose(0, 0x10FFFF).Zip(Gen.Elements(0, 1, 63, 64, 4095, 70000))).ToArbitrary(),
        ranges =>
        {
            var set = CodePointSet.Of([.. ranges.Select(r => (r.Item1, Math.Min(CodePointSet.Last, r.Item1 + r.Item2)))]);
            var runs = Utf8Sequences.Of(set).ToList();
            var count = runs.Sum(run => run.Aggregate(1L, (n, b) => n * (b.Last - b.First + 1)));
            Assert.Equal(set.ScalarRanges().Sum(r => r.Last - r.First + 1L), count);
            var edges = set.ScalarRanges().SelectMany(r => new[] { r.First, r.Last });
            foreach (var bytes in edges.Select(e => Encoding.UTF8.GetBytes(char.ConvertFromUtf32(e))))
                Assert.Contains(
                    runs,
                    run => run.Length == bytes.Length && run.Zip(bytes).All(p => p.First.First <= p.Second && p.Second <= p.First.Last));
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
