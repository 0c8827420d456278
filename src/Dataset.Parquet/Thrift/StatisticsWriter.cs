using Dataset.Parquet.Metadata;

namespace Dataset.Parquet.Thrift;

/// <summary>Statistics and page indexes as bytes.</summary>
internal static class StatisticsWriter
{
    public static void Write(CompactWriter to, short id, ColumnStatistics statistics)
    {
        to.BeginStruct(id);
        if (statistics.NullCount is { } nulls)
            to.Int64(3, nulls);
        if (statistics.DistinctCount is { } distinct)
            to.Int64(4, distinct);
        if (statistics.Max is { } max)
            to.Binary(5, max.Span);
        if (statistics.Min is { } min)
            to.Binary(6, min.Span);
        if (statistics.IsMaxExact is { } exactMax)
            to.Bool(7, exactMax);
        if (statistics.IsMinExact is { } exactMin)
            to.Bool(8, exactMin);
        to.EndStruct();
    }

    public static void Write(CompactWriter to, short id, SizeStatistics sizes)
    {
        to.BeginStruct(id);
        if (sizes.UnencodedByteArrayBytes is { } bytes)
            to.Int64(1, bytes);
        if (sizes.RepetitionLevels is { } repetition)
            Write(to, 2, repetition);
        if (sizes.DefinitionLevels is { } definition)
            Write(to, 3, definition);
        to.EndStruct();
    }

    public static void Write(CompactWriter to, OffsetIndex index)
    {
        to.BeginStruct();
        to.BeginList(1, CompactType.Struct, index.Pages.Count);
        foreach (var page in index.Pages)
        {
            to.BeginStruct();
            to.Int64(1, page.Offset);
            to.Int32(2, page.SizeInBytes);
            to.Int64(3, page.FirstRow);
            to.EndStruct();
        }
        to.EndStruct();
    }

    public static void Write(CompactWriter to, ColumnIndex index)
    {
        to.BeginStruct();
        to.BeginList(1, CompactType.True, index.NullPages.Count);
        foreach (var isNull in index.NullPages)
            to.Element(isNull);
        Write(to, 2, index.Mins);
        Write(to, 3, index.Maxs);
        to.Int32(4, (int)index.Order);
        if (index.NullCounts is { } nulls)
            Write(to, 5, nulls);
        to.EndStruct();
    }

    private static void Write(CompactWriter to, short id, IReadOnlyList<long> numbers)
    {
        to.BeginList(id, CompactType.Int64, numbers.Count);
        foreach (var number in numbers)
            to.Element(number);
    }

    private static void Write(CompactWriter to, short id, IReadOnlyList<ReadOnlyMemory<byte>> bounds)
    {
        to.BeginList(id, CompactType.Binary, bounds.Count);
        foreach (var bound in bounds)
            to.Element(bound.Span);
    }
}
