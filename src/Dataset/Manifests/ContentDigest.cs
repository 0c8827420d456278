using System.Text;
using Dataset.Checksums;

namespace Dataset.Manifests;

/// <summary>
/// What tells whether two tables hold the same rows: the SHA-256 of the table's JSON Lines; of a table in several parts, the SHA-256 of
/// the parts' digests, each as 64 hex digits and LF, in order.
/// </summary>
public static class ContentDigest
{
    /// <param name="parts">The digests of the JSON Lines files; at least one.</param>
    public static Digest Of(IReadOnlyList<Digest> parts) =>
        parts.Count == 1 ? parts[0] : Digest.Of(Encoding.ASCII.GetBytes(string.Concat(parts.Select(p => p.Hex + "\n"))));
}
