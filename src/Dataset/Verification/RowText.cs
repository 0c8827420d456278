using System.Text;
using Dataset.Diagnostics;
using Dataset.Formats.Rows;
using Dataset.Schemas;
using Dataset.Tables;
using Dataset.Text;

namespace Dataset.Verification;

/// <summary>Rows and values in words, for findings.</summary>
internal static class RowText
{
    private const int Shown = 60;

    /// <summary>The row's key as a person would ask for it: <c>note_id "bridge", paragraph_number 3</c>.</summary>
    public static string KeyOf(TableSchema schema, TableBatch rows, int row) => string.Join(
        ", ", schema.PrimaryKey.Select(i => $"{schema.Columns[i].Name} {Excerpt(rows.Columns[i], row)}"));

    /// <summary>Two values that differ, as JSON; of long ones the part around the first difference.</summary>
    public static (string A, string B) Differing(Column a, int aRow, Column b, int bRow)
    {
        var (first, second) = (ValueOf(a, aRow), ValueOf(b, bRow));
        var from = Math.Max(0, first.AsSpan().CommonPrefixLength(second) - Shown / 3);
        // A short value is shown whole, and so is the one beside it.
        if (first.Length <= Shown && second.Length <= Shown)
            from = 0;
        return (Shorten(first, from), Shorten(second, from));
    }

    /// <summary>A value as JSON; of a long one the beginning.</summary>
    public static string Excerpt(Column column, int row) => Shorten(ValueOf(column, row), 0);

    /// <summary>A value as JSON, whole.</summary>
    public static string ValueOf(Column column, int row)
    {
        using var json = new PooledList<byte>();
        JsonValue.Write(column, row, json);
        return Encoding.UTF8.GetString(json.Span);
    }

    private static string Shorten(string json, int from)
    {
        from = Math.Min(from, json.Length);
        var to = Math.Min(json.Length, from + Shown);
        // Not between the halves of a surrogate pair.
        if (from > 0 && from < json.Length && char.IsLowSurrogate(json[from]))
            from--;
        if (to < json.Length && char.IsLowSurrogate(json[to]))
            to++;
        return (from > 0 ? "…" : "") + Printable.Line(json[from..to]) + (to < json.Length ? "…" : "");
    }
}

/// <summary>Tells where the rows of a slice are in a JSON Lines file: a line a row.</summary>
internal sealed class JsonLinesPlaces(string path) : ISourceLocator
{
    /// <summary>Rows before the slice.</summary>
    public long RowsBefore { get; set; }

    public Location Locate(string table, int row, string? column, int element = -1) =>
        new(path, (int)Math.Min(int.MaxValue, RowsBefore + row + 1));

    public Location LocateText(int document) => Locate("", document, null);
}
