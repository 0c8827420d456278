using System.Text;

namespace Dataset.Releases.Metadata;

/// <summary>How <c>CHANGELOG.md</c> of a release begins: what can be checked without the previous release.</summary>
internal static class ChangeLogOpening
{
    /// <summary>The whole file of a first release.</summary>
    public static byte[] OfFirst(ReleaseIdentity release) =>
        Encoding.UTF8.GetBytes(
            $"{HeadOf(release)}This is the first release: there is none that it could be compared with.\n");

    /// <summary>The first lines of a release that has a previous one.</summary>
    public static string Of(ReleaseIdentity release, ReleaseIdentity previous) =>
        $"{HeadOf(release)}Since "
            + $"{previous.Version}{(previous.Name == release.Name ? "" : $" of {previous.Name}")}, "
        + $"the release whose `SHA256SUMS` has the digest `{previous.Checksums}`.";

    private static string HeadOf(ReleaseIdentity release) =>
        $"# Changes in {release.Name} {release.Version}\n\n{(release.Notes is { } n ? MarkdownText.Paragraphs(n) + "\n\n" : "")}";
}
