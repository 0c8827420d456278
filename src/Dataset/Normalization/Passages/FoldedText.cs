using System.Text;
using Dataset.Text;

namespace Dataset.Normalization.Passages;

/// <summary>
/// A text folded, with the way back: each folded character knows the byte at which it was. White space is one space for each run.
/// </summary>
internal sealed class FoldedText : IDisposable
{
    private static readonly byte[] Ascii = [.. Enumerable.Range(0, 0x80).Select(FoldAscii)];

    private readonly PooledList<int> characters = new();
    private readonly PooledList<int> offsets = new();

    public ReadOnlySpan<int> Characters => characters.Span;

    /// <summary>For each folded character the first byte of what it was folded from.</summary>
    public ReadOnlySpan<int> Offsets => offsets.Span;

    /// <summary>Folds a text; what was there before is gone.</summary>
    /// <param name="utf8">Valid UTF-8.</param>
    public void Set(ReadOnlySpan<byte> utf8)
    {
        characters.Truncate(0);
        offsets.Truncate(0);
        Span<int> folded = stackalloc int[CharacterFolding.MaximumLength];
        var previous = (int)' ';
        for (var i = 0; i < utf8.Length;)
        {
            if (utf8[i] < 0x80)
            {
                var ascii = Ascii[utf8[i]];
                if (ascii != ' ' || previous != ' ')
                {
                    characters.Add(ascii);
                    offsets.Add(i);
                    previous = ascii;
                }
                i++;
                continue;
            }
            var count = CharacterFolding.Fold(Utf8Reader.Read(utf8, i, out var length), folded);
            foreach (var character in folded[..count])
            {
                if (character == ' ' && previous == ' ')
                    continue;
                characters.Add(character);
                offsets.Add(i);
                previous = character;
            }
            i += length;
        }
    }

    public void Dispose()
    {
        characters.Dispose();
        offsets.Dispose();
    }

    private static byte FoldAscii(int character)
    {
        Span<int> folded = stackalloc int[CharacterFolding.MaximumLength];
        CharacterFolding.Fold(character, folded);
        return (byte)folded[0];
    }
}

/// <summary>
/// Makes characters alike that people take for one another when they copy: letter case, accents, curly and straight quotation marks,
/// kinds of dashes and spaces, full width, the ellipsis. Only for the search of what was meant; nothing folded reaches a release.
/// </summary>
internal static class CharacterFolding
{
    /// <summary>The most code points that one folds to.</summary>
    public const int MaximumLength = 3;

    /// <summary>What a character folds to: the number of code points written, 0 where it is invisible or a mark.</summary>
    public static int Fold(int codePoint, Span<int> target)
    {
        target[0] = codePoint;
        if (codePoint < 0x80)
        {
            if (codePoint is >= 'A' and <= 'Z')
                target[0] = codePoint | 0x20;
            else if (codePoint == '`')
                target[0] = '\'';
            else if (CodePoints.IsWhiteSpace(codePoint))
                target[0] = ' ';
            return 1;
        }
        switch (codePoint)
        {
            case 0x2026:
                target[..3].Fill('.');
                return 3;
            case 0xAB or 0xBB or (>= 0x201C and <= 0x201F) or 0x2033 or 0xFF02 or 0x300C or 0x300D:
                target[0] = '"';
                return 1;
            case 0xB4 or (>= 0x2018 and <= 0x201B) or 0x2032 or 0x2039 or 0x203A or 0xFF07:
                target[0] = '\'';
                return 1;
            case (>= 0x2010 and <= 0x2015) or 0x2212 or 0xFF0D:
                target[0] = '-';
                return 1;
            case >= 0xFF01 and <= 0xFF5E:
                return Fold(codePoint - 0xFEE0, target);
        }
        if (CodePoints.IsWhiteSpace(codePoint))
        {
            target[0] = ' ';
            return 1;
        }
        if (IsIgnored(codePoint))
            return 0;
        // An accented letter is its base letter.
        while (!Hangul.IsSyllable(codePoint) && (NormalizationTables.TraitsOf(codePoint) & CodePointTraits.Decomposes) != 0)
            codePoint = NormalizationTables.Decompose(codePoint)[0];
        target[0] = Rune.IsValid(codePoint) ? Rune.ToLowerInvariant(new Rune(codePoint)).Value : codePoint;
        return 1;
    }

    /// <summary>Whether the character is not seen, or only as a mark on another.</summary>
    public static bool IsIgnored(int codePoint) =>
        codePoint is 0xAD or (>= 0x200B and <= 0x200F) or (>= 0x2060 and <= 0x2064) or (>= 0xFE00 and <= 0xFE0F) or CodePoints.ByteOrderMark
            || CodePoints.IsBidirectionalControl(codePoint)
            || (NormalizationTables.TraitsOf(codePoint) & CodePointTraits.Reorders) != 0;
}
