using System.Globalization;
using Dataset.Parquet.Metadata;

namespace Dataset.Formats.Parquet;

/// <summary>A node in the schema of a Parquet file of any writer, with the levels of its values as the Dremel paper has them.</summary>
internal sealed class ForeignNode
{
    private ForeignNode(SchemaElement element, int definition, int repetition)
    {
        (Element, Definition, Repetition) = (element, definition, repetition);
        FirstLeaf = this;
        Type = ForeignType.Of(element);
    }

    public SchemaElement Element { get; }

    public string Name => Element.Name;

    /// <summary>The definition level of a value that is there.</summary>
    public int Definition { get; }

    /// <summary>The repetition level of elements, 0 outside lists.</summary>
    public int Repetition { get; }

    public IReadOnlyList<ForeignNode> Children { get; private set; } = [];

    public ForeignNode FirstLeaf { get; private set; }

    public bool IsLeaf => Element.Type is not null;

    /// <summary>Of a leaf: what its values are.</summary>
    public ForeignType Type { get; }

    /// <summary>Of a leaf: which it is in the footer, from 0.</summary>
    public int Index { get; private init; }

    /// <summary>The numbers of the elements from the column to this one, as <see cref="NumberOf"/> has them.</summary>
    public IReadOnlyList<string> Path { get; private init; } = [];

    public bool IsRepeated => Element.Repetition == Dataset.Parquet.Metadata.Repetition.Repeated;

    /// <summary>A list by its annotation, whose one child is repeated.</summary>
    public bool IsList => (Element.ConvertedType == ConvertedType.List || Element.LogicalType?.Kind == LogicalKind.List)
        && Children is [{ IsRepeated: true }];

    public bool IsMap => (Element.ConvertedType is ConvertedType.Map or ConvertedType.MapKeyValue
        || Element.LogicalType?.Kind == LogicalKind.Map) && Children is [{ IsRepeated: true }];

    /// <summary>Whether a row has one value of no inner structure.</summary>
    public bool IsFlat => IsLeaf && !IsRepeated;

    /// <summary>The elements of a list of values without inner structure; null for all else.</summary>
    public ForeignNode? Elements => this switch
    {
        { IsLeaf: true, IsRepeated: true } => this,
        { IsRepeated: true } or { IsList: false } => null,
        { Children: [{ IsLeaf: true } two] } => two,
        { Children: [{ Children: [{ IsFlat: true } three] }] } => three,
        _ => null,
    };

    /// <summary>The columns of a schema that <see cref="Dataset.Parquet.Reading.ForeignSurvey"/> has walked.</summary>
    public static IReadOnlyList<ForeignNode> Read(IReadOnlyList<SchemaElement> schema, out List<ForeignNode> leaves)
    {
        var (next, found) = (1, new List<ForeignNode>());
        leaves = found;
        return [.. Enumerable.Range(0, schema[0].ChildCount ?? 0).Select(_ => Read(schema, ref next, null, found))];
    }

    /// <summary>The number of an element of the schema as a name.</summary>
    public static string NumberOf(int element) => element.ToString(CultureInfo.InvariantCulture);

    private static ForeignNode Read(
        IReadOnlyList<SchemaElement> schema, ref int next, ForeignNode? parent, List<ForeignNode> leaves)
    {
        var (definition, repetition) = (parent?.Definition ?? 0, parent?.Repetition ?? 0);
        var (number, element) = (next, schema[next++]);
        var node = new ForeignNode(
            element, definition + (element.Repetition == Dataset.Parquet.Metadata.Repetition.Required ? 0 : 1),
            repetition + (element.Repetition == Dataset.Parquet.Metadata.Repetition.Repeated ? 1 : 0))
        {
            Index = leaves.Count,
            Path = [.. parent?.Path ?? [], NumberOf(number)],
        };
        if (node.IsLeaf)
            leaves.Add(node);
        var children = new List<ForeignNode>();
        for (var i = 0; i < (element.ChildCount ?? 0); i++)
            children.Add(Read(schema, ref next, node, leaves));
        node.Children = children;
        if (children.Count > 0)
            node.FirstLeaf = children[0].FirstLeaf;
        return node;
    }
}
