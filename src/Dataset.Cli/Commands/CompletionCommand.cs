using System.CommandLine;
using System.CommandLine.Completions;

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
        shell.CompletionSources.Add([.. Shells.Select(s => s.Name)]);
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
          local words='' values=''
          if [ "$COMP_CWORD" -eq 1 ]; then
            words='{{Words(root)}}'
          else
            case "${COMP_WORDS[1]}" in
        {{Lines(root, c => [$"      {c.Name}) words='{Words(c)}' ;;"])}}
            esac
            case "${COMP_WORDS[1]} ${COMP_WORDS[COMP_CWORD-1]}" in
        {{Lines(root, c => ValuesOf(c).Select(v => $"      '{v.After}') values='{v.Words}' ;;"))}}
            esac
            case "${COMP_WORDS[COMP_CWORD]}" in -*) ;; *) words=$values ;; esac
          fi
          COMPREPLY=( $(compgen -W "$words" -- "${COMP_WORDS[COMP_CWORD]}") )
        }
        complete -o default -F _dataset dataset

        """;

    // zsh runs completions written for bash.
    private static string Zsh(Command root) => "autoload -Uz bashcompinit && bashcompinit\n" + Bash(root);

    private static string Fish(Command root) => $"""
        {Lines(root, c => [$"complete -c dataset -n __fish_use_subcommand -f -a {c.Name} -d {Quoted(c.Description)}"])}
        {Lines(root, c => OptionsOf(c).Select(o =>
            $"complete -c dataset -n '__fish_seen_subcommand_from {c.Name}' -l {o.Name[2..]}{(o.HelpName is null ? "" : " -r")} "
                + (Of(o) is { Length: > 0 } values ? $"-f -a '{values}' " : "") + $"-d {Quoted(o.Description)}"))}
        {Lines(root, c => c.Arguments.Select(Of).Where(v => v.Length > 0).Select(v =>
            $"complete -c dataset -n '__fish_seen_subcommand_from {c.Name}' -f -a '{v}'"))}

        """;

    private static string PowerShell(Command root) => $$"""
        Register-ArgumentCompleter -Native -CommandName dataset -ScriptBlock {
          param($word, $line, $cursor)
          $words = @{
            '' = '{{Words(root)}}'
        {{Lines(root, c => [$"    '{c.Name}' = '{Words(c)}'", .. ValuesOf(c).Select(v => $"    '{v.After}' = '{v.Words}'")])}}
          }
          $given = @($line.CommandElements | ForEach-Object { $_.ToString() })
          $command = if ($given.Count -gt 2 -or ($given.Count -eq 2 -and $word -eq '')) { $given[1] } else { '' }
          $before = if ($word -eq '') { $given[-1] } else { $given[-2] }
          $known = if ($word.StartsWith('-') -or $command -eq '') { $words[$command] } else { $words["$command $before"] }
          if (-not $known) { return }
          "$known".Split(' ') | Where-Object { $_.StartsWith($word) } | ForEach-Object {
            [System.Management.Automation.CompletionResult]::new($_)
          }
        }

        """;

    private static string Lines(Command root, Func<Command, IEnumerable<string>> lines) =>
        string.Join('\n', root.Subcommands.SelectMany(lines));

    /// <summary>The words that may come after a command, or after an option of it, where there are only some.</summary>
    private static IEnumerable<(string After, string Words)> ValuesOf(Command command) =>
        OptionsOf(command).Select(o => ($"{command.Name} {o.Name}", Of(o)))
            .Concat(command.Arguments.Select(a => ($"{command.Name} {command.Name}", Of(a))))
            .Where(v => v.Item2.Length > 0);

    private static string Of(Option option) =>
        option.HelpName is null ? "" : string.Join(' ', option.GetCompletions(CompletionContext.Empty).Select(c => c.Label));

    private static string Of(Argument argument) =>
        string.Join(' ', argument.GetCompletions(CompletionContext.Empty).Select(c => c.Label));

    private static string Words(Command command) =>
        string.Join(' ', command.Subcommands.Select(c => c.Name).Concat(OptionsOf(command).Select(o => o.Name)));

    /// <summary>A command's options and those of the tool that every command takes.</summary>
    private static IEnumerable<Option> OptionsOf(Command command) =>
        command.Options.Concat(command.Parents.OfType<Command>().SelectMany(p => p.Options.Where(o => o.Recursive))).Where(o => !o.Hidden);

    private static string Quoted(string? text) => $"'{text?.Replace("'", "\\'", StringComparison.Ordinal)}'";
}
