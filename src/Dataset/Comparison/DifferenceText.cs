using System.Globalization;
using Dataset.Releases;
using Dataset.Text;

namespace Dataset.Comparison;

/// <summary>
/// Differences for a person to read: a line for each row that differs (<c>+</c> new, <c>-</c> gone, <c>~</c> other values), and at the
/// end, where a terminal shows it, what changed and which version that asks for. Rows of tables that are new or have another key are only
/// counted.
/// </summary>
/// <param name="output">Takes the text.</param>
/// <param name="countsOnly">Whether rows are counted, and none listed.</param>
public sealed class DifferenceText(TextWriter output, bool countsOnly = false) : IChangeVisitor
{
    private ComparedTable? table;
    private bool hasHeading;

    /// <inheritdoc/>
    public bool WantsWholeTables => false;

    /// <inheritdoc/>
    public void Begin(ReleaseIdentity old, ReleaseIdentity now, IReadOnlyList<Change> changes) => output.Write($"{old} -> {now}\n");

    /// <inheritdoc/>
    public void BeginTable(ComparedTable table) => (this.table, hasHeading) = (table, false);

    /// <inheritdoc/>
    public void Row(RowChange row)
    {
        if (countsOnly)
            return;
        if (!hasHeading)
            output.Write($"\n{table!.Name}:\n");
        hasHeading = true;
        var sign = row.Kind switch { RowChangeKind.Added => '+', RowChangeKind.Removed => '-', _ => '~' };
        output.Write($"  {sign} {row.KeyText}");
        for (var i = 0; i < row.Cells.Count; i++)
            output.Write(
                $"{(i == 0 ? ": " : "; ")}{row.Cells[i].Column} "
                    + $"{(row.Cells[i].OldExcerpt is { } old ? old + " -> " : "= ")}{row.Cells[i].NewExcerpt}");
        output.Write('\n');
    }

    /// <inheritdoc/>
    public void EndTable(TableDifference counts)
    {
        if (!counts.HasRows)
            return;
        output.Write(hasHeading ? "  " : $"\n{counts.Name}: ");
        output.Write($"{Describe(counts)}\n");
    }

    /// <inheritdoc/>
    public void End(ReleaseDifference difference)
    {
        if (difference.Changes.Count == 0)
        {
            output.Write($"\nNothing changed. Another release of the same content is {difference.LeastVersion} or later.\n");
            return;
        }
        output.Write("\nChanges:\n");
        foreach (var change in difference.Changes)
            output.Write($"  {change.Bump.Word(),-6} {Printable.Line(change.ToString())}\n");
        output.Write($"\nThis asks for a {difference.Bump.Word()} version: {difference.LeastVersion} or later");
        output.Write(
            difference.IsVersionHighEnough ? $", which {difference.New.Version} is.\n" : $", and {difference.New.Version} is too low.\n");
        foreach (var changes in difference.Gravest.GroupBy(c => VersionPolicy.Of(c.Kind)))
            output.Write(
                $"  {Printable.Line(string.Join(", ", changes.Select(c => c.Subject).Distinct()))}: "
                    + $"{changes.Key.Change.Replace("`", "", StringComparison.Ordinal)}. {changes.Key.Why}\n");
    }

    /// <summary><c>1,204 rows new, 1 row gone</c>: what is not zero, and how many rows are as they were.</summary>
    public static string Describe(TableDifference counts)
    {
        var parts = new (long Count, string What)[]
        {
            (counts.Added, "new"), (counts.Removed, "gone"), (counts.Changed, "with other values"),
            (counts.Extended, "with values in new columns"),
            (counts.Unchanged, "as before"),
        };
        return string.Join(", ", parts.Where(p => p.Count > 0).Select((p, i) => string.Create(
            CultureInfo.InvariantCulture, $"{p.Count:N0} {(i > 0 ? "" : p.Count == 1 ? "row " : "rows ")}{p.What}")));
    }
}
