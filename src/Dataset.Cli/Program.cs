using Dataset.Cli;
using Dataset.Cli.Streams;

const int OpenFilesNeeded = 256; // The release of five articles takes some 150 with two processors.

try
{
    StandardStreams.Prepare();
    // With fewer, the system refuses a file in the middle of the work, even one of the runtime's own, and cleaning up needs some as well.
    if (!OperatingSystem.IsWindows() && Posix.MostOpenFiles() is var most and < OpenFilesNeeded)
    {
        StandardStreams.WriteError(System.Text.Encoding.UTF8.GetBytes(
            $"dataset: Could not start: it may open {most} files at once and needs {OpenFilesNeeded}. Raise the limit (ulimit -n).\n"));
        return ExitStatus.Failed;
    }
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
