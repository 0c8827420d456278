namespace Dataset.Benchmarks.Corpus;

/// <summary>One made-up article of the benchmark corpus.</summary>
/// <param name="Id">Fixed width, so that the ordinal order of ids is the order of indices.</param>
/// <param name="Outlet">Null for about one article in fifty, as in a real collection.</param>
/// <param name="Topics">One to four, in ordinal order; empty for about one article in forty.</param>
/// <param name="WordCount">Words between spaces and line ends of <paramref name="Text"/>.</param>
/// <param name="Text">Paragraphs with an empty line between them, no line end at the end; about 4 KB of UTF-8.</param>
public sealed record Article(
    string Id, string Title, string? Outlet, DateOnly Published, string Language, IReadOnlyList<string> Topics, int WordCount, string Text);
