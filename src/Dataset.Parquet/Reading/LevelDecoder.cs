using Dataset.Parquet.Encodings;
using Dataset.Parquet.Values;

namespace Dataset.Parquet.Reading;

/// <summary>Turns the levels of pages, page after page, into validity and list offsets.</summary>
internal sealed class LevelDecoder : IDisposable
{
    private readonly ColumnShape shape;
    private readonly int rowCount;
    private readonly bool isOwn;
    private readonly PooledArray<byte> rowValidity;
    private readonly PooledArray<int> listOffsets;
    private readonly PooledArray<byte> elementValidity;
    private PooledArray<byte> repetition = new(0);
    private PooledArray<byte> definition = new(0);
    private bool canContinueRow;

    /// <param name="shape">What the levels mean.</param>
    /// <param name="rowCount">The rows of the row group.</param>
    /// <param name="valueCount">The entries of the column chunk.</param>
    /// <param name="isOwn">Whether the last run of levels must end with the page's last level, padding of a group aside.</param>
    public LevelDecoder(ColumnShape shape, int rowCount, int valueCount, bool isOwn)
    {
        this.isOwn = isOwn;
        this.shape = shape;
        this.rowCount = rowCount;
        rowValidity = new(rowCount);
        listOffsets = new(shape.IsList ? rowCount + 1 : 0);
        elementValidity = new(shape.IsList ? valueCount : 0);
        RepetitionHistogram = new long[shape.MaxRepetition + 1];
        DefinitionHistogram = new long[shape.MaxDefinition + 1];
    }

    public long[] RepetitionHistogram { get; }

    public long[] DefinitionHistogram { get; }

    /// <summary>Rows that have started so far.</summary>
    public int Rows { get; private set; }

    /// <summary>Slots so far: rows, or elements of lists.</summary>
    public int Slots { get; private set; }

    /// <summary>One byte for each slot so far.</summary>
    public ReadOnlySpan<byte> SlotValidity => (shape.IsList ? elementValidity : rowValidity).Span[..Slots];

    /// <summary>Takes the levels of a page.</summary>
    /// <param name="body">The page's parts.</param>
    /// <param name="count">The entries of the page.</param>
    /// <param name="mustStartRow">Whether the page may not go on with the row of the page before.</param>
    /// <param name="place">The page.</param>
    public PageSlots Read(in PageBody body, int count, bool mustStartRow, Place place)
    {
        var firstSlot = Slots;
        if (shape.IsList)
            ReadList(body, count, mustStartRow, place);
        else
            ReadFlat(body.Definition, count, place);
        var validity = SlotValidity[firstSlot..];
        return new(firstSlot, validity.Length, validity.Count((byte)1), validity);
    }

    /// <summary>The view of all rows, without their values.</summary>
    public ColumnValues ToValues()
    {
        var values = new ColumnValues { RowCount = rowCount };
        if (rowValidity.Span.Contains((byte)0))
            values = values with { RowValidity = rowValidity.Memory };
        if (!shape.IsList)
            return values;
        listOffsets.Span[rowCount] = Slots;
        return values with
        {
            ListOffsets = listOffsets.Memory,
            ElementValidity = SlotValidity.Contains((byte)0) ? elementValidity.Memory[..Slots] : default,
        };
    }

    public void Dispose()
    {
        rowValidity.Dispose();
        listOffsets.Dispose();
        elementValidity.Dispose();
        repetition.Dispose();
        definition.Dispose();
    }

    private void ReadFlat(ReadOnlySpan<byte> levels, int count, Place place)
    {
        if (count > rowCount - Rows)
            throw place.Fault(ParquetRules.PageRows, $"expected {rowCount - Rows} rows more, found {count}");
        var validity = rowValidity.Span.Slice(Rows, count);
        if (shape.MaxDefinition == 0)
        {
            validity.Fill(1);
            DefinitionHistogram[0] += count;
        }
        else
        {
            Decode(levels, 1, validity, "definition", place);
            Count(validity, DefinitionHistogram);
        }
        Rows += count;
        Slots += count;
    }

    private void ReadList(in PageBody body, int count, bool mustStartRow, Place place)
    {
        if (repetition.Span.Length < count)
        {
            repetition.Dispose();
            definition.Dispose();
            repetition = new(count);
            definition = new(count);
        }
        var repeats = repetition.Span[..count];
        var defines = definition.Span[..count];
        Decode(body.Repetition, 1, repeats, "repetition", place);
        Decode(body.Definition, shape.MaxDefinition, defines, "definition", place);
        Count(repeats, RepetitionHistogram);
        Count(defines, DefinitionHistogram);
        if (count > 0 && repeats[0] != 0 && (mustStartRow || !canContinueRow))
            throw place.Fault(ParquetRules.FirstRepetition, $"expected the repetition level 0 first, found {repeats[0]}");
        for (var i = 0; i < count; i++)
        {
            var hasElement = defines[i] >= shape.ElementDefined;
            if (repeats[i] == 0)
                StartRow(defines[i] >= shape.RowDefined, place);
            else if (!hasElement || !canContinueRow)
                throw place.Fault(
                    ParquetRules.LevelsMalformed, $"expected one entry for a null or empty list, found more at entry {i} of the page");
            canContinueRow = hasElement;
            if (hasElement)
                elementValidity.Span[Slots++] = defines[i] == shape.MaxDefinition ? (byte)1 : (byte)0;
        }
    }

    private void StartRow(bool isThere, Place place)
    {
        if (Rows == rowCount)
            throw place.Fault(ParquetRules.PageRows, $"expected {rowCount} rows in the row group, found more");
        listOffsets.Span[Rows] = Slots;
        rowValidity.Span[Rows++] = isThere ? (byte)1 : (byte)0;
    }

    private void Decode(ReadOnlySpan<byte> levels, int most, Span<byte> into, string kind, Place place)
    {
        var size = HybridDecoder.Decode(levels, most == 1 ? 1 : 2, into, !isOwn);
        if (size != levels.Length)
            throw place.Fault(
                ParquetRules.LevelsMalformed,
                $"expected {into.Length} {kind} levels that fill {levels.Length} bytes, found ",
                $"{(size < 0 ? "runs of another number" : $"{size} bytes")}");
        if (into.IndexOfAnyExceptInRange((byte)0, (byte)most) is >= 0 and var at)
            throw place.Fault(ParquetRules.LevelTooHigh, $"expected {kind} levels of at most {most}, found {into[at]} at entry {at}");
    }

    private static void Count(ReadOnlySpan<byte> levels, long[] histogram)
    {
        for (var level = 0; level < histogram.Length; level++)
            histogram[level] += levels.Count((byte)level);
    }
}
