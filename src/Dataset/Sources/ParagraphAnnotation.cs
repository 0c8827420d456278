using Dataset.Diagnostics;

namespace Dataset.Sources;

/// <summary>What a curator wrote of one paragraph of a document.</summary>
/// <param name="Begins">The paragraph's first words, as they stand in its normalised text.</param>
/// <param name="Number">Its 1-based number, or null where <paramref name="Begins"/> alone tells it.</param>
/// <param name="Role">What it is, such as <c>headline</c>; null where it is running text.</param>
/// <param name="Row">The row of <see cref="DocumentBatch.Annotations"/> with the other curated columns.</param>
/// <param name="Location">Of <paramref name="Begins"/>.</param>
public sealed record ParagraphAnnotation(string Begins, int? Number, string? Role, int Row, Location Location);
