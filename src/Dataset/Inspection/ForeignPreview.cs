using System.Text;
using Dataset.Diagnostics;
using Dataset.Formats.Parquet;
using Dataset.Formats.Rows;
using Dataset.Syntax;
using Dataset.Text;

namespace Dataset.Inspection;

/// <summary>
/// The first rows of a Parquet file that our own reader does not read, by Parquet.Net behind the gate. Lists, structures and maps of any
/// depth are shown as JSON: records are put together from levels as the Dremel paper does.
/// </summary>
internal sealed class ForeignPreview
{
    private const long MaximumGroupInBytes = 1 << 30;

    private readonly LeafCells[] cells;

    private ForeignPreview(LeafCells[] cells) => this.cells = cells;

    public static TablePreview Read(Stream file, string displayPath, int maximumRows)
    {
        using var opened = ForeignParquet.Open(file, displayPath, maximumRows);
        var rows = new List<string?[]>();
        var size = 0L;
        for (var group = 0; group < opened.Metadata.RowGroups.Count && IsWanted(); group++)
        {
            var metadata = opened.Metadata.RowGroups[group];
            if (metadata.Columns.Sum(c => c.UncompressedSizeInBytes) > MaximumGroupInBytes)
                throw new MalformedTableException(
                    Rules.ForeignParquetReadable, new(displayPath),
                    $"Expected row groups of at most {MaximumGroupInBytes} bytes, found more; write smaller ones.");
            var preview = new ForeignPreview([.. opened.Leaves.Select(leaf => new LeafCells(opened.Read(group, leaf)))]);
            try
            {
                for (var row = 0L; row < metadata.RowCount && IsWanted(); row++)
                {
                    rows.Add([.. opened.Columns.Select(preview.CellText)]);
                    size += rows[^1].Sum(c => c?.Length ?? 0);
                }
            }
            catch (Exception e) when (e is ArgumentOutOfRangeException or IndexOutOfRangeException)
            {
                throw new MalformedTableException(
                    Rules.ForeignParquetReadable, new(displayPath),
                    $"Expected {Printable.Count(metadata.RowCount, "row")} in row group {group}, found fewer.");
            }
        }
        bool IsWanted() => rows.Count < maximumRows && size <= TablePreview.EnoughInBytes;
        var hasMore = opened.Metadata.RowCount > rows.Count;
        return new([.. opened.Columns.Select(c => new PreviewColumn(c.Name, IsNumeric(c)))], rows, hasMore)
        {
            ReadBy = ForeignParquet.ReaderName,
            IsCutBySize = rows.Count < maximumRows && hasMore,
        };
    }

    private static bool IsNumeric(ForeignNode column) => column is
    {
        IsFlat: true,
        Type.Meaning: ForeignMeaning.Integer or ForeignMeaning.Unsigned or ForeignMeaning.Number or ForeignMeaning.Decimal,
    };

    /// <summary>The next row's cell: text as it is, what is nested as JSON.</summary>
    private string? CellText(ForeignNode column)
    {
        if (column.IsFlat)
            return CellsOf(column).Next();
        var json = new StringBuilder();
        Write(json, column);
        return json.ToString() is var text && text == "null" ? null : text;
    }

    private LeafCells CellsOf(ForeignNode node) => cells[node.FirstLeaf.Index];

    private void Write(StringBuilder json, ForeignNode node)
    {
        if (node.IsRepeated)
            WriteElements(json, node, node);
        else if (CellsOf(node).Definition < node.Definition)
            WriteAbsent(json, node, "null");
        else if (node.IsList || node.IsMap)
            WriteElements(json, node, node.Children[0]);
        else
            WriteValue(json, node);
    }

    private void WriteElements(StringBuilder json, ForeignNode list, ForeignNode element)
    {
        if (CellsOf(list).Definition < element.Definition)
        {
            WriteAbsent(json, list, "[]");
            return;
        }
        var separator = '[';
        do
        {
            json.Append(separator);
            // The usual form of a list has a level that is there for its repetition alone.
            if (list.IsList && element.Children is [var only])
                Write(json, only);
            else
                WriteValue(json, element);
            separator = ',';
        }
        while (CellsOf(list).Repetition == element.Repetition);
        json.Append(']');
    }

    private void WriteValue(StringBuilder json, ForeignNode node)
    {
        if (node.IsLeaf)
        {
            var text = CellsOf(node).Next();
            var isLiteral = node.Type.IsLiteral && text is not ("NaN" or "Infinity" or "-Infinity")
                && text?.StartsWith("0x", StringComparison.Ordinal) != true;
            json.Append(text is null ? "null" : isLiteral ? text : JsonText.Of(text));
            return;
        }
        var separator = '{';
        foreach (var child in node.Children)
        {
            json.Append(separator).Append(JsonText.Of(child.Name)).Append(':');
            Write(json, child);
            separator = ',';
        }
        json.Append('}');
    }

    private void WriteAbsent(StringBuilder json, ForeignNode node, string text)
    {
        json.Append(text);
        Skip(node);
    }

    private void Skip(ForeignNode node)
    {
        if (node.IsLeaf)
            CellsOf(node).Next();
        foreach (var child in node.Children)
            Skip(child);
    }

    /// <summary>The values of one column of a row group, one after another.</summary>
    private sealed class LeafCells(ForeignColumn column)
    {
        private int at;
        private int value;

        public int Definition => column.Leaf.Definition == 0 ? 0 : column.Definitions[at];

        /// <summary>-1 after the last value.</summary>
        public int Repetition => at < column.Repetitions.Length ? column.Repetitions[at] : -1;

        /// <summary>The next value as text; null for none. Bytes that are not what they are said to be are shown as they are.</summary>
        public string? Next()
        {
            var isThere = Definition == column.Leaf.Definition;
            at++;
            if (!isThere)
                return null;
            var i = value++;
            return column.TextOf(i) ?? ForeignType.Hex(column.Bytes(i));
        }
    }
}
