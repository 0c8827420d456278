using Dataset.Diagnostics;
using Dataset.Files;
using Dataset.Syntax;
using Dataset.Text;

namespace Dataset.Releases.Provenance;

/// <summary>
/// Reads what a statement is about. The rest of it needs no reading: it follows from <c>release.json</c>, is written again and
/// compared byte by byte.
/// </summary>
internal static class ProvenanceReader
{
    /// <summary>
    /// The statement's subjects in their order, each name once; null, with findings, where the statement is not of its form. A
    /// digest of another algorithm than SHA-256 is a finding, also beside one: nothing is believed that is not checked.
    /// </summary>
    /// <param name="utf8">The bytes of <c>provenance.json</c>, or of a verified envelope's payload.</param>
    /// <param name="displayPath">The file's path in findings.</param>
    /// <param name="findings">Takes the findings.</param>
    public static IReadOnlyList<ProvenanceSubject>? ReadSubjects(ReadOnlyMemory<byte> utf8, string displayPath, DiagnosticList findings)
    {
        var own = new DiagnosticList();
        var subjects = JsonTree.ReadLarge(utf8, displayPath, own) is { } root ? Read(root, own) : null;
        findings.AddRange(own);
        return own.HasErrors ? null : subjects;
    }

    private static List<ProvenanceSubject> Read(SourceNode root, DiagnosticList findings)
    {
        var statement = new MemberReader(root, "the statement", Rules.ProvenanceForm, findings);
        Constant(statement, "_type", ProvenanceStatement.Type);
        var items = statement.List("subject");
        Constant(statement, "predicateType", ProvenanceStatement.PredicateType);
        statement.Find("predicate");
        statement.End();
        var subjects = new List<ProvenanceSubject>();
        var places = new Dictionary<RelativePath, Location>();
        foreach (var item in items)
        {
            if (ReadSubject(item, findings) is not { } subject)
                continue;
            if (places.TryAdd(subject.Name, subject.Location))
                subjects.Add(subject);
            else
                findings.Add(
                    Rules.ProvenanceNamesEachFile, subject.Location,
                    $"Expected each file once, found {Printable.Quoted(subject.Name.Value)} again; it stands at {places[subject.Name]} "
                        + "already.");
        }
        if (items.Count == 0)
            findings.Add(Rules.ProvenanceNamesEachFile, statement.Location, "Expected at least one subject, found none.");
        return subjects;
    }

    private static ProvenanceSubject? ReadSubject(SourceNode item, DiagnosticList findings)
    {
        var subject = new MemberReader(item, "a subject", Rules.ProvenanceForm, findings);
        var name = subject.Parsed("name", "the path of a file in the release", t => RelativePath.TryParse(t, out var path) ? path : null);
        Digest? digest = null;
        if (subject.Find("digest") is { } node)
        {
            var digests = new MemberReader(node, "a subject's digest", Rules.ProvenanceForm, findings);
            digest = digests.Parsed("sha256", "64 lower-case hex digits", t => Digest.TryParseHex(t, out var d) ? d : null);
            digests.End();
        }
        subject.End();
        return name is null || digest is null ? null : new(name, digest, item.Location);
    }

    private static void Constant(MemberReader reader, string name, string value) =>
        reader.Parsed(name, Printable.Quoted(value), t => t == value ? t : null);
}
