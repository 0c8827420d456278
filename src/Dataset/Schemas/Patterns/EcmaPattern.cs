using Dataset.Diagnostics;

namespace Dataset.Schemas.Patterns;

/// <summary>
/// A regular expression of ECMA-262 with the flag u and no other, the flavour of JSON Schema (draft-07 validation, section 6.3.3), which
/// matches when it matches somewhere in a text.
/// </summary>
/// <remarks>
/// Taken: literal characters, <c>.</c>, classes, <c>\d \D \w \W \s \S</c>, the escapes of characters, groups of all kinds that only
/// group, <c>|</c>, <c>* + ? {n} {n,} {n,m}</c> (n and m up to <see cref="MaximumCount"/>) greedy or lazy, which is the same where only
/// the fact of a match counts, and <c>^ $</c>. Refused as not regular: look-arounds, back-references. Refused for other reasons:
/// <c>\b \B</c> (of ASCII words alone, seldom what is meant) and <c>\p{…}</c> (its meaning changes with the version of Unicode).
/// </remarks>
internal sealed class EcmaPattern
{
    /// <summary>The greatest count in braces.</summary>
    public const int MaximumCount = 1000;

    /// <summary>The most characters that a pattern may come to with its counts written out; what is none counts as one too.</summary>
    public const int MaximumSize = 1900;

    /// <summary>The most characters of a pattern.</summary>
    public const int MaximumLength = 4096;

    private EcmaPattern(string source, PatternNode root, int size) => (Source, Root, Size) = (source, root, size);

    public string Source { get; }

    public PatternNode Root { get; }

    /// <summary>How many characters the pattern has with its counts written out, and at least its own length.</summary>
    public int Size { get; }

    /// <summary>The pattern, or null with the problem.</summary>
    public static EcmaPattern? Parse(string source, out PatternProblem? problem)
    {
        var root = new PatternParser(source).Parse(out problem);
        var size = root is null ? 0 : SizeOf(root);
        if (size > MaximumSize)
        {
            problem = new PatternProblem(
                Rules.PatternIsRegular, 0,
                $"a pattern of at most {MaximumSize} characters with its counts written out "
                    + "(lengths are what minLength and maxLength are for)",
                $"{size}");
        }
        return root is null || problem is not null ? null : new EcmaPattern(source, root, Math.Max(source.Length, (int)size));
    }

    /// <summary>The pattern, which was found to be right before.</summary>
    public static EcmaPattern Parse(string source) =>
        Parse(source, out var problem) ?? throw new ArgumentException($"{problem!.Found} at {problem.Offset} of {source}.", nameof(source));

    /// <summary>How many characters the node comes to, counted no further than a billion, so that nothing overflows.</summary>
    private static long SizeOf(PatternNode node) => Math.Clamp(
        node switch
        {
            PatternNode.Sequence sequence => sequence.Parts.Sum(SizeOf),
            PatternNode.Choice choice => choice.Options.Sum(SizeOf),
            PatternNode.Repeat repeat => SizeOf(repeat.Body) * Math.Max(1, repeat.Most ?? repeat.Least),
            _ => 1,
        },
        1, 1_000_000_000);
}

/// <summary>Why a text is no pattern that can be used.</summary>
/// <param name="Rule">Not ECMA-262, or not regular.</param>
/// <param name="Offset">In UTF-16 units, from 0.</param>
/// <param name="Expected">What could be there.</param>
/// <param name="Found">What is there.</param>
internal sealed record PatternProblem(Rule Rule, int Offset, string Expected, string Found);
