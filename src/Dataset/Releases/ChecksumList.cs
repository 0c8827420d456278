using System.Text;

namespace Dataset.Releases;

/// <summary>
/// <c>SHA256SUMS</c> as <c>sha256sum</c> of the GNU coreutils writes and checks it: a line a file, 64 hex digits, two spaces, the path, LF;
/// here sorted by path, so that there is one such file for a set of files.
/// </summary>
public static class ChecksumList
{
    public static byte[] Write(IEnumerable<ReleaseFile> files) =>
        Encoding.UTF8.GetBytes(string.Concat(files.OrderBy(f => f.Path).Select(f => $"{f.Digest.Hex}  {f.Path}\n")));
}
