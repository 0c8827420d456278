using System.Runtime.InteropServices;
using StateKind = Dataset.Schemas.Patterns.ByteStates.StateKind;

namespace Dataset.Schemas.Patterns;

/// <summary>Makes a pattern's states deterministic (the subset construction).</summary>
internal sealed class AutomatonBuilder
{
    /// <summary>A table of a quarter of a megabyte.</summary>
    private const int MaximumStates = 512;

    /// <summary>Steps from state to state: some tens of milliseconds.</summary>
    private const int MaximumWork = 1_000_000;

    private readonly ByteStates states;
    private readonly bool[] isSeen;
    private readonly Stack<int> pending = new();
    private readonly Dictionary<string, int> known = new(StringComparer.Ordinal);
    private readonly List<int[]> sets = [];
    private readonly List<int> targets = [];
    private readonly List<int> reached = [];
    private readonly List<int> result = [];
    private readonly List<ushort> table = [];
    private readonly List<bool> acceptsAtEnd = [];
    private int work;

    private AutomatonBuilder(ByteStates states) => (this.states, isSeen) = (states, new bool[states.All.Count]);

    /// <summary>The pattern's automaton, or null where it would be too large.</summary>
    public static ByteAutomaton? Build(EcmaPattern pattern) => ByteStates.Of(pattern) is { } states
        ? new AutomatonBuilder(states).Run()
        : null;

    private ByteAutomaton? Run()
    {
        AddSet([], false);
        AddSet([], true);
        table.AddRange(Enumerable.Repeat((ushort)ByteAutomaton.Dead, 256));
        table.AddRange(Enumerable.Repeat((ushort)ByteAutomaton.Matched, 256));
        // The beginning has a number of its own: "^$" is accepted there and not in the same states later.
        var beginning = Closure([states.Root], isAtStart: true, isAtEnd: false);
        if (Accepts(beginning))
            return new ByteAutomaton([.. table], [.. acceptsAtEnd], ByteAutomaton.Matched);
        var start = AddSet(beginning, Accepts(Closure([states.Root], isAtStart: true, isAtEnd: true)));
        // A pattern that can begin later is tried at every byte; it never matches from inside a character.
        var again = Closure([states.Root], isAtStart: false, isAtEnd: false);
        var classes = Classes();
        for (var from = start; from < sets.Count; from++)
        {
            var row = new ushort[256];
            foreach (var (first, last) in classes)
            {
                row.AsSpan(first, last - first + 1).Fill((ushort)Find(After(sets[from], first, again)));
                if (sets.Count > MaximumStates || work > MaximumWork)
                    return null;
            }
            table.AddRange(row);
        }
        return new ByteAutomaton([.. table], [.. acceptsAtEnd], start);
    }

    /// <summary>The states after a byte.</summary>
    private int[] After(int[] set, int b, int[] again)
    {
        targets.Clear();
        foreach (var id in set)
        {
            var state = states.All[id];
            if (state.Kind == StateKind.Byte && state.First <= b && b <= state.Last)
                targets.Add(state.Next);
        }
        work += set.Length;
        if (targets.Count == 0)
            return again;
        if (again.Length > 0)
            targets.Add(states.Root);
        return Closure(targets, isAtStart: false, isAtEnd: false);
    }

    /// <summary>The number of the deterministic state for a set, which is new or known.</summary>
    private int Find(int[] set)
    {
        var name = MemoryMarshal.Cast<int, char>(set).ToString();
        if (!known.TryGetValue(name, out var number))
        {
            number = set.Length == 0 ? ByteAutomaton.Dead
                : Accepts(set) ? ByteAutomaton.Matched
                : AddSet(set, Accepts(Closure(set, isAtStart: false, isAtEnd: true)));
            known.Add(name, number);
        }
        return number;
    }

    private int AddSet(int[] set, bool accepts)
    {
        sets.Add(set);
        acceptsAtEnd.Add(accepts);
        return sets.Count - 1;
    }

    private bool Accepts(int[] set)
    {
        foreach (var id in set)
        {
            if (states.All[id].Kind == StateKind.Accept)
                return true;
        }
        return false;
    }

    /// <summary>The states with a byte, an end or acceptance ahead that are reached without a byte, ascending.</summary>
    private int[] Closure(IReadOnlyList<int> from, bool isAtStart, bool isAtEnd)
    {
        reached.Clear();
        result.Clear();
        foreach (var id in from)
            Reach(id);
        while (pending.TryPop(out var id))
        {
            var state = states.All[id];
            switch (state.Kind)
            {
                case StateKind.Split:
                    foreach (var target in state.Targets!)
                        Reach(target);
                    break;
                case StateKind.Start when isAtStart:
                case StateKind.End when isAtEnd:
                    Reach(state.Next);
                    break;
                case StateKind.Start:
                    break;
                default:
                    result.Add(id);
                    break;
            }
        }
        foreach (var id in reached)
            isSeen[id] = false;
        work += reached.Count;
        result.Sort();
        return [.. result];
    }

    private void Reach(int id)
    {
        if (isSeen[id])
            return;
        isSeen[id] = true;
        reached.Add(id);
        pending.Push(id);
    }

    /// <summary>Runs of bytes that no state tells apart.</summary>
    private List<(int First, int Last)> Classes()
    {
        var isFirst = new bool[257];
        isFirst[0] = true;
        foreach (var state in states.All)
        {
            if (state.Kind == StateKind.Byte)
                (isFirst[state.First], isFirst[state.Last + 1]) = (true, true);
        }
        var classes = new List<(int First, int Last)>();
        var first = 0;
        for (var b = 1; b <= 256; b++)
        {
            if (b == 256 || isFirst[b])
            {
                classes.Add((first, b - 1));
                first = b;
            }
        }
        return classes;
    }
}
