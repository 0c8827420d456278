namespace Dataset.Unicode;

/// <summary>What a scan of a text has to know of a code point; most have none of these.</summary>
[Flags]
internal enum CodePointTraits : byte
{
    None = 0,

    /// <summary>Its canonical combining class is not 0.</summary>
    Reorders = 1,

    /// <summary>It is never part of text in NFC (NFC_Quick_Check=No).</summary>
    Expands = 2,

    /// <summary>It may compose with what stands before it (NFC_Quick_Check=Maybe).</summary>
    ComposesBackward = 4,

    /// <summary>It has a canonical decomposition; Hangul syllables, whose decomposition is arithmetic, are not marked.</summary>
    Decomposes = 8,

    WhiteSpace = 16,

    /// <summary>U+00A0 and U+202F.</summary>
    NoBreakSpace = 32,

    /// <summary>A text in which it stands has a finding: noncharacters, bidirectional controls, stray controls, U+FEFF.</summary>
    Noted = 64,

    /// <summary>Text without any such code point is in NFC.</summary>
    MayNotBeNfc = Reorders | Expands | ComposesBackward,
}
