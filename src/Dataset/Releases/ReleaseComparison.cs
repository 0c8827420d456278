using Dataset.Checksums;
using Dataset.Diagnostics;
using Dataset.Manifests;

namespace Dataset.Releases;

/// <summary>Which files of two release folders are not the same, byte for byte.</summary>
internal static class ReleaseComparison
{
    /// <summary>The differences in order of paths; none where the folders are the same.</summary>
    public static IReadOnlyList<(string Path, string Message)> Differences(string standing, string built)
    {
        var (there, here) = (List(standing), List(built));
        var differences = new List<(string, string)>();
        foreach (var path in there.Keys.Union(here.Keys).Order(Utf8Order.Comparer))
        {
            // A signature is made anew each time, and one that stands need not be made again.
            if (path == ReleaseLayout.Signature.Value && there.ContainsKey(path))
                continue;
            if (!there.TryGetValue(path, out var old))
                differences.Add((path, "Expected this file as in the new build, found none."));
            else if (!here.TryGetValue(path, out var now))
                differences.Add((path, "Expected no such file, as in the new build, found one."));
            else if (DigestOf(old) is var found && DigestOf(now) is var expected && found != expected)
                differences.Add((path, $"Expected {expected} as in the new build, found {found}."));
        }
        return differences;
    }

    private static SortedDictionary<string, string> List(string folder) => new(
        Directory.EnumerateFiles(folder, "*", new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = 0 })
            .ToDictionary(f => Path.GetRelativePath(folder, f).Replace('\\', '/'), f => f), Utf8Order.Comparer);

    private static Digest DigestOf(string path)
    {
        using var file = File.OpenRead(path);
        return Digest.Of(file);
    }
}
