namespace Dataset.Diagnostics;

/// <summary>
/// Findings on their way to a report. Not safe for several threads: each worker fills its own and the owner joins them in order.
/// Keeps <see cref="Limit"/> of them and counts the rest, so that a corpus in which every row is wrong does not fill memory.
/// </summary>
public sealed class DiagnosticList
{
    /// <summary>The most findings that a list keeps.</summary>
    public const int Limit = 10_000;

    private readonly List<Diagnostic> kept = [];

    /// <summary>Findings kept, in the order in which they came.</summary>
    public IReadOnlyList<Diagnostic> Kept => kept;

    /// <summary>Findings of severity error, kept or not.</summary>
    public long ErrorCount { get; private set; }

    /// <summary>Findings of severity warning, kept or not.</summary>
    public long WarningCount { get; private set; }

    /// <summary>Findings counted but not kept.</summary>
    public long OmittedCount { get; private set; }

    public bool HasErrors => ErrorCount > 0;

    public void Add(Diagnostic diagnostic)
    {
        if (diagnostic.Rule.Severity == Severity.Error)
            ErrorCount++;
        else
            WarningCount++;
        if (kept.Count < Limit)
            kept.Add(diagnostic);
        else
            OmittedCount++;
    }

    public void Add(Rule rule, Location location, string message) => Add(new Diagnostic(rule, location, message));

    public void AddRange(DiagnosticList others)
    {
        foreach (var diagnostic in others.kept)
            Add(diagnostic);
        // What the other list counted without keeping was of some severity; its own totals tell.
        ErrorCount += others.ErrorCount - others.kept.LongCount(d => d.Rule.Severity == Severity.Error);
        WarningCount += others.WarningCount - others.kept.LongCount(d => d.Rule.Severity == Severity.Warning);
        OmittedCount += others.OmittedCount;
    }

    /// <summary>The kept findings in their report order.</summary>
    public IReadOnlyList<Diagnostic> Sorted()
    {
        var sorted = kept.ToArray();
        Array.Sort(sorted);
        return sorted;
    }
}
