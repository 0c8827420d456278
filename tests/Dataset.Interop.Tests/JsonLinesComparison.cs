using System.Text.Encodings.Web;
using System.Text.Json;
using Dataset.Interop.Tests.Engines;

namespace Dataset.Interop.Tests;

/// <summary>Compares JSON Lines files byte for byte, and says where they differ.</summary>
public static class JsonLinesComparison
{
    private static readonly JsonSerializerOptions _relaxed = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <returns>The first line that differs and the columns in which it does; null where the files are equal.</returns>
    public static string? FirstDifference(string expectedPath, string actualPath)
    {
        using var expected = File.OpenText(expectedPath);
        using var actual = File.OpenText(actualPath);
        for (var line = 1; ; line++)
        {
            var (wanted, found) = (expected.ReadLine(), actual.ReadLine());
            if (wanted is null && found is null)
                return null;
            if (wanted != found)
                return $"line {line}{Difference(wanted, found)}";
        }
    }

    /// <summary>The expected lines for an engine that has no null lists.</summary>
    public static void WriteNullListsAsEmpty(string path, IReadOnlyList<EngineColumn> columns, string output)
    {
        var lists = columns.Where(column => column.IsList).Select(column => column.Name).ToHashSet(StringComparer.Ordinal);
        using var writer = new StreamWriter(output) { NewLine = "\n" };
        foreach (var line in File.ReadLines(path))
            writer.WriteLine(lists.Count == 0 ? line : NullListsAsEmpty(line, lists));
    }

    private static string NullListsAsEmpty(string line, HashSet<string> lists)
    {
        using var document = JsonDocument.Parse(line);
        var cells = document.RootElement.EnumerateObject().Select(cell =>
        {
            var isNullList = cell.Value.ValueKind == JsonValueKind.Null && lists.Contains(cell.Name);
            // The raw text: to parse a number and write it again might lose digits.
            return JsonSerializer.Serialize(cell.Name, _relaxed) + ":" + (isNullList ? "[]" : cell.Value.GetRawText());
        });
        return "{" + string.Join(',', cells) + "}";
    }

    private static string Difference(string? wanted, string? found)
    {
        if (wanted is null || found is null)
            return $": expected {Shorten(wanted ?? "no more lines")}, found {Shorten(found ?? "no more lines")}";
        using var expected = JsonDocument.Parse(wanted);
        using var actual = JsonDocument.Parse(found);
        var cells = expected.RootElement.EnumerateObject().Zip(actual.RootElement.EnumerateObject())
            .Where(pair => pair.First.Name != pair.Second.Name || pair.First.Value.GetRawText() != pair.Second.Value.GetRawText())
            .Select(pair => $"\n  expected {Described(pair.First)}\n  found    {Described(pair.Second)}");
        return string.Concat(cells.Take(5));
        static string Described(JsonProperty cell) => $"{cell.Name} {Shorten(cell.Value.GetRawText())}";
    }

    private static string Shorten(string text) => text.Length <= 200 ? text : $"{text[..200]}… ({text.Length} characters)";
}
