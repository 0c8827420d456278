using System.Text;
using Dataset.Diagnostics;
using Dataset.Formats.Rows;
using Dataset.Schemas;
using Dataset.Tables;
using Dataset.Text;

namespace Dataset.Formats.JsonLines;

/// <summary>
/// Reads JSON Lines of exactly the form that the encoder writes, and refuses any other: keys in order, no white space, one way to
/// write each value. So what was read and is written again gives the same bytes.
/// </summary>
internal sealed class JsonLinesReader(Stream file, string displayPath, TableSchema schema) : ITableReader
{
    private readonly LineBuffer lines = new(file, displayPath);
    private readonly byte[][] keys = JsonLinesKeys.Of(schema);

    public int Read(TableBatch target, int maximumRows, long enoughInBytes = long.MaxValue)
    {
        var (first, rows, size) = (target.RowCount, 0, 0L);
        try
        {
            for (; rows < maximumRows && size < enoughInBytes && lines.TryRead(out var line); rows++)
            {
                ReadRow(line, target);
                size += line.Length + 1;
            }
        }
        catch (MalformedTableException)
        {
            target.TruncateRows(first + rows);
            throw;
        }
        return rows;
    }

    public void Dispose() => lines.Dispose();

    private void ReadRow(ReadOnlySpan<byte> line, TableBatch target)
    {
        var (at, elements) = (0, 0);
        for (var i = 0; i < keys.Length; i++)
        {
            if (!line[at..].StartsWith(keys[i]))
                throw Malformed(line, at, $"Expected {Encoding.UTF8.GetString(keys[i])}");
            at += keys[i].Length;
            var before = target.Columns[i].ElementCount;
            var length = JsonValue.Read(line[at..], target.Columns[i]);
            elements += target.Columns[i].ElementCount - before;
            if (elements > JsonValue.MaximumElements)
                throw JsonValue.TooManyElements(new(displayPath, lines.LineNumber));
            if (length < 0)
                throw Malformed(line, at + ~length, $"Expected {Expected(schema.Columns[i].Layout)} for column {schema.Columns[i].Name}");
            at += length;
        }
        if (!line[at..].SequenceEqual("}"u8))
            throw Malformed(line, at, "Expected } and the end of the line");
    }

    private static string Expected(ColumnLayout layout) =>
        (layout.IsList ? "a list, each element " : "") + layout.Type.InReleases + " in the form of RFC 8785, or null";

    private MalformedTableException Malformed(ReadOnlySpan<byte> line, int at, string expected)
    {
        at = Math.Min(at, line.Length);
        var column = 1;
        foreach (var b in line[..at])
            if ((b & 0xC0) != 0x80)
                column++;
        var found = line.Length == at
            ? "the end of the line"
            : Printable.Quoted(Encoding.UTF8.GetString(line[at..Math.Min(line.Length, at + 160)]), 40);
        return new(Rules.TableMalformed, new(displayPath, lines.LineNumber, column), $"{expected}, found {found}.");
    }
}

/// <summary>What comes before each value of a line: <c>{"first":</c>, then <c>,"next":</c>.</summary>
internal static class JsonLinesKeys
{
    public static byte[][] Of(TableSchema schema) =>
        [.. schema.Columns.Select((c, i) => Encoding.UTF8.GetBytes($"{(i == 0 ? "{" : ",")}\"{c.Name}\":"))];
}
