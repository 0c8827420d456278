using System.Buffers;
using System.Security.Cryptography;
using Dataset.Checksums;
using Dataset.Diagnostics;
using Dataset.Files;
using Dataset.Sources;
using Dataset.Sources.Reading;
using Microsoft.Win32.SafeHandles;

namespace Dataset.Releases.Sharding;

/// <summary>Digests of many files, most of them small: a buffer serves for all, and what fits into it is hashed at once.</summary>
internal static class SourceDigests
{
    /// <summary>Files that are worth a turn of their own on a thread.</summary>
    public const int BatchCount = 128;

    /// <summary>More than most texts have.</summary>
    private const int BufferInBytes = 1 << 16;

    /// <summary>Hashes files.</summary>
    /// <param name="context">Their source.</param>
    /// <param name="paths">In the source folder.</param>
    /// <param name="findings">Takes what is wrong with a file, which is then left out.</param>
    /// <param name="cancellation">Stops between two reads.</param>
    /// <exception cref="IOException">A file cannot be read.</exception>
    public static IReadOnlyList<SourceFile> Of(SourceContext context, IReadOnlyList<RelativePath> paths, DiagnosticList findings, CancellationToken cancellation)
    {
        var files = new List<SourceFile>(paths.Count);
        var buffer = ArrayPool<byte>.Shared.Rent(BufferInBytes);
        try
        {
            foreach (var path in paths)
            {
                using var handle = WholeFile.Open(context.PathOf(path), context.DisplayOf(path), findings);
                if (handle is null)
                    continue;
                var (size, digest) = Hash(handle, buffer, cancellation);
                files.Add(new(SourceFile.PathOf(path), size, digest));
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
        return files;
    }

    private static (long SizeInBytes, Digest Digest) Hash(SafeFileHandle handle, byte[] buffer, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        var filled = 0;
        for (int read; filled < buffer.Length && (read = RandomAccess.Read(handle, buffer.AsSpan(filled), filled)) > 0;)
            filled += read;
        if (filled < buffer.Length)
            return (filled, Digest.Of(buffer.AsSpan(0, filled)));
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(buffer, 0, filled);
        long size = filled;
        for (int read; (read = RandomAccess.Read(handle, buffer, size)) > 0; size += read)
        {
            cancellation.ThrowIfCancellationRequested();
            hash.AppendData(buffer, 0, read);
        }
        return (size, Digest.Of(hash));
    }
}
