namespace Dataset.Sources.Binding;

/// <summary>What the value of a record's key is for.</summary>
internal enum KeyRole
{
    /// <summary>A column of the record's own table.</summary>
    Column,

    /// <summary>The document's key, in a record of metadata and text.</summary>
    DocumentKey,

    /// <summary>The document's text, in a record of metadata and text.</summary>
    DocumentText,

    /// <summary>The rows of a list table.</summary>
    List,

    /// <summary>What curators say of single paragraphs.</summary>
    Annotations,

    /// <summary>Of an annotation: the paragraph's first words.</summary>
    Begins,

    /// <summary>Of an annotation: the paragraph's number.</summary>
    Number,

    /// <summary>Of an annotation: what the paragraph is.</summary>
    Role,
}
