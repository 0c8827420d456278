using System.Buffers;
using System.Buffers.Binary;
using Dataset.Parquet.Encodings;

namespace Dataset.Parquet.Writing;

/// <summary>The repetition and definition levels of a page, and how often each occurs in the chunk.</summary>
internal sealed class LevelWriter(ColumnInput input) : IDisposable
{
    private byte[] repetition = [];
    private byte[] definition = [];

    public long[] RepetitionHistogram { get; } = new long[input.Shape.MaxRepetition + 1];

    public long[] DefinitionHistogram { get; } = new long[input.Shape.MaxDefinition + 1];

    /// <summary>Appends the levels, each kind with its length before it, as a V1 page has them.</summary>
    /// <returns>The number of values: nulls and empty lists counted.</returns>
    public int Write(PageRange page, PooledBuffer output)
    {
        var count = input.Shape.IsList ? FillList(page) : FillFlat(page);
        if (input.Shape.IsList)
        {
            Encode(repetition.AsSpan(0, count), 1, output);
            CountInto(RepetitionHistogram, repetition.AsSpan(0, count));
        }
        Encode(definition.AsSpan(0, count), input.Shape.DefinitionWidth, output);
        CountInto(DefinitionHistogram, definition.AsSpan(0, count));
        return count;
    }

    public void Dispose()
    {
        Return(ref repetition);
        Return(ref definition);
    }

    private int FillFlat(PageRange page)
    {
        var count = page.EndRow - page.FirstRow;
        EnsureRoom(count);
        var levels = definition.AsSpan(0, count);
        if (input.RowValidity.IsEmpty)
            levels.Fill(1);
        else
            input.RowValidity[page.FirstRow..page.EndRow].CopyTo(levels);
        return count;
    }

    private int FillList(PageRange page)
    {
        // Each row has an entry for each element, or one where there is none.
        EnsureRoom(checked(page.EndRow - page.FirstRow + page.EndSlot - page.FirstSlot));
        var rows = input.RowValidity;
        var elements = input.SlotValidity;
        var count = 0;
        for (var row = page.FirstRow; row < page.EndRow; row++)
        {
            var from = input.FirstSlotOf(row);
            var to = input.FirstSlotOf(row + 1);
            if (from == to)
            {
                repetition[count] = 0;
                definition[count++] = rows.IsEmpty ? (byte)1 : rows[row];
                continue;
            }
            for (var slot = from; slot < to; slot++)
            {
                repetition[count] = slot == from ? (byte)0 : (byte)1;
                definition[count++] = elements.IsEmpty ? (byte)3 : (byte)(2 + elements[slot]);
            }
        }
        return count;
    }

    private void EnsureRoom(int count)
    {
        if (definition.Length >= count)
            return;
        Dispose();
        definition = ArrayPool<byte>.Shared.Rent(count);
        if (input.Shape.IsList)
            repetition = ArrayPool<byte>.Shared.Rent(definition.Length);
    }

    private static void Return(ref byte[] rented)
    {
        if (rented.Length > 0)
            ArrayPool<byte>.Shared.Return(rented);
        rented = [];
    }

    private static void Encode(ReadOnlySpan<byte> levels, int bitWidth, PooledBuffer output)
    {
        var start = output.Length;
        output.Add([0, 0, 0, 0]);
        HybridEncoder.Encode(levels, bitWidth, output);
        BinaryPrimitives.WriteInt32LittleEndian(output.At(start, 4), output.Length - start - 4);
    }

    private static void CountInto(long[] histogram, ReadOnlySpan<byte> levels)
    {
        for (var level = 0; level < histogram.Length; level++)
            histogram[level] += levels.Count((byte)level);
    }
}
