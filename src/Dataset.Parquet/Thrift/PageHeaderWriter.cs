using Dataset.Parquet.Metadata;

namespace Dataset.Parquet.Thrift;

/// <summary>Page headers as bytes.</summary>
internal static class PageHeaderWriter
{
    /// <summary>No header that this library writes is longer (the longest is 43 bytes).</summary>
    public const int LargestInBytes = 64;

    public static void Write(CompactWriter to, PageHeader header)
    {
        to.BeginStruct();
        to.Int32(1, (int)header.Type);
        to.Int32(2, header.UncompressedSizeInBytes);
        to.Int32(3, header.CompressedSizeInBytes);
        if (header.Crc is { } crc)
            to.Int32(4, (int)crc);
        switch (header.Type)
        {
            case PageType.Data:
                to.BeginStruct(5);
                to.Int32(1, header.ValueCount);
                to.Int32(2, (int)header.Encoding);
                to.Int32(3, (int)(header.DefinitionLevelEncoding ?? PageEncoding.Rle));
                to.Int32(4, (int)(header.RepetitionLevelEncoding ?? PageEncoding.Rle));
                if (header.Statistics is { } statistics)
                    StatisticsWriter.Write(to, 5, statistics);
                to.EndStruct();
                break;
            case PageType.Dictionary:
                to.BeginStruct(7);
                to.Int32(1, header.ValueCount);
                to.Int32(2, (int)header.Encoding);
                to.EndStruct();
                break;
            case PageType.DataV2:
                to.BeginStruct(8);
                to.Int32(1, header.ValueCount);
                to.Int32(2, header.NullCount ?? 0);
                to.Int32(3, header.RowCount ?? 0);
                to.Int32(4, (int)header.Encoding);
                to.Int32(5, header.DefinitionLevelsSizeInBytes ?? 0);
                to.Int32(6, header.RepetitionLevelsSizeInBytes ?? 0);
                to.Bool(7, header.IsCompressed);
                to.EndStruct();
                break;
        }
        to.EndStruct();
    }
}
