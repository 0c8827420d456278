namespace Dataset.Unicode;

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
        return (LeadBase + index / (VowelCount * TrailCount), VowelBase + index / TrailCount % VowelCount, trail == 0 ? 0 : TrailBase + trail);
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
