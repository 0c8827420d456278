using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Dataset.Schemas.Patterns;

/// <summary>A pattern as a table: for each state and byte the next state. Matching reads each byte once and allocates nothing.</summary>
internal sealed class ByteAutomaton
{
    /// <summary>Nothing that follows can make a match.</summary>
    public const int Dead = 0;

    /// <summary>Whatever follows, there is a match.</summary>
    public const int Matched = 1;

    // Rows of 256, so that one load is all that a byte costs.
    private readonly ushort[] next;
    private readonly bool[] acceptsAtEnd;
    private readonly int start;

    public ByteAutomaton(ushort[] next, bool[] acceptsAtEnd, int start) =>
        (this.next, this.acceptsAtEnd, this.start) = (next, acceptsAtEnd, start);

    /// <summary>Whether the pattern matches somewhere in the text.</summary>
    /// <param name="utf8">Valid UTF-8.</param>
    public bool IsMatch(ReadOnlySpan<byte> utf8)
    {
        // Every entry is a state's number and every state has a row, so no index is out of bounds.
        ref var table = ref MemoryMarshal.GetArrayDataReference(next);
        nuint state = (uint)start;
        foreach (var b in utf8)
        {
            state = Unsafe.Add(ref table, (state << 8) | b);
            if (state <= Matched)
                return state == Matched;
        }
        return acceptsAtEnd[state];
    }
}
