using System.Text;

namespace Dataset.Text;

/// <summary>Puts text into NFC, appending to a buffer. Keeps memory between uses; not safe for several threads.</summary>
internal sealed class NfcComposer : IDisposable
{
    private const int CodePointBits = 21;
    private const int ClassShift = 52;

    /// <summary>
    /// The code points of a stretch, decomposed: combining class, place and code point from the high bits to the low, so that sorting a
    /// run of marks as numbers is the stable sort by class that canonical order is. (A bubble sort would take the square of the marks.)
    /// </summary>
    private readonly PooledList<long> stretch = new();

    /// <summary>A stretch that is compared.</summary>
    private readonly PooledList<byte> composed = new();

    /// <summary>Appends the text, which is valid UTF-8, in NFC.</summary>
    public void Append(ReadOnlySpan<byte> utf8, PooledList<byte> target)
    {
        var copied = 0;
        while (TryFind(utf8, copied, out var start, out var next))
        {
            target.AddRange(utf8[copied..start]);
            copied = AppendStretch(utf8, start, next, target);
        }
        target.AddRange(utf8[copied..]);
    }

    /// <summary>Whether the text, which is valid UTF-8, is in NFC.</summary>
    public bool IsNormalized(ReadOnlySpan<byte> utf8)
    {
        var end = 0;
        while (TryFind(utf8, end, out var start, out var next))
        {
            composed.Truncate(0);
            end = AppendStretch(utf8, start, next, composed);
            if (!utf8[start..end].SequenceEqual(composed.Span))
                return false;
        }
        return true;
    }

    public void Dispose()
    {
        stretch.Dispose();
        composed.Dispose();
    }

    /// <summary>Finds the next code point that may keep the text from being in NFC, and where the stretch begins that it changes.</summary>
    private static bool TryFind(ReadOnlySpan<byte> utf8, int from, out int start, out int next)
    {
        start = next = Nfc.FirstToCheck(utf8, from);
        // The code point before may be what the next one composes with, or a mark moves to.
        if (next > from)
            Utf8Reader.ReadBefore(utf8, next, out start);
        return next >= 0;
    }

    /// <summary>
    /// From <paramref name="start"/> to the next code point after <paramref name="next"/> that composes with nothing before it; gives its
    /// place.
    /// </summary>
    private int AppendStretch(ReadOnlySpan<byte> utf8, int start, int next, PooledList<byte> target)
    {
        stretch.Truncate(0);
        var i = start;
        while (i < utf8.Length)
        {
            var codePoint = Utf8Reader.Read(utf8, i, out var length);
            if (i > next && (NormalizationTables.TraitsOf(codePoint) & CodePointTraits.MayNotBeNfc) == 0)
                break;
            Decompose(codePoint);
            i += length;
        }
        Order();
        Compose(target);
        return i;
    }

    private void Decompose(int codePoint)
    {
        if (Hangul.IsSyllable(codePoint))
        {
            var (lead, vowel, trail) = Hangul.Decompose(codePoint);
            Add(lead);
            Add(vowel);
            if (trail != 0)
                Add(trail);
        }
        else if ((NormalizationTables.TraitsOf(codePoint) & CodePointTraits.Decomposes) != 0)
        {
            foreach (var part in NormalizationTables.Decompose(codePoint))
                Decompose(part);
        }
        else
        {
            Add(codePoint);
        }
    }

    private void Add(int codePoint) =>
        stretch.Add(
            ((long)NormalizationTables.ClassOf(codePoint) << ClassShift) | ((long)stretch.Count << CodePointBits) | (uint)codePoint);

    private void Order()
    {
        var items = stretch.WritableSpan;
        for (var i = 0; i < items.Length; i++)
        {
            if (ClassOf(items[i]) == 0)
                continue;
            var end = i + 1;
            while (end < items.Length && ClassOf(items[end]) != 0)
                end++;
            items[i..end].Sort();
            i = end;
        }
    }

    /// <summary>
    /// Composes each starter with the marks, and the starter, that follow it and are not blocked (UAX #15, D115 to D117).
    /// </summary>
    private void Compose(PooledList<byte> target)
    {
        var items = stretch.WritableSpan;
        var kept = 0;
        var starter = -1;
        var lastClass = 0;
        foreach (var item in items)
        {
            var (codePoint, itemClass) = (CodePointOf(item), ClassOf(item));
            if (starter >= 0 && (lastClass < itemClass || lastClass == 0))
            {
                var composite = ComposePair(CodePointOf(items[starter]), codePoint);
                if (composite >= 0)
                {
                    items[starter] = composite;
                    continue;
                }
            }
            if (itemClass == 0)
                starter = kept;
            lastClass = itemClass;
            items[kept++] = item;
        }
        foreach (var item in items[..kept])
        {
            var rune = new Rune(CodePointOf(item));
            rune.EncodeToUtf8(target.Reserve(rune.Utf8SequenceLength));
        }
    }

    private static int ComposePair(int first, int second)
    {
        var syllable = Hangul.Compose(first, second);
        return syllable >= 0 ? syllable : NormalizationTables.Compose(first, second);
    }

    private static int ClassOf(long item) => (int)(item >> ClassShift);

    private static int CodePointOf(long item) => (int)(item & ((1 << CodePointBits) - 1));
}
