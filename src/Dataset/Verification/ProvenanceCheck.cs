using Dataset.Diagnostics;
using Dataset.Manifests;
using Dataset.Provenance;

namespace Dataset.Verification;

/// <summary>
/// Holds the provenance statement against the manifest. What it says of files, <see cref="FileCheck"/> checks subject by subject; the
/// rest follows from the manifest, so the statement is written again about the same subjects and must be the same byte for byte.
/// </summary>
internal sealed class ProvenanceCheck(ReleaseContents release) : IReleaseCheck
{
    public IEnumerable<Diagnostic> Run()
    {
        if (release is not { Manifest: { } manifest, Subjects: { } subjects })
            yield break;
        using var found = release.Files.RentWhole(ReleaseLayout.Provenance, new());
        if (found is not null && TextDifference.First(target => ProvenanceStatement.Write(manifest, subjects, target), found.Memory) is { } difference)
            yield return new(
                Rules.ProvenanceAgrees, release.ProvenanceLocation with { Line = difference.Line, Column = difference.Column }, difference.Message);
    }
}
