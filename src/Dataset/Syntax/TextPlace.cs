namespace Dataset.Syntax;

/// <summary>A place in a text.</summary>
/// <param name="Offset">In bytes, 0-based.</param>
/// <param name="Line">1-based.</param>
/// <param name="Column">1-based, in code points.</param>
internal readonly record struct TextPlace(int Offset, int Line, int Column);
