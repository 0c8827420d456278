using System.Buffers;
using System.Buffers.Binary;
using System.Security.Cryptography;

namespace Dataset.Tables;

/// <summary>
/// Eight bytes that stand for the values of a key: the first of the SHA-256 over the values, each with its length. Two keys of a
/// thousand million have the same one with a chance of about 1 in 40 for all of them together, and then only a dangling reference to
/// exactly that key could go unseen.
/// </summary>
internal static class KeyFingerprint
{
    /// <summary>Of the values in some columns of a row; the last one may be an element of a list.</summary>
    /// <param name="rows">The rows.</param>
    /// <param name="columns">Indexes of the columns.</param>
    /// <param name="row">The row.</param>
    /// <param name="element">The slot of the one list column among them; where there is none it is not used.</param>
    public static ulong Of(TableBatch rows, IReadOnlyList<int> columns, int row, int element = -1)
    {
        var length = 0;
        foreach (var index in columns)
            length += 4 + ValueLength(rows.Columns[index], SlotOf(rows.Columns[index], row, element));
        byte[]? rented = null;
        var bytes = length <= 512 ? stackalloc byte[512] : rented = ArrayPool<byte>.Shared.Rent(length);
        var at = 0;
        foreach (var index in columns)
        {
            var column = rows.Columns[index];
            var slot = SlotOf(column, row, element);
            var size = ValueLength(column, slot);
            BinaryPrimitives.WriteInt32LittleEndian(bytes[at..], size);
            Write(column, slot, bytes.Slice(at + 4, size));
            at += 4 + size;
        }
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(bytes[..length], hash);
        if (rented is not null)
            ArrayPool<byte>.Shared.Return(rented);
        return BinaryPrimitives.ReadUInt64LittleEndian(hash);
    }

    private static int SlotOf(ColumnBuffer column, int row, int element) => column.Layout.IsList ? element : row;

    private static int ValueLength(ColumnBuffer column, int slot) =>
        column.Layout.Type == ColumnType.String ? column.Utf8At(slot).Length : sizeof(long);

    private static void Write(ColumnBuffer column, int slot, Span<byte> target)
    {
        switch (column.Layout.Type)
        {
            case ColumnType.String: column.Utf8At(slot).CopyTo(target); break;
            case ColumnType.Date: BinaryPrimitives.WriteInt64LittleEndian(target, column.DateAt(slot)); break;
            default: BinaryPrimitives.WriteInt64LittleEndian(target, column.IntegerAt(slot)); break;
        }
    }
}
