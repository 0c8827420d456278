using Dataset.Diagnostics;
using Dataset.Text;

namespace Dataset.Syntax;

/// <summary>Gathers a mapping's entries for the readers of both notations and finds keys that occur twice.</summary>
/// <param name="findings">Takes the findings.</param>
internal sealed class SourceMapBuilder(DiagnosticList findings)
{
    private readonly List<SourceEntry> entries = [];
    private Dictionary<string, SourceEntry>? index;
    private bool hasUnknownKeys;

    public void Add(string key, Location keyLocation, SourceNode value)
    {
        var entry = new SourceEntry(key, keyLocation, value);
        if (Earlier(key) is { } first)
        {
            findings.Add(
                Rules.KeyStandsOnce, keyLocation,
                $"Expected each key once, found {Printable.Quoted(key)} again; it is at {first.KeyLocation} already.");
            return;
        }
        entries.Add(entry);
        index?.Add(key, entry);
    }

    /// <summary>Says that an entry had a key that could not be taken.</summary>
    public void AddUnknown() => hasUnknownKeys = true;

    public SourceMap Build(Location location) => new(location, entries) { HasUnknownKeys = hasUnknownKeys };

    private SourceEntry? Earlier(string key)
    {
        if (entries.Count <= SourceMap.FewKeys)
        {
            // As List.Find, without a delegate for each key.
            foreach (var entry in entries)
            {
                if (entry.Key == key)
                    return entry;
            }
            return null;
        }
        index ??= entries.ToDictionary(e => e.Key, StringComparer.Ordinal);
        return index.GetValueOrDefault(key);
    }
}
