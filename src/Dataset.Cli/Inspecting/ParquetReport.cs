using Dataset.Cli.Display;
using Dataset.Inspection;
using Dataset.Parquet;
using Dataset.Parquet.Metadata;
using Dataset.Text;

namespace Dataset.Cli.Inspecting;

/// <summary>Shows how a Parquet file is laid out: its schema, columns, row groups and pages, as its footer says.</summary>
internal static class ParquetReport
{
    /// <summary>A file may have many thousands of row groups; those beyond are counted.</summary>
    private const int MaximumGroups = 20;

    /// <summary>Shows the file as a whole, its columns over all row groups, and its row groups.</summary>
    public static void Write(Terminal terminal, string path, ParquetFileMetadata file, long sizeInBytes, int? width)
    {
        terminal.Show(
            $"{Printable.Line(path)}: {Amount.Of(file.RowCount, "row")}, {Amount.Of(file.RowGroups.Count, "row group")}, "
                + $"{Amount.Of(sizeInBytes, "byte")}"
            + $" (footer {Amount.Of(file.FooterSizeInBytes)}), written by {Printable.Line(file.CreatedBy ?? "an unnamed program")}");
        foreach (var (key, value) in file.KeyValues ?? [])
            terminal.Show($"{Printable.Line(key)}: {Printable.Quoted(value ?? "", 60)}", 2);
        if (file.Schema.Skip(1).Any(e => e.Type is null))
        {
            Heading(terminal, "Schema");
            WriteSchema(terminal, file);
        }
        Heading(terminal, "Columns");
        Columns(file).Write(terminal, width);
        Heading(terminal, "Row groups");
        RowGroups(file).Write(terminal, width);
        foreach (var (i, group) in file.RowGroups.Take(MaximumGroups).Index())
        {
            if (Sum(group.Columns.Select(c => c.UncompressedSizeInBytes)) is var plain && plain != group.UncompressedSizeInBytes)
                terminal.Show(
                    $"Remark: group {Amount.Of(i)} says {Amount.Of(group.UncompressedSizeInBytes, "byte")} before compression, its column "
                        + $"chunks say {Amount.Of(plain)}.");
        }
        if (file.RowGroups.Count > MaximumGroups)
            terminal.Out.Write($"and {Amount.Of(file.RowGroups.Count - MaximumGroups)} more\n");
    }

    /// <summary>Shows the pages of each column chunk of the first row group.</summary>
    /// <exception cref="ParquetException">A page header is at fault.</exception>
    public static void WritePages(
        Terminal terminal, ParquetFileMetadata file, Func<int, IReadOnlyList<PageInfo>> pagesOf, int? width)
    {
        if (file.RowGroups.Count == 0)
            return;
        var table = new TextTable([
            new("column"), new("offset", true), new("dictionary", true), new("pages", true), new("rows a page"), new("bytes a page"),
            new("encodings"), new("checksums"), new("page index")]);
        foreach (var (i, chunk) in file.RowGroups[0].Columns.Index())
        {
            var pages = pagesOf(i);
            var data = pages.Where(p => p.Header.Type != PageType.Dictionary).ToList();
            var dictionary = pages.FirstOrDefault(p => p.Header.Type == PageType.Dictionary);
            table.Add(
                string.Join('.', chunk.Path),
                Amount.Of(chunk.StartOffset),
                dictionary is null ? "" : Amount.Of(dictionary.Header.ValueCount),
                Amount.Of(data.Count),
                Range(RowsOf(chunk, file.RowGroups[0].RowCount, data.Count)),
                Range(data.Select(p => (long)p.HeaderSizeInBytes + p.Header.CompressedSizeInBytes)),
                string.Join(", ", data.Select(p => ParquetText.Of(p.Header.Encoding)).Distinct()),
                pages.All(p => p.Header.Crc is not null) ? "all" : pages.Any(p => p.Header.Crc is not null) ? "some" : "none",
                (chunk.OffsetIndex, chunk.ColumnIndex) switch
                {
                    (not null, not null) => "both",
                    (not null, _) => "offsets",
                    (_, not null) => "bounds",
                    _ => "none",
                });
        }
        Heading(terminal, "Pages of row group 0");
        table.Write(terminal, width);
    }

    /// <summary>Shows the tree of the schema.</summary>
    public static void WriteSchema(Terminal terminal, ParquetFileMetadata file)
    {
        var open = new Stack<int>();
        foreach (var element in file.Schema)
        {
            var indent = new string(' ', 2 * Math.Min(open.Count, 32));
            var annotation = ParquetText.AnnotationOf(element) is { } words ? $" ({words})" : "";
            var type = element.Type is { } physical
                ? ParquetText.Of(physical).ToLowerInvariant() + (element.TypeLength is { } length ? $"({length})" : "")
                : open.Count == 0 ? "message" : "group";
            var repetition = element.Repetition is { } times ? times.ToString().ToLowerInvariant() + " " : "";
            terminal.Out.Write($"{indent}{(open.Count == 0 ? "" : repetition)}{type} {Printable.Line(element.Name)}{annotation}\n");
            if (element.ChildCount is > 0 and var children)
            {
                open.Push(children);
                continue;
            }
            // A leaf may be the last child of its parent, that of its own, and so on.
            while (open.Count > 0 && open.Pop() - 1 is var left)
            {
                if (left <= 0)
                    continue;
                open.Push(left);
                break;
            }
        }
    }

    private static TextTable Columns(ParquetFileMetadata file)
    {
        var table = new TextTable([
            new("column"), new("type"), new("nulls", true), new("min"), new("max"), new("bytes", true), new("of plain", true), new("codec"),
            new("encodings")]);
        var leaves = file.Schema.Skip(1).Where(e => e.Type is not null).ToList();
        var lists = InLists(file.Schema);
        for (var i = 0; i < leaves.Count; i++)
        {
            var chunks = file.RowGroups.Where(g => g.Columns.Count == leaves.Count).Select(g => g.Columns[i]).ToList();
            var (size, plain) = (Sum(chunks.Select(c => c.CompressedSizeInBytes)), Sum(chunks.Select(c => c.UncompressedSizeInBytes)));
            var annotation = ParquetText.AnnotationOf(leaves[i]);
            var statistics = file.HasKnownOrder(i) ? ParquetBounds.Of(leaves[i], chunks) : null;
            table.Add(
                chunks.Count > 0 ? string.Join('.', chunks[0].Path) : leaves[i].Name,
                ParquetText.Of(leaves[i].Type!.Value) + (annotation is null ? "" : $" {annotation}"),
                // Of a list the count is of empty lists and null elements too, so that it says nothing of nulls.
                !lists.Contains(leaves[i]) && chunks.Count > 0 && chunks.All(c => c.Statistics?.NullCount is not null)
                    ? Amount.Of(Sum(chunks.Select(c => c.Statistics!.NullCount!.Value)))
                    : null,
                ParquetText.Bound(leaves[i], statistics?.Min, statistics?.IsMinExact),
                ParquetText.Bound(leaves[i], statistics?.Max, statistics?.IsMaxExact),
                Amount.Of(size),
                Amount.Share(size, plain),
                string.Join(", ", chunks.Select(c => c.Codec.ToString().ToUpperInvariant()).Distinct()),
                string.Join(", ", chunks.SelectMany(c => c.Encodings).Distinct().Select(ParquetText.Of)));
        }
        return table;
    }

    /// <summary>The leaves that are repeated, or are in a group that is.</summary>
    private static HashSet<SchemaElement> InLists(IReadOnlyList<SchemaElement> schema)
    {
        var found = new HashSet<SchemaElement>(ReferenceEqualityComparer.Instance);
        var open = new Stack<(int Children, bool IsRepeated)>();
        foreach (var element in schema)
        {
            var isRepeated = element.Repetition == Repetition.Repeated || (open.Count > 0 && open.Peek().IsRepeated);
            if (element.Type is not null && isRepeated)
                found.Add(element);
            while (open.Count > 0 && open.Peek().Children == 0)
                open.Pop();
            if (open.Count > 0)
                open.Push(open.Pop() is var parent ? (parent.Children - 1, parent.IsRepeated) : default);
            if (element.ChildCount is > 0 and var children)
                open.Push((children, isRepeated));
        }
        return found;
    }

    private static TextTable RowGroups(ParquetFileMetadata file)
    {
        var table = new TextTable(
            [new("group", true), new("offset", true), new("rows", true), new("bytes", true), new("of plain", true), new("sorted by")]);
        foreach (var (i, group) in file.RowGroups.Take(MaximumGroups).Index())
        {
            var size = Sum(group.Columns.Select(c => c.CompressedSizeInBytes));
            table.Add(
                Amount.Of(i),
                group.Columns.Count > 0 ? Amount.Of(group.Columns[0].StartOffset) : null,
                Amount.Of(group.RowCount),
                Amount.Of(size),
                Amount.Share(size, Sum(group.Columns.Select(c => c.UncompressedSizeInBytes))),
                string.Join(", ", (group.SortingColumns ?? []).Select(s => Name(group, s))));
        }
        return table;
    }

    private static string Name(RowGroupMetadata group, SortingColumn column)
    {
        var name = column.ColumnIndex >= 0 && column.ColumnIndex < group.Columns.Count
            ? string.Join('.', group.Columns[column.ColumnIndex].Path)
            : $"column {column.ColumnIndex}";
        return column.IsDescending ? name + " descending" : name;
    }

    /// <summary>The rows of each page, from the offset index; where there is none they are not known.</summary>
    private static IEnumerable<long> RowsOf(ColumnChunkMetadata chunk, long rowCount, int pageCount)
    {
        if (pageCount == 1)
            return [rowCount];
        if (chunk.OffsetIndex is not { } index)
            return [];
        var starts = index.Pages.Select(p => p.FirstRow).Append(rowCount).ToList();
        return starts.Zip(starts.Skip(1), (a, b) => b - a);
    }

    /// <summary>A footer may say anything: a sum that is too large is as wrong as its parts, and no failure.</summary>
    private static long Sum(IEnumerable<long> values) => values.Aggregate(0L, (a, b) => unchecked(a + b));

    private static string Range(IEnumerable<long> values)
    {
        var all = values.ToList();
        return all.Count == 0 ? "" : all.Min() == all.Max() ? Amount.Of(all[0]) : $"{Amount.Of(all.Min())} to {Amount.Of(all.Max())}";
    }

    /// <summary>Shows a heading after an empty line.</summary>
    public static void Heading(Terminal terminal, string heading) =>
        terminal.Out.Write(terminal.Colour ? $"\n\e[1m{heading}\e[0m\n" : $"\n{heading}\n");
}
