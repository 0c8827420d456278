using System.Text;
using Dataset.Schemas.Patterns;

namespace Dataset.Tests.Schemas.Patterns;

public class EcmaPatternTests
{
    // What matches and what does not, by ECMA-262 with the flag u; where .NET's own flavour says otherwise, it is marked.
    [Theory]
    [InlineData("^abc$", "abc", "abc\n|xabc|abcd|")] // .NET's $ matches before a last line feed.
    [InlineData("^\\d+$", "0123", "٣|१|12a|")] // .NET's \d has the digits of all scripts.
    [InlineData("^\\w+$", "aZ_9", "é|ж|a b|")] // .NET's \w has all letters.
    [InlineData("^\\D$", "٣|a|😀", "3|ab")]
    [InlineData("^\\s$", " |\t|\n|\v|\u00a0|\ufeff|\u2028|\u3000", "\u0085|\u200b|a")] // .NET's \s has U+0085 and not U+FEFF.
    [InlineData("^\\S$", "\u0085|\u200b|a|😀", " |\ufeff")]
    [InlineData("^.$", "a|😀|\u0085", "\n|\r|\u2028|\u2029||ab")] // .NET's . leaves out \n alone and is half of 😀.
    [InlineData("^[^a]$", "b|😀|\n", "a|bb")]
    [InlineData("^[😀-😂]{2}$", "😁😂", "😁|a😁")]
    [InlineData("^\\u{1F600}\\uD83D\\uDE01\\x41\\cJ\\0$", "😀😁A\n\0", "😀😁A\n")]
    [InlineData("^[\\b\\-\\]\\\\^]+$", "\b-]\\^", "a|b")]
    [InlineData("^[a-c-e]+$", "abc-e", "d")]
    [InlineData("^[-a]+$", "-a", "b")]
    [InlineData("^[a-]+$", "-a", "b")]
    [InlineData("[]", "", "|a")]
    [InlineData("^[^]$", "a|\n|😀", "|ab")]
    [InlineData("^(a+)+$", "a|aaaa", "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!|")]
    [InlineData("b{2,3}?", "abbc|bbbbb", "abc|")]
    [InlineData("^(?:ab|c*)$", "ab|ccc|", "abc|b")]
    [InlineData("^(?<year>[0-9]{4})-[0-9]{2}$", "2020-01", "20-01")]
    [InlineData("^(a|)(b|)$", "a|b|ab|", "ba")]
    [InlineData("a^|b$", "b|ab", "a|ba|")]
    [InlineData("$^", "", "a")]
    [InlineData("^$|^a", "|a|ab", "b|ba")]
    [InlineData("", "|a|😀", null)]
    [InlineData("é", "né|é", "e|n")]
    [InlineData("a.{20}", "xa12345678901234567890", "a1234567890123456789")]
    [InlineData("^(?:){3}(?:a?){2}b{0}$", "|a|aa", "aaa|b")]
    [InlineData("^/\\/\\.\\|$", "//.|", "//..")]
    public void Patterns_match_what_ecma_262_says(string pattern, string matching, string? others)
    {
        var matcher = new Utf8Pattern(EcmaPattern.Parse(pattern));
        var regex = DotNetPattern.Compile(EcmaPattern.Parse(pattern));
        // A bar in a text stands for itself only where the pattern has one.
        string[] Split(string texts) => pattern.Contains("\\|", StringComparison.Ordinal) ? [texts] : texts.Split('|');
        if (pattern != "[]")
            AssertEx.All(Split(matching), t => Assert.True(matcher.IsMatch(Encoding.UTF8.GetBytes(t)) && regex.IsMatch(t), t));
        if (others is not null)
            AssertEx.All(Split(others), t => Assert.False(matcher.IsMatch(Encoding.UTF8.GetBytes(t)) || regex.IsMatch(t), t));
    }

    [Theory]
    [InlineData("(?=a)", "DS5021", 0, "no look-around", "\"(?=\"")]
    [InlineData("x(?<!a)", "DS5021", 1, "no look-around", "\"(?<!\"")]
    [InlineData("(?<x>a)(?<x>b)", "DS5020", 7, "each name for one group", "\"x\" again")]
    [InlineData("(?<x>a)|(?:(?<y>b)(?<x>c))", "DS5020", 18, "each name for one group", "\"x\" again")]
    [InlineData("(?<x>(?<x>a){0}){0}", "DS5020", 5, "each name for one group", "\"x\" again")]
    [InlineData("(a)\\1", "DS5021", 3, "no back-reference", "\\1")]
    [InlineData("(?<x>a)\\k<x>", "DS5021", 7, "no back-reference", "\\k")]
    [InlineData("\\bx", "DS5021", 0, "the characters that may surround a word", "the word boundary \\b")]
    [InlineData("[\\p{L}]", "DS5021", 1, "the characters written out, as the classes of Unicode change with its versions", "\\p")]
    [InlineData("a{1001}", "DS5021", 1, "counts of at most 1000", "\"{1001}\"")]
    [InlineData(
        "(a{1000}){1000}", "DS5021", 0,
        "a pattern of at most 1900 characters with its counts written out (lengths are what minLength and maxLength are for)", "1000000")]
    [InlineData("(?i)a", "DS5020", 0, "(?: or (?<name>", "\"(?i\"")]
    [InlineData("(?<1>a)", "DS5020", 0, "a name in < > for the group", "\"(?<1>a)\"")]
    [InlineData("a**", "DS5020", 2, "something to repeat before it", "'*'")]
    [InlineData("^*", "DS5020", 0, "something to repeat that has characters", "'^'")]
    [InlineData("(a", "DS5020", 0, "a ) for this (", "none")]
    [InlineData("a)", "DS5020", 1, "no ) without its (", "one")]
    [InlineData("[a", "DS5020", 0, "a ] for this [", "none")]
    [InlineData("[b-a]", "DS5020", 1, "a range from a character to one that is not before it", "\"b-a\"")]
    [InlineData("[\\d-z]", "DS5020", 1, "a range from a character to one that is not before it", "\"\\d-z\"")]
    [InlineData("a{2,1}", "DS5020", 1, "a count whose end is not before its beginning", "\"{2,1}\"")]
    [InlineData("a{x}", "DS5020", 1, "a count such as {2}, {2,} or {2,5}, or a backslash before a '{' that is meant as such", "\"{\"")]
    [InlineData("a]", "DS5020", 1, "a backslash before a ']' that is meant as such", "none")]
    [InlineData("\\-", "DS5020", 0, "an escape that ECMA-262 has with the flag u", "\"\\-\"")]
    [InlineData("\\u12", "DS5020", 0, "an escape that ECMA-262 has with the flag u", "\"\\u\"")]
    [InlineData("\\u{110000}", "DS5020", 0, "an escape that ECMA-262 has with the flag u", "\"\\u\"")]
    [InlineData("\\01", "DS5020", 0, "an escape that ECMA-262 has with the flag u", "\"\\0\"")]
    [InlineData("\\", "DS5020", 0, "a character after the backslash", "the end")]
    public void What_is_refused_is_named(string pattern, string rule, int offset, string expected, string found)
    {
        Assert.Null(EcmaPattern.Parse(pattern, out var problem));
        Assert.Equal((rule, offset, expected, found), (problem!.Rule.Id, problem.Offset, problem.Expected, problem.Found));
    }

    [Fact]
    public void Nesting_and_length_have_limits()
    {
        Assert.Null(EcmaPattern.Parse(new string('(', 2000) + new string(')', 2000), out var problem));
        Assert.Equal("at most 100 groups inside each other", problem!.Expected);
        Assert.Null(EcmaPattern.Parse(new string('a', 5000), out problem));
        Assert.Equal("at most 4096 characters", problem!.Expected);
    }

    [Theory]
    [InlineData("^(?:ab){0,N}$", 949)]
    [InlineData("^(?:(?:a|b){2}|c){N}$", 379)]
    [InlineData("(?:[^a]?){N}", 1000)]
    [InlineData("^(?:[äé]{0,2}){N}", 949)]
    [InlineData("^(?:a{0,N}b{N,})*$", 949)]
    [InlineData("(?:^a|$|){N}", 475)]
    public void The_largest_patterns_are_taken_by_both_engines(string pattern, int count)
    {
        var largest = EcmaPattern.Parse(pattern.Replace("N", $"{count}", StringComparison.Ordinal));
        Assert.Equal(DotNetPattern.Compile(largest).IsMatch("ab"), new Utf8Pattern(largest).IsMatch("ab"u8));
        Assert.Null(EcmaPattern.Parse(pattern.Replace("N", $"{count + 1}", StringComparison.Ordinal), out _));
    }

    // What has no characters is not repeated: a thousand times nothing is nothing, and asking one place twice tells no more.
    [Theory]
    [InlineData("(?:(?:(?:){1000}){1000}){1000}", "", 1)]
    [InlineData("^(?:(?:(?:^|$){1000}){1000}){1000}$", "", 8)]
    [InlineData("(?:(?:(?:){0,}){1000,}){5}a", "a", 2)]
    [InlineData("^(?:(?:(?:$^|){1000})*)*a{0}$", "", 3)]
    [InlineData("(?:(?:a{0}){1000}){1000}", "", 1)]
    [InlineData("^(?:(?:|||||^){1000}b){2}$", "bb", 30)]
    public void Repeats_of_nothing_come_to_nothing(string pattern, string text, int mostStates)
    {
        var parsed = EcmaPattern.Parse(pattern);
        Assert.InRange(new PatternStates(parsed).All.Count, 1, mostStates);
        Assert.True(new Utf8Pattern(parsed).IsMatch(Encoding.UTF8.GetBytes(text)));
        Assert.Matches(DotNetPattern.Compile(parsed), text);
    }

    [Theory]
    [InlineData("(?:a|b)*a(?:a|b){N}", 600)]
    [InlineData("(?:a?){N}a{N}", 900)]
    [InlineData("(?:(?:a|b|^|){3}c?){N}", 144)]
    [InlineData("^(?:|||||||a){N}$", 200)]
    [InlineData("(?:[^a]{0,3}[^b]{0,3}){N}", 300)]
    public void States_and_steps_grow_with_the_pattern_and_never_faster(string pattern, int count)
    {
        long StatesOf(int n) => new PatternStates(EcmaPattern.Parse(pattern.Replace("N", $"{n}", StringComparison.Ordinal))).All.Count;
        var (quarter, half, whole) = (StatesOf(count / 4), StatesOf(count / 2), StatesOf(count));
        Assert.InRange(whole, 1, EcmaPattern.MaximumSize * 3);
        Assert.Equal(2 * (half - quarter), whole - half);
    }

    [Fact]
    public async Task A_long_walk_can_be_stopped()
    {
        using var stop = new CancellationTokenSource();
        var pattern = new Utf8Pattern(EcmaPattern.Parse("(?:a|b)*a(?:a|b){900}c"), cancellation: stop.Token);
        var random = new Random(Seeds.OfThisRun());
        var text = Enumerable.Range(0, 10_000_000).Select(_ => (byte)"ab"[random.Next(2)]).ToArray();
        var walk = Task.Run(() => pattern.IsMatch(text), TestContext.Current.CancellationToken);
        await stop.CancelAsync();
        await Assert.ThrowsAsync<OperationCanceledException>(() => walk);
    }
}
