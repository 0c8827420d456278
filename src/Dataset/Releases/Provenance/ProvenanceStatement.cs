using System.Globalization;
using Dataset.Diagnostics;
using Dataset.Files;
using Dataset.Syntax;
using Dataset.Text;

namespace Dataset.Releases.Provenance;

/// <summary>
/// The form of <c>provenance.json</c>: an in-toto Statement v1 whose predicate is SLSA provenance v1. Its subjects are
/// <c>SHA256SUMS</c> and every file that is in it; its resolved dependencies every source and schema file, and
/// <c>SHA256SUMS</c> of the previous release, with which the change log compares. Nothing in it is of
/// the run (no clock, host or user), so that the same sources give the same statement.
/// </summary>
internal static class ProvenanceStatement
{
    /// <summary><c>_type</c> of in-toto Statement v1.</summary>
    public const string Type = "https://in-toto.io/Statement/v1";

    /// <summary><c>predicateType</c> of SLSA provenance v1.</summary>
    public const string PredicateType = "https://slsa.dev/provenance/v1";

    /// <summary>
    /// <c>buildType</c>: a run of <c>dataset build</c>. Its external parameters are the <c>name</c>, <c>version</c> and <c>released</c> of
    /// the release (the last may come from <c>SOURCE_DATE_EPOCH</c>) and the normalisation's <c>recipe</c>,
    /// and where documents were cut the number of <c>parts</c>; with the resolved
    /// dependencies they determine every byte. Another number means that they mean something else.
    /// </summary>
    public const string BuildType = "urn:dataset:build:1";

    /// <summary><c>builder.id</c>: a user who ran the tool on a machine of their own. SLSA level 1 asks no more of it.</summary>
    public const string BuilderId = "urn:dataset:builder:self";

    private static readonly JsonRules Rules = new(Diagnostics.Rules.ProvenanceForm)
    {
        NotEmpty = Diagnostics.Rules.ProvenanceNamesEachFile,
    };

    private static readonly JsonForm<Digest> OfDigest = new JsonForm<Digest>("a subject's digest")
        .With(
            "sha256", JsonKind.Parsed("64 lower-case hex digits", t => Digest.TryParseHex(t, out var d) ? d : null, d => d.Hex), d => d,
            out var hex)
        .Makes(hex.Of);

    /// <summary>A ResourceDescriptor of in-toto: a name and its SHA-256.</summary>
    private static readonly JsonForm<ProvenanceSubject> OfSubject = new JsonForm<ProvenanceSubject>("a subject")
        .With(
            "name", JsonKind.Parsed("the path of a file in the release", t => RelativePath.TryParse(t, out var p) ? p : null, p => p.Value),
            s => s.Name, out var name)
        .With("digest", OfDigest, s => s.Digest, out var digest)
        .Makes(m => new(name.Of(m), digest.Of(m), m.Location));

    private static readonly JsonForm<Statement> OfStatement = new JsonForm<Statement>("the statement")
        .Constant("_type", Type)
        .With("subject", JsonKind.List(OfSubject, mayBeEmpty: false, beginCheck: EachOnce), s => s.Subjects, out var subjects)
        .Constant("predicateType", PredicateType)
        // It follows from the manifest: a reader of the statement writes it again and compares.
        .With("predicate", JsonKind.Written<Manifest?>((json, manifest) => WritePredicate(json, manifest!)), s => s.Manifest, out _)
        .Makes(m => new(subjects.Of(m), null));

    /// <summary>
    /// The subjects of a statement in their order, each name once; null, with findings, where the statement is not of its form. A digest of
    /// another algorithm than SHA-256 is a finding, also beside one: nothing is believed that is not checked.
    /// </summary>
    /// <param name="utf8">The bytes of <c>provenance.json</c>, or of a verified envelope's payload.</param>
    /// <param name="displayPath">The file's path in findings.</param>
    /// <param name="findings">Takes the findings.</param>
    public static IReadOnlyList<ProvenanceSubject>? ReadSubjects(ReadOnlyMemory<byte> utf8, string displayPath, DiagnosticList findings) =>
        OfStatement.ReadValue(utf8, displayPath, Rules, findings)?.Subjects;

    /// <summary>The statement of a release that was just made.</summary>
    /// <param name="manifest">What the release says of itself.</param>
    /// <param name="checksums">The bytes of its <c>SHA256SUMS</c>.</param>
    /// <exception cref="ArgumentException">The bytes are not those of a <c>SHA256SUMS</c>.</exception>
    public static byte[] Write(Manifest manifest, ReadOnlySpan<byte> checksums) => Write(manifest, SubjectsOf(checksums));

    /// <summary>The statement about some files.</summary>
    /// <param name="manifest">What the release says of itself.</param>
    /// <param name="subjects">The files, in any order; they are written by path.</param>
    public static byte[] Write(Manifest manifest, IEnumerable<ProvenanceSubject> subjects) =>
        OfStatement.WriteDocument(new([.. subjects.OrderBy(s => s.Name)], manifest));

    /// <summary>Writes the statement about some files piece by piece.</summary>
    /// <param name="manifest">What the release says of itself.</param>
    /// <param name="subjects">The files, in any order; they are written by path.</param>
    /// <param name="target">Takes it.</param>
    /// <exception cref="IOException">It could not be written.</exception>
    public static void Write(Manifest manifest, IEnumerable<ProvenanceSubject> subjects, Stream target) =>
        OfStatement.WriteDocument(new([.. subjects.OrderBy(s => s.Name)], manifest), target);

    /// <summary>What the statement of a release that was just made is about.</summary>
    /// <param name="checksums">The bytes of its <c>SHA256SUMS</c>.</param>
    /// <exception cref="ArgumentException">The bytes are not those of a <c>SHA256SUMS</c>.</exception>
    public static IReadOnlyList<ProvenanceSubject> SubjectsOf(ReadOnlySpan<byte> checksums)
    {
        var findings = new DiagnosticList();
        var lines = ChecksumList.Read(checksums, ReleaseLayout.Checksums.Value, findings);
        if (findings.HasErrors)
            throw new ArgumentException(findings.Kept[0].Message, nameof(checksums));
        return [new(ReleaseLayout.Checksums, Digest.Of(checksums)), .. lines.Select(l => new ProvenanceSubject(l.Path, l.Digest))];
    }

    /// <summary>Looks at subjects as they come: no file twice.</summary>
    private static Action<ProvenanceSubject, SourceNode, int> EachOnce(JsonPlace place, IReadOnlyList<SourceNode> items)
    {
        var places = new Dictionary<RelativePath, Location>();
        return (subject, _, _) =>
        {
            if (!places.TryAdd(subject.Name, subject.Location))
                place.Findings.Add(
                    place.Rules.NotEmpty, subject.Location,
                    $"Expected each file once, found {Printable.Quoted(subject.Name.Value)} again; it is at {places[subject.Name]} "
                        + "already.");
        };
    }

    private static void WritePredicate(IndentedJson json, Manifest manifest) => json.Object(() =>
    {
        json.MemberObject("buildDefinition", () =>
        {
            json.Member("buildType", BuildType);
            json.MemberObject("externalParameters", () =>
            {
                json.Member("name", manifest.Name);
                json.Member("version", manifest.Version.ToString());
                json.Member("released", manifest.Released.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
                json.Member("recipe", manifest.Recipe);
                if (manifest.PartCount > 1)
                    json.Member("parts", manifest.PartCount);
            });
            json.MemberArray("resolvedDependencies", () =>
            {
                foreach (var source in manifest.Sources)
                    OfSubject.Write(json, new(source.Path, source.Digest));
                if (manifest.Previous is { } previous)
                    OfSubject.Write(
                        json,
                        new(RelativePath.Parse($"{manifest.Name}-{previous.Version}/{ReleaseLayout.Checksums}"), previous.ChecksumsDigest));
            });
        });
        json.MemberObject("runDetails", () => json.MemberObject("builder", () =>
        {
            json.Member("id", BuilderId);
            json.MemberObject("version", () => json.Member(manifest.Tool.Name, manifest.Tool.Version));
        }));
    });

    /// <summary>What a statement says.</summary>
    /// <param name="Subjects">By path where they are to be written.</param>
    /// <param name="Manifest">Of the release; null where the statement was read.</param>
    private sealed record Statement(IReadOnlyList<ProvenanceSubject> Subjects, Manifest? Manifest);
}

/// <summary>A file that a statement is about.</summary>
/// <param name="Name">Its path in the release.</param>
/// <param name="Location">Where the statement says so; the default where it is not written yet.</param>
internal sealed record ProvenanceSubject(RelativePath Name, Digest Digest, Location Location = default);
