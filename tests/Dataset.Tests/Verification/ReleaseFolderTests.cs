using System.Diagnostics;
using Dataset.Diagnostics;
using Dataset.Tables;
using Dataset.Verification;

namespace Dataset.Tests.Verification;

/// <summary>Releases as folders: what is in them besides files, and what happens when there is none.</summary>
public sealed class ReleaseFolderTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("verify-").FullName;

    public ReleaseFolderTests() => TestReleases.Small().WriteTo(folder);

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void A_sound_folder_has_no_findings_and_the_outcome_counts_what_was_checked()
    {
        var findings = new DiagnosticList();
        var reports = new List<WorkProgress>();
        var outcome = ReleaseVerifier.Verify(folder + "/", VerifyOptions.Default, findings, new Reports(reports), CancellationToken.None);
        Assert.Empty(findings.Kept);
        Assert.True(outcome.IsSound);
        Assert.Equal("small", outcome.Manifest?.Name);
        Assert.Equal((28, 2, 5L), (outcome.FileCount, outcome.TableCount, outcome.RowCount));
        Assert.Equal(new DirectoryInfo(folder).EnumerateFiles("*", SearchOption.AllDirectories).Sum(f => f.Length), outcome.SizeInBytes);
        Assert.Equal((5L, outcome.SizeInBytes, outcome.SizeInBytes), (reports[^1].Rows, reports[^1].Bytes, reports[^1].TotalBytes));
    }

    [Fact]
    public void DS6002_links_pipes_and_empty_folders_are_found_and_never_followed_or_opened()
    {
        Assert.False(OperatingSystem.IsWindows());
        var outside = Path.Combine(folder, "..", Path.GetFileName(folder) + "-outside");
        File.WriteAllText(outside, "");
        File.Move(Path.Combine(folder, "AUTHOR.md"), Path.Combine(folder, "AUTHOR"));
        File.CreateSymbolicLink(Path.Combine(folder, "AUTHOR.md"), Path.Combine(folder, "AUTHOR"));
        File.CreateSymbolicLink(Path.Combine(folder, "dangling"), Path.Combine(folder, "nothing"));
        File.CreateSymbolicLink(Path.Combine(folder, "outside"), outside);
        Directory.CreateSymbolicLink(Path.Combine(folder, "data", "loop"), folder);
        Directory.CreateDirectory(Path.Combine(folder, "empty", "deep"));
        using (var mkfifo = Process.Start("mkfifo", [Path.Combine(folder, "pipe")]))
            mkfifo.WaitForExit();
        try
        {
            Approved.Findings(Verify());
        }
        finally
        {
            File.Delete(outside);
        }
    }

    [Fact]
    public void DS6003_names_that_are_not_portable_are_found()
    {
        Assert.False(OperatingSystem.IsWindows());
        File.WriteAllText(Path.Combine(folder, "a\nb"), "");
        File.WriteAllText(Path.Combine(folder, "con.txt"), "");
        Directory.CreateDirectory(Path.Combine(folder, "dot."));
        File.WriteAllText(Path.Combine(folder, "dot.", "x"), "");
        Approved.Findings(Verify());
    }

    [Fact]
    public void A_name_that_is_not_Unicode_is_found()
    {
        Assert.True(OperatingSystem.IsLinux() || OperatingSystem.IsMacOS());
        using (var shell = Process.Start("sh", ["-c", "touch \"$1/$(printf 'a\\377b')\"", "sh", folder]))
            shell.WaitForExit();
        try
        {
            Assert.Contains(
                "error DS6002: Expected a file, found something that cannot be asked what it is.", Assert.Single(Verify()),
                StringComparison.Ordinal);
        }
        finally
        {
            using var shell = Process.Start("sh", ["-c", "rm \"$1/$(printf 'a\\377b')\"", "sh", folder]);
            shell.WaitForExit();
        }
    }

    [Fact]
    public void A_path_with_no_release_is_an_error_of_use_and_not_a_finding()
    {
        var nothing = Path.Combine(folder, "nothing");
        Assert.Contains(
            "found nothing", Assert.Throws<DirectoryNotFoundException>(() => Verify(nothing)).Message, StringComparison.Ordinal);
        Assert.Contains(
            "found a file", Assert.Throws<DirectoryNotFoundException>(() => Verify(Path.Combine(folder, "AUTHOR.md"))).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void DS6016_what_the_hubs_programs_leave_is_a_warning_and_no_file_of_the_release()
    {
        File.WriteAllText(Path.Combine(folder, ".gitattributes"), "*.parquet filter=lfs\n");
        Directory.CreateDirectory(Path.Combine(folder, ".cache/huggingface/upload"));
        Directory.CreateDirectory(Path.Combine(folder, ".cache/huggingface/download/data"));
        File.WriteAllText(Path.Combine(folder, ".cache/huggingface/download/data/people.csv.metadata"), "x");
        const string Found = "warning DS6016: Expected only files of the release, found one that the Hub's programs leave.";
        Assert.Equal([$".cache/huggingface/download/data/people.csv.metadata: {Found}", $".gitattributes: {Found}"], Verify());

        File.WriteAllText(Path.Combine(folder, ".cache/other"), "x");
        Assert.Contains(Verify(), f => f.StartsWith(".cache/other: error DS6005: ", StringComparison.Ordinal));
    }

    [Fact]
    public void A_verification_can_be_stopped()
    {
        using var stop = new CancellationTokenSource();
        stop.Cancel();
        Assert.ThrowsAny<OperationCanceledException>(() => ReleaseVerifier.Verify(folder, VerifyOptions.Default, new(), null, stop.Token));
    }

    private IReadOnlyList<string> Verify() => [.. Verify(folder).Select(l => l.Replace(folder + "/", "", StringComparison.Ordinal))];

    private static IEnumerable<string> Verify(string path)
    {
        var findings = new DiagnosticList();
        ReleaseVerifier.Verify(path, VerifyOptions.Default, findings, null, CancellationToken.None);
        return findings.Sorted().Select(d => d.ToString());
    }

    private sealed class Reports(List<WorkProgress> list) : IProgress<WorkProgress>
    {
        public void Report(WorkProgress value) => list.Add(value);
    }
}
