using System.Diagnostics;

namespace Dataset.Tests.Cli;

/// <summary><c>dataset completion</c>.</summary>
public class CompletionTests
{
    [PosixTheory]
    [InlineData("dataset verif", "verify")]
    [InlineData("dataset build --re", "--replace")]
    [InlineData("dataset --ver", "--version")]
    [InlineData("dataset validate --wa", "--watch")]
    [InlineData("dataset build see", "")]
    [InlineData("dataset nonsense --re", "")]
    [InlineData("dataset validate --format git", "github gitlab")]
    [InlineData("dataset diff --format js", "json")]
    [InlineData("dataset completion z", "zsh")]
    [InlineData("dataset explain DS420", "DS4201 DS4202 DS4203 DS4204 DS4205")]
    [InlineData("dataset build --jobs 4", "")]
    public void Bash_completes_commands_and_options(string line, string expected)
    {
        var words = line.Split(' ');
        var script = CommandRun.Of("completion", "bash").Out
            + $"COMP_WORDS=({string.Join(' ', words)}); COMP_CWORD={words.Length - 1}; _dataset; echo \"${{COMPREPLY[*]}}\"";
        using var bash = Process.Start(new ProcessStartInfo("bash", ["--norc", "-c", script]) { RedirectStandardOutput = true })!;
        Assert.Equal(expected + "\n", bash.StandardOutput.ReadToEnd());
    }

    [Theory]
    [InlineData("zsh", "words='--key --name ")]
    [InlineData("fish", "complete -c dataset -n '__fish_seen_subcommand_from verify' -l key -r -d 'Check the signature")]
    [InlineData("fish", " -l format -r -f -a 'json markdown text' -d 'text (the default)")]
    [InlineData("fish", "complete -c dataset -n '__fish_seen_subcommand_from completion' -f -a 'bash fish pwsh zsh'\n")]
    [InlineData("pwsh", "    'validate --format' = 'github gitlab json junit sarif text'\n")]
    [InlineData("fish", "complete -c dataset -n __fish_use_subcommand -f -a pack -d 'Packs a release")]
    [InlineData("pwsh", "    'verify' = '--key --name ")]
    public void Every_shell_gets_every_command_and_option(string shell, string expected) =>
        Assert.Contains(expected, CommandRun.Of("completion", shell).Out, StringComparison.Ordinal);

    [Fact]
    public void Another_shell_is_wrong_usage() => Assert.Equal(
        (2, "dataset: completion takes bash, zsh, fish or pwsh, not 'csh'.\nTry 'dataset completion --help'.\n"),
        (CommandRun.Of("completion", "csh") is var run ? run.Status : 0, run.Error));
}
