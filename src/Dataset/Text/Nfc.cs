using System.Buffers;
using System.Text;
using System.Text.Unicode;

namespace Dataset.Text;

/// <summary>Normalisation Form C (UAX #15), from tables of our own.</summary>
/// <remarks>
/// <c>string.Normalize</c> asks the machine's ICU, whose version differs from machine to machine, and in the invariant mode in which this
/// product runs it gives every text back unchanged and <c>string.IsNormalized</c> is always true: neither may be used. A code point that
/// <see cref="UnicodeVersion"/> does not know is left alone. Of all others the form is the same in every version, later ones too, by
/// Unicode's stability policy.
/// </remarks>
internal static class Nfc
{
    /// <summary>The version of the Unicode data in use.</summary>
    public const string UnicodeVersion = "17.0.0";

    // Lead bytes of U+0300 and above: whatever is below is in NFC and composes with nothing before it.
    private static readonly SearchValues<byte> LeadsToCheck =
        SearchValues.Create([.. Enumerable.Range(0xCC, 0xF5 - 0xCC).Select(b => (byte)b)]);

    /// <summary>Up to this size the memory that is kept for the next text is little.</summary>
    private const int ShortInBytes = 4_096;

    /// <summary>This thread's: there are as many short texts as values.</summary>
    [ThreadStatic]
    private static NfcComposer? ofShortTexts;

    /// <summary>Whether text is in NFC.</summary>
    /// <param name="utf8">Valid UTF-8.</param>
    public static bool IsNormalized(ReadOnlySpan<byte> utf8)
    {
        if (utf8.Length <= ShortInBytes)
            return (ofShortTexts ??= new()).IsNormalized(utf8);
        using var composer = new NfcComposer();
        return composer.IsNormalized(utf8);
    }

    /// <summary>Whether text is in NFC; false where it has an unpaired surrogate, which no form allows.</summary>
    public static bool IsNormalized(string text)
    {
        if (text.AsSpan().IndexOfAnyExceptInRange('\0', '\u02FF') < 0)
            return true;
        var utf8 = ArrayPool<byte>.Shared.Rent(Encoding.UTF8.GetMaxByteCount(text.Length));
        try
        {
            var status = Utf8.FromUtf16(text, utf8, out _, out var written, replaceInvalidSequences: false);
            return status == OperationStatus.Done && IsNormalized(utf8.AsSpan(0, written));
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(utf8);
        }
    }

    /// <summary>The text in NFC.</summary>
    /// <param name="text">Without unpaired surrogates.</param>
    public static string Normalize(string text)
    {
        if (text.AsSpan().IndexOfAnyExceptInRange('\0', '\u02FF') < 0)
            return text;
        using var normalized = new PooledList<byte>();
        using var composer = new NfcComposer();
        composer.Append(Encoding.UTF8.GetBytes(text), normalized);
        return Encoding.UTF8.GetString(normalized.Span);
    }

    /// <summary>The code point without what is composed with it: <c>e</c> of <c>é</c>.</summary>
    public static int BaseOf(int codePoint)
    {
        while ((NormalizationTables.TraitsOf(codePoint) & CodePointTraits.Decomposes) != 0)
            codePoint = NormalizationTables.Decompose(codePoint)[0];
        return codePoint;
    }

    /// <summary>Where the first code point begins that may keep the text from being in NFC, or -1.</summary>
    /// <param name="utf8">Valid UTF-8.</param>
    /// <param name="from">A place between code points.</param>
    internal static int FirstToCheck(ReadOnlySpan<byte> utf8, int from)
    {
        var i = from;
        while (true)
        {
            if (i < utf8.Length && utf8[i] < 0xCC)
            {
                var skip = utf8[i..].IndexOfAny(LeadsToCheck);
                if (skip < 0)
                    return -1;
                i += skip;
            }
            if (i >= utf8.Length)
                return -1;
            var codePoint = Utf8Reader.Read(utf8, i, out var length);
            if (!IsPlain(codePoint) && (NormalizationTables.TraitsOf(codePoint) & CodePointTraits.MayNotBeNfc) != 0)
                return i;
            i += length;
        }
    }

    /// <summary>Whether it is one of the many that need no look into the tables: the punctuation of most scripts, Han, Hangul.</summary>
    private static bool IsPlain(int codePoint) =>
        codePoint is (>= 0x2002 and <= 0x20CF) or (>= 0x3400 and <= 0x9FFF) or (>= Hangul.SyllableBase and < Hangul.SyllableBase
            + Hangul.SyllableCount);
}

/// <summary>The arithmetic of Hangul syllables (The Unicode Standard, section 3.12).</summary>
internal static class Hangul
{
    public const int LeadBase = 0x1100;
    public const int LeadCount = 19;
    public const int VowelBase = 0x1161;
    public const int VowelCount = 21;

    /// <summary>One before the first trailing consonant: "none" counts as one.</summary>
    public const int TrailBase = 0x11A7;
    public const int TrailCount = 28;
    public const int SyllableBase = 0xAC00;
    public const int SyllableCount = LeadCount * VowelCount * TrailCount;

    public static bool IsSyllable(int codePoint) => (uint)(codePoint - SyllableBase) < SyllableCount;

    /// <summary>The syllable's two or three letters; <c>Trail</c> is 0 where there are two.</summary>
    public static (int Lead, int Vowel, int Trail) Decompose(int syllable)
    {
        var index = syllable - SyllableBase;
        var trail = index % TrailCount;
        return (LeadBase + index / (VowelCount * TrailCount), VowelBase + index / TrailCount % VowelCount,
            trail == 0 ? 0 : TrailBase + trail);
    }

    /// <summary>Lead and vowel give a syllable, and a syllable without a trailing consonant takes one; anything else gives -1.</summary>
    public static int Compose(int first, int second)
    {
        if ((uint)(first - LeadBase) < LeadCount && (uint)(second - VowelBase) < VowelCount)
            return SyllableBase + ((first - LeadBase) * VowelCount + (second - VowelBase)) * TrailCount;
        // Unsigned, so that "none" itself (TrailBase) is left out.
        return IsSyllable(first) && (first - SyllableBase) % TrailCount == 0 && (uint)(second - TrailBase - 1) < TrailCount - 1
            ? first + (second - TrailBase)
            : -1;
    }
}
