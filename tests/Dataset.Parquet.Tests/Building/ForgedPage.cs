using System.IO.Hashing;
using Dataset.Parquet.Compression;
using Dataset.Parquet.Metadata;

namespace Dataset.Parquet.Tests.Building;

/// <summary>A page in the making.</summary>
internal sealed class ForgedPage
{
    public required PageHeader Header { get; set; }

    /// <summary>The body before compression.</summary>
    public required byte[] Body { get; set; }

    /// <summary>Called with the body as it will be on disk, before its checksum is computed.</summary>
    public Func<byte[], byte[]> EditCompressed { get; set; } = bytes => bytes;

    /// <summary>Called with the header once its sizes and checksum are known.</summary>
    public Func<PageHeader, PageHeader> EditHeader { get; set; } = header => header;

    public (PageHeader Header, byte[] Body) Make(CompressionCodec codec)
    {
        var body = EditCompressed(Header.Type != PageType.DataV2 ? Compress(codec, Body) : Body);
        return (EditHeader(Header with
        {
            UncompressedSizeInBytes = Body.Length,
            CompressedSizeInBytes = body.Length,
            Crc = Crc32.HashToUInt32(body),
        }), body);
    }

    private static byte[] Compress(CompressionCodec codec, byte[] body)
    {
        var room = new byte[PageCodec.LargestEncoding(codec, body.Length)];
        return room[..PageCodec.Compress(codec, level: 3, body, room)];
    }
}
