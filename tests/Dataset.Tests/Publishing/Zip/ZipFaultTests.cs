using System.IO.Compression;
using System.Runtime.CompilerServices;
using Dataset.Diagnostics;
using Dataset.Releases.Reading;
using Dataset.Releases.Zip;
using Dataset.Tests.Verification;

namespace Dataset.Tests.Publishing.Zip;

/// <summary>A test for each rule of zips, with exactly its findings.</summary>
public sealed class ZipFaultTests : IDisposable
{
    private static readonly byte[] A = "a\n"u8.ToArray();
    private readonly ZipFile zip = new();
    private readonly byte[] sound;

    public ZipFaultTests() => sound = zip.Of(TestReleases.Tiny());

    public void Dispose() => zip.Dispose();

    [Fact]
    public void A_sound_zip_has_no_findings() => Assert.Empty(zip.Verify(sound));

    [Fact]
    public void A_zip_is_known_by_its_first_bytes_too()
    {
        var other = zip.Folder + "/download";
        File.WriteAllBytes(other, sound);
        Assert.Empty(ZipFile.Verify(other));
    }

    /// <summary>As people have zips: not one of this tool, and no attack either.</summary>
    [Theory]
    [InlineData("a.csv b/c.csv", "found a zip of 2 other files, such as \"a.csv\": unpack it into a new folder, and ")]
    [InlineData("texts/a.txt", "found a zip of 1 other file, such as \"texts/a.txt\": unpack it into a new folder, and ")]
    [InlineData("[Content_Types].xml xl/workbook.xml", "found a workbook of Excel: 'dataset init my-dataset --from ")]
    [InlineData("[Content_Types].xml word/document.xml", "found a document of Word: 'pandoc -t plain --wrap=none -o TEXT.txt ")]
    public void DS6009_a_zip_of_something_else(string names, string found)
    {
        var path = zip.Folder + "/other";
        using (var other = System.IO.Compression.ZipFile.Open(path, ZipArchiveMode.Create))
            foreach (var name in names.Split(' '))
                using (var content = other.CreateEntry(name).Open())
                    content.Write(A);
        Assert.StartsWith(
            $"z: error DS6009: Expected a release, with release.json and SHA256SUMS, {found}",
            Assert.Single(ZipFile.Verify(path)), StringComparison.Ordinal);
        var run = Cli.CommandRun.Of("inspect", path);
        Assert.Equal((1, true), (run.Status, run.Out.Contains(found, StringComparison.Ordinal)));
    }

    [Fact]
    public void DS6201_a_comment_bytes_behind_or_nothing_at_all()
    {
        Found([.. sound, 0], "a byte more");
        Found([.. sound[..^2], 1, 0, (byte)'c'], "a comment");
        Found([], "nothing");
    }

    [Fact]
    public void DS6201_bytes_before_the_zip() => Found([0, .. sound]);

    [Fact]
    public void DS6201_a_directory_outside_the_zip() => Found(Changed(sound, sound.Length - 6, 0xFE, 0xFF, 0xFF, 0xFF));

    [Fact]
    public void DS6201_another_count_of_files() => Found(WithCount(ZipFile.Of(("r/SHA256SUMS", A)), 9));

    [Fact]
    public void DS6201_no_entry_where_one_belongs() => FoundInEntry(0, [0]);

    [Fact]
    public void DS6201_files_out_of_order() => Found(ZipFile.Of(("r/b", A), ("r/SHA256SUMS", A)));

    [Fact]
    public void DS6201_a_date_that_no_calendar_has() => FoundInEntry(14, [0, 0]);

    [Fact]
    public void DS6201_another_form_of_an_entry() => FoundInEntry(40, [0xB6]); // The permissions: anybody may write.

    [Theory]
    [InlineData("../x")]
    [InlineData("r/../../x")]
    [InlineData("/etc/x")]
    [InlineData("C:/x")]
    [InlineData(@"r\x")]
    [InlineData("r//x")]
    [InlineData("")]
    [InlineData("r/nul")]
    [InlineData("x")]
    [InlineData("s/x")]
    public void DS6202_a_path_that_leads_elsewhere(string name) => Found(ZipFile.Of(("r/SHA256SUMS", A), (name, A)), $"'{name}'");

    [Fact]
    public void DS6202_a_name_that_is_no_UTF8() => FoundInEntry(ZipHeaders.CentralLength, [0xFF]);

    [Theory]
    [InlineData("r/SHA256SUMS")]
    [InlineData("r/sha256sums")]
    public void DS6203_a_name_twice(string name) => Found(ZipFile.Of(("r/SHA256SUMS", A), (name, A)), name);

    [Theory]
    [InlineData(2, 2065)]
    [InlineData(2, long.MaxValue)]
    [InlineData(2, 2)]
    [InlineData(2, 0)]
    public void DS6211_sizes_that_nothing_deflates_to(int deflated, long size) =>
        Found(ZipFile.OfAny(("r/SHA256SUMS", new byte[deflated], size, true)), FormattableString.Invariant($"{deflated} of {size}"));

    [Fact]
    public void DS6211_more_or_fewer_bytes_than_the_zip_says()
    {
        var deflated = Deflated(new byte[5000]);
        Found(Manifest(deflated, 4999), "4999");
        Found(Manifest(deflated, 5001), "5001");
        Found(Manifest([.. deflated, 0], 5000), "other bytes");
        Found(Manifest([0xFF, .. deflated], 5000), "not deflated");
        Assert.Contains(
            zip.Verify(Manifest(deflated[..^2], 5000)),
            f => f.EndsWith("an end in the midst of what is deflated.", StringComparison.Ordinal));
        Assert.DoesNotContain(zip.Verify(Manifest(deflated, 5000)), f => f.Contains("DS6211", StringComparison.Ordinal));
    }

    [Fact]
    public void Deflated_bytes_with_any_bit_changed_are_findings_and_no_more_is_unpacked_than_the_zip_says()
    {
        var bytes = zip.Of(TestReleases.Tiny(), jobs: 2);
        Assert.True(bytes.Length < sound.Length);
        Assert.Empty(zip.Verify(bytes));
        var end = ZipFile.CentralOffset(bytes, 0);
        for (var at = 0; at < end; at += Math.Max(1, end / 200))
        {
            var changed = (byte[])bytes.Clone();
            // The lowest bit: the last byte of what is deflated may not use the higher ones.
            changed[at] ^= 1;
            Assert.NotEmpty(zip.Verify(changed));
        }
    }

    [Fact]
    public void Any_number_of_threads_deflates_to_the_same_bytes()
    {
        var bytes = zip.Of(TestReleases.Tiny(), jobs: 1);
        Assert.Equal(bytes, zip.Of(TestReleases.Tiny(), jobs: 3));
        using var other = new ZipArchive(new MemoryStream(bytes));
        AssertEx.All(other.Entries, entry =>
        {
            using var unpacked = new MemoryStream();
            entry.Open().CopyTo(unpacked);
            Assert.Equal(TestReleases.Tiny().Files[entry.FullName["small-1.0.0/".Length..]], unpacked.ToArray());
        });
    }

    [Fact]
    public void DS6201_a_zip_of_another_tool()
    {
        using var memory = new MemoryStream();
        using (var other = new ZipArchive(memory, ZipArchiveMode.Create, leaveOpen: true))
        {
            using var entry = other.CreateEntry("r/SHA256SUMS", CompressionLevel.SmallestSize).Open();
            entry.Write(new byte[1 << 20]);
        }
        Assert.StartsWith(
            "z: error DS6201: Expected the entry of \"r/SHA256SUMS\" in the zip's directory as the tool writes it, ",
            Assert.Single(zip.Verify(memory.ToArray())), StringComparison.Ordinal);
    }

    [Fact]
    public void DS6204_another_method() => FoundInEntry(10, [93, 0]);

    [Fact]
    public void DS6204_an_encrypted_file() => FoundInEntry(8, [1]);

    [Theory]
    [InlineData(0xA1, "a link")]
    [InlineData(0x41, "a folder")]
    [InlineData(0x11, "a named pipe")]
    [InlineData(0x21, "a device")]
    public void DS6205_links_and_other_things(byte kind, string found) => FoundInEntry(41, [kind], found);

    [Fact]
    public void DS6205_a_folder_by_its_name() => Found(ZipFile.Of(("r/SHA256SUMS", A), ("r/b/", [])));

    [Fact]
    public void DS6206_two_names_for_the_same_bytes()
    {
        var bytes = ZipFile.Of(("r/SHA256SUMS", A), ("r/b", A));
        Found(Changed(bytes, ZipFile.CentralOffset(bytes, 1) + 42, 0));
    }

    [Fact]
    public void DS6206_a_file_left_out_of_the_directory_leaves_a_gap()
    {
        var bytes = ZipFile.Of(("r/SHA256SUMS", A));
        var directory = ZipFile.CentralOffset(bytes, 0);
        bytes = [.. bytes[..directory], 1, 2, 3, .. bytes[directory..]];
        bytes[^6] += 3;
        Found(bytes);
    }

    [Fact]
    public void DS6206_a_file_larger_than_the_zip()
    {
        var bytes = ZipFile.Of(("r/SHA256SUMS", A));
        var directory = ZipFile.CentralOffset(bytes, 0);
        foreach (var size in new[] { 20, 24 })
            bytes = Changed(bytes, directory + size, 0xF0, 0xFF, 0xFF, 0xFF);
        Found(bytes);
    }

    [Fact]
    public void DS6207_a_header_that_says_another_name() => Found(Changed(ZipFile.Of(("r/SHA256SUMS", A)), 32, (byte)'b'));

    [Fact]
    public void DS6208_another_checksum_in_both_places()
    {
        var at = ZipFile.CentralOffset(sound, 0);
        var bytes = Changed(Changed(sound, 14, 0, 0, 0, 0), at + 16, 0, 0, 0, 0);
        Assert.Matches(
            "^z/AUTHOR.md: error DS6208: Expected the CRC-32 00000000, as the zip says, found [0-9a-f]{8}.$",
            Assert.Single(zip.Verify(bytes)));
    }

    [Fact]
    public void DS6209_another_folder_and_another_date()
    {
        Found(zip.Of(TestReleases.Tiny(), "small-1.0.1"), "folder");
        Found(zip.Of(TestReleases.Tiny(), released: ZipFile.Day.AddDays(1)), "date");
    }

    [Fact]
    public void DS6210_a_directory_that_fills_memory()
    {
        using (var file = File.Create(zip.Path))
        {
            // A hole of a GiB, which takes no space on the disk.
            file.Position = 1 << 30;
            file.Write(ZipHeaders.End(65_534, 0, 1 << 30));
        }
        Approved.Findings(ZipFile.Verify(zip.Path));
    }

    [Fact]
    public void A_zip_of_no_files_is_no_release() => Found(ZipFile.Of());

    [Fact]
    public void Sizes_that_overflow_are_findings()
    {
        var entry = new ZipEntry("r/SHA256SUMS", long.MaxValue, 0, long.MaxValue);
        byte[] directory = [
            .. ZipHeaders.Central(entry, ZipFile.Day), .. ZipHeaders.Central(entry with { Name = "r/b", SizeInBytes = -1 }, ZipFile.Day),
        ];
        AssertEx.All(
            zip.Verify([.. directory, .. ZipHeaders.End(2, 0, directory.Length)]),
            l => Assert.Contains("error DS62", l, StringComparison.Ordinal));
    }

    [Fact]
    public void Files_in_a_zip_are_read_from_any_place()
    {
        File.WriteAllBytes(zip.Path, sound);
        var (findings, release) = (new DiagnosticList(), TestReleases.Tiny());
        using var files = ReleaseFiles.Open(zip.Path, findings);
        Assert.Equal(release.Files.Keys, files.Entries.Select(e => e.Path.Value));
        foreach (var entry in files.Entries)
        {
            using var content = files.Open(entry.Path);
            var expected = release.Files[entry.Path.Value];
            content.Seek(-1, SeekOrigin.End);
            Assert.Equal((expected[^1], -1), (content.ReadByte(), content.ReadByte()));
            content.Position = expected.Length / 2;
            using var rest = new MemoryStream();
            content.CopyTo(rest);
            Assert.Equal(expected[(expected.Length / 2)..], rest.ToArray());
            Assert.Throws<IOException>(() => content.Seek(-1, SeekOrigin.Begin));
        }
    }

    private static byte[] Deflated(byte[] bytes)
    {
        using var memory = new MemoryStream();
        using (var deflate = new DeflateStream(memory, CompressionLevel.Optimal))
            deflate.Write(bytes);
        return memory.ToArray();
    }

    /// <summary>Compares the findings of a zip with those that are approved for the test.</summary>
    private void Found(byte[] bytes, string of = "", [CallerMemberName] string test = "") =>
        Approved.Findings(zip.Verify(bytes), of, test: test);

    /// <summary>As the other, of a zip of one file whose entry in the directory has other bytes at this place.</summary>
    private void FoundInEntry(int at, byte[] changed, string of = "", [CallerMemberName] string test = "")
    {
        var bytes = ZipFile.Of(("r/SHA256SUMS", A));
        Found(Changed(bytes, ZipFile.CentralOffset(bytes, 0) + at, changed), of, test);
    }

    /// <summary>A zip of one file that is read whatever else is there.</summary>
    private static byte[] Manifest(byte[] deflated, long size) => ZipFile.OfAny(("r/release.json", deflated, size, true));

    private static byte[] Changed(byte[] bytes, int at, params byte[] changed) =>
        [.. bytes[..at], .. changed, .. bytes[(at + changed.Length)..]];

    private static byte[] WithCount(byte[] bytes, byte count) => Changed(
        Changed(bytes, bytes.Length - 14, count, 0), bytes.Length - 12, count, 0);
}
