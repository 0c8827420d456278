namespace Dataset.Normalization.Quotes;

/// <summary>Where a quote stands, or why it has no place.</summary>
/// <param name="Outcome">How the search ended; the other values hold only where it is <see cref="QuoteOutcome.Found"/>.</param>
/// <param name="Paragraph">The 0-based index of its paragraph.</param>
/// <param name="Start">Its first code point in the paragraph's text.</param>
/// <param name="End">The code point after its last.</param>
public readonly record struct QuotePlace(QuoteOutcome Outcome, int Paragraph, int Start, int End);
