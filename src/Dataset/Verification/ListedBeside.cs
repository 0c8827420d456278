using System.Globalization;
using Dataset.Diagnostics;
using Dataset.Files;
using Dataset.Releases;
using Dataset.Releases.Reading;

namespace Dataset.Verification;

/// <summary>
/// Compares what a list says of other releases with those of them beside it. Only their <c>SHA256SUMS</c> and
/// <c>release.json</c> are read: that is enough to tell a list that was changed; whether they are whole is for verifying them.
/// </summary>
internal static class ListedBeside
{
    /// <param name="release">The release that the list and the others are beside.</param>
    /// <param name="list">The list in findings.</param>
    /// <param name="entries">The releases.</param>
    /// <param name="published">The release that may be under its name already while the list has not been changed yet, or null.</param>
    /// <param name="findings">Takes the findings, in the order of the entries.</param>
    /// <exception cref="IOException">A file cannot be read.</exception>
    public static void Check(string release, string list, IEnumerable<ChainEntry> entries, ChainEntry? published, DiagnosticList findings)
    {
        var itself = Path.TrimEndingDirectorySeparator(Path.GetFullPath(release));
        var folder = Path.GetDirectoryName(itself) ?? "";
        // The release itself may be under the name of another: its name is checked against it already.
        foreach (var entry in entries)
            if (ReleasePath.Find(folder, entry.ToString()) is { } path && path != itself)
                Check(path, list, entry, published, findings);
    }

    private static void Check(string path, string list, ChainEntry entry, ChainEntry? published, DiagnosticList findings)
    {
        // What is wrong with the form of another release is not told here: then nothing of it is as listed.
        var form = new DiagnosticList();
        using var files = ReleaseFiles.Open(path, form);
        var place = new Location(DisplayPath.Join(list, "../" + Path.GetFileName(path)));
        var (checksums, json) = (files.ReadWhole(ReleaseLayout.Checksums, form), files.ReadWhole(ReleaseLayout.Manifest, form));
        var digest = checksums is null ? null : Digest.Of(checksums);
        var found = digest is not null && json is not null && ManifestReader.Read(json, "", form) is { } manifest
            ? ChainEntry.Of(manifest, digest)
            : null;
        if (found is not null && found == published)
            return;
        if (digest != entry.ChecksumsDigest)
            findings.Add(
                Rules.ReleaseIsAsChained, place,
                $"Expected a {ReleaseLayout.Checksums} of {entry.ChecksumsDigest}, as {list} lists it, found "
                    + $"{digest?.ToString() ?? "none"}.");
        else if (found is not null && found != entry)
            findings.Add(
                Rules.ChainIsWhole, new(list),
                $"Expected the date and the previous release of {entry} as its {ReleaseLayout.Manifest} has them ({Describe(found)}), "
                    + $"found {Describe(entry)}.");
    }

    private static string Describe(ChainEntry entry) =>
        string.Create(CultureInfo.InvariantCulture, $"{entry.Released:yyyy-MM-dd}, {entry.Previous?.ToString() ?? "none"}");
}
