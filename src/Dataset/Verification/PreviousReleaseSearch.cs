using Dataset.Diagnostics;
using Dataset.Files;
using Dataset.Releases;
using Dataset.Releases.Reading;

namespace Dataset.Verification;

/// <summary>
/// Finds the release that another one follows: an input of building that one again, since its <c>CHANGELOG.md</c> is made from it.
/// Only the one is taken whose <c>SHA256SUMS</c> has the digest that the manifest names.
/// </summary>
internal static class PreviousReleaseSearch
{
    /// <summary>Finds it.</summary>
    /// <param name="release">The release that follows it, beside which it is looked for, as a folder and as a zip.</param>
    /// <param name="manifest">Of that release.</param>
    /// <param name="given">Where the user says it is, or null.</param>
    /// <param name="findings">Takes the finding where it is not there, or is another.</param>
    /// <returns>Its path; null where there is none to find, and, with a finding, where it was not found.</returns>
    /// <exception cref="IOException">There is nothing at the path that was given, or a file cannot be read.</exception>
    public static string? Find(string release, Manifest manifest, string? given, DiagnosticList findings)
    {
        if (manifest.Previous is not { } previous)
        {
            // Not needed; a wrong path is said all the same.
            if (given is not null)
                _ = ChecksumsOf(given);
            return null;
        }
        var name = $"{manifest.Name}-{previous.Version}";
        var beside = Path.GetDirectoryName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(release))) ?? "";
        (string Path, string Display)[] places = given is not null
            ? [(given, DisplayPath.Join(given, "."))]
            : [.. new[] { name, name + ".zip" }.Select(n => (Path.Combine(beside, n), DisplayPath.Join(release, "../" + n)))];
        var others = new List<Diagnostic>();
        foreach (var (path, display) in places.Where(p => given is not null || Path.Exists(p.Path)))
        {
            var found = ChecksumsOf(path);
            if (found == previous.ChecksumsDigest)
                return path;
            others.Add(new(
                Rules.PreviousReleaseIsAtHand, new(display),
                $"Expected {name} with a {ReleaseLayout.Checksums} of {previous.ChecksumsDigest}, as {ReleaseLayout.Manifest} names the "
                    + $"previous release, found {(found is null ? "no release" : $"one of {found}")}."));
        }
        findings.Add(others.Count > 0 ? others[0] : new(
            Rules.PreviousReleaseIsAtHand, new(places[0].Display),
            $"Expected {name}, the previous release, which building {manifest.Name}-{manifest.Version} again starts from, or its zip, "
                + "found neither."));
        return null;
    }

    /// <summary>The digest of the checksums of a release; null where it has none that can be read.</summary>
    private static Digest? ChecksumsOf(string path)
    {
        var findings = new DiagnosticList();
        using var files = ReleaseFiles.Open(path, findings);
        return files.ReadWhole(ReleaseLayout.Checksums, findings) is { } bytes ? Digest.Of(bytes) : null;
    }
}
