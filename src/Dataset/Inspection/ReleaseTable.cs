using Dataset.Diagnostics;
using Dataset.Files;
using Dataset.Formats;
using Dataset.Formats.Rows;
using Dataset.Releases;
using Dataset.Releases.Reading;

namespace Dataset.Inspection;

/// <summary>A table of a release, to look at: nothing is verified.</summary>
public static class ReleaseTable
{
    /// <summary>Reads the first rows, of as many parts as that takes.</summary>
    /// <param name="files">The release.</param>
    /// <param name="table">A table of its manifest.</param>
    /// <param name="maximumRows">At least 1.</param>
    /// <exception cref="MalformedTableException">A file is missing or not of its form.</exception>
    /// <exception cref="IOException">A file cannot be read.</exception>
    public static TablePreview Preview(ReleaseFiles files, ManifestTable table, int maximumRows)
    {
        // JSON Lines tells null from an empty string; where there are no rows, CSV still has the names of the columns.
        var format = TableFormats.All.Index().Single(f => f.Item == (table.RowCount > 0 ? TableFormats.JsonLines : TableFormats.Csv)).Index;
        TablePreview? all = null;
        foreach (var path in table.Parts.Select(p => p.Files[format]))
        {
            var part = Preview(files, path, maximumRows - (all?.Rows.Count ?? 0));
            all = all is null ? part : all with
            {
                Columns = [.. all.Columns.Zip(part.Columns, (a, b) => a with { IsNumeric = a.IsNumeric && b.IsNumeric })],
                Rows = [.. all.Rows, .. part.Rows],
                IsCutBySize = part.IsCutBySize,
            };
            if (all.Rows.Count >= maximumRows || part.IsCutBySize)
                break;
        }
        return all! with { HasMore = table.RowCount > all!.Rows.Count };
    }

    private static TablePreview Preview(ReleaseFiles files, RelativePath path, int maximumRows)
    {
        if (files.Find(path) is null)
            throw new MalformedTableException(
                Diagnostics.Rules.ReleaseFileThere, new(files.Display(path)), "Expected the file that release.json lists, found none.");
        using var stream = files.Open(path);
        return TableFile.Preview(stream, files.Display(path), maximumRows);
    }
}
