using System.Globalization;
using Dataset.Diagnostics;
using Dataset.Files;
using Dataset.Formats;
using Dataset.Manifests;
using Dataset.Releases.Reading;
using Dataset.Releases;
using Dataset.Schemas;
using Dataset.Tables;

namespace Dataset.Verification.Tables;

/// <summary>
/// Reads the files of one part of a table side by side: the rows of the JSON Lines are checked by themselves, those of the other formats
/// against them.
/// </summary>
internal sealed class PartCheck(ReleaseFiles files, ManifestPart part, TableSchema schema, VerifyProgress progress, CancellationToken cancellation)
{
    /// <summary>From so many bytes on each file is read on a thread of its own.</summary>
    private const long WorthThreads = 1 << 20;

    private readonly long size = part.Files.Sum(p => files.Find(p)?.SizeInBytes ?? 0);

    /// <summary>Rows of the JSON Lines.</summary>
    public long RowCount { get; private set; }

    /// <summary>Whether the JSON Lines are there and could be read to their end.</summary>
    public bool IsWhole { get; private set; }

    /// <param name="check">Checks rows of the JSON Lines by themselves.</param>
    /// <param name="findings">Takes the findings.</param>
    /// <exception cref="IOException">A file cannot be read.</exception>
    public void Run(Action<TableBatch, JsonLinesPlaces> check, DiagnosticList findings)
    {
        var (jsonLines, against) = (part.Files[0], part.Files[0].Value);
        var comparisons = new List<(FormatComparison Comparison, RelativePath Path)>();
        try
        {
            foreach (var (format, path) in TableFormats.All.Zip(part.Files).Skip(1))
                if (files.Find(path) is not null)
                    comparisons.Add((new(schema, Open(format, path), files.Display(path), against, findings), path));
            using var rows = files.Find(jsonLines) is null ? null : Open(TableFormats.JsonLines, jsonLines);
            var places = new JsonLinesPlaces(files.Display(jsonLines));
            while (rows?.TryAdvance() ?? false)
            {
                places.RowsBefore = rows.RowsBefore;
                check(rows.Slice!, places);
                foreach (var (comparison, _) in comparisons)
                    comparison.Compare(rows.Slice!, rows.RowsBefore);
                progress.Add(rows.Slice!.RowCount, part.RowCount, size);
            }
            IsWhole = rows is { Fault: null };
            RowCount = rows?.RowsBefore ?? 0;
            if (rows?.Fault is { } fault)
                findings.Add(fault.ToDiagnostic());
            else if (rows is not null)
                CheckCount(jsonLines, RowCount, findings);
            foreach (var (comparison, path) in comparisons)
            {
                comparison.Finish(IsWhole);
                if (comparison.IsWhole)
                    CheckCount(path, comparison.RowCount, findings);
            }
        }
        finally
        {
            foreach (var (comparison, _) in comparisons)
                comparison.Dispose();
        }
    }

    private SliceReader Open(ITableFormat format, RelativePath path) =>
        new(() => format.OpenReader(files.Open(path), files.Display(path), schema), schema, size >= WorthThreads, cancellation);

    private void CheckCount(RelativePath path, long found, DiagnosticList findings)
    {
        if (found != part.RowCount)
            findings.Add(
                Rules.TableRowCount, new(files.Display(path)),
                string.Create(CultureInfo.InvariantCulture, $"Expected {part.RowCount} rows, as {ReleaseLayout.Manifest} says, found {found}."));
    }
}
