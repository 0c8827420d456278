using System.Globalization;
using Dataset.Text;

namespace Dataset.Syntax;

/// <summary>What a value of a JSON document that we write may be: how it is read, and how it is written.</summary>
internal abstract class JsonKind<V>
{
    /// <summary>Reads a value; false, with findings, where it is not of this kind.</summary>
    public abstract bool TryRead(SourceNode node, JsonPlace place, out V value);

    public abstract void Write(IndentedJson json, V value);
}

/// <summary>The kinds of values that documents have.</summary>
internal static class JsonKind
{
    /// <summary>A string that says something else.</summary>
    /// <param name="expected">What it must be, for messages: <c>a version such as 1.0.0</c>.</param>
    /// <param name="parse">Gives null where the string is not of the kind.</param>
    /// <param name="text">The string again.</param>
    public static JsonKind<V> Parsed<V>(string expected, Func<string, V?> parse, Func<V, string> text) where V : class =>
        new TextKind<V>(expected, t => parse(t) is { } value ? (true, value) : (false, null!), text);

    /// <summary>As <see cref="Parsed"/>, for a value type.</summary>
    public static JsonKind<V> Value<V>(string expected, Func<string, V?> parse, Func<V, string> text) where V : struct =>
        new TextKind<V>(expected, t => parse(t) is { } value ? (true, value) : (false, default), text);

    /// <summary>One text and no other.</summary>
    public static JsonKind<string> Constant(string value) => Parsed(Printable.Quoted(value), t => t == value ? t : null, t => t);

    /// <summary>A string within a length that follows a rule.</summary>
    /// <param name="rule">What is asked of it.</param>
    public static JsonKind<string> Text(TextRule rule) => new RuledText(rule);

    /// <summary>A whole number, written without sign, point or exponent.</summary>
    public static JsonKind<long> Count(long least = 0, long most = long.MaxValue) => new CountKind(least, most);

    /// <summary>A value, or null.</summary>
    public static JsonKind<V?> OrNull<V>(JsonKind<V> kind) where V : class => new NullableKind<V>(kind);

    /// <summary>A value that follows from other documents: it is written, and not read.</summary>
    public static JsonKind<V> Written<V>(Action<IndentedJson, V> write) => new WrittenKind<V>(write);

    /// <summary>A value that is written as one of another type.</summary>
    public static JsonKind<V> As<V, W>(JsonKind<W> kind, Func<W, V> make, Func<V, W> get) => new OtherKind<V, W>(kind, make, get);

    /// <summary>A list.</summary>
    /// <param name="kind">Of its elements.</param>
    /// <param name="mayBeEmpty">Whether it may have none.</param>
    /// <param name="most">The most elements.</param>
    /// <param name="beginCheck">
    /// Gives what looks at each element in turn, with its place and number, and adds findings; it may look at earlier ones. May be null.
    /// </param>
    /// <param name="collect">Keeps the elements; null for a list of them.</param>
    public static JsonKind<IReadOnlyList<V>> List<V>(
        JsonKind<V> kind, bool mayBeEmpty, int most = int.MaxValue,
        Func<JsonPlace, IReadOnlyList<SourceNode>, Action<V, SourceNode, int>>? beginCheck = null,
        Func<IEnumerable<V>, IReadOnlyList<V>>? collect = null) =>
        new ListKind<V>(kind, mayBeEmpty, most, beginCheck, collect);

    private sealed class TextKind<V>(string expected, Func<string, (bool IsIt, V Value)> parse, Func<V, string> text) : JsonKind<V>
    {
        public override bool TryRead(SourceNode node, JsonPlace place, out V value)
        {
            (var isIt, value) = node is SourceScalar { Kind: ScalarKind.String } scalar ? parse(scalar.Text) : (false, default!);
            if (!isIt)
                place.Unexpected(node, expected);
            return isIt;
        }

        public override void Write(IndentedJson json, V value) => json.Value(text(value));
    }

    private sealed class RuledText(TextRule rule) : JsonKind<string>
    {
        public override bool TryRead(SourceNode node, JsonPlace place, out string value)
        {
            value = node is SourceScalar { Kind: ScalarKind.String } scalar ? scalar.Text : "";
            if (value.Length == 0)
                place.Unexpected(node, rule.Expected);
            else if (rule.ProblemOf(value) is { } problem)
                place.Unexpected(node, rule.Expected, problem);
            else
                return true;
            return false;
        }

        public override void Write(IndentedJson json, string value) => json.Value(value);
    }

    private sealed class CountKind(long least, long most) : JsonKind<long>
    {
        public override bool TryRead(SourceNode node, JsonPlace place, out long value)
        {
            value = 0;
            if (node is SourceScalar { Kind: ScalarKind.Number } scalar
                && long.TryParse(scalar.Text, NumberStyles.None, CultureInfo.InvariantCulture, out value) && value >= least
                && value <= most)
                return true;
            place.Unexpected(node, most == long.MaxValue
                ? string.Create(CultureInfo.InvariantCulture, $"a whole number from {least}")
                : string.Create(CultureInfo.InvariantCulture, $"a whole number from {least} to {most}"));
            return false;
        }

        public override void Write(IndentedJson json, long value) => json.Value(value);
    }

    private sealed class NullableKind<V>(JsonKind<V> kind) : JsonKind<V?> where V : class
    {
        public override bool TryRead(SourceNode node, JsonPlace place, out V? value)
        {
            value = null;
            if (node is SourceScalar { Kind: ScalarKind.Null })
                return true;
            var isRead = kind.TryRead(node, place, out var read);
            value = read;
            return isRead;
        }

        public override void Write(IndentedJson json, V? value)
        {
            if (value is null)
                json.Value(null);
            else
                kind.Write(json, value);
        }
    }

    private sealed class WrittenKind<V>(Action<IndentedJson, V> write) : JsonKind<V>
    {
        public override bool TryRead(SourceNode node, JsonPlace place, out V value)
        {
            value = default!;
            return true;
        }

        public override void Write(IndentedJson json, V value) => write(json, value);
    }

    private sealed class OtherKind<V, W>(JsonKind<W> kind, Func<W, V> make, Func<V, W> get) : JsonKind<V>
    {
        public override bool TryRead(SourceNode node, JsonPlace place, out V value)
        {
            var isRead = kind.TryRead(node, place, out var read);
            value = isRead ? make(read) : default!;
            return isRead;
        }

        public override void Write(IndentedJson json, V value) => kind.Write(json, get(value));
    }

    private sealed class ListKind<V>(
        JsonKind<V> kind, bool mayBeEmpty, int most,
        Func<JsonPlace, IReadOnlyList<SourceNode>, Action<V, SourceNode, int>>? beginCheck,
        Func<IEnumerable<V>, IReadOnlyList<V>>? collect)
        : JsonKind<IReadOnlyList<V>>
    {
        public override bool TryRead(SourceNode node, JsonPlace place, out IReadOnlyList<V> value)
        {
            value = [];
            if (node is not SourceList list)
            {
                place.Unexpected(node, "a list");
                return false;
            }
            if (list.Items.Count == 0 && !mayBeEmpty)
                place.Findings.Add(
                    place.Rules.NotEmpty, place.Object,
                    $"Expected at least one entry of {Printable.Quoted(place.Member)} of {place.What}, found none.");
            if (list.Items.Count > most)
                place.Unexpected(
                    node, most == 1 ? "exactly one entry" : FormattableString.Invariant($"at most {most} entries"),
                    FormattableString.Invariant($"{list.Items.Count}"));
            if (list.Items.Count > most || (list.Items.Count == 0 && !mayBeEmpty))
                return false;
            var before = place.Findings.ErrorCount;
            value = collect is null ? [.. Elements(list.Items, place)] : collect(Elements(list.Items, place));
            return place.Findings.ErrorCount == before;
        }

        private IEnumerable<V> Elements(IReadOnlyList<SourceNode> items, JsonPlace place)
        {
            var (check, index) = (beginCheck?.Invoke(place, items), 0);
            foreach (var item in items)
            {
                if (kind.TryRead(item, place, out var element))
                {
                    check?.Invoke(element, item, index);
                    yield return element;
                }
                index++;
            }
        }

        public override void Write(IndentedJson json, IReadOnlyList<V> value) => json.Array(() =>
        {
            foreach (var element in value)
                kind.Write(json, element);
        });
    }
}

/// <summary>What is asked of a text in metadata, whether a curator or a stranger wrote it.</summary>
/// <param name="Expected">What it must be, for messages: <c>one line of text</c>.</param>
/// <param name="ProblemOf">What is wrong with a text that is not empty, for "found …"; null where nothing is.</param>
internal sealed record TextRule(string Expected, Func<string, string?> ProblemOf);
