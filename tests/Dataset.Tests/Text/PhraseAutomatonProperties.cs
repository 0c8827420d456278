using System.Text;
using Dataset.Text;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;

namespace Dataset.Tests.Text;

public class PhraseAutomatonProperties
{
    private static readonly Arbitrary<string[]> Words = Arb.From(
        Gen.Elements("a", "b", "ab", "ba", "aab", "abab", "c").NonEmptyListOf().Select(w => w.ToArray()));

    [Property(MaxTest = 1000)]
    public Property It_is_always_in_the_longest_beginning_of_a_phrase_that_ends_there() => Prop.ForAll(Words, Words, (pieces, phrases) =>
    {
        var automaton = new PhraseAutomaton();
        foreach (var phrase in phrases)
            automaton.Add(Encoding.UTF8.GetBytes(phrase));
        automaton.Complete();
        var beginnings = phrases.SelectMany(p => Enumerable.Range(0, p.Length + 1).Select(n => p[..n])).Distinct().ToList();
        Assert.Equal(beginnings.Count, automaton.NodeCount);
        var (text, node) = (string.Concat(pieces), 0);
        for (var end = 1; end <= text.Length; end++)
        {
            node = automaton.Step(node, (byte)text[end - 1]);
            var longest = beginnings.Where(b => text[..end].EndsWith(b, StringComparison.Ordinal)).MaxBy(b => b.Length)!;
            Assert.Equal(automaton.Find(Encoding.UTF8.GetBytes(longest)), node);
        }
    });
}
