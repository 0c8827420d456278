using Dataset.Diagnostics;
using Dataset.Files;
using Dataset.Releases;
using Dataset.Releases.Provenance;
using Dataset.Tests.Publishing;

namespace Dataset.Tests.Verification;

/// <summary>README.md and CHANGELOG.md against release.json, once every list was made right again.</summary>
public sealed class TextCheckTests : IDisposable
{
    private readonly PublishedLine line = new();

    public void Dispose() => line.Dispose();

    [Theory]
    [InlineData("README.md", "(`CC0-1.0`)", "(`MIT`)", "DS6014: Expected \"CC0-1.0")]
    [InlineData("README.md", "Content digest: `sha256:", "Content digest: `sha256:0", "DS6014: Expected \"")]
    [InlineData("CHANGELOG.md", "This is the first release", "This is the second release", "DS6014: Expected \"first release")]
    public void DS6014_a_text_that_says_another_thing_is_found_where_it_does(string file, string from, string to, string expected)
    {
        line.Built();
        var path = line.At("dist/minimal-1.0.0/" + file);
        var text = File.ReadAllText(path);
        Assert.Contains(from, text, StringComparison.Ordinal);
        File.WriteAllText(path, text.Replace(from, to, StringComparison.Ordinal));
        Seal("1.0.0", m => m);
        // The page and the crate list the file's digest, so they are found too.
        var finding = Assert.Single(line.Verify("dist/minimal-1.0.0"), IsOfTheTextItself);
        Assert.StartsWith($"dist/minimal-1.0.0/{file}(", finding, StringComparison.Ordinal);
        Assert.Contains(expected, finding, StringComparison.Ordinal);
    }

    [Fact]
    public void DS6014_a_manifest_that_says_another_thing_than_the_text_is_found()
    {
        line.Built();
        Seal("1.0.0", m => m with { Licenses = [m.Licenses[0] with { Title = "MIT" }, .. m.Licenses.Skip(1)] });
        Assert.Equal(
            ["LICENSE.md", "README.md", "croissant.json", "datapackage.json", "index.html", "ro-crate-metadata.json"],
            line.Verify("dist/minimal-1.0.0").Select(f => f.Split('(')[0]["dist/minimal-1.0.0/".Length..]).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void DS6014_changes_since_another_release_than_the_manifest_names_are_found()
    {
        line.Built().Corrected("1.0.0", "1.0.1", 12).Built();
        Assert.Empty(line.Verify("dist/minimal-1.0.1"));
        var path = line.At("dist/minimal-1.0.1/CHANGELOG.md");
        File.WriteAllText(path, File.ReadAllText(path).Replace("Since 1.0.0, ", "Since 0.9.0, ", StringComparison.Ordinal));
        Seal("1.0.1", m => m);
        Assert.StartsWith(
            "dist/minimal-1.0.1/CHANGELOG.md(3,7): error DS6014: Expected \"1.0.0, the release",
            Assert.Single(line.Verify("dist/minimal-1.0.1"), IsOfTheTextItself),
            StringComparison.Ordinal);
    }

    [Fact]
    public void DS6014_a_text_that_every_list_has_otherwise_is_said_to_have_changed_and_no_more()
    {
        line.Built();
        File.AppendAllText(line.At("dist/minimal-1.0.0/README.md"), "x");
        Assert.StartsWith(
            "dist/minimal-1.0.0/README.md: error DS6006: ", Assert.Single(line.Verify("dist/minimal-1.0.0")), StringComparison.Ordinal);
    }

    [Fact]
    public void DS6015_texts_of_another_version_of_the_tool_are_not_held_against_this_ones()
    {
        line.Built();
        Seal("1.0.0", m => m with { Tool = new("dataset", "0.0.1") });
        Assert.Equal(
            [
                $"dist/minimal-1.0.0/release.json: warning DS6015: Expected a release that dataset {ToolIdentity.Current.Version} wrote, "
                    + "found one of dataset 0.0.1. Its tables, their schemas and its provenance are checked as any release's. Of "
                    + "datapackage.json, croissant.json, manifest-sha256.txt, index.html, ro-crate-metadata.json only the digests of files "
                    + "are compared with release.json. What else they say is not, nor are the other texts: words, licences, creators, "
                    + "types of columns, rows on the page.",
            ],
            // The Parquet files still name the version that did write them.
            line.Verify("dist/minimal-1.0.0").Where(l => !l.Contains(" error DS6035: ", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("datapackage.json", "DS6101")]
    [InlineData("croissant.json", "DS6102")]
    [InlineData("ro-crate-metadata.json", "DS6103")]
    [InlineData("manifest-sha256.txt", "DS6104")]
    public void DS6015_digests_in_metadata_files_of_another_version_are_held_all_the_same(string file, string rule)
    {
        line.Built();
        var path = line.At("dist/minimal-1.0.0/" + file);
        var digest = Digest.Of(File.ReadAllBytes(line.At("dist/minimal-1.0.0/data/notes.csv"))).Hex;
        var lines = File.ReadAllLines(path);
        var at = Array.FindIndex(lines, l => l.Contains(digest, StringComparison.Ordinal));
        lines[at] = lines[at].Replace(digest, new('0', 64), StringComparison.Ordinal);
        File.WriteAllText(path, string.Join('\n', lines) + "\n");
        Seal("1.0.0", m => m with { Tool = new("dataset", "0.0.1") });
        Assert.StartsWith(
            $"dist/minimal-1.0.0/{file}({at + 1}): error {rule}: Expected sha256:{digest} of data/notes.csv, as release.json has it, "
                + "found \"0000",
            Assert.Single(line.Verify("dist/minimal-1.0.0"), f => f.Contains($" error {rule}: ", StringComparison.Ordinal)),
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("index.html", "\"PATH\":\"DIGEST\"", "\"PATH\":\"WRONG\"", "DS6107")]
    [InlineData("index.html", "id=\"page-digests\">{", "id=\"digests\">{\"PATH\":\"WRONG\"}</script><script>{", "DS6107")]
    [InlineData("index.html", "</main>", "<script type=\"application/json\" id=\"digests\">{\"PATH\":\"WRONG\"}</script></main>", "DS6107")]
    [InlineData("index.html", "\"sha256\": \"DIGEST\"", "\"sha256\": \"WRONG\"", "DS6107")]
    [InlineData("croissant.json", "\"sha256\": \"DIGEST\"", "\"sha256\": \"WRONG\"", "DS6102")]
    [InlineData(
        "datapackage.json", "\"resources\": [",
        "\"resources\": [{\"path\": \"PATH\", \"hash\": \"sha256:DIGEST\"}, {\"path\": \"PATH\", \"hash\": \"sha256:WRONG\"},",
        "DS6101")]
    [InlineData(
        "ro-crate-metadata.json", "\"@graph\": [", "\"@graph\": [{\"path\": \"x\", \"@id\": \"PATH\", \"sha256\": \"WRONG\"},", "DS6103")]
    [InlineData("manifest-sha256.txt", "DIGEST  PATH\n", "DIGEST  PATH\nWRONG  PATH\n", "DS6104")]
    public void DS6015_a_wrong_digest_is_found_wherever_a_metadata_file_of_another_version_gives_it(
        string file, string from, string to, string rule)
    {
        var (path, digest, findings) = OfAnotherTool(file, from, to);
        Assert.EndsWith(
            $": error {rule}: Expected sha256:{digest} of {path}, as release.json has it, found \"{new string('0', 64)}\".",
            Assert.Single(findings, f => f.StartsWith($"r/{file}(", StringComparison.Ordinal)),
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("index.html", "id=\"page-digests\">{", "id=\"page-digests\">[{", "DS6107")]
    [InlineData("index.html", "id=\"page-digests\">{", "id=\"page-digests\">{\"x\": 1,", "DS6107")]
    [InlineData("index.html", "id=\"page-digests\">{", "id=\"page-digests\">{\"PATH\": \"WRONG\",", "DS6107")]
    [InlineData("index.html", "id=\"page-digests\">{", "id=\"page-digests\">[]</script><script>{", "DS6107")]
    [InlineData("datapackage.json", "\"hash\": \"sha256:DIGEST\"", "\"hash\": \"sha256:WRONG\", \"hash\": \"sha256:DIGEST\"", "DS6101")]
    public void DS6015_what_is_no_list_of_digests_in_a_metadata_file_of_another_version_is_refused(
        string file, string from, string to, string rule) => Assert.Equal(
        $"r/{file}: error {rule}: Expected JSON without a member twice"
            + (file == "index.html" ? " in the script elements, and one digest for each path in the list" : "") + ", found other text.",
        Assert.Single(OfAnotherTool(file, from, to).Findings, f => f.StartsWith($"r/{file}", StringComparison.Ordinal)));

    [Theory]
    [InlineData("id=\"page-digests\"", "id=\"list\"", 0, "the list of index.html, which is not where this version looks for it")]
    [InlineData("</html>\n", "</html>\n", 4 << 20, "index.html, of more than 4194304 bytes")]
    public void DS6015_says_what_is_not_compared_at_all(string from, string to, int spaces, string expected) => Assert.EndsWith(
        $", rows on the page. Not compared at all: {expected}.",
        Assert.Single(
            OfAnotherTool("index.html", from, to + new string(' ', spaces)).Findings,
            f => f.Contains(" DS6015: ", StringComparison.Ordinal)),
        StringComparison.Ordinal);

    /// <summary>What is found where a file of a release of another version of the tool has another text, and every list is right.</summary>
    private static (string Path, string Digest, IReadOnlyList<string> Findings) OfAnotherTool(string file, string from, string to)
    {
        var release = TestReleases.Small();
        release.Manifest = release.Manifest with { Tool = new("dataset", "0.0.1") };
        release.Seal();
        var path = release.Files.Keys.First(k => k.EndsWith(".csv", StringComparison.Ordinal));
        var digest = Digest.Of(release.Files[path]).Hex;
        string Filled(string text) => text.Replace("PATH", path, StringComparison.Ordinal)
            .Replace("DIGEST", digest, StringComparison.Ordinal).Replace("WRONG", new('0', 64), StringComparison.Ordinal);
        release.Replace(file, Filled(from), Filled(to));
        release.Seal(describes: false);
        return (path, digest, release.Verify());
    }

    /// <summary>
    /// Makes every list of a release right again, as a person who wants to hide something would, and takes away what lists the release.
    /// </summary>
    private void Seal(string version, Func<Manifest, Manifest> change)
    {
        var folder = line.At("dist/minimal-" + version);
        ReleaseFile Listed(RelativePath path) => new(
            path, new FileInfo(path.Below(folder)).Length, Digest.Of(File.ReadAllBytes(path.Below(folder))));
        var manifest = change(ManifestReader.Read(File.ReadAllBytes(Path.Combine(folder, "release.json")), "", new DiagnosticList())!);
        manifest = manifest with { Files = [.. manifest.Files.Select(f => Listed(f.Path))] };
        File.WriteAllBytes(Path.Combine(folder, "release.json"), ManifestForm.Write(manifest));
        File.WriteAllBytes(Path.Combine(folder, "SHA256SUMS"), ChecksumList.Write([.. manifest.Files, Listed(ReleaseLayout.Manifest)]));
        File.WriteAllBytes(
            Path.Combine(folder, "provenance.json"),
            ProvenanceStatement.Write(manifest, File.ReadAllBytes(Path.Combine(folder, "SHA256SUMS"))));
        File.Delete(line.At("dist/releases.json"));
    }

    /// <summary>Not of the page or the crate, which list the digests of texts.</summary>
    private static bool IsOfTheTextItself(string finding) =>
        !finding.Contains(" DS6103: ", StringComparison.Ordinal) && !finding.Contains(" DS6107: ", StringComparison.Ordinal);
}
