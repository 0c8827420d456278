using System.Text.RegularExpressions;

namespace Dataset.Tests.Publishing;

/// <summary>
/// What would be lost if the power went, told from the recorded calls of a build: each file and folder has to be flushed before a rename
/// gives it its public name, and each rename before the next step of the publication.
/// </summary>
/// <param name="output">The full path of the output folder.</param>
/// <param name="release">The name of the release's folder.</param>
internal sealed partial class FlushOrder(string output, string release)
{
    /// <summary>What was written or renamed and not flushed since.</summary>
    private readonly SortedSet<string> unflushed = new(StringComparer.Ordinal);
    /// <summary>New names by old ones: a flush in another thread may be recorded under a name that is just being changed.</summary>
    private readonly Dictionary<string, string> renamed = new(StringComparer.Ordinal);
    private readonly List<string> faults = [];
    private bool isPublishing;

    /// <summary>Whether a line records that something below the output folder was flushed.</summary>
    public static bool IsFlush(string line, string output) =>
        Call().Match(line) is { Success: true } call && call.Groups["name"].Value is "fsync" or "fdatasync"
        && line.Contains('<' + output, StringComparison.Ordinal);

    /// <summary>Every flush that is missing.</summary>
    /// <param name="lines">As <c>strace -f -y</c> writes them.</param>
    public IReadOnlyList<string> Faults(IEnumerable<string> lines)
    {
        foreach (var line in lines)
            if (Call().Match(line) is { Success: true } call && !line.Contains(" = -1 ", StringComparison.Ordinal))
                Follow(call.Groups["name"].Value, call.Groups["path"].Value, call.Groups["to"].Value, line);
        faults.AddRange(unflushed.Select(path => $"at the end {path} is not flushed"));
        return faults;
    }

    private void Follow(string name, string path, string to, string line)
    {
        if (path != output && !path.StartsWith(output + "/", StringComparison.Ordinal))
            return;
        if (name is "fsync" or "fdatasync")
        {
            unflushed.Remove(path);
            unflushed.Remove(renamed.GetValueOrDefault(path, path));
            // From here on the next step may begin.
            isPublishing &= path != output;
        }
        else if (name.StartsWith("rename", StringComparison.Ordinal))
            Rename(path, to);
        else if (name is "unlink" or "unlinkat" or "rmdir")
            unflushed.RemoveWhere(p => p == path || p.StartsWith(path + "/", StringComparison.Ordinal));
        else if (line.Contains("O_CREAT", StringComparison.Ordinal) || name is "mkdir" or "mkdirat" or "link" or "linkat")
            unflushed.UnionWith([path, Path.GetDirectoryName(path)!]);
        else if (name is "write" or "pwrite64" or "writev" or "pwritev" or "ftruncate")
            unflushed.Add(path);
    }

    private void Rename(string from, string to)
    {
        var moved = unflushed.Where(p => p == from || p.StartsWith(from + "/", StringComparison.Ordinal)).ToList();
        var folder = Path.GetDirectoryName(to)!;
        if (folder == output)
        {
            faults.AddRange(moved.Select(path => $"{from} becomes {to} while {path} is not flushed"));
            // What a release consists of takes its names in any order; all else waits for what was before.
            var isRelease = Path.GetFileName(to).StartsWith(release, StringComparison.Ordinal);
            if (unflushed.Contains(output) && !(isRelease && isPublishing))
                faults.Add($"{from} becomes {to} while the names in {output} are not flushed");
            isPublishing = isRelease;
        }
        renamed[from] = to;
        unflushed.ExceptWith(moved);
        unflushed.UnionWith(moved.Select(path => to + path[from.Length..]));
        unflushed.UnionWith([folder, Path.GetDirectoryName(from)!]);
    }

    [GeneratedRegex("""
        ^[0-9]+ +(?<name>[a-z0-9]+)\((?:[0-9]+<(?<path>[^>]*)>|(?:AT_FDCWD<[^>]*>, )?"(?<path>[^"]*)"(?:, (?:AT_FDCWD<[^>]*>, )?"(?<to>[^"]*)")?)
        """)]
    private static partial Regex Call();
}
