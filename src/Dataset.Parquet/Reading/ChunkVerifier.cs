using Dataset.Parquet.Metadata;
using Dataset.Parquet.Schemas;
using Dataset.Parquet.Statistics;
using Dataset.Parquet.Values;

namespace Dataset.Parquet.Reading;

/// <summary>Computes again what a file says of a chunk's values, and compares.</summary>
internal sealed class ChunkVerifier(ColumnChunkMetadata chunk, IReadOnlyList<DecodedPage> pages, LeafColumn leaf, bool isOwn, Place place)
{
    /// <param name="slots">The values.</param>
    /// <param name="levels">The levels, all read.</param>
    /// <param name="validity">One byte for each slot, or none.</param>
    public void Verify(SlotValues slots, LevelDecoder levels, ReadOnlySpan<byte> validity)
    {
        var index = new IndexBuilder(slots);
        foreach (var page in pages)
            index.Add(page.FirstSlot, page.EndSlot, validity, page.NullCount, page.Info.Header.ValueCount);
        if (chunk.Statistics is { } statistics)
            VerifyStatistics(statistics, index.ChunkBounds, index.NullCount, NullElements(validity), slots, place);
        for (var i = 0; i < pages.Count; i++)
        {
            var (info, summary) = (pages[i].Info, index.Pages[i]);
            if (info.Header.Statistics is { } ofPage)
                VerifyStatistics(
                    ofPage, summary.Bounds, summary.NullCount, NullElements(validity, pages[i]), slots,
                    place with { Offset = info.Offset, Page = NumberOf(i) });
        }
        if (isOwn)
            VerifyExactly(index);
        if (chunk.OffsetIndex is { } offsets)
            VerifyOffsets(offsets);

        // arrow-rs takes a page of lists for one of nulls when it has as many nulls as rows. Nothing here is read by that index.
        if (chunk.ColumnIndex is { } columns && (isOwn || (!leaf.Shape.IsList && leaf.HasKnownOrder)))
            VerifyColumnIndex(columns, index, slots);
        if (chunk.SizeStatistics is { } sizes)
            VerifySizes(sizes, slots.UnencodedByteArrayBytes(0, levels.Slots, validity), levels);
    }

    private void VerifyStatistics(ColumnStatistics found, SlotBounds bounds, long nulls, int nullElements, SlotValues slots, Place place)
    {
        // Polars counts the null elements of lists alone, and no null or empty lists.
        var isCountedOtherwise = leaf.Shape.IsList && !isOwn && found.NullCount == nullElements;
        if (found.NullCount is { } claimed && claimed != nulls && !isCountedOtherwise)
            throw place.Fault(ParquetRules.NullCount, $"expected a null count of {nulls}, found {claimed}");
        if (!bounds.Any || !leaf.HasKnownOrder)
            return;
        if (found.Min is { } min && !slots.IsLowerBound(min.Span, bounds.Min, found.IsMinExact == true))
            throw place.Fault(
                ParquetRules.Bounds,
                $"expected a minimum {(found.IsMinExact == true ? "of" : "of at most")} {Hex(slots.LowerBound(bounds.Min).Bytes)}, found ",
                $"{Hex(min.Span)}");
        if (found.Max is { } max && !slots.IsUpperBound(max.Span, bounds.Max, found.IsMaxExact == true))
            throw place.Fault(
                ParquetRules.Bounds,
                $"expected a maximum {(found.IsMaxExact == true ? "of" : "of at least")} ",
                $"{(slots.UpperBound(bounds.Max) is { } bound ? Hex(bound.Bytes) : "more")}, found {Hex(max.Span)}");
    }

    private static int NullElements(ReadOnlySpan<byte> validity) => validity.Count((byte)0);

    private static int NullElements(ReadOnlySpan<byte> validity, DecodedPage page) =>
        validity.IsEmpty ? 0 : NullElements(validity[page.FirstSlot..page.EndSlot]);

    /// <summary>What this library's writer would have written of these values, byte for byte.</summary>
    private void VerifyExactly(IndexBuilder index)
    {
        var expected = index.ChunkStatistics();
        var found = chunk.Statistics!;
        if (!Same(expected.Min, found.Min) || !Same(expected.Max, found.Max)
            || expected.IsMinExact != found.IsMinExact || expected.IsMaxExact != found.IsMaxExact)
            throw place.Fault(ParquetRules.Bounds, $"expected the bounds {Describe(expected)}, found {Describe(found)}");
        var columns = index.TryBuildColumnIndex();
        if (columns is null != chunk.ColumnIndex is null)
            throw place.Fault(
                ParquetRules.ColumnIndex,
                $"expected {(columns is null ? "no" : "a")} column index, found {(columns is null ? "one" : "none")}");
        if (columns is null || chunk.ColumnIndex is not { } claimed)
            return;
        for (var i = 0; i < Math.Min(columns.Mins.Count, claimed.Mins.Count); i++)
        {
            if (!Same(columns.Mins[i], claimed.Mins[i]) || !Same(columns.Maxs[i], claimed.Maxs[i]))
                throw IndexFault(
                    i,
                    $"expected bounds {Hex(columns.Mins[i].Span)} to {Hex(columns.Maxs[i].Span)}, found {Hex(claimed.Mins[i].Span)} to ",
                    $"{Hex(claimed.Maxs[i].Span)}");
        }
        if (columns.Order != claimed.Order || claimed.NullCounts is null)
            throw IndexFault(
                null,
                $"expected the order {columns.Order} and null counts, found {claimed.Order} and ",
                $"{(claimed.NullCounts is null ? "none" : "some")}");
    }

    private void VerifyOffsets(OffsetIndex found)
    {
        if (found.Pages.Count != pages.Count)
            throw place.Fault(ParquetRules.OffsetIndex, $"expected {pages.Count} pages, found {found.Pages.Count}");
        for (var i = 0; i < pages.Count; i++)
        {
            var info = pages[i].Info;
            var expected = new PageLocation
            {
                Offset = info.Offset,
                SizeInBytes = info.HeaderSizeInBytes + info.Header.CompressedSizeInBytes,
                FirstRow = pages[i].FirstRow,
            };
            if (found.Pages[i] != expected)
                throw (place with { Offset = chunk.OffsetIndexOffset!.Value, Page = NumberOf(i) }).Fault(
                    ParquetRules.OffsetIndex, $"expected {Describe(expected)}, found {Describe(found.Pages[i])}");
        }
    }

    private void VerifyColumnIndex(ColumnIndex found, IndexBuilder index, SlotValues slots)
    {
        if (found.NullPages.Count != pages.Count)
            throw IndexFault(null, $"expected {pages.Count} pages, found {found.NullPages.Count}");
        for (var i = 0; i < pages.Count; i++)
        {
            var summary = index.Pages[i];
            if (found.NullPages[i] != summary.IsNull)
                throw IndexFault(i, $"expected a page {(summary.IsNull ? "of nulls" : "with values")}, found it said otherwise");
            if (found.NullCounts is { } nulls && nulls[i] != summary.NullCount)
                throw IndexFault(i, $"expected a null count of {summary.NullCount}, found {nulls[i]}");
            if (!summary.Bounds.Any)
                continue;
            if (!slots.IsLowerBound(found.Mins[i].Span, summary.Bounds.Min, false) || !slots.IsUpperBound(
                found.Maxs[i].Span, summary.Bounds.Max, false))
                throw IndexFault(
                    i,
                    $"expected bounds around {Hex(slots.LowerBound(summary.Bounds.Min).Bytes)}, found {Hex(found.Mins[i].Span)} to ",
                    $"{Hex(found.Maxs[i].Span)}");
        }
        VerifyOrder(found, slots);
    }

    /// <summary>The order is claimed of the bounds as they are written; readers search them by halves.</summary>
    private void VerifyOrder(ColumnIndex found, SlotValues slots)
    {
        if (found.Order == BoundaryOrder.Unordered)
            return;
        var last = -1;
        for (var i = 0; i < pages.Count; i++)
        {
            if (found.NullPages[i])
                continue;
            var sign = found.Order == BoundaryOrder.Ascending ? 1 : -1;
            if (last >= 0 && (sign * slots.CompareBounds(found.Mins[last].Span, found.Mins[i].Span) > 0
                || sign * slots.CompareBounds(found.Maxs[last].Span, found.Maxs[i].Span) > 0))
                throw IndexFault(i, $"expected bounds that are {found.Order}, found others");
            last = i;
        }
    }

    private void VerifySizes(SizeStatistics found, long? textBytes, LevelDecoder levels)
    {
        if (found.UnencodedByteArrayBytes is { } claimed ? claimed != textBytes : isOwn && textBytes is not null)
            throw place.Fault(
                ParquetRules.SizeStatistics, $"expected {textBytes ?? 0} bytes of text, found {found.UnencodedByteArrayBytes ?? 0}");
        VerifyHistogram("repetition", found.RepetitionLevels, levels.RepetitionHistogram);
        VerifyHistogram("definition", found.DefinitionLevels, levels.DefinitionHistogram);
    }

    private void VerifyHistogram(string kind, IReadOnlyList<long>? found, long[] expected)
    {
        // A histogram of one level says nothing and is left out.
        var isWritten = expected.Length > 1;
        if (found is null ? isOwn && isWritten : (isOwn && !isWritten) || (found.Count > 0 && !found.SequenceEqual(expected)))
            throw place.Fault(
                ParquetRules.SizeStatistics,
                $"expected {kind} levels {string.Join(", ", expected)}, found {(found is null ? "none" : string.Join(", ", found))}");
    }

    private ParquetException IndexFault(int? page, params FormattableString[] detail) =>
        (place with { Offset = chunk.ColumnIndexOffset ?? chunk.StartOffset, Page = page is { } i ? NumberOf(i) : null }).Fault(
            ParquetRules.ColumnIndex, detail);

    /// <summary>The number of a data page among all pages of the chunk.</summary>
    private int NumberOf(int dataPage) => dataPage + (chunk.DictionaryPageOffset is null ? 0 : 1);

    private static bool Same(ReadOnlyMemory<byte>? a, ReadOnlyMemory<byte>? b) =>
        a is { } left && b is { } right ? left.Span.SequenceEqual(right.Span) : a is null == b is null;

    private static string Describe(PageLocation page) => $"{page.SizeInBytes} bytes from {page.Offset} with row {page.FirstRow} first";

    private static string Describe(ColumnStatistics statistics) => statistics is { Min: { } min, Max: { } max }
        ? $"{Hex(min.Span)}{(statistics.IsMinExact == true ? "" : " (cut)")} to "
            + $"{Hex(max.Span)}{(statistics.IsMaxExact == true ? "" : " (cut)")}"
        : "none";

    private static string Hex(ReadOnlySpan<byte> bytes) => bytes.IsEmpty
        ? "nothing"
        : "0x" + Convert.ToHexString(bytes[..Math.Min(bytes.Length, 64)]);
}
