using System.Buffers.Binary;
using Dataset.Diagnostics;
using Dataset.Schemas;
using Dataset.Tables;

namespace Dataset.Verification;

/// <summary>
/// The numbers of a table's records are those from 1 to their count, each once, in any order. Sums of hashes under a secret tell, so that
/// nothing needs to be remembered of a row.
/// </summary>
internal sealed class RecordNumbers(TableSchema schema, int column)
{
    private Location? first;
    private long count;
    private UInt128 sum;

    /// <summary>The check of a table; null where it has no numbers.</summary>
    public static RecordNumbers? Of(TableSchema schema) =>
        schema.ColumnOf(Derivation.RecordNumber) is { } column ? new(schema, schema.IndexOf(column.Name)) : null;

    /// <summary>Takes the next rows.</summary>
    public void Add(TableBatch rows, JsonLinesPlaces places)
    {
        first ??= places.Locate(schema.Name, 0, null);
        count += rows.RowCount;
        for (var row = 0; row < rows.RowCount; row++)
            sum += rows.Columns[column].IsNull(row) ? 0 : HashOf(rows.Columns[column].AsIntegers.ValueAt(row));
    }

    /// <summary>Ends the check after the last row.</summary>
    public void Finish(DiagnosticList findings)
    {
        for (var number = 1L; number <= count; number++)
            sum -= HashOf(number);
        if (sum != 0)
            findings.Add(
                Rules.DerivedAgain, first!.Value,
                FormattableString.Invariant(
                    $"Expected the numbers from 1 to {count}, each once, for {schema.Columns[column].Name}, found others."));
    }

    private static UInt128 HashOf(long number)
    {
        Span<byte> bytes = stackalloc byte[sizeof(long)];
        BinaryPrimitives.WriteInt64LittleEndian(bytes, number);
        return KeyedHash.OfThisRun.Of(bytes);
    }
}
