using Dataset.Parquet.Values;

namespace Dataset.Parquet.Writing;

/// <summary>
/// Cuts a column chunk into pages: at row starts, by rows and by the size of the values, never by what a codec makes of them.
/// </summary>
internal static class PagePlanner
{
    public static List<PageRange> Plan(ColumnInput input, ColumnDictionary? dictionary, ParquetWriterOptions options)
    {
        var pages = new List<PageRange>();
        var mostBits = 8L * options.PageSizeInBytes;
        var firstRow = 0;
        var firstSlot = input.FirstSlotOf(0);
        long bits = 0;
        for (var row = 0; row < input.RowCount; row++)
        {
            var slot = input.FirstSlotOf(row);
            var rowBits = SizeInBits(input, dictionary, slot, input.FirstSlotOf(row + 1));
            if (row > firstRow && (bits + rowBits > mostBits || row - firstRow == options.PageRows))
            {
                pages.Add(new(firstRow, row, firstSlot, slot));
                firstRow = row;
                firstSlot = slot;
                bits = 0;
            }
            bits += rowBits;
        }
        pages.Add(new(firstRow, input.RowCount, firstSlot, input.FirstSlotOf(input.RowCount)));
        return pages;
    }

    private static long SizeInBits(ColumnInput input, ColumnDictionary? dictionary, int from, int to)
    {
        // One bit of repetition and two of definition for each entry; a null or empty list has one.
        long bits = input.Shape.IsList ? 3L * Math.Max(1, to - from) : 0;
        var validity = input.SlotValidity;
        for (var slot = from; slot < to; slot++)
        {
            if (validity.IsEmpty || validity[slot] != 0)
                bits += dictionary?.BitWidth ?? input.Slots.PlainSizeInBits(slot);
        }
        return bits;
    }
}

/// <summary>The rows of one page, and the slots that they hold.</summary>
internal readonly record struct PageRange(int FirstRow, int EndRow, int FirstSlot, int EndSlot);
