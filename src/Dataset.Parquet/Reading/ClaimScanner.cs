using Dataset.Parquet.Encodings;
using Dataset.Parquet.Metadata;
using Dataset.Parquet.Values;

namespace Dataset.Parquet.Reading;

/// <summary>
/// Finds out, run by run and with no memory, how much a page would decode to, and whether its runs are as many as it says.
/// </summary>
internal static class ClaimScanner
{
    /// <returns>Text: at most how many bytes the page's values have. Others: 0.</returns>
    public static long Scan(PageHeader header, in PageBody body, ColumnShape shape, TextDecoder? text, bool isOwn, Place place)
    {
        var stored = new Occurrences((uint)shape.MaxDefinition);
        var ignored = new Occurrences(0);
        if (shape.IsList)
            ScanLevels(body.Repetition, 1, header.ValueCount, isOwn, ref ignored, place);
        if (shape.MaxDefinition == 0)
            stored.Visit(0, header.ValueCount);
        else
            ScanLevels(body.Definition, shape.MaxDefinition == 1 ? 1 : 2, header.ValueCount, isOwn, ref stored, place);
        if (text is null)
            return 0;
        if (header.Encoding is PageEncoding.Plain)
            return body.Values.Length;
        if (body.Values.IsEmpty || stored.Count == 0 || !text.HasDictionary)
            return 0;
        var lengths = new Lengths(text);
        if (body.Values[0] > 32 || !HybridScanner.TryScan(body.Values[1..], body.Values[0], stored.Count, !isOwn, ref lengths))
            throw place.Fault(ParquetRules.IndexesMalformed, $"expected runs of {stored.Count} indexes of at most 32 bits, found others");
        if (lengths.IsOutside)
            throw place.Fault(ParquetRules.IndexOutside, $"expected indexes into the dictionary, found one outside it");
        return lengths.Total;
    }

    private static void ScanLevels(ReadOnlySpan<byte> levels, int width, int count, bool isOwn, ref Occurrences into, Place place)
    {
        if (!HybridScanner.TryScan(levels, width, count, !isOwn, ref into))
            throw place.Fault(ParquetRules.LevelsMalformed, $"expected runs of {count} levels, found others");
    }

    private struct Occurrences(uint of) : IRunVisitor
    {
        public long Count { get; private set; }

        public void Visit(uint value, long count) => Count += value == of ? count : 0;
    }

    private struct Lengths(TextDecoder text) : IRunVisitor
    {
        public long Total { get; private set; }

        public bool IsOutside { get; private set; }

        /// <summary>No sum of 2^31 lengths below 2^31 overflows.</summary>
        public void Visit(uint value, long count)
        {
            var length = text.EntryLength(value);
            IsOutside |= length < 0;
            Total += Math.Max(0, length) * count;
        }
    }
}
