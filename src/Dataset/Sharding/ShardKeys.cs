using Dataset.Building;
using Dataset.Diagnostics;
using Dataset.Files;
using Dataset.Formats;
using Dataset.Formats.JsonLines;
using Dataset.Formats.Rows;
using Dataset.Schemas;
using Dataset.Sources.Reading;
using Dataset.Tables;

namespace Dataset.Sharding;

/// <summary>Whether the first and last keys of parts are those of their rows; two rows of each table are read.</summary>
internal static class ShardKeys
{
    private const int PieceInBytes = 1 << 16;

    /// <summary>The JSON Lines of a part of a table: its lines can be found from the end.</summary>
    private static readonly int Lines = TableFormats.All.ToList().FindIndex(f => f is JsonLinesFormat);

    /// <summary>Holds the keys against the rows.</summary>
    /// <param name="shards">Whose files are there and have the tables of the sources.</param>
    /// <param name="folder">The sources.</param>
    /// <param name="findings">Takes the findings, which mean nothing where a file was changed.</param>
    /// <exception cref="IOException">A file cannot be read.</exception>
    public static void Check(IEnumerable<Shard> shards, SourceFolder folder, DiagnosticList findings)
    {
        foreach (var shard in shards)
            foreach (var table in shard.Manifest.Tables.Where(t => t.RowCount > 0))
            {
                var schema = folder.Table(table.Name)!.Schema;
                Check("first", table.First!, schema, shard, table.Parts[0].Files[Lines], _ => 0, findings);
                Check("last", table.Last!, schema, shard, table.Parts[^1].Files[Lines], LastLine, findings);
            }
    }

    private static void Check(
        string which, KeyText expected, TableSchema schema, Shard shard, RelativePath path, Func<Stream, long> place,
        DiagnosticList findings)
    {
        try
        {
            using var file = shard.Files.Open(path);
            file.Position = place(file);
            using var reader = new JsonLinesReader(file, shard.Files.Display(path), schema);
            using var rows = schema.CreateBatch();
            var found = reader.Read(rows, 1) == 0 ? null : KeyText.Of(schema, rows, 0);
            if (found is null || !found.Values.SequenceEqual(expected.Values))
                findings.Add(
                    Rules.ShardForm, shard.Location,
                    $"Expected the {which} key of table {schema.Name} to be {found?.ToString() ?? "none"}, as its rows are, found "
                        + $"{expected}.");
        }
        catch (MalformedTableException e)
        {
            findings.Add(
                Rules.ShardUnchanged, e.Location,
                $"Expected a file that is what {ShardManifest.FileName} says of it, found {e.Rule.Id}: {e.Message}");
        }
    }

    /// <summary>Where the last line begins, in bytes.</summary>
    private static long LastLine(Stream file)
    {
        var buffer = new byte[Math.Min(PieceInBytes, file.Length)];
        // The last byte ends the line that is sought.
        for (var end = file.Length - 1; end > 0;)
        {
            var start = Math.Max(0, end - buffer.Length);
            var piece = buffer.AsSpan(0, (int)(end - start));
            file.Position = start;
            file.ReadExactly(piece);
            if (piece.LastIndexOf((byte)'\n') is >= 0 and var at)
                return start + at + 1;
            end = start;
        }
        return 0;
    }
}
