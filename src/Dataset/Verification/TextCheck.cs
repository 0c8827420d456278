using System.Text;
using Dataset.Diagnostics;
using Dataset.Files;
using Dataset.Releases;
using Dataset.Releases.Metadata;
using Dataset.Schemas;
using Dataset.Text;

namespace Dataset.Verification;

/// <summary>
/// Holds what people read of a release against what machines read of it. <c>README.md</c> follows from the manifest and the schemas, so it
/// is written again and must be the same byte for byte; of <c>CHANGELOG.md</c> that of a first release, and the beginning of any other,
/// since the rest takes the release before. A text that the lists have another digest of was changed after it was made, and
/// <see cref="FileCheck"/> says so.
/// </summary>
/// <param name="release">The release.</param>
/// <param name="schemas">In the manifest's order, null where one cannot be read.</param>
internal sealed class TextCheck(ReleaseContents release, IReadOnlyList<TableSchema?> schemas) : IReleaseCheck
{
    public IEnumerable<Diagnostic> Run()
    {
        if (release.Manifest is not { } manifest)
            yield break;
        if (manifest.Tool != ToolIdentity.Current)
        {
            yield return new(
                Rules.TextsAreOfThisTool, release.ManifestLocation,
                $"Expected a release that {ToolIdentity.Current.Name} {ToolIdentity.Current.Version} wrote, so that "
                    + $"{ReleaseLayout.Readme} and {ReleaseLayout.ChangeLog} can be written again and compared, found one of "
                    + $"{Printable.Line($"{manifest.Tool.Name} {manifest.Tool.Version}")}.");
            yield break;
        }
        if (!schemas.Contains(null) && Read(ReleaseLayout.Readme) is { } readme
            && TextDifference.First(ReleaseReadme.Write(manifest, schemas!), readme) is { } difference)
            yield return Found(ReleaseLayout.Readme, difference);
        if (Read(ReleaseLayout.ChangeLog) is { } changes && OfChanges(manifest, changes) is { } other)
            yield return Found(ReleaseLayout.ChangeLog, other);
    }

    private static TextDifference? OfChanges(Manifest manifest, byte[] found)
    {
        if (manifest.Previous is null)
            return TextDifference.First(ChangeLogOpening.OfFirst(new(manifest.Name, manifest.Version, null)), found);
        var begin = Encoding.UTF8.GetBytes(ChangeLogOpening.Of(
            new(manifest.Name, manifest.Version, null), new(manifest.Name, manifest.Previous.Version, manifest.Previous.ChecksumsDigest)));
        return found.AsSpan().StartsWith(begin) ? null : TextDifference.First(begin, found.AsSpan(0, Math.Min(begin.Length, found.Length)));
    }

    /// <summary>The bytes of a text that is as the manifest lists it; null otherwise.</summary>
    private byte[]? Read(RelativePath path) =>
        release.Files.ReadWhole(path, new()) is { } bytes
            && release.Manifest!.Files.FirstOrDefault(f => f.Path == path)?.Digest == Digest.Of(bytes) ? bytes : null;

    private Diagnostic Found(RelativePath path, TextDifference difference) =>
        new(Rules.TextsAgree, new(release.Files.Display(path), difference.Line, difference.Column), difference.Message);
}
