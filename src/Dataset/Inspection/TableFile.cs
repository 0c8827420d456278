using System.IO.Compression;
using Dataset.Diagnostics;
using Dataset.Files;
using Dataset.Formats.Rows;

namespace Dataset.Inspection;

/// <summary>
/// A file of rows by itself, ours or not: JSON Lines, CSV or Parquet, told by its name; the text formats also as gzip. What can be
/// understood is shown; unlike a release's readers, nothing is checked against a schema.
/// </summary>
public static class TableFile
{
    private static readonly (string Ending, Func<Stream, string, int, TablePreview> Read)[] Kinds =
    [
        (".jsonl", JsonLinesPreview.Read),
        (".ndjson", JsonLinesPreview.Read),
        (".csv", CsvPreview.Read),
        (".tsv", CsvPreview.ReadTabs),
        (".parquet", ParquetPreview.Read),
    ];

    /// <summary>The endings that can be read, each also in capitals and, but for Parquet, with <c>.gz</c> after it.</summary>
    public static IReadOnlyList<string> Endings { get; } = [.. Kinds.Select(k => k.Ending)];

    /// <summary>Whether a name has one of the <see cref="Endings"/>.</summary>
    public static bool IsOne(string name) => ReaderOf(name) is not null;

    /// <summary>Whether a name is that of a Parquet file.</summary>
    public static bool IsParquet(string name) => name.EndsWith(".parquet", StringComparison.OrdinalIgnoreCase);

    /// <summary>Opens a file; its path may be a link to it.</summary>
    /// <exception cref="MalformedTableException">It is something else than a file.</exception>
    /// <exception cref="IOException">There is none, or it cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be read.</exception>
    public static Stream Open(string path)
    {
        try
        {
            var file = PlainFile.Open(path, followsLink: true);
            return new FileWindow(file, 0, RandomAccess.GetLength(file), ownsFile: true);
        }
        catch (NotPlainFileException e)
        {
            throw new MalformedTableException(Rules.FileIsOfItsKind, new(path), $"Expected a file, found {e.Kind.Describe()}.");
        }
    }

    /// <summary>Reads the first rows.</summary>
    /// <param name="file">The file, from its start; Parquet must be seekable. The caller disposes of it, and reads no more from it.</param>
    /// <param name="path">The file's path, which tells its kind, and how findings name it.</param>
    /// <param name="maximumRows">The most rows to read, at least 0.</param>
    /// <exception cref="ArgumentException">The name has none of the <see cref="Endings"/>.</exception>
    /// <exception cref="MalformedTableException">The file is not of its kind.</exception>
    public static TablePreview Preview(Stream file, string path, int maximumRows)
    {
        var read = ReaderOf(path) ?? throw new ArgumentException(
            $"Expected a name that ends in {string.Join(", ", Endings)}, found {path}.", nameof(path));
        if (!IsGzip(path))
            return read(file, path, maximumRows);
        using var unpacked = new GZipStream(file, CompressionMode.Decompress, leaveOpen: true);
        try
        {
            return read(unpacked, path, maximumRows);
        }
        catch (InvalidDataException e)
        {
            throw new MalformedTableException(Rules.FileIsOfItsKind, new(path), $"Expected gzip, found other bytes. {e.Message}");
        }
    }

    private static bool IsGzip(string name) => name.EndsWith(".gz", StringComparison.OrdinalIgnoreCase);

    private static Func<Stream, string, int, TablePreview>? ReaderOf(string name)
    {
        var plain = IsGzip(name) ? name[..^3] : name;
        var read = Kinds.FirstOrDefault(k => plain.EndsWith(k.Ending, StringComparison.OrdinalIgnoreCase)).Read;
        return IsGzip(name) && IsParquet(plain) ? null : read;
    }
}
