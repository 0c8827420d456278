using System.Text.Json;
using Dataset.Comparison;
using Dataset.Diagnostics;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;

namespace Dataset.Tests.Comparison;

/// <summary>
/// Whatever the two releases, <c>CHANGELOG.md</c> lists what the complete differences have, row by row and column by column.
/// </summary>
public sealed class ChangeLogProperties : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("dataset-test-");

    [Property(MaxTest = 100)]
    public Property It_lists_each_row_that_differs_with_the_columns_that_do() => Prop.ForAll(GeneratedRows.Arbitrary(), rows =>
    {
        var (log, json) = (new ChangeLog(), new StringWriter());
        using var old = new SampleRelease { Tables = [rows.Old] }.Open(folder.FullName);
        using var now = new SampleRelease { Version = "2.0.0", Tables = [rows.New] }.Open(folder.FullName);
        Assert.NotNull(ReleaseDiff.Compare(old, now, log, new DiagnosticList()));
        Assert.NotNull(ReleaseDiff.Compare(old, now, new DifferenceJson(json), new DiagnosticList()));
        Directory.Delete(old.DisplayPath, recursive: true);
        Directory.Delete(now.DisplayPath, recursive: true);
        using var document = JsonDocument.Parse(json.ToString());
        Assert.Equal(
            document.RootElement.GetProperty("tables").EnumerateArray().SelectMany(t => t.GetProperty("rows").EnumerateArray())
                .Select(Listed),
            log.ToString().Split('\n')
                .Where(
                    l => l.StartsWith("- new: `", StringComparison.Ordinal) || l.StartsWith("- gone: `", StringComparison.Ordinal)
                        || l.StartsWith("- changed: `", StringComparison.Ordinal))
                .Select(l => l.Split(": ", 3) is [var what, var key, ..] ? (what[2..], key, Columns(l)) : default));
    });

    public void Dispose() => folder.Delete(recursive: true);

    /// <summary>A row as the list must have it: what became of it, its key, and the columns that differ.</summary>
    private static (string What, string Key, string Columns) Listed(JsonElement row)
    {
        var what = row.GetProperty("change").GetString() switch { "added" => "new", "removed" => "gone", _ => "changed" };
        var key = row.GetProperty("key");
        var cells = row.TryGetProperty("cells", out var c) ? c.EnumerateObject().Select(m => m.Name) : [];
        return (what, $"`name {key[0].GetRawText()}, number {key[1].GetRawText()}`", string.Join(' ', cells));
    }

    /// <summary>The names of columns in code spans, in order; no value of these tables reads like one.</summary>
    private static string Columns(string line) =>
        string.Join(' ', line.Split('`').Where((_, i) => i % 2 == 1).Where(s => s is "text" or "size" or "list" or "flag"));
}
