using Dataset.Parquet.Metadata;
using Dataset.Parquet.Schemas;
using Dataset.Parquet.Thrift;

namespace Dataset.Parquet.Reading;

/// <summary>Whether a footer is one that this library's writer could have written.</summary>
internal static class OwnLayout
{
    public static void Verify(ParquetFileMetadata file, ParquetSchema schema, ByteSource source)
    {
        var place = new Place(FooterReader.OffsetOf(source, file));
        var expected = SchemaTree.Build(schema);
        for (var i = 0; i < Math.Max(expected.Count, file.Schema.Count); i++)
        {
            if (expected.Count != file.Schema.Count || expected[i] != file.Schema[i])
                throw place.Fault(
                    ParquetRules.SchemaOwn,
                    $"expected every column OPTIONAL, lists as list.element, and both annotations, found element {i} otherwise");
        }
        Expect(file.Version == 1, place, "version 1");
        Expect(file.KeyValues?.Count != 0, place, "key-value metadata, or no list of it");
        Expect(ParquetWriterOptions.IsCreatedBy(file.CreatedBy), place, "the writer's name, of at most 256 characters of ASCII");
        Expect(file.ColumnOrders?.All(order => order == 1) == true, place, "column orders");
        for (var i = 0; i < file.RowGroups.Count; i++)
            Verify(file.RowGroups[i], i, file.RowGroups[0].SortingColumns, place with { RowGroup = i });

        using var bytes = source.Read(place.Offset, file.FooterSizeInBytes);
        Canonical.Check(bytes.Span, file, FooterStructs.FileMetaData, place);
    }

    private static void Verify(RowGroupMetadata group, int ordinal, IReadOnlyList<SortingColumn>? sorting, Place place)
    {
        Expect(group.RowCount > 0, place, "at least one row");
        Expect(group.Ordinal == (ordinal <= short.MaxValue ? ordinal : null), place, $"the ordinal {ordinal}");
        Expect(group.CompressedSizeInBytes is not null, place, "the total compressed size");
        Expect((group.SortingColumns ?? []).SequenceEqual(sorting ?? []), place, "the sorting columns of the first row group");
        Expect(
            (group.SortingColumns ?? []).All(key => !key.IsDescending && !key.AreNullsFirst), place,
            "ascending sorting columns, nulls last");
        Expect(group.SortingColumns?.Count != 0, place, "sorting columns, or no list of them");
        foreach (var chunk in group.Columns)
            Verify(chunk, place with { Column = chunk.Path[0] });
    }

    private static void Verify(ColumnChunkMetadata chunk, Place place)
    {
        var hasDictionary = chunk.DictionaryPageOffset is not null;
        Expect(chunk.FileOffset == 0, place, "file_offset 0");
        Expect(chunk.Statistics?.NullCount is not null, place, "statistics with a null count");
        Expect(chunk.Statistics?.DistinctCount is null, place, "no distinct count");
        Expect(chunk.OffsetIndex is not null, place, "an offset index");
        Expect(chunk.SizeStatistics is not null, place, "size statistics");
        IReadOnlyList<PageEncoding> encodings = hasDictionary
            ? [PageEncoding.Plain, PageEncoding.Rle, PageEncoding.RleDictionary]
            : [PageEncoding.Plain, PageEncoding.Rle];
        Expect(chunk.Encodings.SequenceEqual(encodings), place, $"the encodings {string.Join(", ", encodings)}");
        Expect(chunk.EncodingStatistics is not null, place, "encoding statistics");
    }

    private static void Expect(bool holds, Place place, string what)
    {
        if (!holds)
            throw place.Fault(ParquetRules.LayoutOwn, $"expected {what}, found otherwise");
    }
}

/// <summary>
/// Compares a structure's bytes with those that this library's writer makes of what was read from them. Thrift has many
/// forms for one content, and fields that a reader passes over; so none of that goes unnoticed.
/// </summary>
internal static class Canonical
{
    public static void Check<T>(ReadOnlySpan<byte> found, T value, ThriftType<T> type, Place place)
    {
        using var expected = new PooledBuffer(found.Length + 16);
        type.WriteElement(new(expected), value);
        if (found.SequenceEqual(expected.Written))
            return;
        var at = found.CommonPrefixLength(expected.Written);
        throw place.At(place.Offset + at).Fault(
            ParquetRules.ThriftCanonical,
            $"expected {Describe(expected.Written, at)}, found {Describe(found, at)}, byte {at} of the structure");
    }

    private static string Describe(ReadOnlySpan<byte> bytes, int at) =>
        at < bytes.Length ? "0x" + Convert.ToHexString(bytes.Slice(at, 1)) : "the end";
}
