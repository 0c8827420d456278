using System.Globalization;
using Dataset.Diagnostics;
using Dataset.Unicode;

namespace Dataset.Normalization;

/// <summary>
/// Turns bytes of a source into lines and columns, one after another in ascending order. Lines end as the recipe ends them; columns count
/// code points, without a byte-order mark.
/// </summary>
/// <param name="source">The source's bytes, of whatever encoding.</param>
/// <param name="text">The place of the text.</param>
internal ref struct TextPlaces(ReadOnlySpan<byte> source, Location text)
{
    private readonly ReadOnlySpan<byte> source = source;
    private int line = 1;
    private int lineStart = source.StartsWith("\uFEFF"u8) ? 3 : 0;

    /// <summary>The place of a byte, and what to say of it in a message where the text stands within a record: empty, or words to append.</summary>
    public (Location Location, string Within) At(int offset)
    {
        while (true)
        {
            var length = source[lineStart..Math.Max(offset, lineStart)].IndexOfAny((byte)'\n', (byte)'\r');
            if (length < 0)
                break;
            var end = lineStart + length;
            var next = end + (source[end] == '\r' && end + 1 < source.Length && source[end + 1] == '\n' ? 2 : 1);
            // The LF of a CRLF is still of the line that it ends.
            if (next > offset)
                break;
            (line, lineStart) = (line + 1, next);
        }
        var column = CodePoints.Count(source[Math.Min(lineStart, offset)..offset]) + 1;
        return text.Line == 0
            ? (new(text.Path, line, column), "")
            : (text, string.Create(CultureInfo.InvariantCulture, $" (line {line}, column {column} of the text)"));
    }
}
