namespace Dataset.Normalization.Passages;

internal enum TokenKind
{
    /// <summary>Letters, digits and marks in scripts that put spaces between words.</summary>
    Word,

    /// <summary>White space.</summary>
    Space,

    /// <summary>One character of any other kind: punctuation, a Han character, an invisible one.</summary>
    Other,
}
