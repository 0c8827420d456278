namespace Dataset.Cli;

/// <summary>What a command tells the shell. The numbers are part of the contract; scripts branch on them.</summary>
internal static class ExitStatus
{
    /// <summary>Done, and nothing of severity error was found.</summary>
    public const int Fine = 0;

    /// <summary>Findings of severity error.</summary>
    public const int Findings = 1;

    /// <summary>The command line is wrong.</summary>
    public const int Usage = 2;

    /// <summary>Could not run: a file cannot be read or written, the disk is full.</summary>
    public const int Failed = 3;

    /// <summary>Stopped by SIGINT (Ctrl-C): 128 + 2, as shells count.</summary>
    public const int Interrupted = 130;

    /// <summary>Stopped by SIGTERM: 128 + 15.</summary>
    public const int Terminated = 143;
}
