namespace Dataset.Sources;

/// <summary>Where a document came from.</summary>
/// <param name="File">The file with its text, relative to the source folder, with <c>/</c> between names.</param>
/// <param name="Line">The 1-based line of its record in what is read of a file of many; 0 where the file is the document.</param>
public readonly record struct DocumentOrigin(string File, int Line);
