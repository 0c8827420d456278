using System.Text;
using Dataset.Diagnostics;
using Dataset.Files;
using Dataset.Formats.Rows;
using Dataset.Releases;
using Dataset.Releases.Metadata;
using Dataset.Schemas;
using Dataset.Text;

namespace Dataset.Verification;

/// <summary>
/// Holds what people and other tools read of a release against <c>release.json</c>. Every <see cref="MetadataFile"/> follows from that and
/// the schemas, so it is written again and must be the same byte for byte, as <c>release.schema.json</c> must be that of this tool; of
/// <c>CHANGELOG.md</c> that of a first release, and the beginning of any other, since the rest takes the previous release. A text that
/// the lists have another
/// digest of was changed after it was made, and
/// <see cref="FileCheck"/> says so.
/// </summary>
/// <param name="release">The release.</param>
/// <param name="digests">Of its files.</param>
/// <param name="schemas">In the manifest's order, null where one cannot be read.</param>
/// <param name="areTablesSound">Whether nothing was found in the tables.</param>
internal sealed class TextCheck(
    ReleaseContents release, FileDigests digests, IReadOnlyList<TableSchema?> schemas, bool areTablesSound) : IReleaseCheck
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
        RelativePath[] needed = [.. MetadataFile.All.Select(f => f.Path), ReleaseLayout.ChangeLog, ReleaseLayout.ManifestSchema];
        foreach (var path in needed.Where(p => manifest.Files.All(listed => listed.Path != p)))
            yield return new(
                Rules.ReleaseFileThere, release.ManifestLocation,
                $"Expected {path} among the files, as in every release of {manifest.Tool.Name} {manifest.Tool.Version}, found none.");
        // A row that is shown is that of a file as it is listed, or the check of files says that it is not.
        var rowsAreListed = manifest.Tables.Select(t => t.Parts[0].Files[0]).All(IsAsListed);
        if (!schemas.Contains(null) && DescribedRelease.Of(manifest, schemas!, OpenSound) is { } described)
            foreach (var file in MetadataFile.All.Where(f => rowsAreListed || f != ReleaseReadme.File))
                if (Difference(file.Path, () => file.Write(described), file.Rule) is { } ofFile)
                    yield return ofFile;
        if (Difference(ReleaseLayout.ManifestSchema, () => manifest.BuiltInSchema, Rules.TextsAgree) is { } ofSchema)
            yield return ofSchema;
        var opening = manifest.Previous is { } previous
            ? Encoding.UTF8.GetBytes(ChangeLogOpening.Of(
                manifest.IdentityWith(null), new(manifest.Name, previous.Version, previous.ChecksumsDigest)))
            : ChangeLogOpening.OfFirst(manifest.IdentityWith(null));
        if (Difference(ReleaseLayout.ChangeLog, () => opening, Rules.TextsAgree, isWhole: manifest.Previous is null) is { } ofChanges)
            yield return ofChanges;
    }

    /// <summary>Opens a table's file, of which a text shows a part: no table that is at fault is shown.</summary>
    private Stream OpenSound(RelativePath path) => areTablesSound && release.IsAsListed(path) ? release.Files.Open(path)
        : throw new MalformedTableException(
            Rules.TableMalformed, new(release.Files.Display(path)), "Expected a sound table, found another.");

    /// <summary>
    /// Where a text that is as the manifest lists it is another than expected, or begins otherwise; null where it is not, or is not as
    /// listed. No more of it is read than is compared.
    /// </summary>
    private Diagnostic? Difference(RelativePath path, Func<byte[]> expected, Rule rule, bool isWhole = true)
    {
        try
        {
            return IsAsListed(path) ? Compare(path, expected(), rule, isWhole) : null;
        }
        catch (MalformedTableException)
        {
            // Something else was put in the file's place while the release was read, or a table that the text shows is not sound: the
            // checks of files and tables say so.
            return null;
        }
    }

    private bool IsAsListed(RelativePath path)
    {
        try
        {
            return release.IsAsListed(path)
                && release.Manifest!.Files.FirstOrDefault(f => f.Path == path)?.Digest == digests.Of(path).Digest;
        }
        catch (MalformedTableException)
        {
            return false;
        }
    }

    private Diagnostic? Compare(RelativePath path, byte[] expected, Rule rule, bool isWhole)
    {
        using var text = release.Files.Open(path);
        var found = new byte[expected.Length + (isWhole ? 1 : 0)];
        var length = text.ReadAtLeast(found, found.Length, throwOnEndOfStream: false);
        return TextDifference.First(expected, found.AsSpan(0, length)) is { } difference
            ? new(rule, new(release.Files.Display(path), difference.Line, difference.Column), difference.Message) : null;
    }
}
