using System.Collections.Concurrent;
using System.Security.Cryptography;
using Dataset.Diagnostics;
using Dataset.Files;
using Dataset.Parquet;
using Dataset.Releases.Reading;
using Dataset.Tables;

namespace Dataset.Verification;

/// <summary>The digests of a release's files, several at once, each file read once.</summary>
/// <param name="files">The release.</param>
/// <param name="written">Digests that are known already; those files are not read.</param>
/// <param name="work">The threads.</param>
internal sealed class FileDigests(ReleaseFiles files, IReadOnlyDictionary<RelativePath, Digest> written, WorkQueue work)
{
    private const int PieceInBytes = 1 << 18;

    /// <summary>After so many pieces a file makes room for other work.</summary>
    private const int StepPieces = 16;

    /// <summary>Below that a file is hashed by the caller: handing it to another thread takes longer.</summary>
    private const int WorthTaskInBytes = 1 << 16;

    private readonly ConcurrentDictionary<RelativePath, Task<FileDigest>> digests = [];

    /// <summary>Begins with a file that is there, unless it has been begun.</summary>
    public void Begin(RelativePath path)
    {
        if (!written.ContainsKey(path) && files.Find(path)!.SizeInBytes >= WorthTaskInBytes)
            digests.GetOrAdd(path, p => work.RunInSteps(() => HashAsync(p)));
    }

    /// <summary>The size and digest of a file that is there, once they are known.</summary>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public FileDigest Of(RelativePath path)
    {
        if (written.TryGetValue(path, out var known))
            return new(files.Find(path)!.SizeInBytes, known);
        Begin(path);
        return digests.TryGetValue(path, out var digest) ? digest.GetAwaiter().GetResult() : HashAsync(path).GetAwaiter().GetResult();
    }

    /// <summary>Waits until nothing is read any more, whatever became of it.</summary>
    public void Settle()
    {
        foreach (var digest in digests.Values)
            WorkQueue.Settle(digest);
    }

    private async Task<FileDigest> HashAsync(RelativePath path)
    {
        using var stream = files.Open(path);
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var buffer = BytePool.Rent((int)Math.Clamp(stream.Length, 1, PieceInBytes));
        var size = 0L;
        try
        {
            for (int read, pieces = 1; (read = stream.Read(buffer)) > 0; size += read, pieces++)
            {
                work.Cancellation.ThrowIfCancellationRequested();
                hash.AppendData(buffer, 0, read);
                // Rows are read meanwhile; whole files must not be in their way.
                if (pieces % StepPieces == 0)
                    await Task.Yield();
            }
        }
        finally
        {
            BytePool.Return(buffer);
        }
        return new(size, Digest.Of(hash));
    }
}

/// <summary>What a list of a release says of a file.</summary>
/// <param name="List">The list.</param>
/// <param name="Place">Where it says so.</param>
/// <param name="SizeInBytes">Null where the list does not say.</param>
internal sealed record FileClaim(FileList List, Location Place, Digest Digest, long? SizeInBytes)
{
    public bool Holds(FileDigest found) => Digest == found.Digest && (SizeInBytes ?? found.SizeInBytes) == found.SizeInBytes;
}

/// <summary>What was found when a file was read from its start to its end.</summary>
internal readonly record struct FileDigest(long SizeInBytes, Digest Digest);
