using Dataset.Cli.Display;
using Dataset.Files;
using Dataset.Formats;
using Dataset.Inspection;
using Dataset.Releases;
using Dataset.Releases.Reading;
using Dataset.Text;

namespace Dataset.Cli.Inspecting;

/// <summary>Shows what a release holds, as its manifest says.</summary>
internal static class ReleaseReport
{
    public static void Write(Terminal terminal, Manifest manifest, ReleaseFiles files, int? width)
    {
        terminal.Out.Write($"{manifest.Name} {manifest.Version}, released {manifest.Released:yyyy-MM-dd}\n");
        terminal.Out.Write($"{Printable.Line(manifest.Title)}\n\nTables, with the sizes of their files in bytes:\n");
        var sizes = manifest.Files.ToDictionary(f => f.Path, f => f.SizeInBytes);
        var table = new TextTable([
            new("table"), new("rows", AlignEnd: true), .. TableFormats.All.Select(f => new TextColumn(f.Extension, AlignEnd: true)),
            new("content digest")]);
        foreach (var each in manifest.Tables)
            table.Add([each.Name, Amount.Of(each.RowCount), .. Sizes(each, sizes), each.ContentDigest.ToString()]);
        table.Write(terminal, width);
        terminal.Out.Write("\n");
        terminal.Show($"{Amount.Of(files.Entries.Count, "file")}, {Amount.Of(files.Entries.Sum(f => f.SizeInBytes), "byte")}, "
            + $"made from {Amount.Of(manifest.Sources.Count, "source file")} with the recipe {manifest.Recipe} by {manifest.Tool.Name} "
            + $"{manifest.Tool.Version}");
    }

    private static IEnumerable<string> Sizes(ManifestTable table, Dictionary<RelativePath, long> sizes) =>
        TableFormats.All.Select((_, format) => Amount.Of(table.Parts.Sum(p => sizes.GetValueOrDefault(p.Files[format]))));
}

/// <summary>Shows the first rows of a table.</summary>
internal static class PreviewReport
{
    /// <param name="terminal">Where to write.</param>
    /// <param name="preview">The rows.</param>
    /// <param name="rowCount">The rows of the whole table; null where it is not known.</param>
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
        var by = preview.ReadBy is { } reader ? $", read by {reader}" : "";
        terminal.Say((preview.HasMore, rowCount) switch
        {
            (true, _) when preview.IsCutBySize =>
                $"{Amount.Of(preview.Rows.Count, "row")} shown of many{by}: the rest is left out, since these are large.",
            (false, _) => $"{Amount.Of(preview.Rows.Count, "row")}{by}.",
            (true, { } all) => $"{Amount.Of(preview.Rows.Count)} of {Amount.Of(all, "row")}{by}; --rows shows more.",
            (true, null) => $"{Amount.Of(preview.Rows.Count, "row")} shown of many{by}; --rows shows more.",
        });
        if (preview.FirstBlankLine > 0)
            terminal.Say(FormattableString.Invariant(
                $"Line {preview.FirstBlankLine} is blank and is passed over here; 'dataset build' refuses it (CSV: unless the table has ")
                + "csv: {skip_blank: true}).");
    }
}
