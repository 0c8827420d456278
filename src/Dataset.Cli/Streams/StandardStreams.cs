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
    /// Standard output, buffered, whose flush throws when it is full or was closed by its reader. The runtime's own console stream swallows
    /// the latter, and a file stream would write at offsets of its own, over what other processes append to the same file.
    /// </summary>
    public static TextWriter OpenOutput() => Writer(
        OperatingSystem.IsWindows() ? Console.OpenStandardOutput() : new DescriptorStream(1), 16384);

    /// <summary>Standard error. What cannot be written there is lost.</summary>
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

/// <summary>A POSIX file descriptor, written with <c>write(2)</c>; it stays open.</summary>
internal sealed class DescriptorStream(int descriptor) : Stream
{
    public override bool CanRead => false;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => throw new NotSupportedException();

    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    /// <inheritdoc cref="Posix.Write"/>
    public override void Write(ReadOnlySpan<byte> buffer)
    {
        while (buffer.Length > 0)
            buffer = buffer[Posix.Write(descriptor, buffer)..];
    }

    public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

    public override void Flush()
    {
    }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();
}

/// <summary>A stream for what may be lost: a hint that cannot be shown is no reason to fail.</summary>
internal sealed class BestEffortStream(Stream inner) : Stream
{
    public override bool CanRead => false;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => throw new NotSupportedException();

    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    public override void Write(ReadOnlySpan<byte> buffer)
    {
        try
        {
            inner.Write(buffer);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // Then it is lost.
        }
    }

    public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

    public override void Flush()
    {
    }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();
}

/// <summary>The reader closed standard output (<c>dataset inspect … | head</c>): no fault, and nothing to report.</summary>
internal sealed class ClosedOutputException() : IOException("Standard output was closed by its reader.");
