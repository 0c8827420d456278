using Dataset.Parquet.Metadata;

namespace Dataset.Parquet.Thrift;

/// <summary>The structures of parquet.thrift as bytes. What is null is left out.</summary>
internal static class MetadataWriter
{
    public static void Write(CompactWriter to, ParquetFileMetadata file)
    {
        to.BeginStruct();
        to.Int32(1, file.Version);
        to.BeginList(2, CompactType.Struct, file.Schema.Count);
        foreach (var element in file.Schema)
            SchemaWriter.Write(to, element);
        to.Int64(3, file.RowCount);
        to.BeginList(4, CompactType.Struct, file.RowGroups.Count);
        foreach (var group in file.RowGroups)
            Write(to, group);
        if (file.KeyValues is { } pairs)
            Write(to, pairs);
        if (file.CreatedBy is { } createdBy)
            to.Text(6, createdBy);
        if (file.TypeOrderCount is { } orders)
        {
            to.BeginList(7, CompactType.Struct, orders);
            for (var i = 0; i < orders; i++)
            {
                to.BeginStruct();
                to.EmptyStruct(1);
                to.EndStruct();
            }
        }
        to.EndStruct();
    }

    private static void Write(CompactWriter to, IReadOnlyList<KeyValuePair<string, string?>> pairs)
    {
        to.BeginList(5, CompactType.Struct, pairs.Count);
        foreach (var (key, value) in pairs)
        {
            to.BeginStruct();
            to.Text(1, key);
            if (value is not null)
                to.Text(2, value);
            to.EndStruct();
        }
    }

    private static void Write(CompactWriter to, RowGroupMetadata group)
    {
        to.BeginStruct();
        to.BeginList(1, CompactType.Struct, group.Columns.Count);
        foreach (var chunk in group.Columns)
            Write(to, chunk);
        to.Int64(2, group.UncompressedSizeInBytes);
        to.Int64(3, group.RowCount);
        if (group.SortingColumns is { } keys)
        {
            to.BeginList(4, CompactType.Struct, keys.Count);
            foreach (var key in keys)
            {
                to.BeginStruct();
                to.Int32(1, key.ColumnIndex);
                to.Bool(2, key.IsDescending);
                to.Bool(3, key.AreNullsFirst);
                to.EndStruct();
            }
        }
        if (group.FileOffset is { } offset)
            to.Int64(5, offset);
        if (group.CompressedSizeInBytes is { } size)
            to.Int64(6, size);
        if (group.Ordinal is { } ordinal)
            to.Int16(7, ordinal);
        to.EndStruct();
    }

    private static void Write(CompactWriter to, ColumnChunkMetadata chunk)
    {
        to.BeginStruct();
        to.Int64(2, chunk.FileOffset);
        to.BeginStruct(3);
        WriteDescription(to, chunk);
        to.EndStruct();
        if (chunk.OffsetIndexOffset is { } offsetIndex)
            to.Int64(4, offsetIndex);
        if (chunk.OffsetIndexSizeInBytes is { } offsetIndexSize)
            to.Int32(5, offsetIndexSize);
        if (chunk.ColumnIndexOffset is { } columnIndex)
            to.Int64(6, columnIndex);
        if (chunk.ColumnIndexSizeInBytes is { } columnIndexSize)
            to.Int32(7, columnIndexSize);
        to.EndStruct();
    }

    private static void WriteDescription(CompactWriter to, ColumnChunkMetadata chunk)
    {
        to.Int32(1, (int)chunk.Type);
        to.BeginList(2, CompactType.Int32, chunk.Encodings.Count);
        foreach (var encoding in chunk.Encodings)
            to.Element((int)encoding);
        to.BeginList(3, CompactType.Binary, chunk.Path.Count);
        foreach (var name in chunk.Path)
            to.Element(System.Text.Encoding.UTF8.GetBytes(name));
        to.Int32(4, (int)chunk.Codec);
        to.Int64(5, chunk.ValueCount);
        to.Int64(6, chunk.UncompressedSizeInBytes);
        to.Int64(7, chunk.CompressedSizeInBytes);
        to.Int64(9, chunk.DataPageOffset);
        if (chunk.DictionaryPageOffset is { } dictionary)
            to.Int64(11, dictionary);
        if (chunk.Statistics is { } statistics)
            StatisticsWriter.Write(to, 12, statistics);
        if (chunk.EncodingStatistics is { } encodings)
        {
            to.BeginList(13, CompactType.Struct, encodings.Count);
            foreach (var encoding in encodings)
            {
                to.BeginStruct();
                to.Int32(1, (int)encoding.PageType);
                to.Int32(2, (int)encoding.Encoding);
                to.Int32(3, encoding.Count);
                to.EndStruct();
            }
        }
        if (chunk.SizeStatistics is { } sizes)
            StatisticsWriter.Write(to, 16, sizes);
    }
}
