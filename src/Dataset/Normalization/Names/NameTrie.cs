using System.Buffers;

namespace Dataset.Normalization.Names;

/// <summary>Names as a tree of their bytes, for the longest that stands at a place.</summary>
internal sealed class NameTrie
{
    private const int Root = 0;
    private readonly Dictionary<long, int> children = [];
    private readonly List<int> values = [-1];
    private readonly bool[] isFirst = new bool[256];
    private SearchValues<byte>? firsts;

    /// <summary>The bytes with which names begin; made once, so asked for before several threads ask.</summary>
    public SearchValues<byte> Firsts => firsts ??= SearchValues.Create([.. Enumerable.Range(0, 256).Where(b => isFirst[b]).Select(b => (byte)b)]);

    /// <summary>Adds a name; gives the value of one that is there already, or -1.</summary>
    public int Add(ReadOnlySpan<byte> name, int value)
    {
        var node = Root;
        isFirst[name[0]] = true;
        firsts = null;
        foreach (var b in name)
        {
            var edge = Edge(node, b);
            if (!children.TryGetValue(edge, out node))
            {
                node = values.Count;
                values.Add(-1);
                children.Add(edge, node);
            }
        }
        var there = values[node];
        if (there < 0)
            values[node] = value;
        return there;
    }

    /// <summary>The node after one more byte, or -1. A line end is a space: a name may be broken over two lines.</summary>
    /// <param name="node">0 at the beginning.</param>
    /// <param name="next">The byte.</param>
    public int Step(int node, byte next) => children.GetValueOrDefault(Edge(node, next == '\n' ? (byte)' ' : next), -1);

    /// <summary>The value of the name that ends at a node, or -1.</summary>
    public int ValueAt(int node) => values[node];

    private static long Edge(int node, byte next) => ((long)node << 8) | next;
}
