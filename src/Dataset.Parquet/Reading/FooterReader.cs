using System.Buffers.Binary;
using Dataset.Parquet.Metadata;
using Dataset.Parquet.Thrift;

namespace Dataset.Parquet.Reading;

/// <summary>The frame of a file: magic, footer, the footer's length, magic.</summary>
internal static class FooterReader
{
    /// <summary>The length of the footer and the magic after it.</summary>
    public const int TailSizeInBytes = 8;

    public static ParquetFileMetadata Read(ByteSource source, ParquetReaderOptions options)
    {
        var start = new Place(0);
        if (source.Length < ParquetMagic.SizeInBytes + TailSizeInBytes)
            throw start.Fault(ParquetRules.TooShort, $"expected at least 12 bytes, found {source.Length}");
        using (var head = source.Read(0, ParquetMagic.SizeInBytes))
        {
            if (!head.Span.SequenceEqual(ParquetMagic.Bytes) && !head.Span.SequenceEqual(ParquetMagic.EncryptedBytes))
                throw start.Fault(ParquetRules.NoMagicAtStart, $"expected PAR1, found the bytes {Convert.ToHexString(head.Span)}");
        }
        var tailOffset = source.Length - TailSizeInBytes;
        var tailPlace = start.At(tailOffset);
        long size;
        using (var tail = source.Read(tailOffset, TailSizeInBytes))
        {
            size = BinaryPrimitives.ReadUInt32LittleEndian(tail.Span);
            var magic = tail.Span[4..];
            if (magic.SequenceEqual(ParquetMagic.EncryptedBytes))
                throw tailPlace.At(tailOffset + 4)
                    .Fault(ParquetRules.UnsupportedEncryption, $"expected PAR1, found PARE: the footer is encrypted");
            if (!magic.SequenceEqual(ParquetMagic.Bytes))
                throw tailPlace.At(tailOffset + 4)
                    .Fault(ParquetRules.NoMagicAtEnd, $"expected PAR1, found the bytes {Convert.ToHexString(magic)}");
        }
        if (size > tailOffset - ParquetMagic.SizeInBytes)
            throw tailPlace.Fault(
                ParquetRules.FooterOutsideFile,
                $"expected a footer of at most {tailOffset - ParquetMagic.SizeInBytes} bytes, found a length of {size}");
        if (size > options.MaxFooterSizeInBytes)
            throw tailPlace.Fault(
                ParquetRules.FooterTooLong, $"expected a footer of at most {options.MaxFooterSizeInBytes} bytes, found a length of {size}");
        using var footer = source.Read(tailOffset - size, (int)size);
        var reader = new CompactReader(footer.Span, start.At(tailOffset - size));
        var metadata = FooterStructs.FileMetaData.ReadElement(ref reader);
        metadata.FooterSizeInBytes = reader.Position;
        if (reader.Position != size)
            throw reader.Fault(
                ParquetRules.FooterNotConsumed, $"expected a footer of {size} bytes, found one that ends after {reader.Position}");
        return metadata;
    }

    /// <summary>Where the footer starts, which ends what row groups and indexes may take up.</summary>
    public static long OffsetOf(ByteSource source, ParquetFileMetadata metadata) =>
        source.Length - TailSizeInBytes - metadata.FooterSizeInBytes;
}
