using System.IO.Hashing;
using Dataset.Parquet.Compression;
using Dataset.Parquet.Metadata;
using Dataset.Parquet.Thrift;

namespace Dataset.Parquet.Writing;

/// <summary>
/// The finished pages of a column chunk, in pooled blocks. A page is compressed to where it will stay; its header, whose
/// length is known only then, is put right before it.
/// </summary>
internal sealed class PageBlocks(CompressionCodec codec, int level) : IDisposable
{
    private const int BlockSizeInBytes = 4 << 20;

    /// <summary>No header that this library writes is longer (the longest is 43 bytes).</summary>
    private const int LargestHeaderInBytes = 64;

    private readonly List<byte[]> blocks = [];
    private readonly List<ReadOnlyMemory<byte>> pages = [];
    private int used;

    /// <summary>Each page with its header.</summary>
    public IReadOnlyList<ReadOnlyMemory<byte>> Pages => pages;

    /// <summary>All pages with their headers.</summary>
    public long SizeInBytes { get; private set; }

    /// <summary>The same before compression.</summary>
    public long UncompressedSizeInBytes { get; private set; }

    /// <summary>Compresses a body and puts the header before it.</summary>
    /// <param name="header">All but the sizes and the checksum, which are filled in.</param>
    /// <param name="body">The body, uncompressed.</param>
    /// <returns>The size on disk, with the header.</returns>
    public int Add(PageHeader header, ReadOnlySpan<byte> body)
    {
        var largest = PageCodec.LargestEncoding(codec, body.Length);
        var block = BlockWith(checked(LargestHeaderInBytes + largest));
        var room = block.AsSpan(used + LargestHeaderInBytes);
        var size = PageCodec.Compress(codec, level, body, room);
        header = header with
        {
            UncompressedSizeInBytes = body.Length,
            CompressedSizeInBytes = size,
            Crc = Crc32.HashToUInt32(room[..size]),
        };
        using var bytes = new PooledBuffer(LargestHeaderInBytes);
        PageStructs.PageHeader.WriteElement(new(bytes), header);
        var start = used + LargestHeaderInBytes - bytes.Length;
        bytes.Written.CopyTo(block.AsSpan(start));
        var page = block.AsMemory(start, bytes.Length + size);
        pages.Add(page);
        used += LargestHeaderInBytes + size;
        SizeInBytes += page.Length;
        UncompressedSizeInBytes += bytes.Length + body.Length;
        return page.Length;
    }

    public void Dispose()
    {
        foreach (var block in blocks)
            BytePool.Return(block);
        blocks.Clear();
        pages.Clear();
    }

    private byte[] BlockWith(int size)
    {
        if (blocks.Count > 0 && blocks[^1].Length - used >= size)
            return blocks[^1];
        var block = BytePool.Rent(Math.Max(size, BlockSizeInBytes));
        blocks.Add(block);
        used = 0;
        return block;
    }
}
