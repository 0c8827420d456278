namespace Dataset.Normalization;

/// <summary>Kinds of things wrong with a source's text, as seen while it is normalised.</summary>
[Flags]
public enum TextDefects
{
    None = 0,

    /// <summary>The bytes are not UTF-8; there are no paragraphs.</summary>
    NotUtf8 = 1,

    /// <summary>There are more bytes than <see cref="NormalizedDocument.MaximumSourceInBytes"/>; there are no paragraphs.</summary>
    TooLong = 2,

    /// <summary>There is nothing but white space.</summary>
    Empty = 4,

    /// <summary>There are characters that a text should not, or must not, have: NUL, noncharacters, invisible controls.</summary>
    Characters = 8,
}
