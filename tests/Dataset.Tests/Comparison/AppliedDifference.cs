using System.Text;
using System.Text.Json;

namespace Dataset.Tests.Comparison;

/// <summary>
/// The rows of a release's tables after <c>dataset diff --format json</c> has been applied to those of the one before, by what its
/// description says and with nothing but a JSON reader.
/// </summary>
internal static class AppliedDifference
{
    /// <summary>The JSON Lines of each table of the new release, by name; <c>null</c> for one that is gone.</summary>
    /// <param name="json">The difference.</param>
    /// <param name="oldLines">The lines of a table of the old release.</param>
    public static IReadOnlyDictionary<string, byte[]?> Of(string json, Func<string, IEnumerable<string>> oldLines)
    {
        using var document = JsonDocument.Parse(json);
        return document.RootElement.GetProperty("tables").EnumerateArray().ToDictionary(
            t => t.GetProperty("name").GetString()!, t => Apply(t, oldLines));
    }

    private static byte[]? Apply(JsonElement table, Func<string, IEnumerable<string>> oldLines)
    {
        var standing = table.GetProperty("standing").GetString();
        if (standing == "removed")
            return null;
        var key = Strings(table.GetProperty("key"));
        var columns = Strings(table.GetProperty("columns"));
        var rows = new Dictionary<string, Dictionary<string, string>>(StringComparer.Ordinal);
        foreach (var line in standing == "kept" ? oldLines(table.GetProperty("name").GetString()!) : [])
        {
            var row = Members(line);
            rows.Add(KeyOf(key.Select(k => row[k])), row);
        }
        foreach (var change in table.GetProperty("rows").EnumerateArray())
        {
            var id = KeyOf(change.GetProperty("key").EnumerateArray().Select(k => k.GetRawText()));
            switch (change.GetProperty("change").GetString())
            {
                case "added": rows.Add(id, Members(change.GetProperty("row").GetRawText())); break;
                case "removed": Assert.True(rows.Remove(id)); break;
                default:
                    foreach (var cell in change.GetProperty("cells").EnumerateObject())
                    {
                        if (cell.Value.TryGetProperty("old", out var old))
                            Assert.Equal(old.GetRawText(), rows[id][cell.Name]);
                        rows[id][cell.Name] = cell.Value.GetProperty("new").GetRawText();
                    }
                    break;
            }
        }
        var text = new StringBuilder();
        foreach (var row in rows.Values.OrderBy(r => key.Select(k => r[k]), Comparer<IEnumerable<string>>.Create(CompareKeys)))
            text.Append('{').AppendJoin(',', columns.Select(c => $"\"{c}\":{row.GetValueOrDefault(c, "null")}")).Append("}\n");
        return Encoding.UTF8.GetBytes(text.ToString());
    }

    private static string[] Strings(JsonElement list) => [.. list.EnumerateArray().Select(e => e.GetString()!)];

    private static string KeyOf(IEnumerable<string> values) => string.Join(',', values);

    private static Dictionary<string, string> Members(string json)
    {
        using var document = JsonDocument.Parse(json);
        return document.RootElement.EnumerateObject().ToDictionary(m => m.Name, m => m.Value.GetRawText(), StringComparer.Ordinal);
    }

    /// <summary>Strings (and dates) by their UTF-8 bytes, integers by value.</summary>
    private static int CompareKeys(IEnumerable<string> a, IEnumerable<string> b) =>
        a.Zip(b).Select(p => Compare(p.First, p.Second)).FirstOrDefault(o => o != 0);

    private static int Compare(string a, string b)
    {
        if (a[0] != '"')
            return long.Parse(a, System.Globalization.CultureInfo.InvariantCulture)
                .CompareTo(long.Parse(b, System.Globalization.CultureInfo.InvariantCulture));
        byte[] Bytes(string json) => Encoding.UTF8.GetBytes(JsonSerializer.Deserialize<string>(json)!);
        return Bytes(a).AsSpan().SequenceCompareTo(Bytes(b));
    }
}
