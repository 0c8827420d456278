using System.Text;
using System.Text.Json;
using System.Text.Unicode;
using Dataset.Diagnostics;
using Dataset.Formats.Rows;
using Dataset.Syntax;
using Dataset.Text;

namespace Dataset.Inspection;

/// <summary>
/// JSON Lines of any writer: a column for each key, in the order in which keys come up; a value that is no object is a column <c>value</c>.
/// </summary>
internal static class JsonLinesPreview
{
    public static TablePreview Read(Stream file, string displayPath, int maximumRows)
    {
        using var lines = new LineBuffer(file, displayPath, requireLastLineEnd: false);
        var columns = new Dictionary<string, int>(StringComparer.Ordinal);
        var isNumeric = new List<bool>();
        var rows = new List<List<string?>>();
        var (size, blank) = (0L, 0);
        while (lines.TryRead(out var line))
        {
            line = WithoutMark(line, lines.LineNumber).Trim(" \t\r"u8);
            if (line.IsEmpty)
            {
                blank = blank == 0 ? lines.LineNumber : blank;
                continue;
            }
            if (rows.Count == maximumRows || size > TablePreview.EnoughInBytes)
                return Preview(hasMore: true);
            size += line.Length;
            rows.Add(ReadRow(line, new(displayPath, lines.LineNumber), columns, isNumeric));
        }
        return Preview(hasMore: false);

        TablePreview Preview(bool hasMore)
        {
            foreach (var row in rows)
                while (row.Count < columns.Count)
                    row.Add(null);
            return new([.. columns.OrderBy(c => c.Value).Select(c => new PreviewColumn(c.Key, isNumeric[c.Value]))], rows, hasMore)
            {
                IsCutBySize = hasMore && rows.Count < maximumRows,
                FirstBlankLine = blank,
            };
        }
    }

    private static ReadOnlySpan<byte> WithoutMark(ReadOnlySpan<byte> line, int number) =>
        number == 1 && line.StartsWith("\uFEFF"u8) ? line[3..] : line;

    private static List<string?> ReadRow(ReadOnlySpan<byte> line, Location location, Dictionary<string, int> columns, List<bool> isNumeric)
    {
        if (!Utf8.IsValid(line))
            throw Malformed(
                location, 0, line,
                $"UTF-8, found {(SourceEncoding.NameOfMark(line) is { } mark ? $"a byte-order mark of {mark}" : "other bytes")}");
        var row = new List<string?>(columns.Count);
        var seen = new HashSet<string>(StringComparer.Ordinal);
        string? twice = null;
        // Value by value: a tree of all of them would take many times the line.
        var reader = new Utf8JsonReader(line);
        try
        {
            reader.Read();
            if (reader.TokenType != JsonTokenType.StartObject)
                Add("value", ref reader, line);
            else
                while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
                {
                    var name = reader.GetString()!;
                    reader.Read();
                    Add(name, ref reader, line);
                }
            if (reader.BytesConsumed < line.Length)
                throw Malformed(
                    location, line.Length - line[(int)reader.BytesConsumed..].TrimStart(" \t"u8).Length, line,
                    "one value on a line, found more");
        }
        catch (JsonException e)
        {
            throw Malformed(
                location, (int)(e.BytePositionInLine ?? 0), line,
                IsTooDeep(line) ? $"at most {SourceNode.MaximumDepth} objects and lists inside each other, found one more"
                : "JSON, found text that from here on is none");
        }
        catch (InvalidOperationException)
        {
            throw Malformed(location, 0, line, "keys that are text, found half of a surrogate pair in one");
        }
        return twice is null ? row : throw Malformed(location, 0, line, $"each key once, found {Printable.Quoted(twice)} twice");

        void Add(string name, ref Utf8JsonReader value, ReadOnlySpan<byte> text)
        {
            if (!columns.TryGetValue(name, out var index))
            {
                if (columns.Count == TablePreview.MaximumColumns)
                    throw Malformed(
                        location, 0, text,
                        FormattableString.Invariant($"at most {TablePreview.MaximumColumns} keys in all rows, found more"));
                columns.Add(name, index = columns.Count);
                isNumeric.Add(true);
            }
            if (!seen.Add(name))
                twice ??= name;
            while (row.Count <= index)
                row.Add(null);
            isNumeric[index] &= value.TokenType is JsonTokenType.Number or JsonTokenType.Null;
            row[index] = TextOf(ref value, text);
        }
    }

    /// <summary>Whether brackets go deeper than the reader does, which then says of sound JSON that it is none.</summary>
    private static bool IsTooDeep(ReadOnlySpan<byte> line)
    {
        var reader = new Utf8JsonReader(line, new JsonReaderOptions { MaxDepth = int.MaxValue });
        try
        {
            // A bracket's own depth is one less than that of what is inside.
            while (reader.Read())
            {
                var opens = reader.TokenType is JsonTokenType.StartArray or JsonTokenType.StartObject;
                if (opens && reader.CurrentDepth >= SourceNode.MaximumDepth)
                    return true;
            }
        }
        catch (JsonException)
        {
            // What is wrong comes before it goes too deep.
        }
        return false;
    }

    /// <summary>The value that the reader is at, which it goes over.</summary>
    private static string? TextOf(ref Utf8JsonReader value, ReadOnlySpan<byte> line)
    {
        var (start, kind) = ((int)value.TokenStartIndex, value.TokenType);
        try
        {
            if (kind is JsonTokenType.Null or JsonTokenType.String)
                return value.GetString();
        }
        catch (InvalidOperationException)
        {
            // Half of a surrogate pair, which no string of ours holds: as it is written.
        }
        value.Skip();
        return Encoding.UTF8.GetString(line[start..(int)value.BytesConsumed]);
    }

    private static MalformedTableException Malformed(Location line, int byteInLine, ReadOnlySpan<byte> text, string what)
    {
        var column = 1 + Encoding.UTF8.GetString(text[..Math.Min(byteInLine, text.Length)]).EnumerateRunes().Count();
        return new(Rules.FileIsOfItsKind, line with { Column = column }, $"Expected {what}{(what.EndsWith('.') ? "" : ".")}");
    }
}
