using Dataset.Schemas.Patterns;

namespace Dataset.Schemas.Checking;

/// <summary>The enums and patterns of a table's columns, each compiled once however many columns have it.</summary>
/// <param name="cancellation">Stops long walks of a pattern.</param>
internal sealed class TextConstraints(CancellationToken cancellation)
{
    private readonly Lock making = new();
    private readonly Dictionary<IReadOnlyList<string>, Utf8Set> sets = new(ReferenceEqualityComparer.Instance);
    private readonly Dictionary<IReadOnlyList<string>, HashSet<string>> names = new(ReferenceEqualityComparer.Instance);
    private readonly Dictionary<string, Utf8Pattern> patterns = new(StringComparer.Ordinal);

    public Utf8Set SetOf(IReadOnlyList<string> values) => Of(sets, values, v => new Utf8Set(v));

    /// <summary>The values as texts, of which the judge knows by other means than the checker.</summary>
    public HashSet<string> NamesOf(IReadOnlyList<string> values) => Of(names, values, v => v.ToHashSet(StringComparer.Ordinal));

    public Utf8Pattern PatternOf(string source) =>
        Of(patterns, source, s => new Utf8Pattern(EcmaPattern.Parse(s), cancellation: cancellation));

    private TValue Of<TKey, TValue>(Dictionary<TKey, TValue> made, TKey key, Func<TKey, TValue> make) where TKey : notnull
    {
        lock (making)
            return made.TryGetValue(key, out var value) ? value : made[key] = make(key);
    }
}
