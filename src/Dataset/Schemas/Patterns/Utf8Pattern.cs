using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text;

namespace Dataset.Schemas.Patterns;

/// <summary>
/// A pattern ready to run over UTF-8, on any thread. Sets of states become rows of a table as texts lead to them (the subset construction),
/// so that most texts cost one look a character. The table has a limit; where a pattern has more sets than fit, the rest of a text is
/// walked state by state. The plain twin of <see cref="AsciiRun"/>.
/// Time grows with the text, and for hostile patterns with text times pattern; memory does not grow.
/// </summary>
internal sealed class Utf8Pattern
{
    private const int Unknown = -1;
    private const int Dead = -2;
    private const int Matched = -3;
    private const int Full = -4;

    private readonly AsciiRun? run;
    private readonly Lock learning = new();
    private readonly CancellationToken cancellation;
    private readonly int maximumCells;
    private readonly PatternStates states;
    private readonly CodePointClasses classes;
    private readonly PatternWalk learner;
    private readonly bool matchesEmpty;
    private readonly int start;
    private readonly Dictionary<string, int> rowsBySet = new(StringComparer.Ordinal);
    private readonly List<int[]> sets = [];
    private int statesInSets;
    private PatternWalk? spare;

    // A row for each set; a cell for each class, and the last for the end of the text: where the next row begins, or one of the negative
    // numbers. Grows by being replaced: a thread that still reads the old one meets no row that is not in it.
    private int[] table = [];

    /// <param name="pattern">The pattern.</param>
    /// <param name="maximumCells">The most cells of the table, and states in the sets that it knows; null for what suits the size.</param>
    /// <param name="cancellation">Stops long walks.</param>
    public Utf8Pattern(EcmaPattern pattern, int? maximumCells = null, CancellationToken cancellation = default)
    {
        run = maximumCells is null ? AsciiRun.Of(pattern) : null;
        this.cancellation = cancellation;
        this.maximumCells = maximumCells ?? Math.Min(1 << 16, 256 + 64 * pattern.Size);
        states = new(pattern);
        classes = new(states);
        learner = new(states);
        learner.Begin(isEmpty: true);
        matchesEmpty = learner.HasMatched;
        learner.Begin(isEmpty: false);
        start = RowOfPlaces();
    }

    private int Width => classes.Samples.Count + 1;

    /// <summary>Whether the pattern matches somewhere in the text.</summary>
    /// <param name="utf8">Valid UTF-8.</param>
    /// <exception cref="OperationCanceledException">The walk took long and was stopped.</exception>
    public bool IsMatch(ReadOnlySpan<byte> utf8)
    {
        if (run is not null)
            return run.IsMatch(utf8);
        if (utf8.IsEmpty || start < 0)
            return utf8.IsEmpty ? matchesEmpty : start == Matched;
        // Every cell is a negative number or a row of the table that it is in, so no index is out of bounds.
        ref var ascii = ref MemoryMarshal.GetReference(classes.OfAscii);
        ref var cells = ref MemoryMarshal.GetArrayDataReference(Volatile.Read(ref table));
        var row = start;
        for (var at = 0; at < utf8.Length;)
        {
            int kind = utf8[at];
            if (kind < 0x80)
            {
                kind = Unsafe.Add(ref ascii, kind);
                at++;
            }
            else
            {
                Rune.DecodeFromUtf8(utf8[at..], out var rune, out var length);
                kind = classes.ClassOf(rune.Value);
                at += length;
            }
            var next = Unsafe.Add(ref cells, row + kind);
            if (next < 0)
            {
                if (next == Unknown)
                {
                    next = Learn(row, kind, out var set);
                    if (next == Full)
                        return Walk(set, kind, utf8[at..]);
                    cells = ref MemoryMarshal.GetArrayDataReference(Volatile.Read(ref table));
                }
                if (next < 0)
                    return next == Matched;
            }
            row = next;
        }
        return Unsafe.Add(ref cells, row + Width - 1) == Matched;
    }

    /// <summary>The row after a row, which is new or known; or that there is no room for it.</summary>
    private int Learn(int row, int kind, out int[] set)
    {
        lock (learning)
        {
            set = sets[row / Width];
            if (table[row + kind] is var known and not Unknown)
                return known;
            learner.Step(set, classes.Samples[kind]);
            var next = RowOfPlaces();
            if (next != Full)
                Volatile.Write(ref table[row + kind], next);
            return next;
        }
    }

    private int RowOfPlaces()
    {
        if (learner.HasMatched)
            return Matched;
        if (learner.Places.IsEmpty)
            return Dead;
        int[] set = [.. learner.Places];
        Array.Sort(set);
        var name = MemoryMarshal.Cast<int, char>(set).ToString();
        if (rowsBySet.TryGetValue(name, out var row))
            return row;
        row = sets.Count * Width;
        // The first row is there in any case.
        if (row > 0 && Math.Max(row + Width, statesInSets + set.Length) > maximumCells)
            return Full;
        if (row == table.Length)
        {
            var larger = new int[row == 0 ? Width : row * 2];
            table.CopyTo(larger, 0);
            larger.AsSpan(row).Fill(Unknown);
            Volatile.Write(ref table, larger);
        }
        table[row + Width - 1] = learner.MatchesAtEnd(set) ? Matched : Dead;
        sets.Add(set);
        statesInSets += set.Length;
        rowsBySet.Add(name, row);
        return row;
    }

    private bool Walk(int[] set, int kind, ReadOnlySpan<byte> rest)
    {
        var walk = Interlocked.Exchange(ref spare, null) ?? new PatternWalk(states);
        walk.Step(set, classes.Samples[kind]);
        for (var at = 0; !walk.HasMatched && !walk.Places.IsEmpty;)
        {
            cancellation.ThrowIfCancellationRequested();
            if (at == rest.Length)
            {
                walk.MatchesAtEnd(walk.Places);
                break;
            }
            Rune.DecodeFromUtf8(rest[at..], out var rune, out var length);
            at += length;
            walk.Step(walk.Places, rune.Value);
        }
        var isMatch = walk.HasMatched;
        spare = walk;
        return isMatch;
    }
}
