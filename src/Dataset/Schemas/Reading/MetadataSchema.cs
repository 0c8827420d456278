using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Dataset.Text;

namespace Dataset.Schemas.Reading;

/// <summary>
/// Puts together, from the schemas of tables, the JSON Schema (draft-07) of what curators write, for editors that complete and check
/// while one types. The build goes by the tables' own schemas, not by this one.
/// </summary>
internal static class MetadataSchema
{
    private static readonly JsonSerializerOptions Form = new()
    {
        WriteIndented = true,
        IndentSize = 2,
        NewLine = "\n",
        // An apostrophe in a description is an apostrophe in the file.
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>The schema of one document's metadata: curated columns, lists, annotations of paragraphs. Ends in LF.</summary>
    /// <param name="documents">The documents' table.</param>
    /// <param name="lists">The lists in its documents' metadata, in the descriptor's order.</param>
    /// <param name="paragraphs">The table of its paragraphs, or null where there is none.</param>
    public static string Compose(TableSchema documents, IReadOnlyList<MetadataList> lists, TableSchema? paragraphs) =>
        Write(documents, $"The metadata of one document: what its file beside the text says. {documents.Description}", Document(
            documents, lists, paragraphs, false));

    /// <summary>
    /// As <see cref="Compose"/>, of one record of a file of many documents, which holds the document's key and text too. Ends in LF.
    /// </summary>
    /// <param name="documents">The documents' table.</param>
    /// <param name="lists">The lists in its documents' metadata, in the descriptor's order.</param>
    /// <param name="paragraphs">The table of its paragraphs, or null where there is none.</param>
    /// <param name="notation">What a record is in its file, as a sentence.</param>
    public static string ComposeInFile(
        TableSchema documents, IReadOnlyList<MetadataList> lists, TableSchema? paragraphs, string notation) =>
        Write(documents, $"{notation} {documents.Description}", Document(documents, lists, paragraphs, true));

    private static JsonObject Document(
        TableSchema documents, IReadOnlyList<MetadataList> lists, TableSchema? paragraphs, bool hasKeyAndText)
    {
        var document = Record(documents, hasKeyAndText);
        var properties = document["properties"]!.AsObject();
        foreach (var list in lists)
        {
            properties.Add(list.Field, new JsonObject
            {
                ["title"] = list.Table.Title,
                ["description"] = list.Table.Description,
                ["type"] = "array",
                ["items"] = Record(list.Table),
            });
        }
        if (paragraphs is not null)
            properties.Add(SchemaChecks.ParagraphsKey, Annotations(paragraphs));
        if (!hasKeyAndText && !properties.ContainsKey("encoding"))
            properties.Add("encoding", new JsonObject
            {
                ["description"] = "The encoding of the text's file, where it is not UTF-8; the file stays as it was received.",
                ["type"] = "string",
                ["enum"] = new JsonArray([.. TextEncodings.Names.Select(n => (JsonNode)n)]),
            });
        return document;
    }

    /// <summary>The schema of a file that lists a table's records. Ends in LF.</summary>
    public static string ComposeRecords(TableSchema records) =>
        Write(records, records.Description, new JsonObject { ["type"] = "array", ["items"] = Record(records) });

    /// <summary>The schema of one record of a file with a record a line or row. Ends in LF.</summary>
    /// <param name="records">The table.</param>
    /// <param name="notation">What a record is in its file, as a sentence.</param>
    public static string ComposeRecord(TableSchema records, string notation) => Write(
        records, $"{notation} {records.Description}", Record(records));

    private static string Write(TableSchema table, string description, JsonObject content)
    {
        var schema = new JsonObject
        {
            ["$schema"] = "http://json-schema.org/draft-07/schema#",
            ["title"] = table.Title,
            ["description"] = description,
        };
        foreach (var (keyword, value) in content)
            schema[keyword] = value?.DeepClone();
        return schema.ToJsonString(Form) + "\n";
    }

    /// <summary>A mapping of the columns that curators write; those that may be null may be left out.</summary>
    private static JsonObject Record(TableSchema table, bool hasKeyAndText = false)
    {
        var written = new WrittenColumns(table);
        var properties = new JsonObject();
        var required = new JsonArray();
        foreach (var column in table.Columns)
        {
            var isKeyOrText = hasKeyAndText
                && column.Derivation is { } derivation && (derivation.Is(Derivation.DocumentKey) || derivation.Is(Derivation.DocumentText));
            if (!IsWritten(column) && !isKeyOrText)
                continue;
            properties.Add(column.Name, Plain(written.Find(column.Name), column.Description));
            if (isKeyOrText || (!column.IsNullable && column.Derivation is null))
                required.Add((JsonNode)column.Name);
        }
        var record = new JsonObject { ["type"] = "object", ["additionalProperties"] = false, ["properties"] = properties };
        // Draft-04 and readers that still live by it want at least one name here.
        if (required.Count > 0)
            record["required"] = required;
        return record;
    }

    private static JsonObject Plain(JsonObject written, string description)
    {
        var plain = new JsonObject { ["description"] = description };
        foreach (var (keyword, value) in written)
            if (keyword is not ("title" or "description"))
                plain[keyword] = value?.DeepClone();
        return plain;
    }

    private static bool IsWritten(ColumnSchema column) =>
        column.Derivation?.MayBeWritten(TableKind.List) != false;

    private static JsonObject Annotations(TableSchema paragraphs)
    {
        var annotation = Record(paragraphs);
        var properties = new JsonObject
        {
            ["begins"] = new JsonObject
            {
                [
                    "description"] = "The first words of the paragraph in the normalised text; no other paragraph may begin "
                        + "so, unless number says which it is.",
                ["type"] = "string",
                ["minLength"] = 1,
            },
            ["number"] = new JsonObject
            {
                ["description"] = "The paragraph's place in the document, from 1. Null or left out: begins alone tells it.",
                ["type"] = new JsonArray("integer", "null"),
                ["minimum"] = 1,
            },
        };
        if (paragraphs.ColumnOf(Derivation.ParagraphRole) is { } role)
        {
            properties.Add("role", new JsonObject
            {
                ["description"] = role.Description,
                ["type"] = new JsonArray("string", "null"),
                ["enum"] = new JsonArray([.. role.Constraints.Enum ?? [], null]),
            });
        }
        foreach (var (name, value) in annotation["properties"]!.AsObject())
            properties.Add(name, value!.DeepClone());
        return new JsonObject
        {
            [
                "description"] = "What is to be said of single paragraphs: those that are not running text, and what else the table of "
                    + "paragraphs has curators write.",
            ["type"] = "array",
            ["items"] = new JsonObject
            {
                ["type"] = "object",
                ["additionalProperties"] = false,
                ["required"] = new JsonArray("begins"),
                ["properties"] = properties,
            },
        };
    }
}
