using System.Text;
using System.Text.Json;
using CsvHelper;
using Dataset.Diagnostics;
using Dataset.Files;
using Dataset.Formats;
using Dataset.Formats.Parquet;
using Dataset.Formats.Rows;
using Dataset.Parquet;
using Dataset.Schemas.Checking;
using Dataset.Schemas.Reading;
using NJsonSchema;

namespace Dataset.Verification;

/// <summary>Loads the libraries of second opinions before they are asked.</summary>
/// <remarks>
/// Loading them takes a quarter of a second, most of what they take in a small release. A build meanwhile writes metadata and verifies, on
/// one thread. So each library reads a table of one row, on another thread. Nothing waits for that.
/// </remarks>
internal static class SecondReaders
{
    private const string Schema = """
        {"$schema": "http://json-schema.org/draft-07/schema#", "$id": "t", "title": "t", "description": "t", "type": "object",
        "additionalProperties": false, "required": ["text", "whole", "number", "flag", "day", "instant", "list"], "x-primaryKey": ["text"],
        "allOf": [{"description": "t", "anyOf": [
        {"properties": {"flag": {"type": "null"}}}, {"properties": {"whole": {"type": "integer"}}}]}],
        "properties": {
        "text": {"description": "t", "type": "string", "enum": ["a"]},
        "whole": {"description": "t", "type": ["integer", "null"], "minimum": 0},
        "number": {"description": "t", "type": ["number", "null"]},
        "flag": {"description": "t", "type": ["boolean", "null"]},
        "day": {"description": "t", "type": ["string", "null"], "format": "date"},
        "instant": {"description": "t", "type": ["string", "null"], "format": "date-time"},
        "list": {"description": "t", "type": ["array", "null"], "items": {"type": "string", "pattern": "^a$"}}}}
        """;

    private const string Row =
        """{"text":"a","whole":1,"number":0.5,"flag":true,"day":"2000-01-01","instant":"2000-01-01T00:00:00Z","list":["a"]}""";

    private static readonly Lazy<Task<bool>> Loading = new(() => WorkQueue.RunOnOwnThread(ReadRow));

    /// <summary>The readers of the formats in their order, with their versions.</summary>
    public static IReadOnlyList<string> Names =>
    [
        ForeignValues.Library(TableFormats.JsonLines.SecondReader, typeof(JsonDocument)),
        ForeignValues.Library(TableFormats.Csv.SecondReader, typeof(CsvReader)),
        ForeignParquet.ReaderName,
    ];

    /// <summary>The judge of records, with its version.</summary>
    public static string Judge => ForeignValues.Library("NJsonSchema", typeof(JsonSchema));

    /// <summary>Begins to load them, once in a process.</summary>
    /// <returns>Whether the row was accepted, once they are loaded.</returns>
    public static Task<bool> Load() => Loading.Value;

    private static bool ReadRow()
    {
        var schema = SchemaFile.Read("t", Encoding.UTF8.GetBytes(Schema), "t", new DiagnosticList())!;
        using var rows = schema.CreateBatch();
        using (var reader = TableFormats.JsonLines.OpenReader(new MemoryStream(Encoding.UTF8.GetBytes(Row + "\n")), "t", schema))
            reader.Read(rows, 1);
        foreach (var format in TableFormats.All)
        {
            var file = new MemoryStream();
            var encoder = format.CreateEncoder(schema);
            var writer = encoder.Begin(file);
            using (var encoded = encoder.Encode(rows, 0, 1))
                writer.Append(encoded);
            writer.Finish(Digest.OfNothing);
            file.Position = 0;
            using var read = schema.CreateBatch();
            using var reader = format.OpenSecondReader(file, "t", schema);
            reader.Read(read, 1);
        }
        return new SchemaJudge(schema, new(CancellationToken.None)).Accepts(rows, 0);
    }
}
