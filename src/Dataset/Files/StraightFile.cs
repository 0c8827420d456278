using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Dataset.Files;

/// <summary>
/// A new file that is written from its beginning to its end and then not read: where the system can, straight to the disk, not by way of
/// the memory in which the system keeps files. That memory stays with the files that are still to be read, and nothing is copied twice.
/// </summary>
/// <remarks>
/// Without the system's memory, places, lengths and addresses are multiples of the disk's blocks (open(2), O_DIRECT). So whole buffers are
/// written, and the rest as ever.
/// </remarks>
internal sealed unsafe class StraightFile : IDisposable
{
    private const int BufferInBytes = 8 << 20;

    /// <summary>A multiple of the blocks of every disk that we know of.</summary>
    private const int BlockInBytes = 4096;

    /// <summary>Below that the system's memory is none too many.</summary>
    private const long WorthInBytes = 4 << 20;

    /// <summary>Through the system's memory: after so many bytes the disk begins to work.</summary>
    private const long FlushInBytes = 32 << 20;

    private readonly string path;
    private readonly DiskQueue disk;
    private readonly SafeFileHandle file;
    private readonly byte* buffer;
    private readonly int capacity;
    private int count;
    private long written;
    private long flushed;
    private bool isStraight;

    /// <param name="path">Where nothing stands yet.</param>
    /// <param name="size">About how many bytes are going to be written.</param>
    /// <param name="disk">Forces the file to the disk.</param>
    /// <exception cref="IOException">The file is there already, or cannot be made.</exception>
    public StraightFile(string path, long size, DiskQueue disk)
    {
        (this.path, this.disk) = (path, disk);
        file = File.OpenHandle(path, FileMode.CreateNew, FileAccess.Write, FileShare.Read);
        capacity = (int)Math.Min(BufferInBytes, (size / BlockInBytes + 1) * BlockInBytes);
        buffer = (byte*)NativeMemory.AlignedAlloc((nuint)capacity, BlockInBytes);
        isStraight = size >= WorthInBytes && Posix.TrySetDirect(file, true);
    }

    /// <summary>Bytes so far.</summary>
    public long Length => written + count;

    /// <summary>Room for the next bytes, at least one: what is put at its beginning is taken by <see cref="Take"/>.</summary>
    public Span<byte> Room => new(buffer + count, capacity - count);

    /// <summary>Takes bytes that were put into <see cref="Room"/>.</summary>
    /// <exception cref="IOException">They could not be written.</exception>
    public void Take(int length)
    {
        count += length;
        if (count == capacity)
            WriteOut();
    }

    /// <summary>Appends bytes.</summary>
    /// <exception cref="IOException">They could not be written.</exception>
    public void Append(ReadOnlySpan<byte> bytes)
    {
        while (!bytes.IsEmpty)
        {
            var length = Math.Min(bytes.Length, Room.Length);
            bytes[..length].CopyTo(Room);
            bytes = bytes[length..];
            Take(length);
        }
    }

    /// <summary>Writes what is left, then bytes in the place of others; nothing can be appended after it.</summary>
    /// <exception cref="IOException">They could not be written.</exception>
    public void Finish(IEnumerable<(long Offset, byte[] Bytes)> instead)
    {
        LeaveStraight();
        WriteOut();
        foreach (var (offset, bytes) in instead)
            Posix.Write(file, bytes, offset, path);
    }

    /// <summary>Hands the file over to be forced to the disk and closed.</summary>
    public void Dispose()
    {
        NativeMemory.AlignedFree(buffer);
        disk.Complete(file, path);
    }

    private void WriteOut()
    {
        var bytes = new ReadOnlySpan<byte>(buffer, count);
        try
        {
            Posix.Write(file, bytes, written, path);
        }
        catch (IOException problem) when (isStraight && problem.HResult == Posix.InvalidArgument)
        {
            // A disk of larger blocks, or a system that only said that it could.
            LeaveStraight();
            Posix.Write(file, bytes, written, path);
        }
        (written, count) = (written + bytes.Length, 0);
        if (isStraight || written - flushed < FlushInBytes)
            return;
        disk.Begin(file, path);
        flushed = written;
    }

    private void LeaveStraight()
    {
        if (isStraight)
            Posix.TrySetDirect(file, false);
        isStraight = false;
    }
}
