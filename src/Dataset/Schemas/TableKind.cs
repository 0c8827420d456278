namespace Dataset.Schemas;

/// <summary>Where a table's rows come from: <c>from:</c> of the descriptor.</summary>
public enum TableKind
{
    /// <summary><c>documents</c>: one row for each text with its metadata.</summary>
    Documents,

    /// <summary><c>paragraphs</c>: one row for each paragraph of the documents.</summary>
    Paragraphs,

    /// <summary><c>list</c>: one row for each element of a list in the documents' metadata.</summary>
    List,

    /// <summary><c>records</c>: one row for each record of a file.</summary>
    Records,

    /// <summary><c>mentions</c>: one row for each place where a document names an entity.</summary>
    Mentions,
}
