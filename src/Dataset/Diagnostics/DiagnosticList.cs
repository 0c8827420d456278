namespace Dataset.Diagnostics;

/// <summary>
/// Findings on their way to a report. Not safe for several threads: each worker fills its own and the owner joins them in order.
/// Every finding is counted under its kind: its rule and the column that it is about. Kept are the first ones in the order of the report,
/// errors before warnings, and the first of each kind, so that a corpus in which every row is wrong does not fill memory and neither a
/// warning nor a systematic fault hides another. Which ones are kept does not depend on the order in which they come.
/// </summary>
public sealed class DiagnosticList
{
    /// <summary>The most findings that a list keeps unless it is told otherwise, beside the first of each kind.</summary>
    public const int Limit = 10_000;

    private readonly int limit = Limit;
    private readonly DiagnosticList? whole;
    private readonly bool defers;

    /// <summary>The findings taken, where each is taken once.</summary>
    private HashSet<(string Id, Location Place, int Message)>? distinct;

    /// <summary>By the rules' ids: the hash of a rule is that of all its words.</summary>
    private readonly Dictionary<(string Id, string Subject), Kind> kinds = [];
    private readonly List<Entry> entries = [];

    /// <summary>The kind that was counted last: of a systematic fault it is that of the next finding too.</summary>
    private Kind? latest;

    /// <summary>Findings that each stand for all of their kind in a file: the first in the file is kept.</summary>
    private readonly Dictionary<(string Id, string Path, string Subject), Diagnostic> once = [];

    /// <summary>
    /// The last one kept, once there is no more room; what comes after it in the report is only counted. Read by other threads.
    /// </summary>
    private volatile Diagnostic? last;

    /// <summary>A list that keeps so many findings as are of use to a reader.</summary>
    public DiagnosticList()
    {
    }

    /// <param name="limit">The most findings that it keeps, beside the first of each kind; at least 1.</param>
    public DiagnosticList(int limit) => this.limit = limit;

    /// <summary>
    /// A list that will be joined to another, from any thread. What the other has no room for is only counted here, and messages are put
    /// together only when the lists are joined, for the findings that are kept.
    /// </summary>
    internal DiagnosticList(DiagnosticList whole) => (this.whole, defers, limit) = (whole, true, whole.limit);

    private DiagnosticList(bool defers) => this.defers = defers;

    /// <summary>A list that takes what is the same finding in every respect once, however often it is added.</summary>
    internal static DiagnosticList OfDistinct() => new() { distinct = [] };

    /// <summary>A list that will be joined to another at a place which is not known yet (<see cref="AddRangeAt"/>).</summary>
    internal static DiagnosticList WithoutPlace() => new(defers: true);

    /// <summary>An empty list that keeps as many findings as this one.</summary>
    internal DiagnosticList OfSameLimit() => new(limit);

    /// <summary>The findings kept.</summary>
    public IReadOnlyList<Diagnostic> Kept => [.. KeptEntries().Select(e => e.Explained()), .. once.Values];

    /// <summary>Findings of severity error, kept or not.</summary>
    public long ErrorCount { get; private set; }

    /// <summary>Findings of severity warning, kept or not.</summary>
    public long WarningCount { get; private set; }

    /// <summary>Findings counted but not kept.</summary>
    public long OmittedCount => ErrorCount + WarningCount - Kept.Count;

    /// <summary>How many findings there are of each rule, kept or not, by the rules' ids.</summary>
    public IReadOnlyList<(Rule Rule, long Count)> CountsByRule =>
        [.. CountsByKind.GroupBy(k => k.Rule).Select(r => (r.Key, r.Sum(k => k.Count)))];

    /// <summary>How many findings there are of each rule and column, kept or not, by the rules' ids and the columns' names.</summary>
    internal IReadOnlyList<(Rule Rule, string Subject, long Count)> CountsByKind =>
    [
        .. kinds.Values.Where(k => k.Count > 0).Select(k => (k.Rule, k.Subject, k.Count))
            .OrderBy(k => k.Rule.Id, StringComparer.Ordinal).ThenBy(k => k.Subject, StringComparer.Ordinal),
    ];

    /// <summary>Whether nothing may be built or called sound with a warning either.</summary>
    public bool IsStrict { get; init; }

    /// <summary>Whether a finding is of severity error; of a strict list, whether there is any finding.</summary>
    public bool HasErrors => ErrorCount > 0 || (IsStrict && WarningCount > 0);

    /// <summary>Whether some findings are only counted, so that it is worth asking <see cref="Wants"/> before a place is sought.</summary>
    internal bool IsFull => last is not null || whole?.last is not null;

    /// <summary>Takes a finding.</summary>
    public void Add(Diagnostic diagnostic) => Take(new(diagnostic, null));

    /// <summary>Takes a finding.</summary>
    public void Add(Rule rule, Location location, string message) => Add(new Diagnostic(rule, location, message));

    /// <summary>Takes the findings of another list, with its counts.</summary>
    public void AddRange(DiagnosticList others)
    {
        CountAll(others);
        foreach (var (key, finding) in others.once)
        {
            Count(finding.Rule, finding.Subject, -1);
            AddOnce(key, finding);
        }
        foreach (var entry in others.KeptEntries())
            if (Wants(entry.Finding.Rule, entry.Finding.Subject, entry.Finding.Location))
                Keep(new(entry.Explained(), null));
    }

    /// <summary>Takes the errors of another list in other words, with their counts.</summary>
    /// <param name="others">The list.</param>
    /// <param name="inWords">The finding for one of it; those of a rule and subject all become findings of one rule and subject.</param>
    /// <param name="only">The rule whose findings are taken; null for all.</param>
    internal void AddErrors(DiagnosticList others, Func<Diagnostic, Diagnostic> inWords, Rule? only = null)
    {
        var counts = others.CountsByKind.ToDictionary(k => (k.Rule.Id, k.Subject), k => k.Count);
        foreach (var kind in others.Kept.Where(d => d.Rule.Severity == Severity.Error && (only is null || d.Rule == only))
            .GroupBy(d => (d.Rule.Id, d.Subject)))
        {
            var found = kind.Select(inWords).ToArray();
            foreach (var finding in found)
                Add(finding);
            Count(found[0].Rule, found[0].Subject, counts[kind.Key] - found.Length);
        }
    }

    /// <summary>Joins findings about what is inside a value, of which the file tells only where the value is.</summary>
    internal void AddRangeAt(Location place, DiagnosticList others)
    {
        CountAll(others);
        foreach (var entry in others.entries)
        {
            var at = entry with { Finding = entry.Finding with { Location = place } };
            if (Wants(at.Finding.Rule, at.Finding.Subject, place))
                Keep(defers ? at : new(at.Explained(), null));
        }
    }

    /// <summary>The kept findings in their report order.</summary>
    public IReadOnlyList<Diagnostic> Sorted() => [.. Kept.Order()];

    /// <summary>Adds a finding whose message takes some work: that is done only where the finding is kept.</summary>
    internal void Add(Rule rule, Location location, Func<string> message, string subject = "") =>
        Take(new(new(rule, location, "") { Subject = subject }, message));

    /// <summary>Adds a finding of a rule and subject that is told once for each file: the first of them is listed, and counted.</summary>
    /// <param name="rule">The promise that is broken.</param>
    /// <param name="location">Where it is.</param>
    /// <param name="subject">What it is about: a column, a word; empty where it is the file.</param>
    /// <param name="message">What was expected and found there, and what to do for all of them.</param>
    internal void AddOnce(Rule rule, Location location, string subject, Func<string> message)
    {
        if (WantsOnce(rule, location, subject))
            AddOnce((rule.Id, location.Path, subject), new(rule, location, message()) { Subject = subject });
    }

    /// <summary>Whether the file has no earlier finding of the rule and subject, each of which is told once.</summary>
    internal bool WantsOnce(Rule rule, in Location location, string subject) =>
        !once.TryGetValue((rule.Id, location.Path, subject), out var other) || location.CompareTo(other.Location) <= 0;

    /// <summary>Takes what a reader says of a file that it cannot read. Of one that does not unpack each of its readers says so.</summary>
    internal void AddFault(Diagnostic fault)
    {
        if (fault.Rule == Rules.ZipUnpacks)
            AddOnce(fault.Rule, fault.Location, fault.Subject, () => fault.Message);
        else
            Add(fault);
    }

    private void AddOnce((string Id, string Path, string Subject) key, Diagnostic finding)
    {
        if (!once.TryGetValue(key, out var other))
            Count(finding.Rule, finding.Subject);
        if (other is null || finding.CompareTo(other) < 0)
            once[key] = finding;
    }

    /// <summary>Counts findings that are not kept (<see cref="Wants"/>).</summary>
    internal void Count(Rule rule, string subject = "", long count = 1)
    {
        KindOf(rule, subject).Count += count;
        if (rule.Severity == Severity.Error)
            ErrorCount += count;
        else
            WarningCount += count;
    }

    /// <summary>Whether a finding may be kept.</summary>
    /// <param name="rule">Its rule.</param>
    /// <param name="subject">The column that it is about, or empty.</param>
    /// <param name="location">Its place, or one before it.</param>
    internal bool Wants(Rule rule, string subject, in Location location) =>
        (IsWithin(last, rule, location) && IsWithin(whole?.last, rule, location))
        || KindOf(rule, subject).First is not { } first || location.CompareTo(first.Finding.Location) <= 0;

    private static bool IsWithin(Diagnostic? last, Rule rule, in Location location) =>
        last is null || (rule.Severity == last.Rule.Severity ? location.CompareTo(last.Location) <= 0 : rule.Severity > last.Rule.Severity);

    private Kind KindOf(Rule rule, string subject)
    {
        if (latest is { } same && ReferenceEquals(same.Rule, rule) && same.Subject == subject)
            return same;
        if (!kinds.TryGetValue((rule.Id, subject), out var kind))
            kinds[(rule.Id, subject)] = kind = new(rule, subject);
        return latest = kind;
    }

    private void CountAll(DiagnosticList others)
    {
        foreach (var kind in others.kinds.Values)
            Count(kind.Rule, kind.Subject, kind.Count);
    }

    private void Take(in Entry entry)
    {
        var (rule, place) = (entry.Finding.Rule, entry.Finding.Location);
        if (distinct?.Add((rule.Id, place, entry.Explained().Message.GetHashCode(StringComparison.Ordinal))) == false)
            return;
        Count(entry.Finding.Rule, entry.Finding.Subject);
        if (Wants(entry.Finding.Rule, entry.Finding.Subject, entry.Finding.Location))
            Keep(defers ? entry : new(entry.Explained(), null));
    }

    private void Keep(in Entry entry)
    {
        // Of two at one place whose messages are not known yet the first is kept, as below.
        var kind = KindOf(entry.Finding.Rule, entry.Finding.Subject);
        if (kind.First is not { } first || entry.Finding.CompareTo(first.Finding) < 0)
            kind.First = entry;
        entries.Add(entry);
        if (entries.Count >= (last is null ? limit : 2L * limit))
            Prune();
    }

    /// <summary>The first of all, and the first of each kind that is not among them.</summary>
    private IEnumerable<Entry> KeptEntries()
    {
        if (entries.Count > limit)
            Prune();
        return last is null ? entries
            : entries.Concat(kinds.Values.Select(k => k.First).OfType<Entry>().Where(f => IsAfter(f.Finding, last)));
    }

    private static bool IsAfter(Diagnostic finding, Diagnostic last) =>
        finding.Rule.Severity == last.Rule.Severity ? finding.CompareTo(last) > 0 : finding.Rule.Severity < last.Rule.Severity;

    private void Prune()
    {
        // A stable order, so that of two findings that differ in their message alone, which is not known yet, the first is kept.
        var ordered = entries.OrderByDescending(e => e.Finding.Rule.Severity).ThenBy(e => e.Finding).Take(limit).ToArray();
        entries.Clear();
        entries.AddRange(ordered);
        last = ordered[^1].Finding;
    }

    /// <summary>Findings of one rule about one column.</summary>
    private sealed class Kind(Rule rule, string subject)
    {
        public Rule Rule => rule;

        public string Subject => subject;

        public long Count { get; set; }

        /// <summary>The first of those that were kept, in the order of the report.</summary>
        public Entry? First { get; set; }
    }

    /// <summary>A finding, and what puts its message together where that has not been done.</summary>
    private readonly record struct Entry(Diagnostic Finding, Func<string>? Message)
    {
        public Diagnostic Explained() => Message is null ? Finding : Finding with { Message = Message() };
    }
}
