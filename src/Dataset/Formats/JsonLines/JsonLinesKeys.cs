using System.Text;
using Dataset.Schemas;

namespace Dataset.Formats.JsonLines;

/// <summary>What stands before each value of a line: <c>{"first":</c>, then <c>,"next":</c>.</summary>
internal static class JsonLinesKeys
{
    public static byte[][] Of(TableSchema schema) =>
        [.. schema.Columns.Select((c, i) => Encoding.UTF8.GetBytes($"{(i == 0 ? "{" : ",")}\"{c.Name}\":"))];
}
