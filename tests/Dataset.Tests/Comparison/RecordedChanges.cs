using Dataset.Comparison;
using Dataset.Releases;

namespace Dataset.Tests.Comparison;

/// <summary>Rows that differ, each as a line: <c>+ note_id "river"</c>, <c>~ note_id "bridge": lines 3 4</c>.</summary>
internal sealed class RecordedChanges : IChangeVisitor
{
    public List<string> Rows { get; } = [];

    public bool WantsWholeTables => false;

    public void Begin(ReleaseIdentity old, ReleaseIdentity now, IReadOnlyList<Change> changes)
    {
    }

    public void BeginTable(ComparedTable table)
    {
    }

    public void Row(RowChange row) => Rows.Add(
        $"{row.Kind.ToString()[0]} "
            + $"{row.KeyText}{(row.Cells.Count > 0 ? ": " : "")}{string.Join("; ", row.Cells.Select(c => $"{c.Column} {c.Old} {c.New}"))}");

    public void EndTable(TableDifference counts)
    {
    }

    public void End(ReleaseDifference difference)
    {
    }
}
