using System.Globalization;
using Dataset.Diagnostics;
using Dataset.Files;
using Dataset.Formats;
using Dataset.Releases;

namespace Dataset.Verification;

/// <summary>
/// Holds the manifest against itself: its tables' files have the names that follow from the table and the parts, are listed, and are
/// all that the data and schema folders have; rows and content digests follow from the parts.
/// </summary>
internal sealed class ManifestCheck(ReleaseContents release) : IReleaseCheck
{
    public IEnumerable<Diagnostic> Run()
    {
        if (release.Manifest is not { } manifest)
            yield break;
        var files = manifest.Files.ToDictionary(f => f.Path);
        var named = new HashSet<RelativePath> { ReleaseLayout.ManifestSchema };
        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (var table in manifest.Tables)
        {
            if (!names.Add(table.Name))
                yield return Found($"Expected each table once, found {table.Name} again.");
            foreach (var diagnostic in Check(table, files))
                yield return diagnostic;
            named.Add(table.Schema);
            named.UnionWith(table.Parts.SelectMany(p => p.Files));
        }
        foreach (var path in named.Where(p => !files.ContainsKey(p)).Order())
            yield return Found(
                $"Expected every file of a table, and {ReleaseLayout.ManifestSchema}, among the files, found no {path} there.");
        foreach (var path in files.Keys.Where(p => IsOfTables(p) && !named.Contains(p)).Order())
            yield return Found(
                $"Expected only files of tables in {ReleaseLayout.DataFolder} and {ReleaseLayout.SchemaFolder}, found {path}, which no "
                    + "table names.");
    }

    private IEnumerable<Diagnostic> Check(ManifestTable table, Dictionary<RelativePath, ReleaseFile> files)
    {
        if (table.Schema != ReleaseLayout.SchemaOf(table.Name))
            yield return Found($"Expected {ReleaseLayout.SchemaOf(table.Name)} as the schema of table {table.Name}, found {table.Schema}.");
        for (var i = 0; i < table.Parts.Count; i++)
        {
            foreach (var (format, path) in TableFormats.All.Zip(table.Parts[i].Files))
            {
                var expected = ReleaseLayout.DataFile(table.Name, i, table.Parts.Count, format.Extension);
                if (path != expected)
                    yield return Found($"Expected {expected} as a file of table {table.Name}, found {path}.");
            }
        }
        if (CheckRows(table) is { } finding)
            yield return finding;
        var parts = table.Parts.Select(p => files.GetValueOrDefault(p.Files[0])?.Digest).ToArray();
        if (!parts.Contains(null) && ContentDigest.Of(parts!) is var content && content != table.ContentDigest)
            yield return Found(
                $"Expected {content} as the content digest of table {table.Name}, which follows from its JSON Lines, found "
                    + $"{table.ContentDigest}.");
    }

    // By itself: what touches an Int128 is not compiled ahead of time.
    private Diagnostic? CheckRows(ManifestTable table)
    {
        var rows = table.Parts.Aggregate((Int128)0, (sum, part) => sum + part.RowCount);
        return rows == table.RowCount
            ? null
            : Found(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"Expected table {table.Name} to have the rows of its parts, {rows}, found {table.RowCount}."));
    }

    private static bool IsOfTables(RelativePath path) =>
        path.Value.StartsWith(ReleaseLayout.DataFolder + "/", StringComparison.Ordinal)
        || path.Value.StartsWith(ReleaseLayout.SchemaFolder + "/", StringComparison.Ordinal);

    private Diagnostic Found(string message) => new(Rules.ManifestAgrees, release.ManifestLocation, message);
}
