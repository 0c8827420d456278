namespace Dataset.Schemas.Patterns;

/// <summary>A pattern taken apart.</summary>
internal abstract record PatternNode
{
    /// <summary>One code point of a set.</summary>
    public sealed record Character(CodePointSet Set) : PatternNode;

    /// <summary>One after another; none for the empty text.</summary>
    public sealed record Sequence(IReadOnlyList<PatternNode> Parts) : PatternNode;

    /// <summary>One of several.</summary>
    public sealed record Choice(IReadOnlyList<PatternNode> Options) : PatternNode;

    /// <summary>Some times; <paramref name="Most"/> is null where there is no end.</summary>
    public sealed record Repeat(PatternNode Body, int Least, int? Most) : PatternNode;

    /// <summary><c>^</c>.</summary>
    public sealed record Start : PatternNode;

    /// <summary><c>$</c>.</summary>
    public sealed record End : PatternNode;
}
