using Dataset.Cli;

namespace Dataset.Tests.Cli;

/// <summary>A wrong command line gives status 2, one line that says what is wrong, a hint, and nothing else.</summary>
public class UsageTests
{
    [Theory]
    [InlineData("", "Say what to do: ", "dataset --help")]
    [InlineData("biuld", "Unknown command 'biuld'.", "dataset --help")]
    [InlineData("help biuld", "Unknown command 'biuld'. Did you mean 'build'?", "dataset --help")]
    [InlineData("inti", "Unknown command 'inti'. Did you mean 'init'?", "dataset --help")]
    [InlineData("init", "DIR is missing.", "dataset init --help")]
    [InlineData("init a b", "Unknown argument 'b'.", "dataset init --help")]
    [InlineData(
        "init --debgu", "Unknown option '--debgu'. Did you mean '--debug'? (A path of that name is written ./--debgu.)",
        "dataset init --help")]
    [InlineData("shard", "--part I/N is missing.", "dataset shard --help")]
    [InlineData("restore a", "--source TEXTS is missing.", "dataset restore --help")]
    [InlineData("restore a --source", "--source needs a value, TEXTS.", "dataset restore --help")]
    [InlineData("init a --debgu", "Unknown option '--debgu'. Did you mean '--debug'?", "dataset init --help")]
    [InlineData(
        "validate --fromat json", "Unknown option '--fromat'. Did you mean '--format'? (A path of that name is written ./--fromat.)",
        "dataset validate --help")]
    [InlineData("build a --ouptut b", "Unknown option '--ouptut'. Did you mean '--output'?", "dataset build --help")]
    [InlineData("validate --jobs 1 --jobs 2", "--jobs is given 2 times; give it once.", "dataset validate --help")]
    [InlineData("[suggest]", "Say what to do: ", "dataset --help")]
    [InlineData("init -?", "Unknown option '-?'.", "dataset init --help")]
    [InlineData("init a @names", "Unknown argument '@names'.", "dataset init --help")]
    public void Says_what_is_wrong_and_where_to_read_on(string line, string message, string hint)
    {
        var run = CommandRun.Of(line.Split(' ', StringSplitOptions.RemoveEmptyEntries));
        Assert.Equal((2, ""), (run.Status, run.Out));
        var lines = run.Error.Split('\n');
        Assert.StartsWith($"dataset: {message}", lines[0], StringComparison.Ordinal);
        Assert.Equal([$"Try '{hint}'.", ""], lines[1..]);
    }

    [Theory]
    [InlineData("help build", "build --help")]
    [InlineData("build help", "build --help")]
    [InlineData("init help", "init --help")]
    [InlineData("build -h", "build --help")]
    [InlineData("help build x", "build --help")]
    [InlineData("help", "--help")]
    [InlineData("help help", "--help")]
    [InlineData("help --help", "--help")]
    public void Help_is_a_word_too(string line, string same) =>
        Assert.Equal(CommandRun.Of(same.Split(' ')), CommandRun.Of(line.Split(' ')));

    [Fact]
    public void An_empty_path_is_no_path()
    {
        var run = CommandRun.Of("init", "");
        Assert.Equal((2, "dataset: DIR is empty.\nTry 'dataset init --help'.\n"), (run.Status, run.Error));
    }

    /// <summary>Every option of every command that takes a value.</summary>
    public static TheoryData<string, string> Options
    {
        get
        {
            using var stop = new StopRequest();
            var root = CommandLine.Root(new Terminal(TextWriter.Null, TextWriter.Null, stop));
            return [.. from command in root.Subcommands
                from option in command.Options
                where option.HelpName is not null
                from name in option.Aliases.Append(option.Name)
                select (command.Name, name)];
        }
    }

    [Theory]
    [MemberData(nameof(Options))]
    public void An_empty_option_is_wrong_usage(string command, string option)
    {
        foreach (var line in new string[][] { [option, ""], [option + "="] })
        {
            string[] required = command switch
            {
                "shard" when option != "--part" => ["--part", "1/1"],
                "restore" when option != "--source" => ["--source", "texts"],
                _ => [],
            };
            var run = CommandRun.Of([command, .. required, "x", .. line]);
            Assert.Equal((2, ""), (run.Status, run.Out));
            Assert.StartsWith(
                $"dataset: {option}", run.Error.Replace("--output", option, StringComparison.Ordinal), StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Behind_two_dashes_everything_is_a_path()
    {
        var run = CommandRun.Of("validate", "--jobs", "1", "--", "-seeds");
        Assert.Equal((3, ""), (run.Status, run.Out));
        Assert.StartsWith("dataset: Expected a source folder at ./-seeds, found nothing. ", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Hostile_words_stay_on_one_line()
    {
        var run = CommandRun.Of("init", "a", "\u001b[2J\nb");
        Assert.Equal("dataset: Unknown argument '\\u{001B}[2J\\u{000A}b'.\nTry 'dataset init --help'.\n", run.Error);
    }

    [Fact]
    public void The_version_is_on_standard_output()
    {
        var run = CommandRun.Of("--version");
        Assert.Equal((0, ""), (run.Status, run.Error));
        Assert.Matches("^dataset [0-9]+\\.[0-9]+\\.[0-9]+\n$", run.Out);
    }
}
