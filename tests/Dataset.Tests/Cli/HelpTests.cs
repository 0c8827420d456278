using Dataset.Cli;
using Dataset.Cli.Commands;

namespace Dataset.Tests.Cli;

public class HelpTests
{
    public static TheoryData<string> Commands => [.. Root().Subcommands.Select(c => c.Name)];

    [Fact]
    public void The_list_of_commands_is_as_approved() => Check("dataset", CommandRun.Of("--help"));

    [Theory]
    [MemberData(nameof(Commands))]
    public void What_a_command_teaches_is_as_approved(string command) => Check(command, CommandRun.Of(command, "--help"));

    [Theory]
    [MemberData(nameof(Commands))]
    public void Every_option_and_argument_is_described(string name)
    {
        var command = Assert.IsAssignableFrom<DatasetCommand>(Root().Subcommands.Single(c => c.Name == name));
        AssertEx.All(
            command.Options.Concat<System.CommandLine.Symbol>(command.Arguments),
            s => Assert.False(string.IsNullOrEmpty(s.Description), s.Name));
        Assert.NotEmpty(command.Examples);
        AssertEx.All(command.Examples, e => Assert.StartsWith($"dataset {name} ", e.Line + " ", StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Commands))]
    public void Every_example_is_a_line_that_the_command_takes(string name)
    {
        var root = Root();
        var command = (DatasetCommand)root.Subcommands.Single(c => c.Name == name);
        AssertEx.All(command.Examples, e => Assert.Empty(root.Parse(e.Line.Split(' ')[1..]).Errors));
    }

    [Fact]
    public void Help_wins_over_what_is_wrong_with_the_rest_of_the_line()
    {
        var run = CommandRun.Of("init", "--help", "--nonsense", "a", "b");
        Assert.Equal((0, CommandRun.Of("init", "--help").Out), (run.Status, run.Out));
    }

    private static System.CommandLine.RootCommand Root()
    {
        var stop = new StopRequest();
        return CommandLine.Root(new Terminal(TextWriter.Null, TextWriter.Null, stop));
    }

    private static void Check(string name, CommandRun run)
    {
        Assert.Equal((0, ""), (run.Status, run.Error));
        AssertEx.All(run.Out.Split('\n'), line => Assert.True(line.Length <= 80 && line.TrimEnd() == line, line));
        Approved.Check($"Cli/Help/{name}.txt", run.Out);
    }
}
