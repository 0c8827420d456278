using Dataset.Diagnostics;
using Dataset.Manifests;
using Dataset.Releases.Reading;
using Dataset.Releases;
using Dataset.Schemas;

namespace Dataset.Verification.Tables;

/// <summary>Checks the rows of one table: form, order of keys, constraints, references, and that every format has the same.</summary>
/// <param name="files">The release.</param>
/// <param name="digests">Begins with the table's files, so that they are hashed while they are read.</param>
/// <param name="table">What the manifest says of the table.</param>
/// <param name="schema">The table's schema.</param>
/// <param name="references">Null where the schemas do not allow to check them.</param>
/// <param name="progress">Told of rows that are done with.</param>
/// <param name="cancellation">Stops the check.</param>
internal sealed class TableCheck(
    ReleaseFiles files, FileDigests digests, ManifestTable table, TableSchema schema, ReferenceCheck? references, VerifyProgress progress,
    CancellationToken cancellation)
{
    /// <summary>Rows of the JSON Lines of all parts.</summary>
    public long RowCount { get; private set; }

    /// <summary>Whether the JSON Lines of all parts could be read to their end.</summary>
    public bool IsWhole { get; private set; } = true;

    /// <exception cref="IOException">A file cannot be read.</exception>
    public void Run(DiagnosticList findings)
    {
        using var order = new KeyOrderCheck(schema);
        var constraints = new TableChecker(schema);
        foreach (var part in table.Parts)
        {
            foreach (var path in part.Files.Where(p => files.Find(p) is not null))
                digests.Begin(path);
            var check = new PartCheck(files, part, schema, progress, isGuided: true, cancellation);
            check.Run(
                (rows, places) =>
                {
                    order.Add(rows, places, findings);
                    // A finding is explained at some length. Once there are more than anybody is shown, no more are asked for.
                    if (findings.ErrorCount < DiagnosticList.Limit)
                        constraints.Check(rows, 0, rows.RowCount, schema.Name, places, findings);
                    references?.Add(schema, rows, places, findings);
                },
                findings);
            RowCount += check.RowCount;
            IsWhole &= check.IsWhole;
        }
    }
}
