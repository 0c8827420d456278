using System.Text;
using Dataset.Files;
using Dataset.Releases;
using Dataset.Releases.Reading;

namespace Dataset.Tests.Verification;

/// <summary>Files too many, missing, exchanged, renamed; lists that leave out, add, lie or are of another form.</summary>
public class FileFaultTests
{
    private static readonly string Zeros = new('0', 64);
    private readonly TestRelease release = TestReleases.Tiny();

    [Fact]
    public void DS6004_a_missing_file_is_named_with_the_lists_that_name_it()
    {
        release.Files.Remove("AUTHOR.md");
        Approved.Findings(release.Verify());
    }

    [Theory]
    [InlineData("AUTHOR.md")]
    [InlineData("data/t.csv")]
    [InlineData("data/t.jsonl")]
    [InlineData("data/t.parquet")]
    [InlineData("schema/t.schema.json")]
    [InlineData("schema/release.schema.json")]
    public void DS6004_any_missing_file_is_found_and_the_rest_is_still_checked(string path)
    {
        release.Files.Remove(path);
        release.Files["data/extra"] = [];
        Approved.Findings(release.Verify(), path);
    }

    [Theory]
    [InlineData("data/")]
    [InlineData("schema/")]
    [InlineData("data/", "schema/")]
    public void DS6004_every_file_of_folders_that_are_missing_is_named(params string[] folders)
    {
        foreach (var path in release.Files.Keys.Where(p => folders.Any(f => p.StartsWith(f, StringComparison.Ordinal))).ToArray())
            release.Files.Remove(path);
        Approved.Findings(release.Verify(), string.Join(' ', folders));
    }

    [Fact]
    public void DS6004_each_list_must_be_there()
    {
        var lists = new[] { "release.json", "SHA256SUMS", "provenance.json" };
        foreach (var list in lists)
        {
            var broken = release.Copy();
            broken.Files.Remove(list);
            var finding = Assert.Single(broken.Verify());
            Assert.StartsWith($"r/{list}: error DS6004: ", finding, StringComparison.Ordinal);
        }
        foreach (var one in new[] { "release.json", "SHA256SUMS" })
        {
            var left = release.Copy();
            foreach (var list in lists.Where(l => l != one))
                left.Files.Remove(list);
            var findings = left.Verify();
            foreach (var list in lists.Where(l => l != one))
                Assert.Contains(findings, f => f.StartsWith($"r/{list}: error DS6004: Expected the file that ", StringComparison.Ordinal));
        }
    }

    [Fact]
    public void DS6009_files_without_any_list_of_them_are_no_release_and_none_of_them_is_spoken_of()
    {
        release.Files.Remove("release.json");
        release.Files.Remove("SHA256SUMS");
        Approved.Findings(release.Verify());
        release.Files.Clear();
        Approved.Findings(release.Verify());
    }

    [Theory]
    [InlineData("extra")]
    [InlineData(".hidden")]
    [InlineData(".git/config")]
    [InlineData("data/.DS_Store")]
    [InlineData("data/deep/er/file")]
    [InlineData("data/T.jsonl")]
    public void DS6005_a_file_too_many_is_found_anywhere(string path)
    {
        release.Files[path] = [];
        Approved.Findings(release.Verify(), path);
    }

    [Fact]
    public void DS6004_and_DS6005_a_renamed_file_is_missing_and_too_many()
    {
        release.Files["data/u.csv"] = release.Files["data/t.csv"];
        release.Files.Remove("data/t.csv");
        Approved.Findings(release.Verify());
    }

    [Fact]
    public void DS6006_a_changed_file_is_named_once_with_the_lists_that_tell()
    {
        release["AUTHOR.md"] = "# Smell\n";
        Approved.Findings(release.Verify());
    }

    [Fact]
    public void DS6006_two_files_exchanged_are_both_named()
    {
        var paths = release.Files.Keys.ToArray();
        foreach (var (a, b) in paths.SelectMany(a => paths.Select(b => (a, b))).Where(p => string.CompareOrdinal(p.a, p.b) < 0))
        {
            var broken = release.Copy();
            (broken.Files[a], broken.Files[b]) = (broken.Files[b], broken.Files[a]);
            var findings = broken.Findings();
            foreach (var path in new[] { a, b })
                Assert.Contains(findings, f => f.Location.Path == $"r/{path}" || f.Message.Contains(path, StringComparison.Ordinal));
        }
    }

    [Fact]
    public void DS6006_a_digest_changed_in_SHA256SUMS_is_blamed_on_its_line()
    {
        release.Replace("SHA256SUMS", $"{Digest.Of(release.Files["AUTHOR.md"]).Hex}  AUTHOR.md", $"{Zeros}  AUTHOR.md");
        release.SealProvenance();
        Assert.Equal(
            [
                $"r/SHA256SUMS(1): error DS6006: Expected 8 bytes with {Digest.Of("# Small\n"u8)} for AUTHOR.md, as the file is, found 8 "
                    + $"bytes with sha256:{Zeros}.",
                Single(release.Verify(), "r/provenance.json"),
            ],
            release.Verify());
    }

    [Fact]
    public void DS6006_a_size_changed_in_the_manifest_is_found()
    {
        var notice = release.Manifest.Files.Single(f => f.Path.Value == "AUTHOR.md");
        release.Manifest = release.Manifest with
        {
            Files = [notice with { SizeInBytes = 9 }, .. release.Manifest.Files.Where(f => f != notice)],
        };
        release.SealManifest();
        // A file of another size than is listed is not read, so it is not known whose fault it is.
        Approved.Findings(release.VerifyLists());
    }

    [Fact]
    public void DS6007_a_list_that_leaves_a_file_out_is_named()
    {
        var manifest = release.Manifest;
        release.Manifest = manifest with { Files = [.. manifest.Files.Where(f => f.Path.Value != "AUTHOR.md")] };
        release.SealManifest();
        Approved.Findings(release.VerifyLists(), "release.json");

        release.Manifest = manifest;
        release.SealManifest();
        var line = release["SHA256SUMS"].Split('\n')[0] + "\n";
        release.Replace("SHA256SUMS", line, "");
        release.SealProvenance();
        Approved.Findings(release.Verify(), "SHA256SUMS");
    }

    [Fact]
    public void DS6007_a_list_may_not_name_what_it_cannot_speak_of()
    {
        var line = $"{Digest.Of(release.Files["release.json"]).Hex}  release.json\n";
        release.Replace("SHA256SUMS", line, $"{Zeros}  provenance.json\n{line}");
        Approved.Findings(FindingsOf("DS6007"));
    }

    [Theory]
    [InlineData("CRLF", "AUTHOR.md\n", "AUTHOR.md\r\n")]
    [InlineData("binary", "  AUTHOR", " *AUTHOR")]
    [InlineData("one space", "  AUTHOR", " AUTHOR")]
    [InlineData("blank line", "AUTHOR.md\n", "AUTHOR.md\n\n")]
    [InlineData("order", "AUTHOR.md\n", "zzz\n")]
    public void DS6020_a_line_of_another_form_is_found(string fault, string old, string @new)
    {
        release.Replace("SHA256SUMS", old, @new);
        Approved.Findings(FindingsOf("DS6020"), fault);
    }

    [Fact]
    public void DS6020_upper_case_digits_a_byte_order_mark_other_bytes_an_end_without_LF_and_nothing_at_all_are_found()
    {
        var sums = release.Files["SHA256SUMS"];
        var text = Encoding.UTF8.GetString(sums);
        foreach (var (fault, checksums) in new (string, byte[])[]
        {
            ("upper case", Encoding.UTF8.GetBytes(text[..64].ToUpperInvariant() + text[64..])),
            ("byte-order mark", [0xEF, 0xBB, 0xBF, .. sums]),
            ("no UTF-8", [.. sums[..66], 0xFF, .. sums[67..]]),
            ("no LF", sums[..^1]),
            ("nothing", []),
        })
        {
            release.Files["SHA256SUMS"] = checksums;
            Approved.Findings(FindingsOf("DS6020"), fault);
        }
    }

    [Theory]
    [InlineData("/AUTHOR.md")]
    [InlineData("../AUTHOR.md")]
    [InlineData("data\\\\AUTHOR.md")]
    [InlineData("./AUTHOR.md")]
    [InlineData("con")]
    public void DS6003_a_path_that_leads_elsewhere_is_refused_in_both_lists(string path)
    {
        // In release.json a backslash is escaped; SHA256SUMS has it as it is.
        release.Replace("SHA256SUMS", "  AUTHOR.md", "  " + path.Replace("\\\\", "\\", StringComparison.Ordinal));
        release.Replace("release.json", "\"path\": \"AUTHOR.md\"", $"\"path\": \"{path}\"");
        Approved.Findings(FindingsOf("DS6003"), path);
    }

    [Theory]
    [InlineData("AUTHOR.md")]
    [InlineData("author.md")]
    public void DS6003_a_path_twice_or_in_another_case_is_found_in_both_lists(string second)
    {
        var notice = release.Manifest.Files.Single(f => f.Path.Value == "AUTHOR.md");
        release.Manifest = release.Manifest with
        {
            Files = [notice, notice with { Path = RelativePath.Parse(second) }, .. release.Manifest.Files.Skip(1)],
        };
        release.SealManifest();
        release["SHA256SUMS"] = $"{notice.Digest.Hex}  AUTHOR.md\n{notice.Digest.Hex}  {second}\n" + release["SHA256SUMS"][(64 + 2 + 10)..];
        Approved.Findings(FindingsOf("DS6003"), second);
    }

    [Fact]
    public void DS6003_a_path_in_another_normalisation_is_refused()
    {
        release.Replace("release.json", "\"path\": \"AUTHOR.md\"", "\"path\": \"AUTHO\u0308R.md\"");
        Approved.Findings(FindingsOf("DS6003"));
    }

    [Fact]
    public void DS6008_a_list_too_large_for_memory_is_not_read()
    {
        release.Files["SHA256SUMS"] = new byte[ReleaseFiles.MaximumListInBytes + 1];
        Approved.Findings(FindingsOf("DS6008"));
    }

    /// <summary>Those of one rule, without what follows from them in other lists.</summary>
    private IEnumerable<string> FindingsOf(string rule) =>
        release.Verify().Where(l => l.Contains($" error {rule}: ", StringComparison.Ordinal));

    private static string Single(IReadOnlyList<string> findings, string path) =>
        findings.Single(f => f.StartsWith(path, StringComparison.Ordinal));
}
