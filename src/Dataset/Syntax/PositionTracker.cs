using Dataset.Diagnostics;

namespace Dataset.Syntax;

/// <summary>
/// Turns ascending byte offsets of one valid UTF-8 text into lines and columns (1-based, columns in code points). Each step costs
/// what lies between it and the step before. LF, CR LF and a lone CR end a line.
/// </summary>
internal struct PositionTracker(string displayPath, int firstLine = 1)
{
    private int offset;
    private int line = firstLine;
    private int column = 1;

    /// <summary>Whether a line is only the number of a row, and no text that a reader could find a column in.</summary>
    public bool IsOfRows { get; init; }

    /// <summary>Goes on from a place that is known.</summary>
    public PositionTracker(string displayPath, TextPlace start) : this(
        displayPath, start.Line) => (offset, column) = (start.Offset, start.Column);

    /// <param name="text">The same text at each call.</param>
    /// <param name="target">Not before the offset of the call before; bytes up to it are valid UTF-8.</param>
    public Location At(ReadOnlySpan<byte> text, int target)
    {
        for (; offset < target; offset++)
        {
            var b = text[offset];
            if (b == '\n' || (b == '\r' && (offset + 1 == text.Length || text[offset + 1] != '\n')))
            {
                line++;
                column = 1;
            }
            // Bytes 10xxxxxx continue a character; the CR of a CR LF goes with its line.
            else if ((b & 0xC0) != 0x80)
            {
                column++;
            }
        }
        return new Location(displayPath, line, IsOfRows ? 0 : column);
    }

    /// <summary>
    /// How many lines end in a text: of a CR LF that is cut in two, the half that ends this text is one, and so is the other.
    /// </summary>
    public static int LinesIn(ReadOnlySpan<byte> text)
    {
        var lines = text.Count((byte)'\n');
        for (var at = text.IndexOf((byte)'\r'); at >= 0;)
        {
            if (at + 1 == text.Length || text[at + 1] != '\n')
                lines++;
            var next = text[(at + 1)..].IndexOf((byte)'\r');
            at = next < 0 ? -1 : at + 1 + next;
        }
        return lines;
    }
}

/// <summary>A place in a text.</summary>
/// <param name="Offset">In bytes, 0-based.</param>
/// <param name="Line">1-based.</param>
/// <param name="Column">1-based, in code points.</param>
internal readonly record struct TextPlace(int Offset, int Line, int Column);
