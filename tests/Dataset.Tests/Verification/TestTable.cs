using System.Text;
using Dataset.Diagnostics;
using Dataset.Files;
using Dataset.Formats;
using Dataset.Formats.Rows;
using Dataset.Schemas;
using Dataset.Schemas.Reading;
using Dataset.Tables;

namespace Dataset.Tests.Verification;

/// <summary>A table for a test's release: its schema, and its rows as JSON Lines, part by part.</summary>
internal sealed record TestTable(string Name, string Schema, params string[] Parts)
{
    public TableSchema ReadSchema()
    {
        var findings = new DiagnosticList();
        var schema = SchemaFile.Read(Name, Encoding.UTF8.GetBytes(Schema), Name, findings);
        Assert.Empty(findings.Kept);
        return schema!;
    }

    /// <summary>Rows in a format, as the build writes them.</summary>
    public byte[] Encode(ITableFormat format, string jsonLines, FileOrigin? origin = null, Digest? digest = null)
    {
        var schema = ReadSchema();
        using var rows = schema.CreateBatch();
        using (var reader = TableFormats.JsonLines.OpenReader(new MemoryStream(Encoding.UTF8.GetBytes(jsonLines)), Name, schema))
        {
            while (reader.Read(rows, 1000) > 0)
            {
            }
        }
        return Encode(format, schema, rows, origin, digest);
    }

    public static byte[] Encode(
        ITableFormat format, TableSchema schema, TableBatch rows, FileOrigin? origin = null, Digest? digest = null)
    {
        var encoder = format.CreateEncoder(schema, origin);
        var output = new MemoryStream();
        var writer = encoder.Begin(output);
        foreach (var (start, count) in encoder.Slices(rows))
        {
            using var encoded = encoder.Encode(rows, start, count);
            writer.Append(encoded);
        }
        writer.Finish(digest ?? Digest.OfNothing);
        return output.ToArray();
    }
}
