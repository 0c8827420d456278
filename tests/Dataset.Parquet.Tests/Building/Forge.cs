using System.Buffers.Binary;
using Dataset.Parquet.Compression;
using Dataset.Parquet.Metadata;
using Dataset.Parquet.Thrift;

namespace Dataset.Parquet.Tests.Building;

/// <summary>
/// Takes a good file apart and puts it together again with one lie in it, all else made to agree with the lie: sizes,
/// checksums, offsets and totals. So a reader can only find the lie itself.
/// </summary>
internal sealed class Forge
{
    private ParquetFileMetadata file;

    private Forge(ParquetFileMetadata file, List<List<ForgedChunk>> groups)
    {
        this.file = file;
        Groups = groups;
    }

    public List<List<ForgedChunk>> Groups { get; }

    /// <summary>Called last with each row group and its ordinal.</summary>
    public Func<RowGroupMetadata, int, RowGroupMetadata> EditGroup { get; set; } = (group, _) => group;

    /// <summary>Called last with the footer.</summary>
    public Func<ParquetFileMetadata, ParquetFileMetadata> EditFile { get; set; } = footer => footer;

    /// <summary>Called last with the footer's bytes.</summary>
    public Func<byte[], byte[]> EditFooter { get; set; } = bytes => bytes;

    /// <summary>Bytes put between the last page and the indexes.</summary>
    public byte[] Gap { get; set; } = [];

    public static Forge Of(byte[] good)
    {
        using var reader = ParquetFileReader.Open(good);
        var groups = reader.Metadata.RowGroups.Select((group, g) => group.Columns.Select((chunk, c) => new ForgedChunk
        {
            Metadata = chunk,
            Pages = [.. reader.ReadPages(g, c).Select(page => new ForgedPage
            {
                Header = page.Header,
                Body = Decompress(good.AsSpan((int)page.Offset + page.HeaderSizeInBytes, page.Header.CompressedSizeInBytes), chunk.Codec),
            })],
        }).ToList()).ToList();
        return new(reader.Metadata, groups);
    }

    /// <summary>One column of one row group.</summary>
    public static Forge Of(ParquetColumn column, ColumnValues values, ParquetWriterOptions? options = null) =>
        Of(TestFile.Write(column, values, options));

    public byte[] Build()
    {
        using var output = new PooledBuffer();
        output.Add("PAR1"u8);
        var groups = new List<RowGroupMetadata>();
        for (var g = 0; g < Groups.Count; g++)
        {
            var start = output.Length;
            var chunks = Groups[g].Select(chunk => chunk.Append(output)).ToList();
            groups.Add(EditGroup(file.RowGroups[g] with
            {
                Columns = chunks,
                UncompressedSizeInBytes = chunks.Sum(chunk => chunk.UncompressedSizeInBytes),
                CompressedSizeInBytes = chunks.Sum(chunk => chunk.CompressedSizeInBytes),
                FileOffset = start,
            }, g));
        }
        output.Add(Gap);
        using var indexes = new PooledBuffer();
        var placed = IndexPlacement.Append(groups, output.Length, new(indexes));
        output.Add(indexes.Written);
        using var footer = new PooledBuffer();
        var rows = placed.Select((group, g) => group with
        {
            Columns = [.. group.Columns.Select((chunk, c) => Groups[g][c].EditPlaced(chunk))],
        });
        FooterStructs.FileMetaData.WriteElement(new(footer), EditFile(file with { RowGroups = [.. rows] }));
        return [.. output.Written, .. Tail(EditFooter(footer.Written.ToArray()))];
    }

    /// <summary>A file that has nothing but this footer.</summary>
    public static byte[] WithFooter(byte[] footer) => [.. "PAR1"u8, .. Tail(footer)];

    private static byte[] Tail(byte[] footer)
    {
        var length = new byte[4];
        BinaryPrimitives.WriteInt32LittleEndian(length, footer.Length);
        return [.. footer, .. length, .. "PAR1"u8];
    }

    private static byte[] Decompress(ReadOnlySpan<byte> body, CompressionCodec codec)
    {
        if (codec == CompressionCodec.Uncompressed)
            return body.ToArray();
        if (codec == CompressionCodec.Zstd)
        {
            using var zstd = new ZstdSharp.Decompressor();
            return zstd.Unwrap(body).ToArray();
        }
        Assert.True(SnappyDecoder.TryReadLength(body, out var length, out var size));
        var bytes = new byte[length];
        Assert.Equal(-1, SnappyDecoder.Decode(body[size..], bytes));
        return bytes;
    }
}
