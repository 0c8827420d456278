using Dataset.Cli;
using Dataset.Cli.Streams;

try
{
    StandardStreams.Prepare();
    using var stop = StopRequest.FromSignals();
    return CommandLine.Run(args, Terminal.OfProcess(StandardStreams.OpenOutput(), StandardStreams.OpenError(), stop));
}
#pragma warning disable CA1031 // Where the system gives no files or no memory, the tool cannot even load what describes failures.
catch (Exception)
#pragma warning restore CA1031
{
    StandardStreams.WriteError("dataset: Could not start. Let it open more files at once (ulimit -n), or give it more memory.\n"u8);
    return ExitStatus.Failed;
}
