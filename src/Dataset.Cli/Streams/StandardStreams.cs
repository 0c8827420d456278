using System.Text;

namespace Dataset.Cli.Streams;

/// <summary>The process's standard output and error as UTF-8 with LF, whatever the locale says.</summary>
internal static class StandardStreams
{
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false);

    /// <summary>Must run before anything else opens a file.</summary>
    public static void Prepare()
    {
        if (!OperatingSystem.IsWindows())
            Posix.FillStandardDescriptors();
        else if (!Console.IsOutputRedirected || !Console.IsErrorRedirected)
            Console.OutputEncoding = Utf8;
    }

    /// <summary>
    /// Standard output, buffered, whose flush throws when it is full or its reader is gone. The runtime's own console stream swallows the
    /// latter, and a file stream would write at offsets of its own, over what other processes append to the same file.
    /// </summary>
    public static TextWriter OpenOutput() => Writer(
        OperatingSystem.IsWindows() ? Console.OpenStandardOutput() : new DescriptorStream(1), 16384);

    /// <summary>Standard error; what cannot be said there is not said.</summary>
    public static TextWriter OpenError() => Writer(
        new BestEffortStream(OperatingSystem.IsWindows() ? Console.OpenStandardError() : new DescriptorStream(2)), 1024);

    /// <summary>Writes to standard error with nothing but a system call, where nothing else can be loaded any more.</summary>
    public static void WriteError(ReadOnlySpan<byte> utf8)
    {
        if (!OperatingSystem.IsWindows())
            _ = Posix.Write(2, utf8);
    }

    private static StreamWriter Writer(Stream stream, int bufferSize) => new(stream, Utf8, bufferSize) { NewLine = "\n" };
}
