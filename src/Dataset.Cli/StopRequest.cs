using System.Runtime.InteropServices;

namespace Dataset.Cli;

/// <summary>Whether the command was asked to stop, and the exit status that it then ends with.</summary>
internal sealed class StopRequest : IDisposable
{
    private readonly CancellationTokenSource source = new();
    private readonly List<PosixSignalRegistration> registrations = [];
    private int status;

    /// <summary>Cancelled when the command is to stop; the library then takes its staging away and throws.</summary>
    public CancellationToken Token => source.Token;

    /// <summary>The exit status of a stopped command; 0 until then.</summary>
    public int Status => Volatile.Read(ref status);

    /// <summary>SIGXFSZ of Linux and macOS, which ends a process that writes more into a file than its limit allows.</summary>
    private const PosixSignal FileTooLarge = (PosixSignal)25;

    /// <summary>A request that Ctrl-C and <c>kill</c> make.</summary>
    public static StopRequest FromSignals()
    {
        var request = new StopRequest();
        request.registrations.Add(PosixSignalRegistration.Create(PosixSignal.SIGINT, c => request.Signal(c, ExitStatus.Interrupted)));
        request.registrations.Add(PosixSignalRegistration.Create(PosixSignal.SIGTERM, c => request.Signal(c, ExitStatus.Terminated)));
        // The write then fails, and the command says so and takes its staging away.
        if (!OperatingSystem.IsWindows())
            request.registrations.Add(PosixSignalRegistration.Create(FileTooLarge, c => c.Cancel = true));
        return request;
    }

    public void Make(int exitStatus)
    {
        Interlocked.CompareExchange(ref status, exitStatus, 0);
        source.Cancel();
    }

    public void Dispose()
    {
        foreach (var registration in registrations)
            registration.Dispose();
        source.Dispose();
    }

    private void Signal(PosixSignalContext context, int exitStatus)
    {
        // A second one ends the process at once; the next build removes what staging it leaves.
        context.Cancel = Status == 0;
        Make(exitStatus);
    }
}
