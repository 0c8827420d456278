using Dataset.Diagnostics;

namespace Dataset.Sources.Reading;

/// <summary>
/// Reads a table of documents or of records: its source is cut into chunks one after another, where the data says so, and chunks are
/// bound to columns on any thread. The same sources give the same chunks and the same rows.
/// </summary>
internal sealed class SourceReader : IDisposable
{
    private readonly SourceContext context;

    /// <param name="folder">The sources.</param>
    /// <param name="table">A table of documents or of records.</param>
    /// <param name="limits">What sources may be at most; null for the defaults.</param>
    /// <param name="parts">Into how many parts the documents are cut, and which are read; null for all in one. Records are never
    /// cut.</param>
    /// <exception cref="ArgumentException">The table's rows come from another table's source.</exception>
    public SourceReader(SourceFolder folder, SourceTable table, SourceLimits? limits = null, PartSelection? parts = null) =>
        context = new SourceContext(folder, table, limits ?? SourceLimits.Default, parts);

    /// <summary>
    /// The files that were read, by path: all of them once every chunk has been bound. Each digest is of the very bytes that were bound, so
    /// that a file which changes meanwhile is described as it was taken.
    /// </summary>
    public IReadOnlyList<SourceFile> Files => context.Ledger.Sorted();

    /// <summary>What was taken from the source where that is one part of several, once every chunk has been read; else null.</summary>
    public SourceRange? Range => context.Range;

    /// <summary>
    /// Whether every document or record has a row in what has been bound so far. Where not, each one left out has a finding, and that a row
    /// is missing elsewhere says nothing.
    /// </summary>
    public bool IsWhole => context.IsWhole;

    /// <summary>Cuts the source into chunks as far as they are asked for.</summary>
    /// <param name="findings">Takes what is wrong with the files themselves, as reading comes to it.</param>
    /// <exception cref="IOException">A file is there and cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">A file may not be read.</exception>
    public IEnumerable<SourceChunk> ReadChunks(DiagnosticList findings) => ChunkReader.Read(context, findings);

    /// <summary>The documents of a chunk. Those of whose metadata nothing can be told are left out, with a finding.</summary>
    /// <param name="chunk">Bound once: the batch takes its memory over.</param>
    /// <param name="findings">Takes what is wrong; null takes the place of a value that could not be taken.</param>
    /// <exception cref="InvalidOperationException">The table is not one of documents.</exception>
    /// <exception cref="IOException">A file is there and cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">A file may not be read.</exception>
    public DocumentBatch BindDocuments(SourceChunk chunk, DiagnosticList findings) => Own(chunk).BindDocuments(findings);

    /// <summary>The records of a chunk. Those of which nothing can be told are left out, with a finding.</summary>
    /// <param name="chunk">Bound once: the batch takes its memory over.</param>
    /// <param name="findings">Takes what is wrong; null takes the place of a value that could not be taken.</param>
    /// <exception cref="InvalidOperationException">The table is not one of records.</exception>
    public RecordBatch BindRecords(SourceChunk chunk, DiagnosticList findings) => Own(chunk).BindRecords(findings);

    public void Dispose()
    {
        // Files are open only while chunks are read, and that ends with their reader.
    }

    private SourceChunk Own(SourceChunk chunk) => chunk.Table == context.Table
        ? chunk
        : throw new ArgumentException($"The chunk is one of {chunk.Table.Name}, not of {context.Table.Name}.", nameof(chunk));
}
