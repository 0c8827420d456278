using System.Buffers.Binary;
using System.IO.Compression;
using System.IO.Hashing;
using Dataset.Parquet.Compression;
using Dataset.Parquet.Encodings;
using Dataset.Parquet.Metadata;

namespace Dataset.Parquet.Reading;

/// <summary>
/// Counts what is in a page of any writer, without taking the values: a library that fills a short page from what its buffer held before,
/// or reads an index outside the dictionary as the first value, must never see such a page.
/// </summary>
/// <param name="element">The column.</param>
/// <param name="maxDefinition">The level of a value.</param>
/// <param name="maxRepetition">The level of an element in the innermost list.</param>
/// <param name="scratch">Room for a page after decompression.</param>
internal sealed class ForeignPage(SchemaElement element, int maxDefinition, int maxRepetition, PooledBuffer scratch)
{
    private int? entries;
    private long grown;

    /// <summary>Throws where the page has other levels, values or bytes than its header says, or than its checksum does.</summary>
    public void Verify(PageHeader header, ReadOnlySpan<byte> bytes, CompressionCodec codec, Place place)
    {
        if (header.Crc is { } expected && Crc32.HashToUInt32(bytes) is var found && found != expected)
            throw place.Fault(ParquetRules.PageChecksum, $"expected the CRC-32 {expected:X8}, found {found:X8}");
        scoped ReadOnlySpan<byte> repetition = default, definition = default;
        ReadOnlySpan<byte> values;
        if (header.Type == PageType.DataV2)
        {
            repetition = bytes[..header.RepetitionLevelsSizeInBytes!.Value];
            definition = bytes.Slice(repetition.Length, header.DefinitionLevelsSizeInBytes!.Value);
            var levels = repetition.Length + definition.Length;
            values = bytes[levels..];
            if (header.IsCompressed)
                values = Decompress(codec, values, header.UncompressedSizeInBytes - levels, place);
        }
        else
        {
            values = Decompress(codec, bytes, header.UncompressedSizeInBytes, place);
            if (header.Type == PageType.Data)
            {
                repetition = maxRepetition > 0 ? TakeLevels(ref values, place) : default;
                definition = maxDefinition > 0 ? TakeLevels(ref values, place) : default;
            }
        }
        var count = header.ValueCount;
        if (header.Type != PageType.Dictionary)
        {
            CountLevels(repetition, maxRepetition, header.ValueCount, place);
            count = CountLevels(definition, maxDefinition, header.ValueCount, place);
        }
        VerifyValues(header, values, count, place);
        if (header.Type == PageType.Dictionary)
            entries = header.ValueCount;
    }

    private void VerifyValues(PageHeader header, ReadOnlySpan<byte> values, int count, Place place)
    {
        switch (header.Encoding)
        {
            case PageEncoding.PlainDictionary when header.Type == PageType.Dictionary:
            case PageEncoding.Plain or PageEncoding.ByteStreamSplit:
                VerifyPlain(values, count, place);
                break;
            case PageEncoding.RleDictionary or PageEncoding.PlainDictionary when count > 0:
                if (entries is not { } most)
                    throw place.Fault(ParquetRules.PageOrder, $"expected a dictionary page before indexes, found none");
                var indexes = new Levels(most - 1);
                if (values.IsEmpty || values[0] > 32 || !HybridScanner.TryScan(values[1..], values[0], count, true, ref indexes))
                    throw place.Fault(ParquetRules.IndexesMalformed, $"expected {count} indexes, found {values.Length} bytes that are not");
                if (indexes.IsOutside)
                    throw place.Fault(ParquetRules.IndexOutside, $"expected indexes below {most}, found one that is not");
                break;
            case PageEncoding.DeltaLengthByteArray or PageEncoding.DeltaByteArray when count > 0:
                VerifyLengths(header.Encoding == PageEncoding.DeltaByteArray, values, count, place);
                break;
            case PageEncoding.DeltaBinaryPacked when count > 0 && DeltaCount(values) is var stored && stored != count:
                throw place.Fault(ParquetRules.PageCounts, $"expected {count} values in deltas, found {stored}");
        }
    }

    private void VerifyPlain(ReadOnlySpan<byte> values, int count, Place place)
    {
        if (element.Type == PhysicalType.ByteArray)
        {
            for (var i = 0; i < count; i++)
            {
                if (values.Length < 4 || BinaryPrimitives.ReadUInt32LittleEndian(values) is var length && length > values.Length - 4)
                    throw place.Fault(ParquetRules.PageCounts, $"expected {count} values, found {values.Length} bytes for value {i}");
                values = values[(4 + (int)length)..];
            }
            if (!values.IsEmpty)
                throw place.Fault(ParquetRules.PageCounts, $"expected {count} values, found {values.Length} bytes after them");
            return;
        }
        var bits = element.Type switch
        {
            PhysicalType.Boolean => 1L,
            PhysicalType.Int32 or PhysicalType.Float => 32,
            PhysicalType.Int96 => 96,
            PhysicalType.FixedLengthByteArray => 8L * element.TypeLength!.Value,
            _ => 64,
        };
        if (values.Length != ((bits * count) + 7) / 8)
            throw place.Fault(ParquetRules.PageCounts, $"expected {count} values of {bits} bits, found {values.Length} bytes");
    }

    /// <summary>Values that begin as those before them take more memory than the page has bytes, without a bound.</summary>
    private void VerifyLengths(bool haveBeginnings, ReadOnlySpan<byte> values, int count, Place place)
    {
        var (beginnings, ends) = (new int[haveBeginnings ? count : 0], new int[count]);
        if ((haveBeginnings && !DeltaLengths.TryRead(ref values, beginnings)) || !DeltaLengths.TryRead(ref values, ends)
            || ends.Sum(e => (long)e) > values.Length)
            throw place.Fault(ParquetRules.PageCounts, $"expected {count} values by their lengths, found bytes that are not");
        for (var (i, before) = (0, 0L); i < count; i++)
        {
            var beginning = haveBeginnings ? beginnings[i] : 0;
            if (beginning > before)
                throw place.Fault(
                    ParquetRules.PageCounts, $"expected at most {before} bytes of the value before value {i}, found {beginning}");
            before = beginning + (long)ends[i];
            grown += before;
            if (grown > ForeignSurvey.MaximumChunkInBytes)
                throw place.Fault(
                    ParquetRules.DecodedSize,
                    $"expected values of at most {ForeignSurvey.MaximumChunkInBytes} bytes in a column chunk, found more; ",
                    $"write smaller row groups");
        }
    }

    /// <summary>How many levels are the highest.</summary>
    private static int CountLevels(ReadOnlySpan<byte> runs, int most, int count, Place place)
    {
        if (most == 0)
            return count;
        var levels = new Levels(most);
        if (!HybridScanner.TryScan(runs, 32 - int.LeadingZeroCount(most), count, true, ref levels) || levels.IsOutside)
            throw place.Fault(ParquetRules.LevelsMalformed, $"expected {count} levels up to {most}, found others");
        return levels.Highest;
    }

    private static ReadOnlySpan<byte> TakeLevels(scoped ref ReadOnlySpan<byte> bytes, Place place)
    {
        if (bytes.Length < 4 || BinaryPrimitives.ReadUInt32LittleEndian(bytes) is var length && length > bytes.Length - 4)
            throw place.Fault(
                ParquetRules.LevelsMalformed, $"expected the length of levels and as many bytes, found {bytes.Length} bytes in all");
        var levels = bytes.Slice(4, (int)length);
        bytes = bytes[(4 + (int)length)..];
        return levels;
    }

    /// <summary>The count in the header of DELTA_BINARY_PACKED; -1 for none.</summary>
    private static long DeltaCount(ReadOnlySpan<byte> values)
    {
        var at = 0;
        long number = -1;
        // The size of a block, the miniblocks of one, and the count.
        for (var i = 0; i < 3; i++)
        {
            number = 0;
            for (var shift = 0; ; shift += 7)
            {
                if (at == values.Length || shift > 28)
                    return -1;
                number |= (long)(values[at] & 0x7F) << shift;
                if ((values[at++] & 0x80) == 0)
                    break;
            }
        }
        return number;
    }

    private ReadOnlySpan<byte> Decompress(CompressionCodec codec, ReadOnlySpan<byte> bytes, int size, Place place)
    {
        // Some writers leave out the compression of nothing.
        if (codec == CompressionCodec.Uncompressed || (size == 0 && bytes.IsEmpty))
            return bytes;
        if (PageCodec.IsKnown(codec))
            return PageCodec.Decompress(codec, bytes, size, isOwn: false, scratch, place);
        scratch.Clear();
        var room = scratch.Room(size + 1)[..(size + 1)];
        var found = codec switch
        {
            CompressionCodec.Brotli => BrotliDecoder.TryDecompress(bytes, room, out var written) ? written : -1,
            CompressionCodec.Gzip => Unzip(bytes, room),
            _ => Lz4Block.Decode(bytes, room),
        };
        if (found != size)
            throw place.Fault(
                ParquetRules.PageUncompressedSize, $"expected {size} bytes after decompression, found {(found < 0 ? "a fault" : found)}");
        return room[..size];
    }

    private static int Unzip(ReadOnlySpan<byte> bytes, Span<byte> room)
    {
        try
        {
            using var gzip = new GZipStream(new MemoryStream(bytes.ToArray()), CompressionMode.Decompress);
            return gzip.ReadAtLeast(room, room.Length, throwOnEndOfStream: false);
        }
        catch (InvalidDataException)
        {
            return -1;
        }
    }

    private struct Levels(int most) : IRunVisitor
    {
        public bool IsOutside { get; private set; }

        /// <summary>How many are the highest.</summary>
        public int Highest { get; private set; }

        public void Visit(uint value, long count)
        {
            IsOutside |= value > most;
            Highest += value == most ? (int)count : 0;
        }
    }
}
