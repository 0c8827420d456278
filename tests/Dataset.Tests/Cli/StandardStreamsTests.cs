namespace Dataset.Tests.Cli;

/// <summary>What becomes of output that cannot be written.</summary>
public class StandardStreamsTests
{

    [PosixFact]
    public async Task A_full_disk_behind_standard_output_is_one_line_and_status_3()
    {
        var run = await Shell("$TOOL --help >/dev/full");
        Assert.Equal((3, ""), (run.Status, run.Out));
        Assert.Equal(
            "dataset: Standard output: No space left on device. Free some space or delete some files, or write to another "
                + "disk.\n", run.Error);
    }

    [PosixFact]
    public async Task A_reader_that_went_away_is_no_news()
    {
        var run = await Shell("{ $TOOL --help; echo \"status $?\" >&2; } | true");
        Assert.Equal("status 3\n", run.Error);
    }

    [PosixFact]
    public async Task Closed_standard_output_is_one_line_and_status_3()
    {
        var run = await Shell("$TOOL --help >&-");
        Assert.Equal(3, run.Status);
        Assert.StartsWith("dataset: Standard output: ", run.Error, StringComparison.Ordinal);
        Assert.Equal(1, run.Error.Count(c => c == '\n'));
    }

    [PosixFact]
    public async Task With_nothing_to_write_to_the_status_still_tells()
    {
        Assert.Equal(2, (await Shell("$TOOL nonsense >&- 2>&- <&-")).Status);
    }

    [PosixFact]
    public async Task Both_streams_in_one_file_keep_their_order()
    {
        var folder = Directory.CreateTempSubdirectory("dataset-test-");
        try
        {
            var run = await Shell($"cd {folder.FullName} && echo before >log && $TOOL init new >>log 2>&1 && echo after >>log && cat log");
            var lines = run.Out.Split('\n');
            Assert.Equal("before", lines[0]);
            Assert.Equal(["Next: cd new && dataset build", "after", ""], lines[^3..]);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static async Task<CommandRun> Shell(string line)
    {
        using var process = CommandProcess.StartShell(line);
        return await process.EndAsync();
    }
}
