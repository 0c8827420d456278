using Dataset.Parquet.Thrift;

namespace Dataset.Parquet.Reading;

/// <summary>
/// Compares a structure's bytes with those that this library's writer makes of what was read from them. Thrift has many
/// forms for one content, and fields that a reader passes over; so none of that goes unnoticed.
/// </summary>
internal static class Canonical
{
    public static void Check<T>(ReadOnlySpan<byte> found, T value, Action<CompactWriter, T> write, Place place)
    {
        using var expected = new PooledBuffer(found.Length + 16);
        write(new CompactWriter(expected), value);
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
