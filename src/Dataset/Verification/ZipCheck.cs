using Dataset.Diagnostics;
using Dataset.Releases.Reading;

namespace Dataset.Verification;

/// <summary>
/// Holds what only a zip says against the release in it: the CRC-32 of each file, the folder's name, the date. Nothing where the release is
/// no zip. That the zip has its one form is known when it is open.
/// </summary>
internal sealed class ZipCheck(ReleaseContents release, CancellationToken cancellation) : IReleaseCheck
{
    public IEnumerable<Diagnostic> Run()
    {
        if (release.Files is not ReleaseZip zip)
            yield break;
        foreach (var diagnostic in zip.CheckSums(cancellation, release.MayBeHashed))
            yield return diagnostic;
        foreach (var diagnostic in release.Manifest is null ? [] : zip.CheckName(release.Manifest))
            yield return diagnostic;
    }
}
