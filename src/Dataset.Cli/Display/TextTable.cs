using Dataset.Text;

namespace Dataset.Cli.Display;

/// <summary>
/// Rows to look at. On a screen they are framed and cut to its width, or written one value a line where there are too many columns for
/// that; elsewhere they are plain text at its full length.
/// </summary>
internal sealed class TextTable(IEnumerable<TextColumn> columns)
{
    private const string Gap = "  ";
    private readonly TextColumn[] columns = [.. columns.Select(c => c with { Name = Printable.Line(c.Name) })];
    private readonly List<string[]> rows = [];

    /// <summary>Adds a row; null is an empty cell. Control characters are made visible.</summary>
    public void Add(params IEnumerable<string?> cells) => rows.Add([.. cells.Select(c => c is null ? "" : Printable.Line(c))]);

    /// <param name="terminal">Where to write.</param>
    /// <param name="width">The width to keep within; null for the screen's, and for none where there is no screen.</param>
    public void Write(Terminal terminal, int? width = null)
    {
        var limit = width ?? (terminal.OutIsScreen ? terminal.Width : null);
        var natural = columns.Select((c, i) => rows.Select(r => CellText.WidthOf(r[i])).Append(CellText.WidthOf(c.Name)).Max()).ToArray();
        var overhead = terminal.DrawsFrames ? ScreenTable.Overhead(columns.Length) : Gap.Length * (columns.Length - 1);
        var widths = limit is null ? natural : ColumnWidths.Fit(natural, limit.Value - overhead);
        if (widths is null)
            WriteRecords(terminal, limit!.Value);
        else if (terminal.DrawsFrames)
            ScreenTable.Write(terminal, columns, Cut(columns.Select(c => c.Name), widths), rows.Select(r => Cut(r, widths)), limit!.Value);
        else
            WriteLines(terminal.Out, widths);
    }

    /// <summary>Writes a line of cells with tabs between them for the head and each row: the form that scripts read.</summary>
    public void WriteTabSeparated(TextWriter output)
    {
        output.Write(string.Join('\t', columns.Select(c => c.Name)) + "\n");
        foreach (var row in rows)
            output.Write(string.Join('\t', row) + "\n");
    }

    private void WriteLines(TextWriter output, int[] widths)
    {
        foreach (var cells in rows.Prepend([.. columns.Select(c => c.Name)]))
        {
            var padded = Cut(cells, widths).Select((c, i) => CellText.Pad(c, widths[i], columns[i].AlignEnd));
            output.Write(string.Join(Gap, padded).TrimEnd(' ') + "\n");
        }
    }

    private void WriteRecords(Terminal terminal, int width)
    {
        var nameWidth = Math.Min(columns.Max(c => CellText.WidthOf(c.Name)), width / 2);
        var (bold, plain) = terminal.Colour ? ("\e[1m", "\e[0m") : ("", "");
        for (var row = 0; row < rows.Count; row++)
        {
            terminal.Out.Write($"{bold}row {row + 1}{plain}\n");
            for (var i = 0; i < columns.Length; i++)
            {
                var name = CellText.Pad(CellText.Cut(columns[i].Name, nameWidth), nameWidth, alignEnd: false);
                var value = Cut(rows[row][i], i, Math.Max(1, width - 2 * Gap.Length - nameWidth));
                terminal.Out.Write($"{Gap}{name}{Gap}{value}".TrimEnd(' ') + "\n");
            }
        }
    }

    /// <summary>
    /// Cells as far as they fit; a number that does not is not shown at all, since its beginning would be another number.
    /// </summary>
    private string[] Cut(IEnumerable<string> cells, int[] widths) => [.. cells.Select((c, i) => Cut(c, i, widths[i]))];

    private string Cut(string cell, int column, int width) =>
        columns[column].AlignEnd && CellText.WidthOf(cell) > width && cell != columns[column].Name ? "…" : CellText.Cut(cell, width);
}
