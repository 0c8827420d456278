namespace Dataset.Schemas;

/// <summary>A list in a document's metadata.</summary>
/// <param name="Field">The key that holds it.</param>
/// <param name="Table">The table of its rows.</param>
public sealed record MetadataList(string Field, TableSchema Table);
