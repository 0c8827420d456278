using Dataset.Schemas;
using Dataset.Schemas.Reading;
using Dataset.Sources;
using Dataset.Sources.Reading;

namespace Dataset.Inspection;

/// <summary>What curators may write, as JSON Schemas for editors.</summary>
public static class SourceSchema
{
    /// <summary>The tables whose rows are in files of their own, so that <see cref="Compose"/> has a schema of them.</summary>
    public static IEnumerable<string> Tables(SourceFolder folder) =>
        folder.Tables.Where(t => t.Source.Kind is TableKind.Documents or TableKind.Records).Select(t => t.Name);

    /// <summary>The tables that people write by hand, in YAML or JSON, so that an editor can help.</summary>
    public static IEnumerable<string> WrittenByHand(SourceFolder folder) =>
        from table in folder.Tables
        where table.Source.Path is { } path && SourceForm.Of(path, table.Source.Kind)?.Notation
            is SourceNotation.Folder or SourceNotation.Yaml or SourceNotation.Json
        select table.Name;

    /// <summary>The schema of <c>dataset.yaml</c>.</summary>
    public static ReadOnlyMemory<byte> Descriptor => BuiltInSchemas.Descriptor;

    /// <summary>
    /// The schema of the metadata file of a document, with the lists and annotations that it may hold, or of a file of records; where a
    /// file has a record a line or row, of one of them. Ends in LF.
    /// </summary>
    /// <returns>Null where the folder has no such table, or its rows are written in the metadata of another table's documents.</returns>
    public static string? Compose(SourceFolder folder, string table) => folder.Tables.FirstOrDefault(t => t.Name == table) switch
    {
        { Source.Kind: TableKind.Documents } documents =>
            Documents(documents, [.. documents.Lists.Select(l => new MetadataList(l.Source.Field!, l.Schema))]),
        { Source.Kind: TableKind.Records } records => RecordIn(records) is { } record
            ? MetadataSchema.ComposeRecord(records.Schema, record)
            : MetadataSchema.ComposeRecords(records.Schema),
        _ => null,
    };

    private static string Documents(SourceTable documents, IReadOnlyList<MetadataList> lists) => RecordIn(documents) is { } record
        ? MetadataSchema.ComposeInFile(documents.Schema, lists, documents.Paragraphs?.Schema, record)
        : MetadataSchema.Compose(documents.Schema, lists, documents.Paragraphs?.Schema);

    /// <summary>What a record is in a file with one a line or row; null for other sources.</summary>
    private static string? RecordIn(SourceTable table) => SourceForm.Of(table.Source.Path!, table.Source.Kind)?.Notation switch
    {
        SourceNotation.JsonLines => $"One line of {table.Source.Path}.",
        SourceNotation.Parquet => $"One row of {table.Source.Path}.",
        SourceNotation.Csv =>
            $"One row of {table.Source.Path}: each property is a column of its header; a list is written as its JSON text, null as an "
                + "empty cell.",
        _ => null,
    };
}
