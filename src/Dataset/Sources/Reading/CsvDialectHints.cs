using System.Text;
using Dataset.Diagnostics;
using Dataset.Sources.Binding;
using Dataset.Syntax;
using Dataset.Text;

namespace Dataset.Sources.Reading;

/// <summary>
/// What the first record of a delimited file tells of a dialect that is not declared: one finding names the cause, with the line that
/// declares it.
/// </summary>
internal static class CsvDialectHints
{
    /// <summary>Records among which a header is sought.</summary>
    private const int MostTitles = 50;

    private static readonly byte[] Delimiters = [(byte)',', (byte)';', (byte)'\t', (byte)'|', (byte)':'];

    /// <summary>The cause of a header that does not name the columns wanted; null where it has no cause but itself.</summary>
    /// <param name="first">The beginning of the file, whole records.</param>
    /// <param name="cells">The header as it was read.</param>
    /// <param name="wanted">What it should name.</param>
    /// <param name="dialect">What is declared.</param>
    public static (Rule Rule, string Message)? OfHeader(
        ReadOnlyMemory<byte> first, IReadOnlyList<string> cells, IReadOnlyList<string> wanted, CsvDialect dialect)
    {
        if (SeparatorOf(first.Span) is { } said && said != dialect.Delimiter)
            return Divided(dialect, said, "as its line sep= says");
        // There may be thousands of names of both kinds.
        var names = wanted.ToHashSet(StringComparer.Ordinal);
        var named = cells.Count(names.Contains);
        var (best, most) = (dialect.Delimiter, Math.Max(named, cells.Count > 1 ? 1 : 0));
        foreach (var other in Delimiters)
        {
            if (other == dialect.Delimiter)
                continue;
            using var records = new CsvRecords(first, dialect with { Delimiter = other });
            if (!records.TryRead(out _) || records.CellCount < 2)
                continue;
            var count = 0;
            for (var i = 0; i < records.CellCount; i++)
                count += names.Contains(Encoding.UTF8.GetString(records[i])) ? 1 : 0;
            // A header of one cell that another delimiter would divide is none of one column, whatever its names are.
            // Colons are in many texts, though.
            if (Math.Max(count, cells.Count == 1 && other != ':' ? 1 : 0) is var found && found > most)
                (best, most) = (other, found);
        }
        if (best != dialect.Delimiter)
            return Divided(dialect, best, "between the names of the header");
        // Others without a name are passed over.
        if (cells[0] is "" or "Unnamed: 0" && named == wanted.Count && cells.Skip(1).Count(c => c.Length > 0) == wanted.Count)
            return (
                Rules.ColumnWithoutNameDeclared,
                "Expected a name for every column of the header, found "
                    + (cells[0].Length == 0 ? "none for the first, as pandas writes its index"
                        : "\"Unnamed: 0\" for the first, as pandas calls an index that it wrote before")
                    + $". Export with index=False, or add a column with \"x-source\": {Printable.Quoted(cells[0])} to the schema.");
        if (LaterHeader(first, wanted, dialect) is { } lines)
            return (
                Rules.HeaderIsThere,
                FormattableString.Invariant($"Expected a header that names {Names(wanted)}, found it further down, after {lines} ")
                    + $"{(lines == 1 ? "line" : "lines")}. Where what comes before it is no record, write "
                    + (cells[0].StartsWith('#') ? "csv: {comment: \"#\"}"
                        : FormattableString.Invariant($"csv: {{skip: {lines + dialect.Skip}}}"))
                    + " for the table in dataset.yaml.");
        if (named == 0 && cells.Count == wanted.Count && cells.Any(IsValue))
            return (
                Rules.HeaderIsThere,
                $"Expected a header that names {Names(wanted)}, found {Printable.Quoted(string.Join((char)dialect.Delimiter, cells), 80)}, "
                    + "which looks like a row. Where the file has no header, write csv: {header: false} for the table in dataset.yaml; its "
                    + "cells then belong to the columns in the schema's order.");
        return null;
    }

    /// <summary>How many lines come before the record that names all that is wanted; null where none of the first ones does.</summary>
    private static int? LaterHeader(ReadOnlyMemory<byte> first, IReadOnlyList<string> wanted, CsvDialect dialect)
    {
        using var records = new CsvRecords(first, dialect);
        for (var i = 0; i < MostTitles && records.TryRead(out _); i++)
        {
            var names = Enumerable.Range(0, records.CellCount).Select(c => Encoding.UTF8.GetString(records[c])).ToHashSet();
            if (i > 0 && wanted.All(names.Contains))
                return PositionTracker.LinesIn(first.Span[..records.Start]);
        }
        return null;
    }

    /// <summary>The delimiter that a first line <c>sep=;</c> tells to Excel; null where there is no such line.</summary>
    /// <param name="text">The beginning of the file.</param>
    /// <param name="length">Of the line, its end included.</param>
    public static byte? SeparatorOf(ReadOnlySpan<byte> text, out int length)
    {
        length = 0;
        var end = text.IndexOf((byte)'\n');
        if (end is < 5 or > 8)
            return null;
        var line = text[..end].TrimEnd((byte)'\r').Trim((byte)'"');
        if (line.Length != 5 || !line.StartsWith("sep="u8))
            return null;
        length = end + 1;
        return line[4];
    }

    private static byte? SeparatorOf(ReadOnlySpan<byte> text) => SeparatorOf(text, out _);

    /// <summary>The finding that cells are divided by another delimiter than the one declared.</summary>
    /// <param name="dialect">What is declared.</param>
    /// <param name="by">What divides them.</param>
    /// <param name="found">Where that was seen.</param>
    public static (Rule Rule, string Message) Divided(CsvDialect dialect, byte by, string found) => (
        Rules.DelimiterIsDeclared,
        $"Expected {CsvDialect.Describe(dialect.Delimiter)} between cells, found {CsvDialect.Describe(by)}, {found}. Write "
            + $"csv: {{delimiter: {CsvDialect.Written(by)}}} for the table in dataset.yaml, or export with "
            + $"{CsvDialect.Describe(dialect.Delimiter)}.");

    /// <summary>What a column's name would be, so that a header can be told from the column that it is meant for.</summary>
    public static string Folded(string header)
    {
        var name = new StringBuilder(header.Length);
        foreach (var c in header.Trim())
            if (char.IsLetterOrDigit(c))
                name.Append(char.ToLowerInvariant(c));
        return name.ToString();
    }

    private static bool IsValue(string cell) => cell.Length == 0 || char.IsAsciiDigit(cell[^1]) && cell.All(c => !char.IsLetter(c));

    /// <summary>The first names wanted, for messages.</summary>
    public static string Names(IReadOnlyList<string> wanted) => Printable.List([.. wanted.Take(3)]) + (wanted.Count > 3 ? ", …" : "");
}
