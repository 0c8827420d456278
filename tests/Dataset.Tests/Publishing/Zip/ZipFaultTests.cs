using System.IO.Compression;
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

    [Fact]
    public void DS6201_a_comment_bytes_behind_or_nothing_at_all()
    {
        const string found = "others; the zip is cut off, or there are bytes or a comment after it.";
        const string expected = "z: error DS6201: Expected the end record of a zip as the last 22 bytes, found ";
        Assert.Equal([expected + found], zip.Verify([.. sound, 0]));
        Assert.Equal([expected + found], zip.Verify([.. sound[..^2], 1, 0, (byte)'c']));
        Assert.Equal([expected + found.Replace("others", "an empty file", StringComparison.Ordinal)], zip.Verify([]));
    }

    [Fact]
    public void DS6201_bytes_before_the_zip() => Assert.Equal(
        [
            "z: error DS6201: Expected an end record of 22 bytes right after the zip's directory, in the form that the tool writes, found "
                + "another.",
        ],
        zip.Verify([0, .. sound]));

    [Fact]
    public void DS6201_a_directory_outside_the_zip() => Assert.Equal(
        [
            "z: error DS6201: Expected an end record that tells where the zip's directory is, found one that tells of a place outside "
                + "the zip.",
        ],
        zip.Verify(Changed(sound, sound.Length - 6, 0xFE, 0xFF, 0xFF, 0xFF)));

    [Fact]
    public void DS6201_another_count_of_files() => Assert.Equal(
        ["z: error DS6201: Expected 9 files, as the end record says, found 1 in the zip's directory."],
        zip.Verify(WithCount(ZipFile.Of(("r/a", A)), 9)));

    [Fact]
    public void DS6201_no_entry_where_one_belongs()
    {
        var bytes = ZipFile.Of(("r/a", A));
        var at = ZipFile.CentralOffset(bytes, 0);
        Assert.Equal(
            [$"z: error DS6201: Expected an entry of the zip's directory at byte {at}, found other bytes."],
            zip.Verify(Changed(bytes, at, 0)));
    }

    [Fact]
    public void DS6201_files_out_of_order() => Assert.Equal(
        ["z: error DS6201: Expected files sorted by path, found \"r/a\" after \"r/b\"."], zip.Verify(ZipFile.Of(("r/b", A), ("r/a", A))));

    [Fact]
    public void DS6201_a_date_that_no_calendar_has()
    {
        var bytes = ZipFile.Of(("r/a", A));
        Assert.Equal(
            ["z: error DS6201: Expected a date of \"r/a\", found none that a calendar has."],
            zip.Verify(Changed(bytes, ZipFile.CentralOffset(bytes, 0) + 14, 0, 0)));
    }

    [Fact]
    public void DS6201_another_form_of_an_entry()
    {
        var bytes = ZipFile.Of(("r/a", A));
        // The permissions: anybody may write.
        Assert.Equal(
            ["z: error DS6201: Expected the entry of \"r/a\" in the zip's directory as the tool writes it, found another byte 40 of it."],
            zip.Verify(Changed(bytes, ZipFile.CentralOffset(bytes, 0) + 40, 0xB6)));
    }

    [Theory]
    [InlineData("../x", "Expected a relative path that every system takes, found \"../x\", which leads out of the folder with ...")]
    [InlineData(
        "r/../../x", "Expected a relative path that every system takes, found \"r/../../x\", which leads out of the folder with ...")]
    [InlineData("/etc/x", "Expected a relative path that every system takes, found \"/etc/x\", which is absolute.")]
    [InlineData("C:/x", "Expected a relative path that every system takes, found \"C:/x\", which is absolute.")]
    [InlineData(
        @"r\x", "Expected a relative path that every system takes, found \"r\\x\", which has a backslash, where names are joined by /.")]
    [InlineData("r//x", "Expected a relative path that every system takes, found \"r//x\", which has an empty name between slashes.")]
    [InlineData("", "Expected a relative path that every system takes, found \"\", which is empty.")]
    [InlineData(
        "r/nul",
        "Expected a relative path that every system takes, found \"r/nul\", which has the name \"nul\", which is the name of a device on "
            + "Windows.")]
    [InlineData("x", "Expected every file in the release's folder, found \"x\", which is in none.")]
    [InlineData("s/x", "Expected every file in the folder \"r\", found \"s/x\".")]
    public void DS6202_a_path_that_leads_elsewhere(string name, string message) =>
        Assert.Equal([$"z: error DS6202: {message}"], zip.Verify(ZipFile.Of(("r/a", A), (name, A))));

    [Fact]
    public void DS6202_a_name_that_is_no_UTF8()
    {
        var bytes = ZipFile.Of(("r/a", A));
        Assert.Equal(
            ["z: error DS6202: Expected a name in UTF-8, found \"r/ÿ\"."],
            zip.Verify(Changed(bytes, ZipFile.CentralOffset(bytes, 0) + ZipHeaders.CentralLength + 2, 0xFF)));
    }

    [Theory]
    [InlineData("r/a", "Expected each path once, found \"r/a\" again.")]
    [InlineData("r/A", "Expected paths that differ in more than case and normalisation, found \"r/A\" beside \"r/a\".")]
    public void DS6203_a_name_twice(string name, string message) =>
        Assert.Equal([$"z: error DS6203: {message}"], zip.Verify(ZipFile.Of(("r/a", A), (name, A))));

    [Theory]
    [InlineData(2, 2065)]
    [InlineData(2, long.MaxValue)]
    [InlineData(2, 2)]
    [InlineData(2, 0)]
    public void DS6211_sizes_that_nothing_deflates_to(int deflated, long size) => Assert.Equal(
        [
            "z: error DS6211: Expected deflated bytes that are fewer than the file's own, and at least one for 1032 of them, found "
                + $"{deflated} of \"r/a\" for {size}.",
        ],
        zip.Verify(ZipFile.OfAny(("r/a", new byte[deflated], size, true))));

    [Fact]
    public void DS6211_more_or_fewer_bytes_than_the_zip_says()
    {
        var deflated = Deflated(new byte[5000]);
        const string file = "z/release.json: error DS6211: Expected ";
        const string rest = "5000 bytes, as the zip says, found ";
        Assert.Contains(file + "4999 bytes, as the zip says, found more.", zip.Verify(Manifest(deflated, 4999)));
        Assert.Contains(file + "5001 bytes, as the zip says, found 5000.", zip.Verify(Manifest(deflated, 5001)));
        Assert.Contains(
            file + rest + "them, and other bytes after their end.", zip.Verify(Manifest([.. deflated, 0], 5000)));
        Assert.Contains(
            zip.Verify(Manifest(deflated[..^2], 5000)),
            f => f.EndsWith("an end in the midst of what is deflated.", StringComparison.Ordinal));
        Assert.Contains(
            file + rest + "0, and then bytes that nothing deflates to.",
            zip.Verify(Manifest([0xFF, .. deflated], 5000)));
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
            changed[at] ^= 0x10;
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
            using var entry = other.CreateEntry("r/a", CompressionLevel.SmallestSize).Open();
            entry.Write(new byte[1 << 20]);
        }
        Assert.StartsWith(
            "z: error DS6201: Expected the entry of \"r/a\" in the zip's directory as the tool writes it, ",
            Assert.Single(zip.Verify(memory.ToArray())), StringComparison.Ordinal);
    }

    [Fact]
    public void DS6204_another_method()
    {
        var bytes = ZipFile.Of(("r/a", A));
        Assert.Equal(
            ["z: error DS6204: Expected \"r/a\" stored as it is or deflated, found it compressed by method 93, 2 bytes for 2."],
            zip.Verify(Changed(bytes, ZipFile.CentralOffset(bytes, 0) + 10, 93, 0)));
    }

    [Fact]
    public void DS6204_an_encrypted_file()
    {
        var bytes = ZipFile.Of(("r/a", A));
        Assert.Equal(
            ["z: error DS6204: Expected \"r/a\" stored as it is or deflated, found it encrypted, 2 bytes for 2."],
            zip.Verify(Changed(bytes, ZipFile.CentralOffset(bytes, 0) + 8, 1)));
    }

    [Theory]
    [InlineData(0xA1, "a link")]
    [InlineData(0x41, "a folder")]
    [InlineData(0x11, "a named pipe")]
    [InlineData(0x21, "a device")]
    public void DS6205_links_and_other_things(byte kind, string found)
    {
        var bytes = ZipFile.Of(("r/a", A));
        Assert.Equal(
            [$"z: error DS6205: Expected only files, found {found}, \"r/a\"."],
            zip.Verify(Changed(bytes, ZipFile.CentralOffset(bytes, 0) + 41, kind)));
    }

    [Fact]
    public void DS6205_a_folder_by_its_name() =>
        Assert.Equal(["z: error DS6205: Expected only files, found a folder, \"r/b/\"."], zip.Verify(ZipFile.Of(("r/a", A), ("r/b/", []))));

    [Fact]
    public void DS6206_two_names_for_the_same_bytes()
    {
        var bytes = ZipFile.Of(("r/a", A), ("r/b", A));
        var at = ZipFile.CentralOffset(bytes, 1) + 42;
        Approved.Findings(zip.Verify(Changed(bytes, at, 0)));
    }

    [Fact]
    public void DS6206_a_file_left_out_of_the_directory_leaves_a_gap()
    {
        var bytes = ZipFile.Of(("r/a", A));
        var directory = ZipFile.CentralOffset(bytes, 0);
        bytes = [.. bytes[..directory], 1, 2, 3, .. bytes[directory..]];
        bytes[^6] += 3;
        Assert.Equal(
            [
                $"z: error DS6206: Expected the zip's directory at byte {directory}, right after the files, found it at byte "
                    + $"{directory + 3}.",
            ], zip.Verify(bytes));
    }

    [Fact]
    public void DS6206_a_file_larger_than_the_zip()
    {
        var bytes = ZipFile.Of(("r/a", A));
        var directory = ZipFile.CentralOffset(bytes, 0);
        foreach (var size in new[] { 20, 24 })
            bytes = Changed(bytes, directory + size, 0xF0, 0xFF, 0xFF, 0xFF);
        Assert.Equal(
            [
                $"z: error DS6206: Expected \"r/a\" to end before the zip's directory at byte {directory}, found 4294967280 bytes of it "
                    + "from byte 0 on.",
            ],
            zip.Verify(bytes));
    }

    [Fact]
    public void DS6207_a_header_that_says_another_name() => Assert.Equal(
        [
            "z: error DS6207: Expected the header before \"r/a\" to say what the zip's directory says, found another byte 32 of it, at "
                + "byte 32 of the zip.",
        ],
        zip.Verify(Changed(ZipFile.Of(("r/a", A)), 32, (byte)'b')));

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
        Assert.Equal(
            ["z: error DS6209: Expected the folder small-1.0.0 in it, as release.json says, found \"small-1.0.1\"."],
            zip.Verify(zip.Of(TestReleases.Tiny(), "small-1.0.1")));
        Assert.Equal(
            ["z: error DS6209: Expected files dated 2026-01-31, as release.json says, found 2026-02-01."],
            zip.Verify(zip.Of(TestReleases.Tiny(), released: ZipFile.Day.AddDays(1))));
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
        Assert.Equal(["z: error DS6210: Expected a directory of at most 16777216 bytes, found 1073741824."], ZipFile.Verify(zip.Path));
    }

    [Fact]
    public void A_zip_of_no_files_is_no_release() =>
        Assert.Contains("z: error DS6009: Expected a release, with release.json and SHA256SUMS, found neither.", zip.Verify(ZipFile.Of()));

    [Fact]
    public void Sizes_that_overflow_are_findings()
    {
        var entry = new ZipEntry("r/a", long.MaxValue, 0, long.MaxValue);
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

    /// <summary>A zip of one file that is read whatever else is there.</summary>
    private static byte[] Manifest(byte[] deflated, long size) => ZipFile.OfAny(("r/release.json", deflated, size, true));

    private static byte[] Changed(byte[] bytes, int at, params byte[] changed) =>
        [.. bytes[..at], .. changed, .. bytes[(at + changed.Length)..]];

    private static byte[] WithCount(byte[] bytes, byte count) => Changed(
        Changed(bytes, bytes.Length - 14, count, 0), bytes.Length - 12, count, 0);
}
