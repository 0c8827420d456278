using System.Text;
using Dataset.Diagnostics;
using Dataset.Syntax;
using Dataset.Text;

namespace Dataset.Sources.Binding;

/// <summary>
/// Which keys the unknown ones of a record were meant for. Most records of a file lack the same keys and have the same unknown ones, so
/// what was worked out for one serves the next (<see cref="RecordPlan.MisspellingsOf(SourceMap)"/>).
/// </summary>
internal sealed class Misspellings
{
    /// <summary>
    /// The most pairs of an unknown and a known name that are compared for a record. One with more has other data than the table: each key
    /// is told as unknown, each that is missing as missing.
    /// </summary>
    private const int MaximumPairs = 10_000;

    private readonly IReadOnlyList<string> unknown;
    private readonly IReadOnlyList<string> missing;
    private readonly Dictionary<string, string?> meant;
    private readonly HashSet<string> misspelt;

    /// <param name="unknown">The keys of the record that are not known.</param>
    /// <param name="missing">The known keys that it does not have.</param>
    /// <param name="known">All keys that it may have.</param>
    /// <param name="isAnyLost">Whether any key may be that of a table with a fault: then only one that is missing is misspelt.</param>
    public Misspellings(
        IReadOnlyList<string> unknown, IReadOnlyList<string> missing, IReadOnlyList<PlannedKey> known, bool isAnyLost)
    {
        (this.unknown, this.missing) = (unknown, missing);
        var all = known.Select(k => k.Name).ToArray();
        var sought = (long)unknown.Count * known.Count > MaximumPairs ? [] : unknown;
        meant = sought.ToDictionary(
            n => n, n => NearestName.Of(n, missing, all) is { } near && (!isAnyLost || missing.Contains(near)) ? near : null,
            StringComparer.Ordinal);
        misspelt = meant.Values.OfType<string>().ToHashSet(StringComparer.Ordinal);
    }

    private Misspellings(Misspellings same, SourceMap record) =>
        (unknown, missing, meant, misspelt, Record) = (same.unknown, same.missing, same.meant, same.misspelt, record);

    /// <summary>The record that was asked about last.</summary>
    public SourceMap? Record { get; }

    /// <summary>The same for a record with these keys.</summary>
    public Misspellings OfRecord(SourceMap record) => new(this, record);

    /// <summary>The key that an unknown one was meant for: the nearest of all, rather one that is missing; or null.</summary>
    public string? MeantBy(string key) => meant.GetValueOrDefault(key);

    /// <summary>
    /// Whether the record has the key under a name that is near: then that name is the finding, and that the key is missing is none.
    /// </summary>
    /// <param name="key">A key that the record does not have.</param>
    public bool Has(string key) => misspelt.Contains(key);

    /// <summary>Whether a record with these keys has the same.</summary>
    public bool AreOf(IReadOnlyList<string> unknown, IReadOnlyList<string> missing) =>
        this.unknown.SequenceEqual(unknown) && this.missing.SequenceEqual(missing);
}

/// <summary>What is wrong with the keys of a record that its plan does not have: the same of each record with the same keys.</summary>
internal sealed class UnknownKeys
{
    private readonly byte[] names;
    private readonly ulong[] seen;

    /// <param name="names">The keys in UTF-8, each with a line feed.</param>
    /// <param name="seen">The keys of the plan that the record has.</param>
    /// <param name="plan">The plan.</param>
    public UnknownKeys(ReadOnlySpan<byte> names, ReadOnlySpan<ulong> seen, RecordPlan plan)
    {
        (this.names, this.seen) = (names.ToArray(), seen.ToArray());
        var (broken, each) = (new List<Rule>(), new HashSet<string>(StringComparer.Ordinal));
        var keys = Encoding.UTF8.GetString(names[..^1]).Split('\n');
        Misspellings = plan.MisspellingsOf(
            [.. keys.Distinct().Where(k => !plan.Knows(k) && !plan.IsDerived(k))],
            [.. plan.Keys.Where((_, i) => !JsonRecords.IsSeen(this.seen, i)).Select(k => k.Name)]);
        foreach (var key in keys)
        {
            if (!each.Add(key))
                broken.Add(Rules.KeyStandsOnce);
            else if (plan.IsDerived(key))
                broken.Add(Rules.DerivedIsNotWritten);
            else if (!plan.Knows(key) && !plan.MayBeLost(key, Misspellings))
                broken.Add(Rules.KeyIsKnown);
        }
        Broken = broken;
    }

    /// <summary>The rule of each finding.</summary>
    public IReadOnlyList<Rule> Broken { get; }

    public Misspellings Misspellings { get; }

    /// <summary>Whether they are those of a record with these keys.</summary>
    public bool AreOf(ReadOnlySpan<byte> names, ReadOnlySpan<ulong> seen) =>
        names.SequenceEqual(this.names) && seen.SequenceEqual(this.seen);
}
