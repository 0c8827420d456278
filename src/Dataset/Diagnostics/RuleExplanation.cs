using System.Text;

namespace Dataset.Diagnostics;

/// <summary>A rule explained: why it exists, what breaks it, and what is right instead.</summary>
/// <param name="Rule">The rule.</param>
/// <param name="Why">Why it exists, in a few sentences. Related rules share the text.</param>
/// <param name="Example">Input that breaks the rule; null where one line does not show it.</param>
/// <param name="Good">A line that keeps the rule; null where the remedy says it all.</param>
public sealed record RuleExplanation(Rule Rule, string Why, RuleExample? Example, string? Good)
{
    private static readonly Lazy<Dictionary<string, RuleExplanation>> All = new(Read);

    /// <summary>The explanation of the rule with this id, in capitals or not; null where there is no such rule.</summary>
    public static RuleExplanation? Of(string id) => All.Value.GetValueOrDefault(id.ToUpperInvariant());

    /// <summary>The rules, in order of their ids, in runs that share one text.</summary>
    internal static IEnumerable<IReadOnlyList<RuleExplanation>> Groups(IEnumerable<Rule> rules) =>
        rules.Select(r => Of(r.Id)).OfType<RuleExplanation>().GroupBy(e => e.Why, (_, g) => (IReadOnlyList<RuleExplanation>)[.. g]);

    private static Dictionary<string, RuleExplanation> Read()
    {
        var rules = Rules.All;
        var examples = Sections("examples.txt").ToDictionary(
            s => s.Heading, s => new RuleExample(s.Lines["at"], s.Lines.GetValueOrDefault("bad"), s.Lines["finding"]));
        return Sections("explanations.txt").SelectMany(
                s => s.Heading.Split(' ').SelectMany(ids => Named(rules, ids)),
                (s, r) => new RuleExplanation(r, s.Lines[""], examples.GetValueOrDefault(r.Id), s.Lines.GetValueOrDefault("good")))
            .ToDictionary(e => e.Rule.Id);
    }

    /// <summary>The rule of an id, or those from one to another: <c>PQ1001-PQ1006</c>.</summary>
    private static IEnumerable<Rule> Named(IReadOnlyList<Rule> rules, string ids)
    {
        var (first, last) = (ids[..6], ids[^6..]);
        var named = rules.Where(r => string.CompareOrdinal(first, r.Id) <= 0 && string.CompareOrdinal(r.Id, last) <= 0).ToList();
        return named.Count > 0 ? named : throw new InvalidDataException($"There is no rule {ids}.");
    }

    /// <summary>Sections of <c>## HEADING</c>, a line of text, and lines <c>name: value</c>.</summary>
    private static IEnumerable<(string Heading, Dictionary<string, string> Lines)> Sections(string resource)
    {
        using var reader = new StreamReader(
            typeof(RuleExplanation).Assembly.GetManifestResourceStream("Dataset.Diagnostics." + resource)!, Encoding.UTF8);
        foreach (var section in reader.ReadToEnd().Split("## ", StringSplitOptions.RemoveEmptyEntries))
        {
            var lines = section.TrimEnd('\n').Split('\n');
            yield return (lines[0], lines.Skip(1).Select(Named).ToDictionary(l => l.Name, l => l.Value));
        }

        static (string Name, string Value) Named(string line) =>
            line.IndexOf(": ", StringComparison.Ordinal) is > 0 and < 8 and var at && char.IsAsciiLetterLower(line[0])
                ? (line[..at], line[(at + 2)..])
                : ("", line);
    }
}

/// <summary>Input that breaks a rule, and the finding it gives; a test holds both to the fixtures.</summary>
/// <param name="Place">The file, with its line and column where it has them: <c>seeds/notes/bridge.yaml(10,40)</c>.</param>
/// <param name="Bad">The line there; null where the finding is about a whole file.</param>
/// <param name="Finding">What the finding says.</param>
public sealed record RuleExample(string Place, string? Bad, string Finding);
