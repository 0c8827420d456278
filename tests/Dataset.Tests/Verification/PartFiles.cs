using System.Text;
using Dataset.Diagnostics;
using Dataset.Files;
using Dataset.Formats;
using Dataset.Releases;
using Dataset.Schemas;
using Dataset.Tables;
using Dataset.Verification;

namespace Dataset.Tests.Verification;

/// <summary>The files of one part of a table, in memory, to be checked with and without the proof that they are alike.</summary>
/// <param name="Schema">The table.</param>
/// <param name="RowCount">Rows, as a manifest would say.</param>
/// <param name="Files">JSON Lines, CSV and Parquet; null for one that is missing.</param>
internal sealed record PartFiles(TableSchema Schema, long RowCount, params byte[]?[] Files)
{
    public static PartFiles Of(TableSchema schema, TableBatch rows) =>
        new(schema, rows.RowCount, [.. TableFormats.All.Select(f => TestTable.Encode(f, schema, rows))]);

    public static PartFiles Of(TestTable table) =>
        new(table.ReadSchema(), table.Parts[0].Count(c => c == '\n'), [.. TableFormats.All.Select(f => table.Encode(f, table.Parts[0]))]);

    public PartFiles With(int format, byte[]? bytes) => this with { Files = [.. Files.Select((f, i) => i == format ? bytes : f)] };

    /// <summary>Replaces text of one file, which must have it.</summary>
    public PartFiles With(int format, string old, string @new)
    {
        var text = Encoding.UTF8.GetString(Files[format]!);
        Assert.Contains(old, text, StringComparison.Ordinal);
        return With(format, Encoding.UTF8.GetBytes(text.Replace(old, @new, StringComparison.Ordinal)));
    }

    /// <summary>How many rows the files are proven to have alike, and whether that is all there is.</summary>
    public (long Rows, bool IsWhole) Prove()
    {
        using var files = Release(out var part);
        var alike = new GuidedPart(
            files, part, Schema,
            (format, path) =>
                new(() => format.OpenReader(files.Open(path), path.Value, Schema), Schema, ahead: null, CancellationToken.None));
        var taken = 0L;
        var isWhole = alike.Prove((rows, before) =>
        {
            Assert.Equal(taken, before);
            taken += rows.RowCount;
        });
        Assert.Equal(taken, alike.RowCount);
        return (taken, isWhole);
    }

    /// <summary>
    /// All that a check of the part tells: findings in their order, each row that was checked and its place, and the rest.
    /// </summary>
    public IReadOnlyList<string> Check(bool isGuided)
    {
        using var files = Release(out var part);
        var findings = new DiagnosticList();
        var check = new PartCheck(files, part, Schema, new(null, 0), null, isGuided, new(2, CancellationToken.None));
        var rows = new List<string>();
        check.Run(
            (batch, places) =>
            {
                for (var row = 0; row < batch.RowCount; row++)
                    rows.Add(
                        $"{places.Locate(Schema.Name, row, null)} {string.Join(',', batch.Columns.Select(c => RowText.ValueOf(c, row)))}");
            },
            findings);
        return [.. findings.Kept.Select(f => f.ToString()), .. rows, $"{check.RowCount} rows, whole: {check.IsWhole}"];
    }

    /// <summary>What the libraries of others find, without the comparison of this project.</summary>
    public IReadOnlyList<string> AskOthers()
    {
        using var files = Release(out var part);
        var findings = new DiagnosticList();
        var table = new ManifestTable(Schema.Name, Schema.Title, ReleaseLayout.SchemaOf(Schema.Name), RowCount, Digest.OfNothing, [part]);
        new SecondOpinion(files, table, Schema, new(2, CancellationToken.None)).Run(findings);
        return [.. findings.Kept.Select(f => f.ToString())];
    }

    private MemoryRelease Release(out ManifestPart part)
    {
        part = new(RowCount, [.. TableFormats.All.Select(f => RelativePath.Parse($"data/t.{f.Extension}"))]);
        return new(part.Files.Zip(Files).Where(f => f.Second is not null).Select(f => KeyValuePair.Create(f.First.Value, f.Second!)));
    }
}
