using System.Security.Cryptography;
using Dataset.Diagnostics;
using Dataset.Files;
using Dataset.Formats;
using Dataset.Formats.Rows;
using Dataset.Parquet;
using Dataset.Releases;
using Dataset.Schemas;
using Dataset.Tables;
using Dataset.Verification;

namespace Dataset.Comparison;

/// <summary>Goes over the rows of a table in one release, all parts of it, a few thousand in memory at once.</summary>
internal sealed class RowCursor : IDisposable
{
    /// <summary>From so many rows on a file is read ahead.</summary>
    private const long WorthReadingAhead = 4096;

    private readonly ComparedRelease release;
    private readonly ManifestTable table;
    private readonly TableSchema schema;
    private readonly KeyOrderCheck order;
    private readonly WorkQueue work;
    private SliceReader? part;
    private HashedStream? file;
    private int nextPart;

    public RowCursor(ComparedRelease release, TableSchema schema, WorkQueue work)
    {
        (this.release, this.schema, this.work) = (release, schema, work);
        table = release.Manifest.Tables.First(t => t.Name == schema.Name);
        order = new(schema);
    }

    /// <summary>The rows in memory, once <see cref="TryFill"/> has said that there are some.</summary>
    public TableBatch Rows => part!.Slice!;

    /// <summary>The row that comes next.</summary>
    public int Position { get; private set; }

    /// <summary>Rows in memory from <see cref="Position"/> on.</summary>
    public int Remaining => (part?.Slice?.RowCount ?? 0) - Position;

    /// <summary>Steps over rows in memory.</summary>
    public void Skip(int count) => Position += count;

    /// <summary>Sees to it that there is a next row in memory; false at the end of the table.</summary>
    /// <exception cref="MalformedTableException">A file is not as the release lists it, or its rows are out of order.</exception>
    /// <exception cref="IOException">A file cannot be read.</exception>
    public bool TryFill()
    {
        while (Remaining == 0)
        {
            if (part is null && !OpenNext())
                return false;
            Position = 0;
            if (part!.TryAdvance())
                CheckOrder();
            else
                Close();
        }
        return true;
    }

    public void Dispose()
    {
        part?.Dispose();
        order.Dispose();
    }

    private bool OpenNext()
    {
        if (nextPart == table.Parts.Count)
            return false;
        var path = Path;
        ITableReader Open()
        {
            file = new(release.OpenFile(path));
            return TableFormats.JsonLines.OpenReader(file, release.Display(path), schema);
        }
        part = new(Open, schema, table.Parts[nextPart].RowCount >= WorthReadingAhead ? work : null, work.Cancellation);
        return true;
    }

    private RelativePath Path => table.Parts[nextPart].Files[0];

    private void Close()
    {
        if (part!.Fault is { } fault)
            throw fault;
        if (release.DigestOf(Path) is { } listed && file!.Digest is var found && found != listed)
            throw new MalformedTableException(
                Rules.ReleaseFileUnchanged, new(release.Display(Path)),
                $"Expected {listed}, as {ReleaseLayout.Manifest} says, found {found}.");
        part.Dispose();
        (part, file) = (null, null);
        nextPart++;
    }

    private void CheckOrder()
    {
        var findings = new DiagnosticList();
        order.Add(Rows, new(release.Display(Path)) { RowsBefore = part!.RowsBefore }, findings);
        if (findings.HasErrors)
            throw new MalformedTableException(findings.Kept[0].Rule, findings.Kept[0].Location, findings.Kept[0].Message);
    }
}

/// <summary>A file that is read once from its start, with the SHA-256 of what was read.</summary>
internal sealed class HashedStream(Stream file) : PassingStream(file)
{
    private readonly IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);

    /// <summary>Of what was read; of the whole file once that has been.</summary>
    public Digest Digest => Digest.Of(hash);

    public override int Read(Span<byte> buffer)
    {
        var count = Inner.Read(buffer);
        hash.AppendData(buffer[..count]);
        return count;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            hash.Dispose();
        base.Dispose(disposing);
    }
}
