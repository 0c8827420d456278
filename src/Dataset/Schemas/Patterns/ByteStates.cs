namespace Dataset.Schemas.Patterns;

/// <summary>A pattern as states with steps over UTF-8 bytes (Thompson's construction), built from its end to its beginning.</summary>
internal sealed class ByteStates
{
    /// <summary>More states than this are not made deterministic: it would take long and much memory.</summary>
    private const int MaximumCount = 8000;

    private readonly List<State> states = [];

    private ByteStates()
    {
    }

    public enum StateKind
    {
        /// <summary>The pattern has matched.</summary>
        Accept,

        /// <summary>One byte from First to Last leads to Next.</summary>
        Byte,

        /// <summary>Nothing leads to each of Targets.</summary>
        Split,

        /// <summary>Nothing leads to Next at the beginning of the text.</summary>
        Start,

        /// <summary>Nothing leads to Next at the end of the text.</summary>
        End,
    }

    public IReadOnlyList<State> All => states;

    /// <summary>The state before the pattern.</summary>
    public int Root { get; private set; }

    /// <summary>The pattern's states, or null where they are too many.</summary>
    public static ByteStates? Of(EcmaPattern pattern)
    {
        var built = new ByteStates();
        var root = built.Before(pattern.Root, built.Add(new State(StateKind.Accept)));
        built.Root = root;
        return root < 0 ? null : built;
    }

    /// <summary>A state from which the node leads to <paramref name="next"/>; -1 where there are too many.</summary>
    private int Before(PatternNode node, int next)
    {
        if (next < 0 || states.Count > MaximumCount)
            return -1;
        switch (node)
        {
            case PatternNode.Start: return Add(new State(StateKind.Start, next));
            case PatternNode.End: return Add(new State(StateKind.End, next));
            case PatternNode.Character character: return BeforeSet(character.Set, next);
            case PatternNode.Choice choice: return Split(choice.Options.Select(o => Before(o, next)));
            case PatternNode.Repeat repeat: return BeforeRepeat(repeat, next);
            case PatternNode.Sequence sequence:
                for (var i = sequence.Parts.Count - 1; i >= 0; i--)
                    next = Before(sequence.Parts[i], next);
                return next;
            default: throw new ArgumentException($"{node.GetType()} is no part of a pattern.", nameof(node));
        }
    }

    private int BeforeSet(CodePointSet set, int next)
    {
        var starts = new List<int>();
        foreach (var run in Utf8Sequences.Of(set))
        {
            var state = next;
            for (var i = run.Length - 1; i >= 0; i--)
                state = Add(new State(StateKind.Byte, state, run[i].First, run[i].Last));
            starts.Add(state);
        }
        return starts.Count == 1 ? starts[0] : Split(starts);
    }

    private int BeforeRepeat(PatternNode.Repeat repeat, int next)
    {
        var state = next;
        if (repeat.Most is null)
        {
            var targets = new List<int> { next };
            state = Add(new State(StateKind.Split, Targets: targets));
            targets.Add(Before(repeat.Body, state));
            if (targets[1] < 0)
                return -1;
        }
        for (var i = repeat.Least; i < repeat.Most && state >= 0; i++)
            state = Split([Before(repeat.Body, state), next]);
        for (var i = 0; i < repeat.Least && state >= 0; i++)
            state = Before(repeat.Body, state);
        return state;
    }

    private int Split(IEnumerable<int> targets)
    {
        var all = targets.ToList();
        return all.Contains(-1) ? -1 : Add(new State(StateKind.Split, Targets: all));
    }

    private int Add(State state)
    {
        states.Add(state);
        return states.Count - 1;
    }

    public sealed record State(StateKind Kind, int Next = -1, byte First = 0, byte Last = 0, IReadOnlyList<int>? Targets = null);
}
