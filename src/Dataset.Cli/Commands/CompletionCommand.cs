using System.CommandLine;

namespace Dataset.Cli.Commands;

/// <summary><c>dataset completion</c>: a script by which a shell completes commands and options; paths it completes itself.</summary>
internal sealed class CompletionCommand : DatasetCommand
{
    private static readonly (string Name, Func<Command, string> Script)[] Shells =
        [("bash", Bash), ("zsh", Zsh), ("fish", Fish), ("pwsh", PowerShell)];

    private readonly Argument<string> shell = CommonArguments.Required("SHELL", "bash, zsh, fish or pwsh.");

    public CompletionCommand(Terminal terminal)
        : base(terminal, "completion", "Writes a script that completes commands and options in a shell.")
    {
        shell.CustomParser = result => CommonOptions.Choice(result, "completion", [.. Shells.Select(s => (s.Name, s.Name))]);
        Add(shell);
    }

    public override IReadOnlyList<(string Line, string Meaning)> Examples =>
    [
        ("dataset completion bash", "Put the line 'source <(dataset completion bash)' into ~/.bashrc."),
        ("dataset completion zsh", "Put the line 'source <(dataset completion zsh)' into ~/.zshrc, after compinit."),
        ("dataset completion fish", "Write it to ~/.config/fish/completions/dataset.fish."),
        ("dataset completion pwsh", "Put the line 'dataset completion pwsh | Out-String | Invoke-Expression' into $PROFILE."),
    ];

    protected override string FineMeans => "The script is written.";

    protected override string? FindingsMean => null;

    protected override int Run(ParseResult line)
    {
        var name = line.GetRequiredValue(shell);
        Terminal.Out.Write(Array.Find(Shells, s => s.Name == name).Script((Command)Parents.Single()));
        return ExitStatus.Fine;
    }

    private static string Bash(Command root) => $$"""
        _dataset() {
          local words=''
          if [ "$COMP_CWORD" -eq 1 ]; then
            words='{{Words(root)}}'
          else
            case "${COMP_WORDS[1]}" in
        {{Lines(root, c => $"      {c.Name}) words='{Words(c)}' ;;")}}
            esac
            case "${COMP_WORDS[COMP_CWORD]}" in -*) ;; *) words='' ;; esac
          fi
          COMPREPLY=( $(compgen -W "$words" -- "${COMP_WORDS[COMP_CWORD]}") )
        }
        complete -o default -F _dataset dataset

        """;

    // zsh runs completions written for bash.
    private static string Zsh(Command root) => "autoload -Uz bashcompinit && bashcompinit\n" + Bash(root);

    private static string Fish(Command root) => $"""
        {Lines(root, c => $"complete -c dataset -n __fish_use_subcommand -f -a {c.Name} -d {Quoted(c.Description)}")}
        {Lines(root, c => string.Join('\n', OptionsOf(c).Select(o =>
            $"complete -c dataset -n '__fish_seen_subcommand_from {c.Name}' -l {o.Name[2..]}{(o.HelpName is null ? "" : " -r")} "
                + $"-d {Quoted(o.Description)}")))}

        """;

    private static string PowerShell(Command root) => $$"""
        Register-ArgumentCompleter -Native -CommandName dataset -ScriptBlock {
          param($word, $line, $cursor)
          $words = @{
            '' = '{{Words(root)}}'
        {{Lines(root, c => $"    '{c.Name}' = '{Words(c)}'")}}
          }
          $given = @($line.CommandElements | ForEach-Object { $_.ToString() })
          $command = if ($given.Count -gt 2 -or ($given.Count -eq 2 -and $word -eq '')) { $given[1] } else { '' }
          if ($command -ne '' -and -not $word.StartsWith('-')) { return }
          "$($words[$command])".Split(' ') | Where-Object { $_.StartsWith($word) } | ForEach-Object {
            [System.Management.Automation.CompletionResult]::new($_)
          }
        }

        """;

    private static string Lines(Command root, Func<Command, string> line) => string.Join('\n', root.Subcommands.Select(line));

    private static string Words(Command command) =>
        string.Join(' ', command.Subcommands.Select(c => c.Name).Concat(OptionsOf(command).Select(o => o.Name)));

    /// <summary>A command's options and those of the tool that every command takes.</summary>
    private static IEnumerable<Option> OptionsOf(Command command) =>
        command.Options.Concat(command.Parents.OfType<Command>().SelectMany(p => p.Options.Where(o => o.Recursive))).Where(o => !o.Hidden);

    private static string Quoted(string? text) => $"'{text?.Replace("'", "\\'", StringComparison.Ordinal)}'";
}
