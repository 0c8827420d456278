using System.Globalization;
using Dataset.Diagnostics;
using Dataset.Text;

namespace Dataset.Schemas.Patterns;

/// <summary>Takes a pattern apart (ECMA-262, section 22.2.1, with the flag u).</summary>
internal sealed class PatternParser(string source)
{
    /// <summary>The most groups inside each other, so that no pattern exhausts the stack.</summary>
    private const int MaximumDepth = 100;

    private readonly PatternEscapes escapes = new(source);
    private readonly HashSet<string> groupNames = new(StringComparer.Ordinal);
    private PatternProblem? problem;
    private int at;
    private int depth;

    public PatternNode? Parse(out PatternProblem? found)
    {
        PatternNode? root = null;
        if (source.Length > EcmaPattern.MaximumLength)
            NotRegular(EcmaPattern.MaximumLength, $"at most {EcmaPattern.MaximumLength} characters", $"{source.Length}");
        else
            root = Choice();
        if (root is not null && at < source.Length)
            root = NotEcma(at, "no ) without its (", "one");
        found = problem;
        return root;
    }

    private PatternNode? Choice()
    {
        var options = new List<PatternNode>();
        do
        {
            if (Sequence() is not { } option)
                return null;
            options.Add(option);
        }
        while (Take('|'));
        return options.Count == 1 ? options[0] : new PatternNode.Choice(options);
    }

    private PatternNode.Sequence? Sequence()
    {
        var parts = new List<PatternNode>();
        while (at < source.Length && source[at] is not ('|' or ')'))
        {
            var start = at;
            if (Atom() is not { } atom || Quantified(atom, start) is not { } part)
                return null;
            parts.Add(part);
        }
        return new PatternNode.Sequence(parts);
    }

    private PatternNode? Atom()
    {
        switch (source[at])
        {
            case '^': at++; return new PatternNode.Start();
            case '$': at++; return new PatternNode.End();
            case '.': at++; return new PatternNode.Character(CodePointSet.LineTerminators.Complement());
            case '(': return Group();
            case '[': return Class();
            case '\\': return escapes.TryReadAtom(ref at, out var set, out problem) ? new PatternNode.Character(set) : null;
            case '*' or '+' or '?': return NotEcma(at, "something to repeat before it", $"'{source[at]}'");
            case '{' or '}' or ']': return NotEcma(at, $"a backslash before a '{source[at]}' that is meant as such", "none");
            default: return new PatternNode.Character(Single(escapes.ReadCodePoint(ref at)));
        }
    }

    private PatternNode? Group()
    {
        var start = at++;
        if (++depth > MaximumDepth)
            return NotRegular(start, $"at most {MaximumDepth} groups inside each other", "one more");
        if (Take('?'))
        {
            if (Starts("=") || Starts("!") || Starts("<=") || Starts("<!"))
                return NotRegular(start, "no look-around", Written(start, at + (source[at] == '<' ? 2 : 1)));
            if (Take('<'))
            {
                var end = source.IndexOf('>', at);
                if (end <= at || !source.AsSpan(at, end - at).ToString().All(c => char.IsAsciiLetterOrDigit(c) || c is '_' or '$')
                    || char.IsAsciiDigit(source[at]))
                    return NotEcma(start, "a name in < > for the group", Written(start, Math.Min(source.Length, start + 8)));
                if (!groupNames.Add(source[at..end]))
                    return NotEcma(start, "each name for one group", $"{Written(at, end)} again");
                at = end + 1;
            }
            else if (!Take(':'))
            {
                return NotEcma(start, "(?: or (?<name>", Written(start, Math.Min(source.Length, start + 3)));
            }
        }
        if (Choice() is not { } body)
            return null;
        depth--;
        return Take(')') ? body : NotEcma(start, "a ) for this (", "none");
    }

    private PatternNode? Class()
    {
        var start = at++;
        var isNegated = Take('^');
        var ranges = new List<(int First, int Last)>();
        while (true)
        {
            if (at == source.Length)
                return NotEcma(start, "a ] for this [", "none");
            if (Take(']'))
                break;
            var first = at;
            if (!Member(out var set))
                return null;
            if (at + 1 < source.Length && source[at] == '-' && source[at + 1] != ']')
            {
                at++;
                if (!Member(out var to))
                    return null;
                if (!IsSingle(set) || !IsSingle(to) || set.Ranges[0].First > to.Ranges[0].First)
                    return NotEcma(first, "a range from a character to one that is not before it", Written(first, at));
                ranges.Add((set.Ranges[0].First, to.Ranges[0].First));
            }
            else
            {
                ranges.AddRange(set.Ranges);
            }
        }
        var members = CodePointSet.Of([.. ranges]);
        return new PatternNode.Character(isNegated ? members.Complement() : members);
    }

    private bool Member(out CodePointSet set)
    {
        if (source[at] == '\\')
            return escapes.TryReadClassMember(ref at, out set, out problem);
        set = Single(escapes.ReadCodePoint(ref at));
        return true;
    }

    private PatternNode? Quantified(PatternNode atom, int start)
    {
        var quantifier = at;
        int least;
        int? most;
        if (Take('*'))
            (least, most) = (0, null);
        else if (Take('+'))
            (least, most) = (1, null);
        else if (Take('?'))
            (least, most) = (0, 1);
        else if (Take('{'))
        {
            if (!Count(out least))
                return NotEcma(quantifier, "a count such as {2}, {2,} or {2,5}, or a backslash before a '{' that is meant as such", Written(
                    quantifier, at));
            most = least;
            if (Take(','))
                most = Count(out var limit) ? limit : null;
            if (!Take('}'))
                return NotEcma(quantifier, "a count such as {2}, {2,} or {2,5}", Written(quantifier, at));
            if (most < least)
                return NotEcma(quantifier, "a count whose end is not before its beginning", Written(quantifier, at));
            if (Math.Max(least, most ?? 0) > EcmaPattern.MaximumCount)
                return NotRegular(quantifier, $"counts of at most {EcmaPattern.MaximumCount}", Written(quantifier, at));
        }
        else
        {
            return atom;
        }
        Take('?');
        if (atom is PatternNode.Start or PatternNode.End)
            return NotEcma(start, "something to repeat that has characters", $"'{source[start]}'");
        // What has no characters holds or not, however often it is asked at one place.
        if (most == 0 || (least == 0 && !HasCharacters(atom)))
            return new PatternNode.Sequence([]);
        return HasCharacters(atom) ? new PatternNode.Repeat(atom, least, most) : atom;
    }

    private static bool HasCharacters(PatternNode node) => node switch
    {
        PatternNode.Sequence sequence => sequence.Parts.Any(HasCharacters),
        PatternNode.Choice choice => choice.Options.Any(HasCharacters),
        PatternNode.Character or PatternNode.Repeat => true,
        _ => false,
    };

    private bool Count(out int count)
    {
        var start = at;
        while (at < source.Length && char.IsAsciiDigit(source[at]))
            at++;
        count = 0;
        if (at == start)
            return false;
        if (!int.TryParse(source.AsSpan(start, at - start), NumberStyles.None, CultureInfo.InvariantCulture, out count))
            count = int.MaxValue;
        return true;
    }

    private bool Take(char c)
    {
        if (at >= source.Length || source[at] != c)
            return false;
        at++;
        return true;
    }

    private bool Starts(string text) => source.AsSpan(at).StartsWith(text, StringComparison.Ordinal);

    private string Written(int start, int end) => Printable.Quoted(source[start..Math.Min(end, source.Length)]);

    private PatternNode? NotEcma(int offset, string expected, string found) => Problem(Rules.PatternIsEcma, offset, expected, found);

    private PatternNode? NotRegular(int offset, string expected, string found) => Problem(Rules.PatternIsRegular, offset, expected, found);

    private PatternNode? Problem(Rule rule, int offset, string expected, string found)
    {
        problem = new PatternProblem(rule, offset, expected, found);
        return null;
    }

    private static CodePointSet Single(int codePoint) => CodePointSet.Of((codePoint, codePoint));

    private static bool IsSingle(CodePointSet set) => set.Ranges is [var (first, last)] && first == last;
}
