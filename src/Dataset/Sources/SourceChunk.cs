using Dataset.Diagnostics;

namespace Dataset.Sources;

/// <summary>
/// Some documents or records of a table, read or about to be, which can be bound on any thread: what comes out depends on the sources
/// alone. A chunk is bound once; the batch takes its memory over.
/// </summary>
internal abstract class SourceChunk
{
    private protected SourceChunk(SourceTable table) => Table = table;

    internal SourceTable Table { get; }

    /// <summary>The 0-based number of the part that the chunk is of.</summary>
    public int Part { get; internal init; }

    /// <summary>
    /// Bytes of the sources in the chunk, decompressed; of documents of a folder 0 until they are bound, which is when they are read.
    /// </summary>
    public abstract long SizeInBytes { get; }

    /// <summary>The documents. Those of whose metadata nothing can be told are left out, with a finding.</summary>
    /// <param name="findings">Takes what is wrong.</param>
    /// <exception cref="InvalidOperationException">The table is not one of documents.</exception>
    /// <exception cref="IOException">A file is there and cannot be read.</exception>
    internal virtual DocumentBatch BindDocuments(DiagnosticList findings) =>
        throw new InvalidOperationException($"{Table.Name} is a table from {Table.Source.Kind}.");

    /// <summary>The records. Those of which nothing can be told are left out, with a finding.</summary>
    /// <param name="findings">Takes what is wrong.</param>
    /// <exception cref="InvalidOperationException">The table is not one of records.</exception>
    internal virtual RecordBatch BindRecords(DiagnosticList findings) =>
        throw new InvalidOperationException($"{Table.Name} is a table from {Table.Source.Kind}.");
}
