using Dataset.Tables;
using Dataset.Unicode;

namespace Dataset.Normalization.Passages;

/// <summary>A text folded, with the way back: each folded character knows the byte at which it stood. White space is one space for each run.</summary>
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
