using System.Runtime.InteropServices;

namespace Dataset.Cli.Streams;

/// <summary>The system calls that standard output needs.</summary>
internal static partial class Posix
{
    private const int Interrupted = 4; // EINTR
    private const int BrokenPipe = 32; // EPIPE
    private const short CanWrite = 4; // POLLOUT
    private const int GetDescriptorFlags = 1; // F_GETFD

    /// <summary>EAGAIN: 35 on macOS and the BSDs, 11 on Linux.</summary>
    private static readonly int WouldBlock = OperatingSystem.IsLinux() ? 11 : 35;

    /// <summary>Writes some of the bytes, waiting where the descriptor does not block by itself.</summary>
    /// <returns>How many; at least one.</returns>
    /// <exception cref="ClosedOutputException">The reader has closed it.</exception>
    /// <exception cref="IOException">The descriptor cannot be written: a full disk, or it is closed.</exception>
    public static unsafe int Write(int descriptor, ReadOnlySpan<byte> bytes)
    {
        fixed (byte* start = bytes)
        {
            while (true)
            {
                var written = write(descriptor, start, bytes.Length);
                if (written > 0)
                    return (int)written;
                var error = Marshal.GetLastPInvokeError();
                if (error == BrokenPipe)
                    throw new ClosedOutputException();
                if (error == WouldBlock)
                {
                    var wait = new PollDescriptor { Descriptor = descriptor, Events = CanWrite };
                    _ = poll(&wait, 1, -1);
                }
                else if (error != Interrupted)
                {
                    throw new IOException($"Standard output: {Marshal.GetPInvokeErrorMessage(error)}.", error);
                }
            }
        }
    }

    /// <summary>
    /// Opens something in the place of each standard descriptor that the caller closed (<c>dataset … &gt;&amp;-</c>): the next file opened,
    /// perhaps one of a release, would get its number, and reports would be written into it.
    /// </summary>
    public static void FillStandardDescriptors()
    {
        for (var descriptor = 0; descriptor <= 2; descriptor++)
            if (fcntl(descriptor, GetDescriptorFlags) < 0)
                // The lowest free number, for reading only: writing there still fails.
                _ = open("/dev/null", 0);
    }

    /// <summary>How many files this process may have open at once. The runtime has raised it to the hard limit as it started.</summary>
    public static unsafe ulong MostOpenFiles()
    {
        var limits = stackalloc ulong[2]; // struct rlimit: the soft and the hard limit
        return getrlimit(OperatingSystem.IsLinux() ? 7 : 8, limits) == 0 ? limits[0] : ulong.MaxValue; // RLIMIT_NOFILE
    }

    [LibraryImport("libc")]
    private static unsafe partial int getrlimit(int resource, ulong* limits);

    [LibraryImport("libc")]
    private static partial int fcntl(int descriptor, int command);

    [LibraryImport("libc", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int open(string path, int flags);

    [LibraryImport("libc", SetLastError = true)]
    private static unsafe partial nint write(int descriptor, byte* bytes, nint count);

    [LibraryImport("libc", SetLastError = true)]
    private static unsafe partial int poll(PollDescriptor* descriptors, nuint count, int milliseconds);

    private struct PollDescriptor
    {
        public int Descriptor;
        public short Events;
        public short Returned;
    }
}
