using System.Numerics;

namespace Dataset.Text;

/// <summary>
/// Many phrases as one automaton (A. V. Aho and M. J. Corasick, "Efficient string matching", 1975): it goes over a text in a number of
/// steps that grows with the text alone, however many the phrases are and however they overlap.
/// </summary>
/// <remarks>A node is a beginning of phrases, node 0 the empty one. Complete, it never changes, so any number of threads may use
/// it.</remarks>
internal sealed class PhraseAutomaton
{
    // Drawn for each run, so that no phrases can be chosen whose edges fall together.
    private static readonly ulong Multiplier = (ulong)Random.Shared.NextInt64() << 1 | 1;

    private readonly List<(int Parent, byte Label)> nodes = [default];
    private int[] slots = new int[64];
    private int[] fallbacks = [0];
    private int[] byLength = [0];

    /// <summary>Nodes, the empty one included.</summary>
    public int NodeCount => nodes.Count;

    /// <summary>All nodes, shorter ones first. Once it is complete.</summary>
    public ReadOnlySpan<int> ByLength => byLength;

    /// <summary>Adds a phrase, which may be there already.</summary>
    /// <returns>Its node.</returns>
    public int Add(ReadOnlySpan<byte> phrase)
    {
        var node = 0;
        foreach (var label in phrase)
        {
            var child = Child(node, label);
            if (child < 0)
            {
                child = nodes.Count;
                nodes.Add((node, label));
                if (2 * nodes.Count > slots.Length)
                    Grow();
                else
                    Insert(child);
            }
            node = child;
        }
        return node;
    }

    /// <summary>Ends the adding.</summary>
    public void Complete()
    {
        SortByLength();
        fallbacks = new int[nodes.Count];
        foreach (var node in byLength.AsSpan(1))
        {
            var (parent, label) = nodes[node];
            if (parent != 0)
                fallbacks[node] = Step(fallbacks[parent], label);
        }
    }

    /// <summary>The node of a phrase, or -1.</summary>
    public int Find(ReadOnlySpan<byte> phrase)
    {
        var node = 0;
        foreach (var label in phrase)
            if ((node = Child(node, label)) < 0)
                return -1;
        return node;
    }

    /// <summary>The longest beginning of a phrase that ends with a byte and begins within another node.</summary>
    public int Step(int node, byte next)
    {
        while (true)
        {
            var child = Child(node, next);
            if (child >= 0)
                return child;
            if (node == 0)
                return 0;
            node = fallbacks[node];
        }
    }

    /// <summary>The longest beginning of a phrase that is an ending of a node, but not all of it.</summary>
    public int FallbackOf(int node) => fallbacks[node];

    private int Child(int node, byte label)
    {
        for (var slot = SlotOf(node, label); slots[slot] != 0; slot = (slot + 1) & (slots.Length - 1))
            if (nodes[slots[slot]] == (node, label))
                return slots[slot];
        return -1;
    }

    private int SlotOf(int parent, byte label) =>
        (int)((((ulong)parent << 8) | label) * Multiplier >> (64 - BitOperations.Log2((uint)slots.Length)));

    private void Grow()
    {
        slots = new int[2 * slots.Length];
        for (var node = 1; node < nodes.Count; node++)
            Insert(node);
    }

    private void Insert(int node)
    {
        var slot = SlotOf(nodes[node].Parent, nodes[node].Label);
        while (slots[slot] != 0)
            slot = (slot + 1) & (slots.Length - 1);
        slots[slot] = node;
    }

    private void SortByLength()
    {
        var lengths = new int[nodes.Count];
        byLength = new int[nodes.Count];
        for (var node = 1; node < nodes.Count; node++)
        {
            lengths[node] = lengths[nodes[node].Parent] + 1;
            byLength[node] = node;
        }
        Array.Sort(lengths, byLength);
    }
}
