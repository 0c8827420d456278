using Dataset.Diagnostics;
using Dataset.Files;
using Dataset.Formats;
using Dataset.Formats.Rows;
using Dataset.Parquet;
using Dataset.Releases;
using Dataset.Releases.Reading;
using Dataset.Schemas;
using Dataset.Sources;
using Dataset.Sources.Reading;
using Dataset.Tables;
using Dataset.Verification;

namespace Dataset.Building;

/// <summary>The tables of an edition: the rows of the full release, with null for what is withheld.</summary>
/// <param name="full">The full release, staged.</param>
/// <param name="options">As the full release was built.</param>
internal sealed class EditionData(StagedRelease full, BuildOptions options) : ReleaseData
{
    public override WrittenData? Write(
        SourceFolder folder, string target, DiskQueue disk, DiagnosticList findings, WorkMeter meter, CancellationToken cancellation)
    {
        var work = new WorkQueue(options.Jobs, cancellation);
        using var files = ReleaseFiles.Open(full.Path, findings);
        using var outputs = new TableOutputs(
            folder.Tables, ToolIdentity.Current.OriginOf(folder.Descriptor), target, work, disk, options.Limits);
        meter.Begin("withholding", files.Entries.Sum(e => e.SizeInBytes));
        var withheld = folder.Edition!.Withheld;
        foreach (var (table, schema) in full.Manifest.Tables.Zip(full.Schemas))
        {
            var own = withheld.FirstOrDefault(w => w.Table == table.Name);
            using var rows = own is null ? null : WithheldRows.Of(files, full.Manifest, full.Schemas, schema, own, work)!;
            var columns = own?.Columns.Select(schema.IndexOf).ToArray() ?? [];
            CopiedRows.Copy(
                files, table, schema, outputs.Of(folder.Table(table.Name))!,
                rows is null ? null : batch => Withhold(batch, schema, columns, rows), meter, work);
        }
        return new(
            outputs.Finish(), [
                .. full.Manifest.Sources.Select(
                    s => new SourceFile(s.Path, s.SizeInBytes, s.Digest) { Encoding = s.Encoding }),
            ],
            full.Manifest.PartCount)
        {
            Carried =
            [
                (ReleaseLayout.FullManifest, Copy(ReleaseLayout.Manifest)),
                .. withheld.Select(w => (ReleaseLayout.FullSchemaOf(w.Table), Copy(ReleaseLayout.SchemaOf(w.Table)))),
            ],
        };
    }

    private Action<Stream> Copy(RelativePath path) => target =>
    {
        using var file = File.OpenRead(path.Below(full.Path));
        file.CopyTo(target);
    };

    private static TableBatch Withhold(TableBatch rows, TableSchema schema, int[] columns, WithheldRows withheld)
    {
        var copy = schema.CreateBatch();
        for (var row = 0; row < rows.RowCount; row++)
        {
            var isWithheld = withheld.Holds(rows, row);
            for (var i = 0; i < schema.Columns.Count; i++)
            {
                if (isWithheld && columns.Contains(i))
                    copy.Columns[i].AppendNull();
                else
                    copy.Columns[i].AppendRows(rows.Columns[i], row, 1);
            }
        }
        return copy;
    }
}

/// <summary>Writes the rows of a table of a release into another one, part by part.</summary>
internal static class CopiedRows
{
    /// <param name="files">The release that has the rows.</param>
    /// <param name="table">The table there.</param>
    /// <param name="schema">Its schema there.</param>
    /// <param name="output">Takes the rows.</param>
    /// <param name="change">Gives as many other rows for some, which are disposed of here; null where they stay as they are.</param>
    /// <param name="meter">Told of what has been done.</param>
    /// <param name="work">Reads ahead.</param>
    /// <exception cref="MalformedTableException">The rows cannot be read to their end.</exception>
    /// <exception cref="IOException">A file cannot be read or written.</exception>
    public static void Copy(
        ReleaseFiles files, ManifestTable table, TableSchema schema, TableOutput output, Func<TableBatch, TableBatch>? change,
        WorkMeter meter, WorkQueue work)
    {
        foreach (var part in table.Parts)
        {
            var path = part.Files[0];
            using var reader = new SliceReader(
                () => TableFormats.JsonLines.OpenReader(files.Open(path), files.Display(path), schema), schema, work, work.Cancellation);
            while (reader.TryAdvance())
            {
                using var changed = change?.Invoke(reader.Slice!);
                output.Append(changed ?? reader.Slice!);
                meter.Add(reader.Slice!.RowCount, reader.Slice.SizeInBytes);
            }
            if (reader.Fault is { } fault)
                throw fault;
            output.EndPart();
        }
    }
}
