namespace Dataset.Schemas.Patterns;

/// <summary>A pattern as states with steps over code points (Thompson's construction), built from its end to its beginning.</summary>
internal sealed class PatternStates
{
    private readonly List<State> states = [];

    public PatternStates(EcmaPattern pattern) => Root = Before(pattern.Root, Add(new State(StateKind.Accept)));

    public enum StateKind : byte
    {
        /// <summary>The pattern has matched.</summary>
        Accept,

        /// <summary>A code point of Set leads to Next.</summary>
        Character,

        /// <summary>Nothing leads to Next and to Other.</summary>
        Split,

        /// <summary>Nothing leads to Next at the beginning of the text.</summary>
        Start,

        /// <summary>Nothing leads to Next at the end of the text.</summary>
        End,
    }

    /// <summary>At most about three for each character that <see cref="EcmaPattern.MaximumSize"/> counts.</summary>
    public IReadOnlyList<State> All => states;

    /// <summary>The state before the pattern.</summary>
    public int Root { get; }

    /// <summary>A state from which the node leads to <paramref name="next"/>.</summary>
    private int Before(PatternNode node, int next)
    {
        switch (node)
        {
            case PatternNode.Start: return Add(new State(StateKind.Start, next));
            case PatternNode.End: return Add(new State(StateKind.End, next));
            case PatternNode.Character character: return Add(new State(StateKind.Character, next, Set: character.Set));
            case PatternNode.Repeat repeat: return BeforeRepeat(repeat, next);
            case PatternNode.Choice choice:
                var options = Before(choice.Options[^1], next);
                for (var i = choice.Options.Count - 2; i >= 0; i--)
                    options = Add(new State(StateKind.Split, Before(choice.Options[i], next), options));
                return options;
            case PatternNode.Sequence sequence:
                for (var i = sequence.Parts.Count - 1; i >= 0; i--)
                    next = Before(sequence.Parts[i], next);
                return next;
            default: throw new ArgumentException($"{node.GetType()} is no part of a pattern.", nameof(node));
        }
    }

    private int BeforeRepeat(PatternNode.Repeat repeat, int next)
    {
        var state = next;
        if (repeat.Most is null)
        {
            state = Add(new State(StateKind.Split, next));
            states[state] = states[state] with { Other = Before(repeat.Body, state) };
        }
        for (var i = repeat.Least; i < repeat.Most; i++)
            state = Add(new State(StateKind.Split, Before(repeat.Body, state), next));
        for (var i = 0; i < repeat.Least; i++)
            state = Before(repeat.Body, state);
        return state;
    }

    private int Add(State state)
    {
        states.Add(state);
        return states.Count - 1;
    }

    public readonly record struct State(StateKind Kind, int Next = -1, int Other = -1, CodePointSet? Set = null);
}
