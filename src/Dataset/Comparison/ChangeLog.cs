using System.Text;
using Dataset.Releases;
using Dataset.Releases.Metadata;
using Dataset.Text;

namespace Dataset.Comparison;

/// <summary>
/// Writes <c>CHANGELOG.md</c>: what changed since the previous release, and each row that is new, gone or changed by its key, up to
/// <see cref="MaximumRows"/> of a table. It follows from the two releases alone, so that comparing them again gives the same bytes.
/// </summary>
public sealed class ChangeLog : IChangeVisitor
{
    /// <summary>The most rows of a table that are listed; the rest are counted.</summary>
    public const int MaximumRows = 1000;

    private readonly StringBuilder tables = new();
    private readonly StringBuilder rows = new();
    private StringBuilder? text;
    private long listed;

    /// <inheritdoc/>
    public bool WantsWholeTables => false;

    /// <summary>The file, once <see cref="End"/> has been called.</summary>
    public byte[] ToBytes() => Encoding.UTF8.GetBytes(ToString());

    /// <inheritdoc cref="ToBytes"/>
    public override string ToString() => text?.ToString() ?? throw new InvalidOperationException("The comparison has not ended.");

    /// <inheritdoc/>
    public void Begin(ReleaseIdentity old, ReleaseIdentity now, IReadOnlyList<Change> changes)
    {
    }

    /// <inheritdoc/>
    public void BeginTable(ComparedTable table)
    {
        rows.Clear();
        listed = 0;
    }

    /// <inheritdoc/>
    public void Row(RowChange row)
    {
        if (++listed > MaximumRows)
            return;
        var what = row.Kind switch { RowChangeKind.Added => "new", RowChangeKind.Removed => "gone", _ => "changed" };
        rows.Append($"- {what}: {Code(row.KeyText)}");
        for (var i = 0; i < row.Cells.Count; i++)
        {
            var cell = row.Cells[i];
            rows.Append($"{(i == 0 ? ": " : "; ")}`{cell.Column}` ");
            rows.Append(cell.OldExcerpt is { } old ? $"{Code(old)} → {Code(cell.NewExcerpt)}" : Code(cell.NewExcerpt));
        }
        rows.Append('\n');
    }

    /// <inheritdoc/>
    public void EndTable(TableDifference counts)
    {
        if (!counts.HasRows)
            return;
        tables.Append($"\n## {counts.Name}\n\n{DifferenceText.Describe(counts)}.\n");
        if (rows.Length > 0)
            tables.Append('\n').Append(rows);
        if (listed > MaximumRows)
            tables.Append(FormattableString.Invariant($"\nAnd {listed - MaximumRows} more, which `dataset diff` lists.\n"));
    }

    /// <inheritdoc/>
    public void End(ReleaseDifference difference)
    {
        text = new(ChangeLogOpening.Of(difference.New, difference.Old));
        text.Append($" `dataset diff --format markdown` of the two releases writes this file.\n\n");
        text.Append(difference.Changes.Count == 0
            ? "Nothing changed but the version and the date.\n"
            : $"This asks for a {difference.Bump.Word()} version:\n\n");
        foreach (var change in difference.Changes)
            text.Append(
                $"- {change.Bump.Word()}: {(change.Table is null ? change.Subject : $"`{change.Subject}`")}: {Plain(change.Message)}\n");
        text.Append(tables);
    }

    /// <summary>Text in a code span (CommonMark 0.31, section 6.1): its fence is longer than any run of backticks within.</summary>
    private static string Code(string content)
    {
        var longest = 0;
        for (int at = 0, run = 0; at < content.Length; at++)
            longest = Math.Max(longest, run = content[at] == '`' ? run + 1 : 0);
        var fence = new string('`', longest + 1);
        return longest == 0 ? $"{fence}{content}{fence}" : $"{fence} {content} {fence}";
    }

    /// <summary>A message on one line in which nothing is taken for markup.</summary>
    private static string Plain(string message)
    {
        var plain = new StringBuilder();
        foreach (var c in Printable.Line(message))
            plain.Append(c is '\\' or '`' or '*' or '_' or '[' or ']' or '<' or '>' or '|' or '#' ? "\\" : "").Append(c);
        return plain.ToString();
    }
}
