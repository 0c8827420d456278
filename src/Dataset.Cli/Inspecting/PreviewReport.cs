using Dataset.Cli.Display;
using Dataset.Inspection;

namespace Dataset.Cli.Inspecting;

/// <summary>Shows the first rows of a table.</summary>
internal static class PreviewReport
{
    /// <param name="terminal">Where to write.</param>
    /// <param name="preview">The rows.</param>
    /// <param name="rowCount">The rows of the whole table; null where nobody has counted.</param>
    /// <param name="width">The width to keep within; null for the screen's, or for all of each value where there is no screen.</param>
    public static void Write(Terminal terminal, TablePreview preview, long? rowCount, int? width)
    {
        if (preview.Columns.Count > 0)
        {
            var table = new TextTable(preview.Columns.Select(c => new TextColumn(c.Name, c.IsNumeric)));
            foreach (var row in preview.Rows)
                table.Add(row);
            if (terminal.OutIsScreen || width is not null)
                table.Write(terminal, width);
            else
                table.WriteTabSeparated(terminal.Out);
        }
        terminal.Say((preview.HasMore, rowCount) switch
        {
            (false, _) => $"{Amount.Of(preview.Rows.Count, "row")}.",
            (true, { } all) => $"{Amount.Of(preview.Rows.Count)} of {Amount.Of(all, "row")}; --rows shows more.",
            (true, null) => $"{Amount.Of(preview.Rows.Count, "row")} shown of many; --rows shows more.",
        });
    }
}
