using System.Globalization;
using Parquet;
using Parquet.Schema;
using ParquetSharp;

namespace Dataset.Interop.Tests.Releases;

/// <summary>A column of a Parquet file that others write, and what a release must have of it.</summary>
/// <param name="Name">The column.</param>
/// <param name="Schema">Its JSON Schema, but for the description.</param>
/// <param name="Sql">DuckDB's expression for row <c>i</c>; null where DuckDB does not write the type.</param>
/// <param name="Json">The cell of row <c>i</c> in the release.</param>
public abstract record SourceColumn(string Name, string Schema, string? Sql, Func<int, string> Json)
{
    public const int RowCount = 40;

    /// <summary>Whether Polars reads and writes the type as what it is.</summary>
    public bool IsOfPolars { get; init; } = true;

    public bool IsList { get; init; }

    /// <summary>Every type that a column can be mapped from exactly.</summary>
    public static IReadOnlyList<SourceColumn> All { get; } =
    [
        new SourceColumn<string>("id", Text, "printf('%03d', i)", i => $"\"{i:000}\"", i => $"{i:000}"),
        new SourceColumn<sbyte>("int8", Integer, "(i - 20)::tinyint", i => $"{i - 20}", i => (sbyte)(i - 20)),
        new SourceColumn<short>("int16", Integer, "(-32768 + i)::smallint", i => $"{-32768 + i}", i => (short)(-32768 + i)),
        new SourceColumn<int>("int32", Integer, "(-2147483648 + i)::integer", i => $"{-2147483648L + i}", i => int.MinValue + i),
        new SourceColumn<long>("int64", Integer, "(9223372036854775807 - i)::bigint", i => $"{long.MaxValue - i}", i => long.MaxValue - i),
        new SourceColumn<byte>("uint8", Integer, "(255 - i)::utinyint", i => $"{255 - i}", i => (byte)(255 - i)),
        new SourceColumn<ushort>("uint16", Integer, "(65535 - i)::usmallint", i => $"{65535 - i}", i => (ushort)(65535 - i)),
        new SourceColumn<uint>("uint32", Integer, "(4294967295 - i)::uinteger", i => $"{4294967295 - i}", i => 4294967295 - (uint)i),
        new SourceColumn<ulong>(
            "uint64", Integer, "(9223372036854775807 - i)::ubigint", i => $"{long.MaxValue - i}", i => (ulong)(long.MaxValue - i)),
        new SourceColumn<float>(
            "float32", Number, "(i * 0.3::float)::float", i => Digits(i * 0.3f), i => i * 0.3f),
        new SourceColumn<double>("float64", Number, "i / 7::double", i => Digits(i / 7.0), i => i / 7.0),
        new SourceColumn<decimal>("decimal", Number, "(i * 0.25)::decimal(9, 2)", i => Digits(i * 0.25), i => i * 0.25m)
        {
            Logical = () => LogicalType.Decimal(29, 2),
            Field = new DecimalDataField("decimal", 9, 2),
        },
        new SourceColumn<decimal>(
            "digits", Text, "(i || '12345678901234.0123456789')::decimal(38, 10)",
            i => $"\"{(i == 0 ? "" : i)}12345678901234.0123456789\"",
            i => decimal.Parse($"{i}12345678901234.0123456789", CultureInfo.InvariantCulture))
        {
            Logical = () => LogicalType.Decimal(29, 10),
            Field = new DecimalDataField("digits", 38, 10),
        },
        new SourceColumn<bool>("boolean", """{"type": "boolean"}""", "i % 3 = 0", i => i % 3 == 0 ? "true" : "false", i => i % 3 == 0),
        new SourceColumn<DateOnly>(
            "day", """{"type": "string", "format": "date"}""", "date '0099-12-20' + i::integer",
            i => $"\"{new DateOnly(99, 12, 20).AddDays(i):yyyy-MM-dd}\"", i => new DateOnly(99, 12, 20).AddDays(i))
        {
            Logical = LogicalType.Date,
        },
        new SourceColumn<DateTime>(
            "micros", DateTime, "timestamptz '1582-10-04 23:59:59.999999+00' + to_seconds(i)",
            i => $"\"{Micros(i):yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'}\"", Micros)
        {
            Logical = () => LogicalType.Timestamp(true, ParquetSharp.TimeUnit.Micros),
            Field = new DateTimeDataField("micros", DateTimeFormat.Timestamp, true, DateTimeTimeUnit.Micros),
        },
        new SourceColumn<DateTime>("millis", DateTime, null, i => $"\"{Millis(i):yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'}\"", Millis)
        {
            Logical = () => LogicalType.Timestamp(true, ParquetSharp.TimeUnit.Millis),
            Field = new DateTimeDataField("millis", DateTimeFormat.Timestamp, true, DateTimeTimeUnit.Millis),
        },
        new SourceColumn<Guid>("uuid", Text, "printf('00000000-0000-4000-8000-%012d', i)::uuid", i => $"\"{Id(i)}\"", Id)
        {
            IsOfPolars = false,
        },
        new SourceColumn<string?>(
            "text", """{"type": ["string", "null"]}""", "case when i % 4 = 1 then null else 'ß😀\"' || i end",
            i => i % 4 == 1 ? "null" : $"\"ß😀\\\"{i}\"", i => i % 4 == 1 ? null : $"ß😀\"{i}"),
        new SourceColumn<int?[]?>(
            "integers", """{"type": ["array", "null"], "items": {"type": ["integer", "null"]}}""",
            "case i % 4 when 0 then null when 1 then [] when 2 then [i, null] else [null, i, -i] end",
            i => (i % 4) switch { 0 => "null", 1 => "[]", 2 => $"[{i},null]", _ => $"[null,{i},-{i}]" },
            i => (i % 4) switch { 0 => null, 1 => [], 2 => [i, null], _ => [null, i, -i] })
        {
            IsList = true,
        },
    ];

    private const string Text = """{"type": "string"}""";
    private const string Integer = """{"type": "integer"}""";
    private const string Number = """{"type": "number"}""";
    private const string DateTime = """{"type": "string", "format": "date-time"}""";

    private static string Digits(double number) => number.ToString("R", CultureInfo.InvariantCulture);

    private static DateTime Micros(int i) =>
        new DateTime(1582, 10, 4, 23, 59, 59, DateTimeKind.Utc).AddMicroseconds(999_999).AddSeconds(i);

    private static DateTime Millis(int i) => new DateTime(2001, 2, 3, 4, 5, 6, DateTimeKind.Utc).AddMilliseconds(1 + i);

    private static Guid Id(int i) => Guid.Parse($"00000000-0000-4000-8000-{i:000000000000}", CultureInfo.InvariantCulture);

    internal abstract ParquetSharp.Column OfParquetSharp();

    internal abstract void Write(RowGroupWriter group, Range rows);

    internal abstract Field OfParquetNet();

    internal abstract Task WriteAsync(ParquetRowGroupWriter group, Field field);
}

/// <inheritdoc/>
/// <param name="Value">The value of row <c>i</c> as the libraries of .NET take it.</param>
internal sealed record SourceColumn<T>(string Name, string Schema, string? Sql, Func<int, string> Json, Func<int, T> Value)
    : SourceColumn(Name, Schema, Sql, Json)
{
    public Func<LogicalType>? Logical { get; init; }

    public Field? Field { get; init; }

    private T[] Values => [.. Enumerable.Range(0, RowCount).Select(Value)];

    internal override ParquetSharp.Column OfParquetSharp() => new Column<T>(Name, Logical?.Invoke());

    internal override void Write(RowGroupWriter group, Range rows)
    {
        using var writer = group.NextColumn().LogicalWriter<T>();
        writer.WriteBatch(Values[rows]);
    }

    internal override Field OfParquetNet() =>
        Field ?? (IsList ? new ListField(Name, new DataField<int>("element", true)) : new DataField(Name, typeof(T)));

    // By the delegate, since an array of bytes passes for one of signed bytes.
    internal override Task WriteAsync(ParquetRowGroupWriter group, Field field) => Value switch
    {
        Func<int, string?> => group.WriteAsync((DataField)field, Values.Cast<string>().ToArray()),
        Func<int, sbyte> => WriteAsync<sbyte>(group, field),
        Func<int, short> => WriteAsync<short>(group, field),
        Func<int, int> => WriteAsync<int>(group, field),
        Func<int, long> => WriteAsync<long>(group, field),
        Func<int, byte> => WriteAsync<byte>(group, field),
        Func<int, ushort> => WriteAsync<ushort>(group, field),
        Func<int, uint> => WriteAsync<uint>(group, field),
        Func<int, ulong> => WriteAsync<ulong>(group, field),
        Func<int, float> => WriteAsync<float>(group, field),
        Func<int, double> => WriteAsync<double>(group, field),
        Func<int, decimal> => WriteAsync<decimal>(group, field),
        Func<int, bool> => WriteAsync<bool>(group, field),
        Func<int, DateOnly> => WriteAsync<DateOnly>(group, field),
        Func<int, DateTime> => WriteAsync<DateTime>(group, field),
        Func<int, Guid> => WriteAsync<Guid>(group, field),
        Func<int, int?[]?> lists => WriteListsAsync(
            group, (DataField)((ListField)field).Item, [.. Enumerable.Range(0, RowCount).Select(lists)]),
        _ => throw new NotSupportedException(typeof(T).ToString()),
    };

    private Task WriteAsync<TValue>(ParquetRowGroupWriter group, Field field)
        where TValue : struct => group.WriteAsync<TValue>((DataField)field, Values.Cast<TValue>().ToArray().AsMemory());

    private static Task WriteListsAsync(ParquetRowGroupWriter group, DataField item, int?[]?[] lists)
    {
        var (values, definitions, repetitions) = (new List<int>(), new List<int>(), new List<int>());
        foreach (var list in lists)
        {
            if (list is null or [])
            {
                definitions.Add(list is null ? 0 : 1);
                repetitions.Add(0);
            }
            foreach (var (i, value) in (list ?? []).Index())
            {
                definitions.Add(value is null ? 2 : 3);
                repetitions.Add(i == 0 ? 0 : 1);
                if (value is { } there)
                    values.Add(there);
            }
        }
        return group.WriteAllPartsAsync<int>(item, values.ToArray(), definitions.ToArray(), repetitions.ToArray(), CancellationToken.None);
    }
}
