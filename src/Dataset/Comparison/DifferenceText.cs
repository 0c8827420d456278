using System.Globalization;
using Dataset.Releases;
using Dataset.Text;

namespace Dataset.Comparison;

/// <summary>
/// Differences for a person to read: a line for each row that differs (<c>+</c> new, <c>-</c> gone, <c>~</c> other values), then what
/// changed and why that matters, and at the end, where a terminal shows it, which version that asks for. Rows of tables that are new or
/// have another key are only counted.
/// </summary>
/// <param name="output">Takes the text.</param>
/// <param name="countsOnly">Whether rows are counted, and none listed.</param>
/// <param name="width">Of the screen, on which no word is broken; null where there is none.</param>
public sealed class DifferenceText(TextWriter output, bool countsOnly = false, int? width = null) : IChangeVisitor
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
        var cells = string.Join(
            "; ", row.Cells.Select(c => $"{c.Column} {(c.OldExcerpt is { } old ? old + " -> " : "= ")}{c.NewExcerpt}"));
        Write($"{sign} {row.KeyText}{(cells.Length > 0 ? ": " : "")}{cells}", "  ", "      ");
    }

    /// <inheritdoc/>
    public void EndTable(TableDifference counts)
    {
        if (!counts.HasRows)
            return;
        if (hasHeading)
            Write(Describe(counts), "  ", "  ");
        else
            Write($"{counts.Name}: {Describe(counts)}", "\n", "  ");
    }

    /// <inheritdoc/>
    public void End(ReleaseDifference difference)
    {
        if (difference.Changes.Count == 0)
        {
            var isOlder = difference.New.Name == difference.Old.Name && difference.New.Version < difference.Old.Version;
            output.Write(
                $"\nNothing changed{(isOlder ? $", and {difference.New.Version} is the older one" : "")}. Another release of the same "
                    + $"content is {difference.LeastVersion} or later.\n");
            return;
        }
        output.Write("\nChanges:\n");
        foreach (var change in difference.Changes)
            Write(Printable.Line(change.ToString()), $"  {change.Bump.Word(),-6} ", "         ");
        output.Write($"\nWhy {difference.Bump.Word()}:\n");
        foreach (var changes in difference.Gravest.GroupBy(c => VersionPolicy.Of(c.Kind)))
            Write(
                $"{Printable.Line(string.Join(", ", changes.Select(c => c.Subject).Distinct()))}: "
                    + $"{changes.Key.Change.Replace("`", "", StringComparison.Ordinal)}. {changes.Key.Why}", "  ", "    ");
        Write(Conclusion(difference), "\n", "");
    }

    private static string Conclusion(ReleaseDifference difference)
    {
        var (old, now, least) = (difference.Old, difference.New, difference.LeastVersion);
        if (old.Name != now.Name)
            return $"These are releases of two datasets, {old.Name} and {now.Name}: as another version of {old.Name} the second would be "
                + $"{least} or later.";
        var asks = $"This asks for a {difference.Bump.Word()} version: {least} or later";
        return difference.IsVersionHighEnough ? $"{asks}, which {now.Version} is."
            : now.Version < old.Version ? $"{asks}, and {now.Version} is the older one: name it first to see what came after it."
            : $"{asks}, and {now.Version} is too low. Write version: {least} into dataset.yaml, and build again.";
    }

    private void Write(string text, string indent, string next)
    {
        foreach (var line in DisplayWidth.Wrap(text, width, indent, next))
            output.Write($"{line}\n");
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
