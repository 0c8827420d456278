using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Reflection;
using System.Text;
using Dataset.Diagnostics;
using Dataset.Formats.Parquet;
using Dataset.Formats.Rows;
using Dataset.Parquet.Metadata;
using Dataset.Syntax;
using Dataset.Text;
using Parquet.Data;

namespace Dataset.Inspection;

/// <summary>
/// The first rows of a Parquet file that our own reader does not read, by Parquet.Net behind the gate. Lists, structures and maps of any
/// depth are shown as JSON: records are put together from levels as the Dremel paper does.
/// </summary>
internal static class ForeignPreview
{
    private const long MaximumGroupInBytes = 1 << 30;

    public static TablePreview Read(Stream file, string displayPath, int maximumRows)
    {
        using var opened = ForeignParquet.Open(file, displayPath);
        var leaves = new List<Node>();
        var next = 1;
        var columns = Enumerable.Range(0, opened.Metadata.Schema[0].ChildCount ?? 0)
            .Select(_ => Node.Read(opened.Metadata.Schema, ref next, 0, 0, leaves)).ToArray();
        if (!leaves.Select(l => l.Name).SequenceEqual(opened.Leaves.Select(l => l.Path.ToList()[^1])))
            throw new MalformedTableException(
                Rules.ForeignParquetReadable, new(displayPath), "Expected Parquet.Net to see the columns of the footer, found others.");
        var rows = new List<string?[]>();
        for (var group = 0; group < opened.Metadata.RowGroups.Count && rows.Count < maximumRows; group++)
        {
            var metadata = opened.Metadata.RowGroups[group];
            if (metadata.Columns.Sum(c => c.UncompressedSizeInBytes) > MaximumGroupInBytes)
                throw new MalformedTableException(
                    Rules.ForeignParquetReadable, new(displayPath),
                    $"Expected row groups of at most {MaximumGroupInBytes} bytes, found more; write smaller ones.");
            foreach (var (leaf, field) in leaves.Zip(opened.Leaves))
                leaf.Cells = new(opened.Read(group, field), leaf);
            try
            {
                for (var row = 0L; row < metadata.RowCount && rows.Count < maximumRows; row++)
                    rows.Add([.. columns.Select(c => c.CellText())]);
            }
            catch (Exception e) when (e is ArgumentOutOfRangeException or IndexOutOfRangeException)
            {
                throw new MalformedTableException(
                    Rules.ForeignParquetReadable, new(displayPath),
                    $"Expected {metadata.RowCount} rows in row group {group}, found fewer.");
            }
            finally
            {
                foreach (var leaf in leaves)
                    leaf.Cells!.Dispose();
            }
        }
        return new([.. columns.Select(c => new PreviewColumn(c.Name, c.IsNumeric))], rows, opened.Metadata.RowCount > rows.Count)
        {
            ReadBy = "Parquet.Net",
        };
    }

    /// <summary>A node of the schema's tree with its levels.</summary>
    private sealed class Node
    {
        private readonly SchemaElement element;
        private readonly int repetition;
        private readonly List<Node> children = [];
        private Node firstLeaf;

        private Node(SchemaElement element, int definition, int repetition)
        {
            (this.element, Definition, this.repetition) = (element, definition, repetition);
            firstLeaf = this;
        }

        public string Name => element.Name;

        public int Definition { get; }

        public bool IsNumeric => element is { LogicalType: null or { Kind: LogicalKind.Integer or LogicalKind.Decimal } }
            && element.Type is PhysicalType.Int32 or PhysicalType.Int64 or PhysicalType.Float or PhysicalType.Double && repetition == 0;

        public LeafCells? Cells { get; set; }

        private bool IsRepeated => element.Repetition == Repetition.Repeated;

        /// <summary>A list by its annotation, whose one child is repeated.</summary>
        private bool IsList => (element.ConvertedType == ConvertedType.List || element.LogicalType?.Kind == LogicalKind.List)
            && children is [{ IsRepeated: true }];

        private bool IsMap => (element.ConvertedType is ConvertedType.Map or ConvertedType.MapKeyValue
            || element.LogicalType?.Kind == LogicalKind.Map) && children is [{ IsRepeated: true }];

        public static Node Read(IReadOnlyList<SchemaElement> schema, ref int next, int definition, int repetition, List<Node> leaves)
        {
            var element = schema[next++];
            var node = new Node(
                element, definition + (element.Repetition == Repetition.Required ? 0 : 1),
                repetition + (element.Repetition == Repetition.Repeated ? 1 : 0));
            if (element.Type is not null)
                leaves.Add(node);
            for (var i = 0; i < (element.ChildCount ?? 0); i++)
                node.children.Add(Read(schema, ref next, node.Definition, node.repetition, leaves));
            if (node.children.Count > 0)
                node.firstLeaf = node.children[0].firstLeaf;
            return node;
        }

        /// <summary>The next row's cell: text as it is, what is nested as JSON.</summary>
        public string? CellText()
        {
            if (element.Type is not null && !IsRepeated)
                return Cells!.Next() is { } value ? TextOf(value) : null;
            var json = new StringBuilder();
            Write(json);
            return json.ToString() is var text && text == "null" ? null : text;
        }

        private void Write(StringBuilder json)
        {
            if (IsRepeated)
                WriteElements(json, this);
            else if (firstLeaf.Cells!.Definition < Definition)
                WriteAbsent(json, "null");
            else if (IsList || IsMap)
                WriteElements(json, children[0]);
            else
                WriteValue(json);
        }

        private void WriteElements(StringBuilder json, Node element)
        {
            if (firstLeaf.Cells!.Definition < element.Definition)
            {
                WriteAbsent(json, "[]");
                return;
            }
            var separator = '[';
            do
            {
                json.Append(separator);
                // The usual form of a list has a level that is there for its repetition alone.
                if (IsList && element.children is [var only])
                    only.Write(json);
                else
                    element.WriteValue(json);
                separator = ',';
            }
            while (firstLeaf.Cells.Repetition == element.repetition);
            json.Append(']');
        }

        private void WriteValue(StringBuilder json)
        {
            if (element.Type is not null)
            {
                json.Append(Cells!.Next() switch
                {
                    null => "null",
                    bool or sbyte or byte or short or ushort or int or uint or long or ulong or float or double or decimal =>
                        TextOf(Cells.Last!),
                    var value => JsonText.Of(TextOf(value)),
                });
                return;
            }
            var separator = '{';
            foreach (var child in children)
            {
                json.Append(separator).Append(JsonText.Of(child.Name)).Append(':');
                child.Write(json);
                separator = ',';
            }
            json.Append('}');
        }

        private void WriteAbsent(StringBuilder json, string text)
        {
            json.Append(text);
            Skip();
        }

        private void Skip()
        {
            Cells?.Next();
            foreach (var child in children)
                child.Skip();
        }

        private static string TextOf(object value) => value switch
        {
            bool truth => truth ? "true" : "false",
            double number => ValueWords.Number(number),
            ReadOnlyMemory<char> text => text.ToString(),
            ReadOnlyMemory<byte> bytes => "0x" + Convert.ToHexStringLower(bytes.Span),
            byte[] bytes => "0x" + Convert.ToHexStringLower(bytes),
            DateOnly day => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
            // Not K, which takes a time without a zone for one in the zone of this machine.
            DateTime time => time.ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFFF", CultureInfo.InvariantCulture)
                + (time.Kind == DateTimeKind.Utc ? "Z" : ""),
            IFormattable other => other.ToString(null, CultureInfo.InvariantCulture),
            _ => value.ToString() ?? "",
        };
    }

    /// <summary>The values of one column of a row group, one after another.</summary>
    [method: UnconditionalSuppressMessage("Trimming", "IL2060", Justification = "ValuesOf asks nothing of the type of the values.")]
    private sealed class LeafCells(RawColumnData raw, Node leaf) : IDisposable
    {
        private readonly Func<int, object> valueAt = (Func<int, object>)typeof(LeafCells)
            .GetMethod(nameof(ValuesOf), BindingFlags.Static | BindingFlags.NonPublic)!
            .MakeGenericMethod(raw.GetType().GenericTypeArguments[0]).Invoke(null, [raw])!;

        private int at;
        private int value;

        /// <summary>The value that was given last.</summary>
        public object? Last { get; private set; }

        public int Definition => leaf.Definition == 0 ? 0 : raw.DefinitionLevels[at];

        /// <summary>-1 after the last value.</summary>
        public int Repetition => at < raw.RepetitionLevels.Length ? raw.RepetitionLevels[at] : -1;

        public object? Next()
        {
            Last = Definition == leaf.Definition ? valueAt(value++) : null;
            at++;
            return Last;
        }

        public void Dispose() => raw.Dispose();

        private static Func<int, object> ValuesOf<T>(RawColumnData raw)
            where T : struct => i => ((RawColumnData<T>)raw).Values[i];
    }
}
