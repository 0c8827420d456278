namespace Dataset.Schemas;

/// <summary>What a derivation tells of: the first part of its name.</summary>
public enum DerivationSubject
{
    /// <summary>The document that the row is or belongs to.</summary>
    Document,

    /// <summary>The paragraph that the row is.</summary>
    Paragraph,

    /// <summary>The row's place in its document's list.</summary>
    Row,

    /// <summary>A quote column of the same row: the name's first part is that column's name.</summary>
    Quote,

    /// <summary>The place where an entity is named.</summary>
    Mention,
}
