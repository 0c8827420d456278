using System.Buffers;
using System.Buffers.Binary;

namespace Dataset.Tables;

/// <summary>
/// Sixteen bytes that represent the values of a key: a hash of the values, each with its length, keyed by the run's secret. Two of a
/// billion keys have the same one with a chance of less than 1 in 10^20, however the keys were chosen.
/// </summary>
internal static class KeyFingerprint
{
    /// <summary>Of the values in some columns of a row; the last one may be an element of a list.</summary>
    /// <param name="rows">The rows.</param>
    /// <param name="columns">Indexes of the columns.</param>
    /// <param name="row">The row.</param>
    /// <param name="element">The element of the one list column among them; where there is none it is not used.</param>
    public static UInt128 Of(TableBatch rows, IReadOnlyList<int> columns, int row, int element = -1)
    {
        var length = 0;
        foreach (var index in columns)
            length += 4 + ValueOf(rows.Columns[index], row, element).Length;
        byte[]? rented = null;
        var bytes = length <= 512 ? stackalloc byte[512] : rented = ArrayPool<byte>.Shared.Rent(length);
        var at = 0;
        foreach (var index in columns)
        {
            var value = ValueOf(rows.Columns[index], row, element);
            BinaryPrimitives.WriteInt32LittleEndian(bytes[at..], value.Length);
            value.CopyTo(bytes[(at + 4)..]);
            at += 4 + value.Length;
        }
        var fingerprint = KeyedHash.OfThisRun.Of(bytes[..length]);
        if (rented is not null)
            ArrayPool<byte>.Shared.Return(rented);
        return fingerprint;
    }

    private static ReadOnlySpan<byte> ValueOf(Column column, int row, int element) =>
        column is ListColumn list ? list.Elements.BytesOf(element) : column.AsScalar.BytesOf(row);
}
