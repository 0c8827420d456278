using Dataset.Schemas;
using Dataset.Sources;

namespace Dataset.Inspection;

/// <summary>What curators may write, as JSON Schemas for editors.</summary>
public static class SourceSchema
{
    /// <summary>The tables whose rows stand in files of their own, so that <see cref="Compose"/> has a schema of them.</summary>
    public static IEnumerable<string> Tables(SourceFolder folder) =>
        folder.Tables.Where(t => t.Source.Kind is TableKind.Documents or TableKind.Records).Select(t => t.Name);

    /// <summary>
    /// The schema of the metadata file of a document, with the lists and annotations that it may hold, or of a file of records. Ends in LF.
    /// </summary>
    /// <returns>Null where the folder has no such table, or its rows are written in the metadata of another table's documents.</returns>
    public static string? Compose(SourceFolder folder, string table) => folder.Tables.FirstOrDefault(t => t.Name == table) switch
    {
        { Source.Kind: TableKind.Documents } documents => MetadataSchema.Compose(
            documents.Schema,
            [.. documents.Lists.Select(l => new MetadataList(l.Source.Field!, l.Schema))],
            documents.Paragraphs?.Schema),
        { Source.Kind: TableKind.Records } records => MetadataSchema.ComposeRecords(records.Schema),
        _ => null,
    };
}
