using System.IO.Hashing;
using Dataset.Files;
using ICSharpCode.SharpZipLib;
using ICSharpCode.SharpZipLib.Zip.Compression;
using Microsoft.Win32.SafeHandles;

namespace Dataset.Releases.Zip;

/// <summary>
/// Deflate (RFC 1951), by an encoder in C# of one version: the same bytes on every machine. The runtime's own is another library with each
/// system and processor.
/// </summary>
internal static class DeflatedFile
{
    private const int PieceInBytes = 1 << 18;

    /// <summary>Deflates from a file's start to its end.</summary>
    /// <param name="content">The file.</param>
    /// <param name="target">Takes the deflated bytes.</param>
    /// <param name="cancellation">Stops it.</param>
    /// <returns>The file's size and CRC-32, and the number of deflated bytes.</returns>
    /// <exception cref="IOException">The disk refused.</exception>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    public static (long SizeInBytes, uint Crc, long DeflatedSize) Pack(
        Stream content, SafeFileHandle target, CancellationToken cancellation)
    {
        var deflater = new Deflater(Deflater.DEFAULT_COMPRESSION, noZlibHeaderOrFooter: true);
        var (input, output, size, length, crc) = (new byte[PieceInBytes], new byte[PieceInBytes], 0L, 0L, new Crc32());
        while (!deflater.IsFinished)
        {
            cancellation.ThrowIfCancellationRequested();
            if (content.ReadAtLeast(input, input.Length, throwOnEndOfStream: false) is > 0 and var read)
            {
                deflater.SetInput(input, 0, read);
                crc.Append(input.AsSpan(0, read));
                size += read;
            }
            else
            {
                deflater.Finish();
            }
            for (int made; (made = deflater.Deflate(output)) > 0; length += made)
                Posix.Write(target, output.AsSpan(0, made), length, "the temporary folder");
        }
        return (size, crc.GetCurrentHashAsUInt32(), length);
    }

    /// <summary>Unpacks, no further than to a size, whatever the bytes.</summary>
    /// <param name="deflated">Read to its end.</param>
    /// <param name="size">What must come out, in bytes.</param>
    /// <param name="target">Takes what comes out.</param>
    /// <returns>What was found in place of so many bytes; null where nothing is wrong.</returns>
    /// <exception cref="IOException">The disk refused.</exception>
    public static string? Unpack(Stream deflated, long size, SafeFileHandle target)
    {
        var inflater = new Inflater(noHeader: true);
        var (input, output, length) = (new byte[PieceInBytes], new byte[PieceInBytes], 0L);
        try
        {
            while (!inflater.IsFinished)
            {
                if (inflater.IsNeedingInput)
                {
                    if (deflated.Read(input) is > 0 and var read)
                        inflater.SetInput(input, 0, read);
                    else
                        return FormattableString.Invariant($"{length}, and an end in the midst of what is deflated");
                }
                var made = inflater.Inflate(output);
                if (length + made > size)
                    return "more";
                if (made == 0 && !inflater.IsNeedingInput && !inflater.IsFinished)
                    return FormattableString.Invariant($"{length}, and then nothing");
                Posix.Write(target, output.AsSpan(0, made), length, "the temporary folder");
                length += made;
            }
        }
        catch (Exception e) when (e is SharpZipBaseException or IndexOutOfRangeException or ArgumentException)
        {
            // The decoder has no word of its own for some bytes, and runs out of the bounds of its tables.
            return FormattableString.Invariant($"{length}, and then bytes that nothing deflates to");
        }
        return length < size ? FormattableString.Invariant($"{length}")
            : inflater.RemainingInput > 0 || deflated.Position < deflated.Length ? "them, and other bytes after their end" : null;
    }
}
