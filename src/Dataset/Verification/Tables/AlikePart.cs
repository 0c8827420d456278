using Dataset.Files;
using Dataset.Formats;
using Dataset.Formats.Guided;
using Dataset.Manifests;
using Dataset.Releases.Reading;
using Dataset.Schemas;
using Dataset.Tables;

namespace Dataset.Verification.Tables;

/// <summary>
/// Proves the files of one part of a table alike without decoding its text formats: the rows of its Parquet file guide a walk over the others.
/// It finds nothing wrong: where it can't go on, <see cref="PartCheck"/> reads the files by themselves and tells why.
/// </summary>
/// <remarks>
/// The Parquet reader is strict and gives valid UTF-8, and what is accepted of a text is what its strict reader reads as the same row. So the
/// rows that were proven are those that the JSON Lines reader would have given.
/// </remarks>
/// <param name="files">The release.</param>
/// <param name="part">The part.</param>
/// <param name="schema">The table.</param>
/// <param name="open">Reads a file of the part slice by slice.</param>
internal sealed class AlikePart(ReleaseFiles files, ManifestPart part, TableSchema schema, Func<ITableFormat, RelativePath, SliceReader> open)
{
    /// <summary>Rows that stand alike at the beginning of every file.</summary>
    public long RowCount { get; private set; }

    /// <summary>Goes over the files.</summary>
    /// <param name="take">Takes rows that are proven, which are its own only until it returns, and how many came before them.</param>
    /// <returns>Whether the files are alike from the first byte to the last.</returns>
    /// <exception cref="IOException">A file cannot be read.</exception>
    public bool Prove(Action<TableBatch, long> take)
    {
        if (part.Files.Any(p => files.Find(p) is null))
            return false;
        var texts = new List<GuidedText>();
        var byFormat = TableFormats.All.Zip(part.Files).ToArray();
        var (driver, driverPath) = byFormat.Single(f => f.First is not ITextFormat);
        using var rows = open(driver, driverPath);
        try
        {
            foreach (var (format, path) in byFormat)
                if (format is ITextFormat text)
                    texts.Add(text.OpenGuided(files.Open(path), schema));
            while (rows.TryAdvance())
            {
                var slice = rows.Slice!;
                var (count, alike) = (slice.RowCount, texts.Min(t => t.Accept(slice)));
                slice.TruncateRows(alike);
                RowCount += alike;
                if (alike > 0)
                    take(slice, RowCount - alike);
                if (alike < count)
                    return false;
            }
            return rows.Fault is null && texts.TrueForAll(t => t.IsAtEnd);
        }
        finally
        {
            foreach (var text in texts)
                text.Dispose();
        }
    }
}
