using Dataset.Diagnostics;
using Dataset.Releases.Writing;
using Dataset.Sources;

namespace Dataset.Releases.Sharding;

/// <summary>
/// Where the sources refer to rows that no part has. A part alone cannot tell, and what is verified at the end are files of the release; so the sources are
/// read once more, as <c>dataset validate</c> does, where there is such a finding and only then.
/// </summary>
internal sealed class DanglingPlaces(SourceFolder folder, WorkQueue work, WorkMeter meter)
{
    private Dictionary<string, Queue<Location>>? places;

    /// <summary>The finding with its place in the sources; null where it is another finding, or the sources have none that says the same.</summary>
    /// <param name="finding">Of verifying the release in the making, in the order of its rows.</param>
    /// <exception cref="IOException">A source cannot be read.</exception>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    public Diagnostic? Find(Diagnostic finding)
    {
        if (finding.Rule != Rules.ReferenceDangles)
            return null;
        places ??= FindAll();
        return places.TryGetValue(finding.Message, out var rest) && rest.TryDequeue(out var place) ? finding with { Location = place } : null;
    }

    private Dictionary<string, Queue<Location>> FindAll()
    {
        var findings = new DiagnosticList();
        SourceValidator.Validate(folder, work, findings, meter);
        return findings.Kept.Where(d => d.Rule == Rules.ReferenceDangles)
            .GroupBy(d => d.Message, StringComparer.Ordinal).ToDictionary(g => g.Key, g => new Queue<Location>(g.Select(d => d.Location)), StringComparer.Ordinal);
    }
}
