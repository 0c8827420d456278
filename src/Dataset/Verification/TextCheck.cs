using System.Text;
using System.Text.Json;
using Dataset.Diagnostics;
using Dataset.Files;
using Dataset.Formats.Rows;
using Dataset.Releases;
using Dataset.Releases.Metadata;
using Dataset.Releases.Reading;
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
    /// <summary>Those that give digests of files, each in a form that every version of the tool has written.</summary>
    private static readonly MetadataFile[] FilesWithDigests =
    [
        .. MetadataFile.All.Where(
            f => f.Path == BagIt.Payload || f == ReleasePage.File || f.Path.Name.EndsWith(".json", StringComparison.Ordinal)),
    ];

    /// <summary>Of more differences in a file the later ones have no line.</summary>
    private const int MostLocated = 100;

    /// <summary>How a page begins the list of its verifier, now and before version 1.2.0.</summary>
    private static readonly string[] PageLists =
        ["<script type=\"application/json\" id=\"page-digests\">", "<script type=\"application/json\" id=\"digests\">"];

    /// <summary>The last of two members of one name would hide the first.</summary>
    private static readonly JsonDocumentOptions EachMemberOnce = new() { AllowDuplicateProperties = false };

    public IEnumerable<Diagnostic> Run()
    {
        if (release.Manifest is not { } manifest)
            yield break;
        if (manifest.Tool != ToolIdentity.Current)
        {
            var differences = new DiagnosticList();
            string[] unread = [.. FilesWithDigests.Select(f => CompareDigests(manifest, f, differences)).OfType<string>()];
            yield return new(
                Rules.TextsAreOfThisTool, release.ManifestLocation,
                $"Expected a release that {ToolIdentity.Current.Name} {ToolIdentity.Current.Version} wrote, found one of "
                    + $"{Printable.Line($"{manifest.Tool.Name} {manifest.Tool.Version}")}. Its tables, their schemas and its provenance "
                    + $"are checked as any release's. Of {string.Join(", ", FilesWithDigests.Select(f => f.Path))} only the digests of "
                    + "files are compared with release.json. What else they say is not, nor are the other texts: words, licences, "
                    + "creators, types of columns, rows on the page."
                    + (unread.Length > 0 ? $" Not compared at all: {string.Join("; ", unread)}." : ""));
            foreach (var difference in differences.Kept)
                yield return difference;
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

    /// <summary>
    /// Finds what a metadata file gives as the SHA-256 of a file and the manifest does not: whichever version of the tool wrote it, each
    /// standard has one name for a digest. Once for each such file.
    /// </summary>
    /// <returns>The file and why its digests are not compared, null where they are or where another check says why not.</returns>
    private string? CompareDigests(Manifest manifest, MetadataFile file, DiagnosticList findings)
    {
        if (!IsAsListed(file.Path))
            return null;
        if (release.Files.Find(file.Path)?.SizeInBytes > ReleaseFiles.MaximumListInBytes)
            return FormattableString.Invariant($"{file.Path}, of more than {ReleaseFiles.MaximumListInBytes} bytes");
        if (release.Files.ReadWhole(file.Path, findings) is not { } bytes)
            return null;
        var display = release.Files.Display(file.Path);
        var listed = manifest.Files.ToDictionary(f => f.Path.Value, f => f.Digest.Hex);
        var stated = new List<(string Path, string Digest)>();
        string? unread = null;
        try
        {
            if (file.Path == BagIt.Payload)
                stated.AddRange(Encoding.UTF8.GetString(bytes).Split('\n').Where(l => l.Length > 66).Select(l => (l[66..], l[..64])));
            else if (file == ReleasePage.File)
                unread = AddStatedByPage(Encoding.UTF8.GetString(bytes), stated)
                    ? null : $"the list of {file.Path}, which is not where this version looks for it";
            else
                using (var json = JsonDocument.Parse(bytes, EachMemberOnce))
                    AddStated(json.RootElement, stated);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            findings.Add(file.Rule, new(display), file == ReleasePage.File
                ? "Expected JSON without a member twice in the script elements, and one digest for each path in the list, found other text."
                : "Expected JSON without a member twice, found other text.");
        }
        var differing = stated.Where(s => listed.TryGetValue(s.Path, out var expected) && expected != s.Digest);
        foreach (var (index, (path, digest)) in differing.DistinctBy(s => s.Path).Index())
            findings.Add(
                // Each line is looked for from the start of the file; of many, most are only counted.
                file.Rule, index < MostLocated ? new(display, LineOf(bytes, digest)) : new(display),
                $"Expected sha256:{listed[path]} of {path}, as {ReleaseLayout.Manifest} has it, found {Printable.Quoted(digest, 80)}.");
        return unread;
    }

    /// <summary>Adds the digests of the description for search engines and of the verifier's list; false where there is no list.</summary>
    /// <exception cref="JsonException">One of them is no JSON, or has a member twice.</exception>
    /// <exception cref="InvalidOperationException">The list is none of texts.</exception>
    private static bool AddStatedByPage(string page, List<(string Path, string Digest)> stated)
    {
        foreach (var text in After(page, "<script type=\"application/ld+json\">"))
            using (var json = JsonDocument.Parse(text, EachMemberOnce))
                AddStated(json.RootElement, stated);
        string[] lists = [.. PageLists.SelectMany(start => After(page, start))];
        foreach (var text in lists)
            using (var json = JsonDocument.Parse(text, EachMemberOnce))
                stated.AddRange(json.RootElement.EnumerateObject().Select(f => (f.Name, f.Value.GetString() ?? "")));
        return lists.Length > 0;
    }

    /// <summary>What each script element holds that begins so.</summary>
    private static IEnumerable<string> After(string page, string start)
    {
        for (var at = 0; (at = page.IndexOf(start, at, StringComparison.Ordinal)) >= 0;)
        {
            var from = at + start.Length;
            var end = page.IndexOf("</script>", from, StringComparison.Ordinal);
            at = end < 0 ? page.Length : end;
            yield return page[from..at];
        }
    }

    private static void AddStated(JsonElement json, List<(string Path, string Digest)> stated)
    {
        if (json.ValueKind == JsonValueKind.Array)
            foreach (var element in json.EnumerateArray())
                AddStated(element, stated);
        if (json.ValueKind != JsonValueKind.Object)
            return;
        foreach (var digest in new[] { Text(json, "sha256"), Text(json, "hash") }.OfType<string>())
            foreach (var path in new[] { Text(json, "path"), Text(json, "@id"), Text(json, "contentUrl") }.OfType<string>())
                stated.Add((path, digest.StartsWith("sha256:", StringComparison.Ordinal) ? digest[7..] : digest));
        foreach (var member in json.EnumerateObject())
            AddStated(member.Value, stated);
    }

    /// <exception cref="InvalidOperationException">The text is no Unicode.</exception>
    private static string? Text(JsonElement json, string name) =>
        json.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    private static int LineOf(ReadOnlySpan<byte> text, string word) =>
        text[..Math.Max(0, text.IndexOf(Encoding.UTF8.GetBytes(word)))].Count((byte)'\n') + 1;

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
