using Dataset.Diagnostics;
using Dataset.Files;
using Dataset.Formats;
using Dataset.Formats.Rows;
using Dataset.Releases;
using Dataset.Releases.Reading;
using Dataset.Schemas;
using Dataset.Schemas.Reading;
using Dataset.Text;
using Dataset.Verification;

namespace Dataset.Inspection;

/// <summary>Compares a release with one that was built again, and names for each file that differs where it does so first.</summary>
internal sealed class RebuiltFiles(
    ReleaseFiles expected, ReleaseFiles found, Manifest manifest, DiagnosticList findings, CancellationToken cancellation)
{
    /// <summary>These list the digests of the others, so they differ with any of them.</summary>
    private static readonly RelativePath[] Lists = [ReleaseLayout.Manifest, ReleaseLayout.Checksums, ReleaseLayout.Provenance];

    public void Compare()
    {
        try
        {
            CompareFiles();
        }
        catch (MalformedTableException e)
        {
            // A file of the release was exchanged since it was listed.
            findings.Add(e.ToDiagnostic());
        }
    }

    private void CompareFiles()
    {
        // Each signature is made again.
        var paths = expected.Entries.Concat(found.Entries).Select(e => e.Path).Distinct()
            .Where(p => p != ReleaseLayout.Signature).Order().ToArray();
        var differ = paths.Where(p => !Lists.Contains(p) && !Same(p)).ToArray();
        foreach (var path in differ.Length > 0 ? differ : paths.Where(p => !Same(p)))
            Explain(path);
    }

    private bool Same(RelativePath path)
    {
        cancellation.ThrowIfCancellationRequested();
        return expected.Find(path) is { } a && found.Find(path) is { } b && a.SizeInBytes == b.SizeInBytes && DigestOf(
            expected, path) == DigestOf(found, path);
    }

    private void Explain(RelativePath path)
    {
        var location = new Location(found.Display(path));
        if (found.Find(path) is null)
            findings.Add(Rules.RebuildGivesSameBytes, location, "Expected this file, as building again gives one, found none.");
        else if (expected.Find(path) is null)
            findings.Add(Rules.RebuildGivesSameBytes, location, "Expected no such file, as building again gives none, found one.");
        else if (RowThatDiffers(path) is { } row)
            findings.Add(Rules.RebuildGivesSameBytes, location, row);
        else if (TextThatDiffers(path) is { } text)
            findings.Add(Rules.RebuildGivesSameBytes, location with { Line = text.Line, Column = text.Column }, text.Message);
        else
            findings.Add(
                Rules.RebuildGivesSameBytes, location,
                $"Expected {DigestOf(expected, path)}, as building again gives, found {DigestOf(found, path)}.");
    }

    /// <summary>The first row and column that differ; null where the file is of no table, or its rows are the same.</summary>
    private string? RowThatDiffers(RelativePath path)
    {
        foreach (var table in manifest.Tables)
            foreach (var part in table.Parts)
                if (part.Files.ToList().IndexOf(path) is >= 0 and var format && Schema(table) is { } schema)
                    return RowThatDiffers(part, schema, TableFormats.All[format], path);
        return null;
    }

    private string? RowThatDiffers(ManifestPart part, TableSchema schema, ITableFormat format, RelativePath path)
    {
        var differences = new DiagnosticList();
        var built = part.Files[0];
        using var comparison = new FormatComparison(
            schema, Open(found, format, path, schema), found.Display(path), $"the {built} built again", differences);
        using var rows = Open(expected, TableFormats.JsonLines, built, schema);
        while (!differences.HasErrors && rows.TryAdvance())
            comparison.Compare(rows.Slice!, rows.RowsBefore);
        if (!differences.HasErrors)
            comparison.Finish(isAfterAllRows: true);
        return differences.Kept.Count > 0 ? differences.Kept[0].Message : null;
    }

    private TableSchema? Schema(ManifestTable table) =>
        expected.ReadWhole(table.Schema, findings) is { } json
            ? SchemaFile.Read(table.Name, json, expected.Display(table.Schema), findings)
            : null;

    private SliceReader Open(ReleaseFiles files, ITableFormat format, RelativePath path, TableSchema schema) =>
        new(() => format.OpenReader(files.Open(path), files.Display(path), schema), schema, ahead: null, cancellation);

    private TextDifference? TextThatDiffers(RelativePath path)
    {
        var none = new DiagnosticList();
        return path.Value.EndsWith(".parquet", StringComparison.Ordinal) || expected.ReadWhole(path, none) is not { } a || found.ReadWhole(
            path, none) is not { } b
            ? null : TextDifference.First(a, b);
    }

    private static Digest DigestOf(ReleaseFiles files, RelativePath path)
    {
        using var stream = files.Open(path);
        return Digest.Of(stream);
    }
}
