using System.Text;
using Dataset.Formats.Rows;
using Dataset.Schemas;
using Dataset.Tables;
using Dataset.Verification;

namespace Dataset.Comparison;

/// <summary>
/// A row that is not as it was. It looks into rows that are on their way: use it before the visitor returns, and not after.
/// </summary>
public sealed class RowChange
{
    private readonly (TableBatch Rows, int At)? old;
    private readonly (TableBatch Rows, int At)? now;

    /// <param name="table">The table.</param>
    /// <param name="kind">What became of the row.</param>
    /// <param name="old">The row before; null where it is new.</param>
    /// <param name="now">The row after; null where it is gone.</param>
    internal RowChange(ComparedTable table, RowChangeKind kind, (TableBatch Rows, int At)? old, (TableBatch Rows, int At)? now)
    {
        (Table, Kind, this.old, this.now) = (table, kind, old, now);
        Cells = old is null || now is null ? [] : Compare(table, old.Value, now.Value);
    }

    /// <summary>The table that the row is of.</summary>
    public ComparedTable Table { get; }

    internal RowChangeKind Kind { get; }

    /// <summary>The key's values as JSON, in the order of <see cref="ComparedTable.Key"/>.</summary>
    public IEnumerable<string> Key => Schema.PrimaryKey.Select(i => RowText.ValueOf(Row.Rows.Columns[i], Row.At));

    /// <summary>The key as a person would ask for it, on one line: <c>note_id "bridge", paragraph_number 3</c>.</summary>
    public string KeyText => RowText.KeyOf(Schema, Row.Rows, Row.At);

    /// <summary>
    /// Of a row in both releases: the values that differ, and those in columns that are new, in the new order of columns.
    /// </summary>
    internal IReadOnlyList<CellChange> Cells { get; }

    /// <summary>The row as it is now, or was where it is gone, as its line in JSON Lines without the line end.</summary>
    public string Json
    {
        get
        {
            using var line = (EncodedText)(now is null ? Table.OldEncoder : Table.NewEncoder).Encode(Row.Rows, Row.At, 1);
            return Encoding.UTF8.GetString(line.Bytes.Span[..^1]);
        }
    }

    private TableSchema Schema => now is null ? Table.Old! : Table.New!;

    private (TableBatch Rows, int At) Row => (now ?? old)!.Value;

    private static List<CellChange> Compare(ComparedTable table, (TableBatch Rows, int At) old, (TableBatch Rows, int At) now)
    {
        var cells = new List<CellChange>();
        for (var i = 0; i < table.New!.Columns.Count; i++)
        {
            var name = table.New.Columns[i].Name;
            var column = now.Rows.Columns[i];
            if (table.Old!.Find(name) is >= 0 and var index)
            {
                var before = old.Rows.Columns[index];
                var (a, b) = (RowText.ValueOf(before, old.At), RowText.ValueOf(column, now.At));
                if (a == b)
                    continue;
                var (oldExcerpt, newExcerpt) = RowText.Differing(before, old.At, column, now.At);
                cells.Add(new(name, a, b, oldExcerpt, newExcerpt));
            }
            else if (!column.IsNull(now.At))
            {
                cells.Add(new(name, null, RowText.ValueOf(column, now.At), null, RowText.Excerpt(column, now.At)));
            }
        }
        return cells;
    }
}

/// <summary>A value that differs, or that is in a column that is new.</summary>
/// <param name="Column">The column.</param>
/// <param name="Old">The value before, as JSON in the form of JSON Lines; null where the column is new.</param>
/// <param name="New">The value after, as JSON.</param>
/// <param name="OldExcerpt">As <paramref name="Old"/>, made short and safe to print: where both are long, from about where they
/// differ.</param>
/// <param name="NewExcerpt">As <paramref name="New"/>, made short and safe to print.</param>
internal sealed record CellChange(string Column, string? Old, string New, string? OldExcerpt, string NewExcerpt);

/// <summary>What became of a row, which its key tells from every other.</summary>
internal enum RowChangeKind
{
    Added,
    Removed,

    /// <summary>A column that both releases have holds another value.</summary>
    Changed,

    /// <summary>All that was there is as it was, and a column that is new holds a value.</summary>
    Extended,
}
