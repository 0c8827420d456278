using Dataset.Text;

namespace Dataset.Normalization.Passages;

/// <summary>
/// Finds the stretch of a document that has most in common with some words: the window, as long as the words, that shares most of their
/// short runs of folded characters. One pass over the document, whatever the words are.
/// </summary>
internal sealed class PassageSearch : IDisposable
{
    private const int HashBits = 14;

    /// <summary>
    /// A paragraph is folded in pieces of so many bytes, so that a text of one endless paragraph takes no more memory than another.
    /// </summary>
    private const int PieceInBytes = 64 << 10;

    private readonly FoldedText sought = new();
    private readonly FoldedText text = new();
    private readonly PooledList<int> grams = new();
    private readonly short[] wanted = new short[1 << HashBits];
    private readonly short[] seen = new short[1 << HashBits];

    /// <summary>The best window, or null where no run of the words occurs anywhere.</summary>
    /// <param name="document">Where to search.</param>
    /// <param name="words">What to search, as valid UTF-8.</param>
    /// <param name="onlyBeginnings">Whether only the beginnings of paragraphs count.</param>
    public Window? Find(NormalizedDocument document, ReadOnlySpan<byte> words, bool onlyBeginnings)
    {
        sought.Set(words);
        var length = sought.Characters.Length;
        var gramLength = length < 8 ? Math.Min(length, 2) : 3;
        if (gramLength == 0)
            return null;
        Array.Clear(wanted);
        for (var i = 0; i + gramLength <= length; i++)
            wanted[Hash(sought.Characters.Slice(i, gramLength))]++;

        var (best, bestScore) = (default(Window?), 0);
        for (var i = 0; i < document.Paragraphs.Length; i++)
        {
            var utf8 = document.Utf8Of(i);
            if (onlyBeginnings)
                utf8 = utf8[..EndOf(utf8, words.Length + words.Length / 2 + 16)];
            // Pieces overlap, so that what lies over the end of one is whole in the next.
            for (var from = 0; from < utf8.Length; from = EndOf(utf8, from + PieceInBytes))
            {
                var piece = utf8[from..EndOf(utf8, from + PieceInBytes + 4 * words.Length)];
                text.Set(piece);
                var (start, end, score) = BestOf(gramLength, length - gramLength + 1);
                if (score <= bestScore)
                    continue;
                var offsets = text.Offsets;
                best = new(i, from + offsets[start], from + (end < offsets.Length ? offsets[end] : piece.Length));
                bestScore = score;
                // Nothing can be more alike than all of it.
                if (score == length - gramLength + 1)
                    return best;
            }
        }
        return best;
    }

    public void Dispose()
    {
        sought.Dispose();
        text.Dispose();
        grams.Dispose();
    }

    /// <summary>The window of so many runs with the highest score in the folded text, as a range of folded characters.</summary>
    private (int Start, int End, int Score) BestOf(int gramLength, int windowLength)
    {
        var characters = text.Characters;
        grams.Truncate(0);
        for (var i = 0; i + gramLength <= characters.Length; i++)
            grams.Add(Hash(characters.Slice(i, gramLength)));
        var (best, bestEnd, score) = (0, 0, 0);
        var items = grams.Span;
        for (var i = 0; i < items.Length; i++)
        {
            // A run counts as often as the words have it.
            if (wanted[items[i]] > 0 && seen[items[i]]++ < wanted[items[i]])
                score++;
            if (i >= windowLength)
            {
                var left = items[i - windowLength];
                if (wanted[left] > 0 && --seen[left] < wanted[left])
                    score--;
            }
            if (score > best)
                (best, bestEnd) = (score, i + 1);
        }
        foreach (var gram in items)
            seen[gram] = 0;
        return (Math.Max(0, bestEnd - windowLength), Math.Min(characters.Length, bestEnd + gramLength - 1), best);
    }

    /// <summary>The place, brought into the text and moved on to between two code points.</summary>
    private static int EndOf(ReadOnlySpan<byte> utf8, int at)
    {
        at = Math.Min(at, utf8.Length);
        while (at < utf8.Length && (utf8[at] & 0xC0) == 0x80)
            at++;
        return at;
    }

    private static int Hash(ReadOnlySpan<int> gram)
    {
        var hash = 0u;
        foreach (var character in gram)
            hash = (hash ^ (uint)character) * 0x9E3779B1;
        return (int)(hash >> (32 - HashBits));
    }

    /// <summary>A stretch of a paragraph.</summary>
    /// <param name="Paragraph">The 0-based index.</param>
    /// <param name="Start">The first byte in the paragraph's text.</param>
    /// <param name="End">The byte after the last.</param>
    public readonly record struct Window(int Paragraph, int Start, int End);
}
