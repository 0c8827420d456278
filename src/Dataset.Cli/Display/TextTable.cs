using System.Globalization;
using System.Text;
using Dataset.Text;
using Spectre.Console;
using Spectre.Console.Rendering;

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

/// <summary>A column of a <see cref="TextTable"/>.</summary>
/// <param name="Name">Its head.</param>
/// <param name="AlignEnd">Whether its cells end at one place, as numbers should.</param>
internal sealed record TextColumn(string Name, bool AlignEnd = false);

/// <summary>Divides the width of a screen among columns.</summary>
internal static class ColumnWidths
{
    /// <summary>A column that is narrower than this tells nothing, unless all it holds is narrower.</summary>
    private const int Least = 8;

    /// <summary>
    /// Each column's natural width where they all fit; otherwise the widest give way first, to one width that they share. Null where that
    /// would leave columns too narrow.
    /// </summary>
    /// <param name="natural">The width of the widest cell of each column.</param>
    /// <param name="available">The columns of the screen that are there for cells.</param>
    public static int[]? Fit(IReadOnlyList<int> natural, int available)
    {
        if (natural.Sum() <= available)
            return [.. natural];
        var most = natural.Max();
        while (most > Least && natural.Sum(n => Math.Min(n, most)) > available)
            most--;
        return natural.Sum(n => Math.Min(n, most)) > available ? null : [.. natural.Select(n => Math.Min(n, most))];
    }
}

/// <summary>Text in the columns of a screen, in which a full-width character takes two and a combining one none.</summary>
internal static class CellText
{
    private const string Ellipsis = "…";

    public static int WidthOf(string text) => Ascii.IsValid(text) ? text.Length : new Segment(text).CellCount();

    /// <summary>The text, or as much of its beginning as fits with an ellipsis; never half of a character that a reader sees.</summary>
    public static string Cut(string text, int width)
    {
        if (text.Length <= width / 2 || WidthOf(text) <= width)
            return text;
        var (length, used) = (0, 1);
        while (length < text.Length)
        {
            var element = StringInfo.GetNextTextElementLength(text, length);
            used += WidthOf(text.Substring(length, element));
            if (used > width)
                break;
            length += element;
        }
        return text[..length] + Ellipsis;
    }

    /// <summary>The text with spaces to a width; wider text stays as it is.</summary>
    public static string Pad(string text, int width, bool alignEnd)
    {
        var spaces = new string(' ', Math.Max(0, width - WidthOf(text)));
        return alignEnd ? spaces + text : text + spaces;
    }
}

/// <summary>Draws a framed table with Spectre.Console, which is loaded when this class first runs.</summary>
internal static class ScreenTable
{
    /// <summary>
    /// The columns of the screen that the frame takes: a line before each column and after the last, and blanks beside each cell.
    /// </summary>
    public static int Overhead(int columns) => 3 * columns + 1;

    /// <summary>Draws cells that have been cut to fit.</summary>
    public static void Write(Terminal terminal, IReadOnlyList<TextColumn> columns, string[] head, IEnumerable<string[]> rows, int width)
    {
        var console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = terminal.Colour ? AnsiSupport.Yes : AnsiSupport.No,
            ColorSystem = terminal.Colour ? ColorSystemSupport.Standard : ColorSystemSupport.NoColors,
            Interactive = InteractionSupport.No,
            Out = new AnsiConsoleOutput(terminal.Out),
        });
        console.Profile.Width = width;
        console.Profile.Capabilities.Unicode = true;
        var table = new Table { Border = TableBorder.Rounded, BorderStyle = new Style(decoration: Decoration.Dim) };
        for (var i = 0; i < columns.Count; i++)
        {
            var column = new TableColumn(new Spectre.Console.Text(head[i], new Style(decoration: Decoration.Bold))) { NoWrap = true };
            table.AddColumn(columns[i].AlignEnd ? column.RightAligned() : column);
        }
        foreach (var row in rows)
            table.AddRow(row.Select(cell => new Spectre.Console.Text(cell)));
        console.Write(table);
    }
}
