using System.Runtime.InteropServices;
using StateKind = Dataset.Schemas.Patterns.PatternStates.StateKind;

namespace Dataset.Schemas.Patterns;

/// <summary>Where a pattern can be in a text: the states before a character or an end. For one thread at a time.</summary>
internal sealed class PatternWalk
{
    private readonly PatternStates states;
    private readonly bool canBeginLater;
    private readonly int[] reachedIn;
    private readonly Stack<int> pending = new();
    private readonly List<int> targets = [];
    private readonly List<int> places = [];
    private int round;

    public PatternWalk(PatternStates states)
    {
        (this.states, reachedIn) = (states, new int[states.All.Count]);
        Reach([states.Root], isAtStart: false, isAtEnd: false);
        canBeginLater = HasMatched || places.Count > 0;
    }

    /// <summary>The states, each once; the next call changes them.</summary>
    public ReadOnlySpan<int> Places => CollectionsMarshal.AsSpan(places);

    /// <summary>Whether the pattern has matched, whatever follows.</summary>
    public bool HasMatched { get; private set; }

    /// <summary>Goes to the beginning of a text, which is also its end where it is empty.</summary>
    public void Begin(bool isEmpty) => Reach([states.Root], isAtStart: true, isEmpty);

    /// <summary>Goes from some states over one code point of those that no set tells from <paramref name="codePoint"/>.</summary>
    public void Step(ReadOnlySpan<int> from, int codePoint)
    {
        targets.Clear();
        foreach (var id in from)
        {
            var state = states.All[id];
            if (state.Kind == StateKind.Character && state.Set!.Contains(codePoint))
                targets.Add(state.Next);
        }
        // It is tried again at every place where it can begin.
        if (canBeginLater)
            targets.Add(states.Root);
        Reach(CollectionsMarshal.AsSpan(targets), isAtStart: false, isAtEnd: false);
    }

    /// <summary>Whether the pattern has matched when the text ends in some states.</summary>
    public bool MatchesAtEnd(ReadOnlySpan<int> from)
    {
        Reach(from, isAtStart: false, isAtEnd: true);
        return HasMatched;
    }

    /// <summary>Goes as far as no character is needed.</summary>
    private void Reach(ReadOnlySpan<int> from, bool isAtStart, bool isAtEnd)
    {
        round++;
        foreach (var id in from)
            Add(id);
        places.Clear();
        HasMatched = false;
        while (pending.TryPop(out var id))
        {
            var state = states.All[id];
            switch (state.Kind)
            {
                case StateKind.Split:
                    Add(state.Next);
                    Add(state.Other);
                    break;
                case StateKind.Start when isAtStart:
                case StateKind.End when isAtEnd:
                    Add(state.Next);
                    break;
                case StateKind.Character or StateKind.End:
                    places.Add(id);
                    break;
                case StateKind.Accept:
                    HasMatched = true;
                    break;
            }
        }
    }

    private void Add(int id)
    {
        if (reachedIn[id] == round)
            return;
        reachedIn[id] = round;
        pending.Push(id);
    }
}
