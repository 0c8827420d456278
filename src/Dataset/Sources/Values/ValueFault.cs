namespace Dataset.Sources.Values;

/// <summary>What keeps a text from being a column's value.</summary>
internal enum ValueFault : byte
{
    None,

    /// <summary>It is not of the form of the type.</summary>
    Form,

    /// <summary>An integer beyond 64 bits.</summary>
    TooLarge,

    /// <summary>A number beyond all doubles.</summary>
    NotFinite,

    /// <summary>A number of which a double keeps only a part.</summary>
    NotExact,

    Empty,
    Nul,
    CarriageReturn,

    /// <summary>A control other than those above, tab and line feed.</summary>
    Control,

    Noncharacter,
    BidirectionalControl,
    NotNormalized,

    /// <summary>A character that nobody sees: the value is taken all the same, with a warning.</summary>
    Unseen,
}
