namespace Dataset.Normalization;

/// <summary>A code point of a text on its way through a recipe (before it is decoded: a byte), and the source bytes that it came from.</summary>
/// <param name="Value">The code point, or the byte.</param>
/// <param name="ByteStart">The first byte in the source.</param>
/// <param name="ByteEnd">The byte after the last.</param>
public readonly record struct TracedCodePoint(int Value, int ByteStart, int ByteEnd);
