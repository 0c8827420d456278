using System.Buffers;
using System.Numerics;

namespace Dataset.Normalization.Names;

/// <summary>
/// Names as a tree of their bytes, for the longest that begins at a place. Made once; then any number of threads may ask.
/// </summary>
internal sealed class NameTrie
{
    private const int Root = 0;

    // Drawn for each run, so that no names can be chosen whose edges fall together.
    private static readonly ulong Multiplier = (ulong)Random.Shared.NextInt64() << 1 | 1;

    // Most places where a name might begin fail at the first or second byte: one hash table of all edges, with room to fail fast.
    private readonly long[] edges;
    private readonly int[] nodes;
    private readonly int shift;
    private readonly int[] values;

    /// <param name="names">The names, none of them empty, and the value of each, 0 or greater; of a name given twice the first
    /// counts.</param>
    public NameTrie(IReadOnlyList<(byte[] Name, int Value)> names)
    {
        var children = new Dictionary<long, int>();
        var ends = new List<int> { -1 };
        foreach (var (name, value) in names)
        {
            var node = Root;
            foreach (var b in name)
            {
                var edge = Edge(node, b);
                if (!children.TryGetValue(edge, out node))
                {
                    node = ends.Count;
                    ends.Add(-1);
                    children.Add(edge, node);
                }
            }
            if (ends[node] < 0)
                ends[node] = value;
        }
        Firsts = SearchValues.Create([.. names.Select(n => n.Name[0]).Distinct()]);
        values = [.. ends];
        var size = (int)BitOperations.RoundUpToPowerOf2((uint)Math.Max(16, 4L * children.Count));
        (edges, nodes, shift) = (new long[size], new int[size], 64 - BitOperations.Log2((uint)size));
        foreach (var (edge, node) in children)
        {
            var slot = Slot(edge);
            while (nodes[slot] != 0)
                slot = (slot + 1) & (edges.Length - 1);
            (edges[slot], nodes[slot]) = (edge, node);
        }
    }

    /// <summary>The bytes with which names begin.</summary>
    public SearchValues<byte> Firsts { get; }

    /// <summary>The node after one more byte, or -1. A line end is a space: a name may be broken over two lines.</summary>
    /// <param name="node">0 at the beginning.</param>
    /// <param name="next">The byte.</param>
    public int Step(int node, byte next)
    {
        var edge = Edge(node, next == '\n' ? (byte)' ' : next);
        // No edge leads to the root, so that a slot without a node is free.
        for (var slot = Slot(edge); nodes[slot] != 0; slot = (slot + 1) & (edges.Length - 1))
            if (edges[slot] == edge)
                return nodes[slot];
        return -1;
    }

    /// <summary>The value of the name that ends at a node, or -1.</summary>
    public int ValueAt(int node) => values[node];

    private static long Edge(int node, byte next) => ((long)node << 8) | next;

    private int Slot(long edge) => (int)((ulong)edge * Multiplier >> shift);
}
