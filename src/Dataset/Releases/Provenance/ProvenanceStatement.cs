using System.Globalization;
using Dataset.Diagnostics;
using Dataset.Files;
using Dataset.Syntax;

namespace Dataset.Releases.Provenance;

/// <summary>
/// Writes <c>provenance.json</c>: an in-toto Statement v1 whose predicate is SLSA provenance v1. Its subjects are
/// <c>SHA256SUMS</c> and every file that stands in it; its resolved dependencies every source and schema file, and
/// <c>SHA256SUMS</c> of the release before, with which the change log compares. Nothing in it is of
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

    /// <summary><c>builder.id</c>: whoever ran the tool on a machine of their own. SLSA level 1 asks no more of it.</summary>
    public const string BuilderId = "urn:dataset:builder:self";

    /// <summary>The statement of a release that was just made.</summary>
    /// <param name="manifest">What the release says of itself.</param>
    /// <param name="checksums">The bytes of its <c>SHA256SUMS</c>.</param>
    /// <exception cref="ArgumentException">The bytes are not those of a <c>SHA256SUMS</c>.</exception>
    public static byte[] Write(Manifest manifest, ReadOnlySpan<byte> checksums) => Write(manifest, SubjectsOf(checksums));

    /// <summary>The statement about some files.</summary>
    /// <param name="manifest">What the release says of itself.</param>
    /// <param name="subjects">The files, in any order; they are written by path.</param>
    public static byte[] Write(Manifest manifest, IEnumerable<ProvenanceSubject> subjects) =>
        IndentedJson.Write(json => Write(json, manifest, subjects));

    /// <summary>Writes the statement about some files piece by piece.</summary>
    /// <param name="manifest">What the release says of itself.</param>
    /// <param name="subjects">The files, in any order; they are written by path.</param>
    /// <param name="target">Takes it.</param>
    /// <exception cref="IOException">It could not be written.</exception>
    public static void Write(Manifest manifest, IEnumerable<ProvenanceSubject> subjects, Stream target) =>
        IndentedJson.Write(target, json => Write(json, manifest, subjects));

    /// <summary>What the statement of a release that was just made is about.</summary>
    /// <param name="checksums">The bytes of its <c>SHA256SUMS</c>.</param>
    /// <exception cref="ArgumentException">The bytes are not those of a <c>SHA256SUMS</c>.</exception>
    public static IReadOnlyList<ProvenanceSubject> SubjectsOf(ReadOnlySpan<byte> checksums)
    {
        var findings = new Diagnostics.DiagnosticList();
        var lines = ChecksumList.Read(checksums, ReleaseLayout.Checksums.Value, findings);
        if (findings.HasErrors)
            throw new ArgumentException(findings.Kept[0].Message, nameof(checksums));
        return [new(ReleaseLayout.Checksums, Digest.Of(checksums)), .. lines.Select(l => new ProvenanceSubject(l.Path, l.Digest))];
    }

    private static void Write(IndentedJson json, Manifest manifest, IEnumerable<ProvenanceSubject> subjects) => json.Object(() =>
    {
        json.Member("_type", Type);
        json.MemberArray("subject", () =>
        {
            foreach (var subject in subjects.OrderBy(s => s.Name))
                WriteDescriptor(json, subject.Name.Value, subject.Digest);
        });
        json.Member("predicateType", PredicateType);
        json.MemberObject("predicate", () =>
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
                        WriteDescriptor(json, source.Path.Value, source.Digest);
                    if (manifest.Previous is { } previous)
                        WriteDescriptor(json, $"{manifest.Name}-{previous.Version}/{ReleaseLayout.Checksums}", previous.ChecksumsDigest);
                });
            });
            json.MemberObject("runDetails", () => json.MemberObject("builder", () =>
            {
                json.Member("id", BuilderId);
                json.MemberObject("version", () => json.Member(manifest.Tool.Name, manifest.Tool.Version));
            }));
        });
    });

    /// <summary>A ResourceDescriptor of in-toto: a name and its SHA-256.</summary>
    private static void WriteDescriptor(IndentedJson json, string name, Digest digest) => json.Object(() =>
    {
        json.Member("name", name);
        json.MemberObject("digest", () => json.Member("sha256", digest.Hex));
    });
}

/// <summary>A file that a statement is about.</summary>
/// <param name="Name">Its path in the release.</param>
/// <param name="Location">Where the statement says so; the default where it is not written yet.</param>
internal sealed record ProvenanceSubject(RelativePath Name, Digest Digest, Location Location = default);
