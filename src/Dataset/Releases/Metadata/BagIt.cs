using System.Globalization;
using System.Text;
using Dataset.Diagnostics;
using Dataset.Files;

namespace Dataset.Releases.Metadata;

/// <summary>
/// The three files that make the folder a bag (RFC 8493): <c>data/</c> is its payload. It has no manifest of tags, since
/// <c>release.json</c> lists those files and is one of them.
/// </summary>
internal static class BagIt
{
    /// <summary>The list of the files in <c>data/</c> with their digests.</summary>
    public static RelativePath Payload { get; } = RelativePath.Parse("manifest-sha256.txt");

    public static IReadOnlyList<MetadataFile> Files { get; } =
    [
        Of("bagit.txt", _ => "BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n"),
        Of("bag-info.txt", Information),
        Of(Payload.Value, r => string.Concat(r.DataFiles.Select(f => $"{f.Digest.Hex}  {f.Path}\n"))),
    ];

    private static string Information(DescribedRelease release)
    {
        var files = release.DataFiles.ToArray();
        var text = new StringBuilder();
        foreach (var creator in release.Manifest.Creators)
            text.Append($"Source-Organization: {creator.Name}\n");
        if (release.Manifest.ContactMail is { } mail)
            text.Append($"Contact-Email: {mail}\n");
        text.Append($"External-Description: {release.Manifest.Title}\nExternal-Identifier: {release.Name}\n");
        return text.Append(CultureInfo.InvariantCulture, $"Payload-Oxum: {files.Sum(f => f.SizeInBytes)}.{files.Length}\n").ToString();
    }

    private static MetadataFile Of(string name, Func<DescribedRelease, string> write) =>
        new(RelativePath.Parse(name), Rules.BagAgrees, r => Encoding.UTF8.GetBytes(write(r)));
}
