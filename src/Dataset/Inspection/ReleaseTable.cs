using Dataset.Formats;
using Dataset.Manifests;
using Dataset.Releases.Reading;
using Dataset.Releases;

namespace Dataset.Inspection;

/// <summary>A table of a release, to look at: nothing is verified.</summary>
public static class ReleaseTable
{
    /// <summary>Reads the first rows, at most as many as the first part has.</summary>
    /// <param name="files">The release.</param>
    /// <param name="table">A table of its manifest.</param>
    /// <param name="maximumRows">At least 1.</param>
    /// <exception cref="MalformedTableException">The file is missing or not of its form.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static TablePreview Preview(ReleaseFiles files, ManifestTable table, int maximumRows)
    {
        // JSON Lines tells null from an empty string; where there are no rows, CSV still has the names of the columns.
        var format = table.RowCount > 0 ? TableFormats.JsonLines : TableFormats.Csv;
        var path = table.Parts[0].Files[TableFormats.All.Index().Single(f => f.Item == format).Index];
        if (files.Find(path) is null)
            throw new MalformedTableException(Diagnostics.Rules.ReleaseFileThere, new(files.Display(path)), "Expected the file that release.json lists, found none.");
        using var stream = files.Open(path);
        var preview = TableFile.Preview(stream, files.Display(path), maximumRows);
        return preview with { HasMore = table.RowCount > preview.Rows.Count };
    }
}
