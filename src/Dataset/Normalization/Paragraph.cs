namespace Dataset.Normalization;

/// <summary>A paragraph of a normalised document and its place in the source.</summary>
/// <param name="Line">The line of the source on which it begins, 1-based.</param>
/// <param name="ByteStart">Its first byte in the source, after any white space.</param>
/// <param name="ByteEnd">The byte after its last in the source, before any white space. The recipe makes of these bytes this paragraph alone.</param>
/// <param name="Utf8Start">Its first byte in <see cref="NormalizedDocument.Utf8"/>.</param>
/// <param name="Utf8End">The byte after its last there.</param>
/// <param name="CodePoints">The length of its text in code points.</param>
public readonly record struct Paragraph(int Line, int ByteStart, int ByteEnd, int Utf8Start, int Utf8End, int CodePoints);
