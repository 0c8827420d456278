using Dataset.Cli.Display;
using Dataset.Files;
using Dataset.Formats;
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
        terminal.Out.Write($"\n{Amount.Of(files.Entries.Count, "file")}, {Amount.Of(files.Entries.Sum(f => f.SizeInBytes), "byte")}, "
            + $"made from {Amount.Of(manifest.Sources.Count, "source file")} with the recipe {manifest.Recipe} by {manifest.Tool.Name} "
            + $"{manifest.Tool.Version}\n");
    }

    private static IEnumerable<string> Sizes(ManifestTable table, Dictionary<RelativePath, long> sizes) =>
        TableFormats.All.Select((_, format) => Amount.Of(table.Parts.Sum(p => sizes.GetValueOrDefault(p.Files[format]))));
}
