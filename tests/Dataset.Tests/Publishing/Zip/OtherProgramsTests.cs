using System.Diagnostics;
using System.IO.Compression;
using Dataset.Tests.Verification;

namespace Dataset.Tests.Publishing.Zip;

/// <summary>What independent programs read in a zip.</summary>
public sealed class OtherProgramsTests : IDisposable
{
    private readonly ZipFile zip = new();
    private readonly TestRelease release = TestReleases.Small();

    public OtherProgramsTests() => File.WriteAllBytes(zip.Path, zip.Of(release));

    public void Dispose() => zip.Dispose();

    [ProgramFact("unzip")]
    public void Unzip_finds_no_errors_and_unpacks_the_release()
    {
        Assert.Contains("No errors detected", Run("unzip", "-t", zip.Path), StringComparison.Ordinal);
        Run("unzip", "-q", zip.Path, "-d", zip.Folder);
        Assert.Empty(ZipFile.Verify(zip.Folder + "/small-1.0.0"));
    }

    [ProgramFact("python3")]
    public void Python_reads_every_file()
    {
        const string script = """
            import sys, zipfile, hashlib
            z = zipfile.ZipFile(sys.argv[1])
            assert z.testzip() is None and z.comment == b""
            for i in z.infolist():
                assert (i.date_time, i.external_attr >> 16, i.compress_type) == ((2026, 1, 31, 0, 0, 0), 0o100644, 0)
                print(i.filename, hashlib.sha256(z.read(i)).hexdigest())
            """;
        Assert.Equal(
            release.Files.Select(
                f => $"small-1.0.0/{f.Key} {Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(f.Value))}\n"),
            Run("python3", "-c", script, zip.Path).Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(l => l + "\n"));
    }

    [Fact]
    public void The_runtime_reads_every_file()
    {
        using var archive = System.IO.Compression.ZipFile.OpenRead(zip.Path);
        Assert.Equal(release.Files.Keys.Select(f => $"small-1.0.0/{f}"), archive.Entries.Select(e => e.FullName));
        foreach (var entry in archive.Entries)
        {
            using var content = entry.Open();
            using var bytes = new MemoryStream();
            content.CopyTo(bytes);
            Assert.Equal(release.Files[entry.FullName["small-1.0.0/".Length..]], bytes.ToArray());
        }
    }

    private static string Run(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true })!;
        var text = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        Assert.Equal(0, process.ExitCode);
        return text;
    }
}
