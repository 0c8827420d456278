using Dataset.Releases.Publishing;
using Dataset.Sources;

namespace Dataset.Releases.Writing;

/// <summary>The outputs of several tables in one folder.</summary>
internal sealed class TableOutputs : IDisposable
{
    private readonly List<(SourceTable Table, TableOutput Output)> outputs = [];
    private readonly EncodingTurn turn = new();

    /// <param name="tables">The tables that are written.</param>
    /// <param name="folder">Where the files are made; it is there.</param>
    /// <param name="work">The threads.</param>
    /// <param name="disk">Forces the files to the disk.</param>
    /// <param name="limits">Where batches and parts are cut.</param>
    public TableOutputs(IEnumerable<SourceTable> tables, string folder, WorkQueue work, DiskQueue disk, WritingLimits limits)
    {
        foreach (var table in tables)
            outputs.Add((table, new(table.Schema, folder, work, disk, turn, limits)));
    }

    /// <summary>Where a table's rows are written; null where they are not.</summary>
    public TableOutput? Of(SourceTable table) => outputs.Find(o => o.Table == table).Output;

    /// <summary>Ends every file.</summary>
    /// <param name="needsPart">Whether a table without rows has one part; else it has none.</param>
    /// <returns>The tables in their order.</returns>
    /// <exception cref="IOException">A file could not be written.</exception>
    public IReadOnlyList<WrittenTable> Finish(bool needsPart = true) =>
        [.. outputs.Select(o => o.Output.FinishAsync(needsPart).GetAwaiter().GetResult())];

    /// <summary>Waits for what is on its way and gives the memory back; the files stay as they are.</summary>
    public void Dispose()
    {
        foreach (var (_, output) in outputs)
            output.Dispose();
        turn.Dispose();
    }
}
