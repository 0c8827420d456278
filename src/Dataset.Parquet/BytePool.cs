using System.Buffers;
using System.Numerics;

namespace Dataset.Parquet;

/// <summary>Byte arrays that are used again, for all threads.</summary>
/// <remarks>
/// The shared pool of the runtime keeps what a thread returns for that thread, and rounds up to powers of two. With buffers of many
/// megabytes that one thread fills and another one empties, that doubles the memory of the process. So large arrays are kept in one list
/// here, and what one stage of the work returns serves the next.
/// </remarks>
internal static class BytePool
{
    /// <summary>Arrays up to this size, a power of two as all of its sizes are, come from the shared pool, which needs no lock.</summary>
    private const int SmallInBytes = 1 << 18;

    /// <summary>
    /// What is kept for the next; beyond it, those unused for longest are left to the garbage collector, so that neither one
    /// huge row group nor the sizes of an earlier stage are paid for ever.
    /// </summary>
    private const long MaximumKeptInBytes = 256 << 20;

    private const long WorthTrimmingInBytes = 32 << 20;

    private static readonly Lock Guard = new();

    /// <summary>In the order in which they came back.</summary>
    private static readonly List<byte[]> Free = [];
    private static long keptInBytes;

    /// <summary>Gives an array of at least so many bytes, of unknown content; <see cref="Return"/> takes it back.</summary>
    public static byte[] Rent(int size)
    {
        if (size <= SmallInBytes)
            return ArrayPool<byte>.Shared.Rent(size);
        lock (Guard)
        {
            // The smallest that will do, but none so large that another caller would miss it.
            var best = -1;
            for (var i = 0; i < Free.Count; i++)
                if (Free[i].Length >= size && Free[i].Length / 2 <= size && (best < 0 || Free[i].Length < Free[best].Length))
                    best = i;
            if (best >= 0)
            {
                var found = Free[best];
                Free.RemoveAt(best);
                keptInBytes -= found.Length;
                return found;
            }
        }
        // Sizes in steps of an eighth, so that the next array of about the same size finds this one.
        var step = BitOperations.RoundUpToPowerOf2((uint)size) / 8;
        return GC.AllocateUninitializedArray<byte>((int)Math.Min(Array.MaxLength, (size + step - 1) / step * step));
    }

    /// <summary>
    /// Gives what is free back to the system, between two stages of which the second has no use for the sizes of the first. Where that is
    /// little it is kept, since giving it back takes a collection of all garbage.
    /// </summary>
    public static void Trim()
    {
        lock (Guard)
        {
            if (keptInBytes < WorthTrimmingInBytes)
                return;
            Free.Clear();
            keptInBytes = 0;
        }
        GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
    }

    /// <summary>Takes an array back, which is not to be used any more.</summary>
    public static void Return(byte[] array)
    {
        ArgumentNullException.ThrowIfNull(array);
        if (array.Length <= SmallInBytes)
        {
            ArrayPool<byte>.Shared.Return(array);
            return;
        }
        lock (Guard)
        {
            Free.Add(array);
            keptInBytes += array.Length;
            var unwanted = 0;
            for (; keptInBytes > MaximumKeptInBytes; unwanted++)
                keptInBytes -= Free[unwanted].Length;
            Free.RemoveRange(0, unwanted);
        }
    }
}
