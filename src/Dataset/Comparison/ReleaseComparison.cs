using Dataset.Diagnostics;
using Dataset.Files;
using Dataset.Formats.Rows;
using Dataset.Releases;
using Dataset.Releases.Reading;

namespace Dataset.Comparison;

/// <summary>
/// Which files of two releases, or two parts of one, are not the same, byte for byte; signatures, which are made again each time, apart.
/// </summary>
internal static class ReleaseComparison
{
    /// <summary>The differences of two folders in order of paths; none where they are the same.</summary>
    /// <exception cref="IOException">A file cannot be read.</exception>
    public static IReadOnlyList<(string Path, string Message)> Differences(string existing, string built)
    {
        var findings = new DiagnosticList();
        using var there = new ReleaseFolder(existing, findings);
        using var here = new ReleaseFolder(built, new());
        return [.. findings.Kept.Select(d => (d.Location.Path, d.Message)), .. Differences(there, here, CancellationToken.None)];
    }

    /// <summary>The differences in order of paths; none where the files are the same.</summary>
    /// <exception cref="IOException">A file cannot be read.</exception>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    public static IReadOnlyList<(string Path, string Message)> Differences(
        ReleaseFiles existing, ReleaseFiles built, CancellationToken cancellation)
    {
        var differences = new List<(string, string)>();
        foreach (var path in existing.Entries.Concat(built.Entries).Select(e => e.Path).Where(p => p != ReleaseLayout.Signature)
            .Distinct().Order())
        {
            cancellation.ThrowIfCancellationRequested();
            if (existing.Find(path) is null)
                differences.Add((path.Value, "Expected this file as in the new build, found none."));
            else if (built.Find(path) is null)
                differences.Add((path.Value, "Expected no such file, as in the new build, found one."));
            else if (DigestOf(existing, path) is var found && DigestOf(built, path) is var expected && found != expected)
                differences.Add((path.Value, $"Expected {expected} as in the new build, found {found}."));
        }
        return differences;
    }

    /// <summary>The digest of a file, or why there is none: it was exchanged after it was listed.</summary>
    private static string DigestOf(ReleaseFiles files, RelativePath path)
    {
        try
        {
            using var file = files.Open(path);
            return Digest.Of(file).ToString();
        }
        catch (MalformedTableException e)
        {
            return $"another file ({e.Message.TrimEnd('.')})";
        }
    }
}
