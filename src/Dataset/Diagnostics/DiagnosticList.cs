namespace Dataset.Diagnostics;

/// <summary>
/// Findings on their way to a report. Not safe for several threads: each worker fills its own and the owner joins them in order.
/// Every finding is counted under its rule. Kept are the first <see cref="Limit"/> in the order of the report, errors before warnings, so
/// that
/// a corpus in which every row is wrong does not fill memory and no warning hides an error. Which ones are kept does not depend on the
/// order
/// in which they come.
/// </summary>
public sealed class DiagnosticList
{
    /// <summary>The most findings that a list keeps.</summary>
    public const int Limit = 10_000;

    private readonly DiagnosticList? whole;
    private readonly bool defers;
    private readonly Dictionary<Rule, long> counts = new(ReferenceEqualityComparer.Instance);
    private readonly List<Entry> entries = [];

    /// <summary>Findings that each stand for all of their kind in a file: the first in the file is kept.</summary>
    private readonly Dictionary<(Rule Rule, string Path, string Subject), Diagnostic> once = [];

    /// <summary>
    /// The last one kept, once there is no more room; what comes after it in the report is only counted. Read by other threads.
    /// </summary>
    private volatile Diagnostic? last;

    /// <summary>A list that keeps so many findings as are of use to a reader.</summary>
    public DiagnosticList()
    {
    }

    /// <summary>
    /// A list that will be joined to another, from any thread. What the other has no room for is only counted here, and messages are put
    /// together only when the lists are joined, for the findings that are kept.
    /// </summary>
    internal DiagnosticList(DiagnosticList whole) => (this.whole, defers) = (whole, true);

    private DiagnosticList(bool defers) => this.defers = defers;

    /// <summary>A list that will be joined to another at a place which is not known yet (<see cref="AddRangeAt"/>).</summary>
    internal static DiagnosticList WithoutPlace() => new(defers: true);

    /// <summary>The findings kept.</summary>
    public IReadOnlyList<Diagnostic> Kept
    {
        get
        {
            if (entries.Count > Limit)
                Prune();
            return [.. entries.Select(e => e.Explained()), .. once.Values];
        }
    }

    /// <summary>Findings of severity error, kept or not.</summary>
    public long ErrorCount { get; private set; }

    /// <summary>Findings of severity warning, kept or not.</summary>
    public long WarningCount { get; private set; }

    /// <summary>Findings counted but not kept.</summary>
    public long OmittedCount => ErrorCount + WarningCount - once.Count - Math.Min(entries.Count, Limit);

    /// <summary>How many findings there are of each rule, kept or not, by the rules' ids.</summary>
    public IReadOnlyList<(Rule Rule, long Count)> CountsByRule =>
        [.. counts.Select(c => (c.Key, c.Value)).OrderBy(c => c.Key.Id, StringComparer.Ordinal)];

    /// <summary>Whether a finding is of severity error.</summary>
    public bool HasErrors => ErrorCount > 0;

    /// <summary>Whether some findings are only counted, so that it is worth asking <see cref="Wants"/> before a place is sought.</summary>
    internal bool IsFull => last is not null || whole?.last is not null;

    /// <summary>Takes a finding.</summary>
    public void Add(Diagnostic diagnostic)
    {
        Count(diagnostic.Rule);
        if (Wants(diagnostic.Rule, diagnostic.Location))
            Keep(new(diagnostic, null));
    }

    /// <summary>Takes a finding.</summary>
    public void Add(Rule rule, Location location, string message) => Add(new Diagnostic(rule, location, message));

    /// <summary>Takes the findings of another list, with its counts.</summary>
    public void AddRange(DiagnosticList others)
    {
        foreach (var (rule, count) in others.counts)
            Count(rule, count);
        foreach (var (key, finding) in others.once)
        {
            Count(key.Rule, -1);
            AddOnce(key, finding);
        }
        foreach (var entry in others.entries)
            if (Wants(entry.Finding.Rule, entry.Finding.Location))
                Keep(new(entry.Explained(), null));
    }

    /// <summary>Joins findings about what is inside a value, of which the file tells only where the value is.</summary>
    internal void AddRangeAt(Location place, DiagnosticList others)
    {
        foreach (var (rule, count) in others.counts)
            Count(rule, count);
        foreach (var entry in others.entries)
        {
            var at = entry with { Finding = entry.Finding with { Location = place } };
            if (Wants(at.Finding.Rule, place))
                Keep(defers ? at : new(at.Explained(), null));
        }
    }

    /// <summary>The kept findings in their report order.</summary>
    public IReadOnlyList<Diagnostic> Sorted() => [.. Kept.Order()];

    /// <summary>Adds a finding whose message takes some work: that is done only where the finding is kept.</summary>
    internal void Add(Rule rule, Location location, Func<string> message)
    {
        Count(rule);
        if (Wants(rule, location))
            Keep(defers ? new(new(rule, location, ""), message) : new(new(rule, location, message()), null));
    }

    /// <summary>Adds a finding that stands for all of its rule and subject in its file: the first of them is told, and counted.</summary>
    /// <param name="rule">The promise that is broken.</param>
    /// <param name="location">Where it is.</param>
    /// <param name="subject">What it is about: a column, a word; empty where it is the file.</param>
    /// <param name="message">What was expected and found there, and what to do for all of them.</param>
    internal void AddOnce(Rule rule, Location location, string subject, string message) =>
        AddOnce((rule, location.Path, subject), new(rule, location, message));

    private void AddOnce((Rule Rule, string Path, string Subject) key, Diagnostic finding)
    {
        if (!once.TryGetValue(key, out var other))
            Count(key.Rule);
        if (other is null || finding.CompareTo(other) < 0)
            once[key] = finding;
    }

    /// <summary>Counts findings that are not kept (<see cref="Wants"/>).</summary>
    internal void Count(Rule rule, long count = 1)
    {
        counts[rule] = counts.GetValueOrDefault(rule) + count;
        if (rule.Severity == Severity.Error)
            ErrorCount += count;
        else
            WarningCount += count;
    }

    /// <summary>Whether a finding may be kept.</summary>
    /// <param name="rule">Its rule.</param>
    /// <param name="location">Its place, or one before it.</param>
    internal bool Wants(Rule rule, in Location location) => IsWithin(last, rule, location) && IsWithin(whole?.last, rule, location);

    private static bool IsWithin(Diagnostic? last, Rule rule, in Location location) =>
        last is null || (rule.Severity == last.Rule.Severity ? location.CompareTo(last.Location) <= 0 : rule.Severity > last.Rule.Severity);

    private void Keep(in Entry entry)
    {
        entries.Add(entry);
        if (entries.Count >= (last is null ? Limit : 2 * Limit))
            Prune();
    }

    private void Prune()
    {
        // A stable order, so that of two findings that differ in their message alone, which is not known yet, the first is kept.
        var ordered = entries.OrderByDescending(e => e.Finding.Rule.Severity).ThenBy(e => e.Finding).Take(Limit).ToArray();
        entries.Clear();
        entries.AddRange(ordered);
        last = ordered[^1].Finding;
    }

    /// <summary>A finding, and what puts its message together where that has not been done.</summary>
    private readonly record struct Entry(Diagnostic Finding, Func<string>? Message)
    {
        public Diagnostic Explained() => Message is null ? Finding : new(Finding.Rule, Finding.Location, Message());
    }
}
