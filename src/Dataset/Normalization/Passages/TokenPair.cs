namespace Dataset.Normalization.Passages;

/// <summary>A token of the quote and the one of the text that answers to it; null where the other has none.</summary>
internal readonly record struct TokenPair(Token? Quote, Token? Text)
{
    public bool IsSame => Quote?.Text == Text?.Text;

    /// <summary>Whether the two are taken for one another.</summary>
    public bool IsAlike => Quote is not null && Text is not null && Quote.Folded == Text.Folded;
}
