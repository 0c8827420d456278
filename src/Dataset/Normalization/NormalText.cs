using System.Runtime.CompilerServices;
using Dataset.Text;

namespace Dataset.Normalization;

/// <summary>
/// Texts that the recipe <c>text-1</c> leaves as they are, but for a byte-order mark before them and line ends after them: most of those
/// that a machine has written. They are gone through once, and looked at only where they are not printable ASCII.
/// </summary>
internal static class NormalText
{
    private const CodePointTraits Wanting =
        CodePointTraits.MayNotBeNfc | CodePointTraits.WhiteSpace | CodePointTraits.NoBreakSpace | CodePointTraits.Noted;

    /// <summary>Whether normalising gives these very bytes, and has nothing to say of them.</summary>
    /// <param name="utf8">Valid UTF-8.</param>
    public static bool Is(ReadOnlySpan<byte> utf8) =>
        utf8.Length <= NormalizedDocument.MaximumSourceInBytes && TryTake(utf8, 0, null) && utf8[^1] != '\n';

    /// <summary>
    /// Takes the text where nothing in it has to change and nothing is to be said of it; else false, and what the target holds means
    /// nothing.
    /// </summary>
    /// <param name="source">Valid UTF-8.</param>
    /// <param name="start">Where the text begins, after a byte-order mark.</param>
    /// <param name="target">An empty document; null only to ask.</param>
    public static bool TryTake(ReadOnlySpan<byte> source, int start, NormalizedDocument? target)
    {
        var end = source.LastIndexOfAnyExcept((byte)'\n') + 1;
        if (end <= start || IsBlank(source[start]) || IsBlank(source[end - 1]))
            return false;
        var (at, line) = (start, 1);
        // Of the current paragraph: its first byte, its line, and the bytes of it that do not begin a code point.
        var (first, firstLine, continuations) = (start, 1, 0);
        while (source[at..end].IndexOfAnyExceptInRange((byte)' ', (byte)'~') is >= 0 and var plain)
        {
            at += plain;
            if (source[at] >= 0x80)
            {
                do
                {
                    if ((TraitsOf(Utf8Reader.Read(source, at, out var length)) & Wanting) != 0)
                        return false;
                    at += length;
                    continuations += length - 1;
                }
                while (at < end && source[at] >= 0x80);
                continue;
            }
            // Neither the first byte nor the last is a line end, so there is one on either side.
            if (source[at] != '\n' || source[at - 1] == ' ' || source[at + 1] == ' ')
                return false;
            line++;
            at++;
            if (source[at] != '\n')
                continue;
            target?.Add(ParagraphOf(firstLine, first, at - 1, start, continuations));
            line++;
            at++;
            if (IsBlank(source[at]))
                return false;
            (first, firstLine, continuations) = (at, line, 0);
        }
        target?.Add(ParagraphOf(firstLine, first, end, start, continuations));
        target?.Buffer.AddRange(source[start..end]);
        return true;
    }

    /// <summary>What of a code point may have to change, or to be said.</summary>
    public static CodePointTraits TraitsOf(int codePoint) => IsPlain(codePoint)
        ? CodePointTraits.None
        : NormalizationTables.TraitsOf(codePoint);

    private static Paragraph ParagraphOf(int line, int first, int end, int start, int continuations) =>
        new(line, first, end, first - start, end - start, end - first - continuations);

    private static bool IsBlank(byte value) => value is (byte)' ' or (byte)'\n';

    /// <summary>
    /// Whether it is one of the many that need no look into the tables: Latin, the punctuation of most scripts, Han, Hangul.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool IsPlain(int codePoint) =>
        codePoint is (> 0xA0 and < 0x0300) or (>= 0x2010 and <= 0x2027) or (>= 0x2030 and <= 0x205E) or (>= 0x3400 and <= 0x9FFF)
            || Hangul.IsSyllable(codePoint);
}
