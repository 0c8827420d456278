using Spectre.Console;

namespace Dataset.Cli.Display;

/// <summary>Draws a framed table with Spectre.Console, which is loaded when this class first runs.</summary>
internal static class ScreenTable
{
    /// <summary>
    /// The columns of the screen that the frame takes: a line before each column and behind the last, and blanks beside each cell.
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
