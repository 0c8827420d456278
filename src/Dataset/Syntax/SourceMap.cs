using Dataset.Diagnostics;

namespace Dataset.Syntax;

/// <summary>Keys and values in the order in which they stand; no key twice.</summary>
internal sealed record SourceMap(Location Location, IReadOnlyList<SourceEntry> Entries) : SourceNode(Location)
{
    /// <summary>Up to so many keys a walk over them is faster than a table of them.</summary>
    internal const int FewKeys = 16;

    private Dictionary<string, SourceEntry>? index;

    /// <summary>The entry of a key, or null.</summary>
    public SourceEntry? Find(string key)
    {
        if (Entries.Count > FewKeys)
            return (index ??= Entries.ToDictionary(e => e.Key, StringComparer.Ordinal)).GetValueOrDefault(key);
        foreach (var entry in Entries)
        {
            if (entry.Key == key)
                return entry;
        }
        return null;
    }

    public override string Describe() => Entries.Count == 0 ? "an empty mapping" : "a mapping";
}
