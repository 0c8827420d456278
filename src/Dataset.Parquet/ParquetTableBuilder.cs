using System.Text;

namespace Dataset.Parquet;

/// <summary>
/// Makes a file of a small table from .NET values, column by column; null is null. Larger tables are written row group by row group, with
/// <see cref="RowGroupEncoder"/> and <see cref="ParquetFileWriter"/>. Not for use by several threads at once.
/// </summary>
/// <param name="name">The name of the schema's root.</param>
public sealed class ParquetTableBuilder(string name)
{
    private const long TicksPerMicrosecond = TimeSpan.TicksPerMicrosecond;

    private static readonly UTF8Encoding StrictUtf8 = new(false, throwOnInvalidBytes: true);
    private static readonly int FirstDay = DateOnly.FromDateTime(DateTime.UnixEpoch).DayNumber;
    private static readonly long FirstMicrosecond = DateTime.UnixEpoch.Ticks / TicksPerMicrosecond;

    private readonly List<ParquetColumn> columns = [];
    private readonly List<ColumnValues> values = [];
    private IReadOnlyList<string> sortedBy = [];

    /// <summary>Puts slots, null for null, into the arrays of their type.</summary>
    private delegate ColumnValues Packer<T>(ColumnValues all, List<T> slots);

    /// <summary>Adds a column of <see cref="ParquetType.String"/>.</summary>
    /// <exception cref="EncoderFallbackException">A text has an unpaired surrogate.</exception>
    public ParquetTableBuilder Text(string column, params IEnumerable<string?> rows) => Flat(column, ParquetType.String, rows, Pack);

    /// <summary>Adds a column of lists of <see cref="ParquetType.String"/>.</summary>
    public ParquetTableBuilder TextLists(string column, params IEnumerable<IEnumerable<string?>?> rows) =>
        Lists(column, ParquetType.String, rows, Pack);

    /// <summary>Adds a column of <see cref="ParquetType.Integer"/>.</summary>
    public ParquetTableBuilder Integers(string column, params IEnumerable<long?> rows) => Flat(column, ParquetType.Integer, rows, Pack);

    /// <summary>Adds a column of lists of <see cref="ParquetType.Integer"/>.</summary>
    public ParquetTableBuilder IntegerLists(string column, params IEnumerable<IEnumerable<long?>?> rows) =>
        Lists(column, ParquetType.Integer, rows, Pack);

    /// <summary>Adds a column of <see cref="ParquetType.Number"/>.</summary>
    public ParquetTableBuilder Numbers(string column, params IEnumerable<double?> rows) => Flat(column, ParquetType.Number, rows, Pack);

    /// <summary>Adds a column of lists of <see cref="ParquetType.Number"/>.</summary>
    public ParquetTableBuilder NumberLists(string column, params IEnumerable<IEnumerable<double?>?> rows) =>
        Lists(column, ParquetType.Number, rows, Pack);

    /// <summary>Adds a column of <see cref="ParquetType.Boolean"/>.</summary>
    public ParquetTableBuilder Booleans(string column, params IEnumerable<bool?> rows) => Flat(column, ParquetType.Boolean, rows, Pack);

    /// <summary>Adds a column of lists of <see cref="ParquetType.Boolean"/>.</summary>
    public ParquetTableBuilder BooleanLists(string column, params IEnumerable<IEnumerable<bool?>?> rows) =>
        Lists(column, ParquetType.Boolean, rows, Pack);

    /// <summary>Adds a column of <see cref="ParquetType.Date"/>.</summary>
    public ParquetTableBuilder Dates(string column, params IEnumerable<DateOnly?> rows) => Flat(column, ParquetType.Date, rows, Pack);

    /// <summary>Adds a column of lists of <see cref="ParquetType.Date"/>.</summary>
    public ParquetTableBuilder DateLists(string column, params IEnumerable<IEnumerable<DateOnly?>?> rows) =>
        Lists(column, ParquetType.Date, rows, Pack);

    /// <summary>Adds a column of <see cref="ParquetType.DateTime"/>: the instant in UTC, cut to whole microseconds.</summary>
    public ParquetTableBuilder DateTimes(string column, params IEnumerable<DateTimeOffset?> rows) =>
        Flat(column, ParquetType.DateTime, rows, Pack);

    /// <summary>Adds a column of lists of <see cref="ParquetType.DateTime"/>.</summary>
    public ParquetTableBuilder DateTimeLists(string column, params IEnumerable<IEnumerable<DateTimeOffset?>?> rows) =>
        Lists(column, ParquetType.DateTime, rows, Pack);

    /// <summary>Says what the rows are sorted by; <see cref="Write"/> refuses rows that are not.</summary>
    /// <param name="names">Columns that are no lists, the most significant first. Rows ascend, nulls last.</param>
    public ParquetTableBuilder SortedBy(params IReadOnlyList<string> names)
    {
        sortedBy = names;
        return this;
    }

    /// <summary>Writes the file in row groups of <see cref="ParquetWriterOptions.RowGroupRows"/>.</summary>
    /// <param name="stream">Takes the bytes from its present position on; it is neither flushed nor closed.</param>
    /// <param name="options">How to write; null for the default.</param>
    /// <exception cref="ArgumentException">
    /// There is no column, columns have different numbers of rows, a name or text is at fault, or the rows are not sorted. The message says
    /// which column.
    /// </exception>
    public void Write(Stream stream, ParquetWriterOptions? options = null)
    {
        options ??= ParquetWriterOptions.Default;
        var schema = new ParquetSchema(name, columns, [.. sortedBy.Select(key => columns.FindIndex(column => column.Name == key))]);
        schema.Validate();
        for (var i = 1; i < values.Count; i++)
        {
            if (values[i].RowCount != values[0].RowCount)
                throw new ArgumentException(
                    $"Column '{columns[i].Name}' has {values[i].RowCount} rows, column '{columns[0].Name}' has {values[0].RowCount}.");
        }
        var writer = new ParquetFileWriter(stream, schema, options);
        for (var start = 0; start < values[0].RowCount; start += options.RowGroupRows)
        {
            var count = Math.Min(options.RowGroupRows, values[0].RowCount - start);
            using var group = RowGroupEncoder.Encode(schema, [.. values.Select(column => column.Slice(start, count))], options);
            writer.Append(group);
        }
        writer.Finish();
    }

    private ParquetTableBuilder Flat<T>(string column, ParquetType type, IEnumerable<T> rows, Packer<T> pack)
    {
        var slots = rows.ToList();
        columns.Add(new(column, type));
        values.Add(pack(new() { RowCount = slots.Count, RowValidity = Validity(slots) }, slots));
        return this;
    }

    private ParquetTableBuilder Lists<T>(string column, ParquetType type, IEnumerable<IEnumerable<T>?> rows, Packer<T> pack)
    {
        var lists = rows.Select(row => row?.ToList()).ToList();
        var offsets = new int[lists.Count + 1];
        for (var i = 0; i < lists.Count; i++)
            offsets[i + 1] = offsets[i] + (lists[i]?.Count ?? 0);
        var slots = lists.SelectMany(list => list ?? []).ToList();
        columns.Add(new(column, type, IsList: true));
        var all = new ColumnValues
        {
            RowCount = lists.Count,
            RowValidity = Validity(lists),
            ListOffsets = offsets,
            ElementValidity = Validity(slots),
        };
        values.Add(pack(all, slots));
        return this;
    }

    private static byte[] Validity<T>(List<T> slots) =>
        slots.TrueForAll(slot => slot is not null) ? [] : [.. slots.Select(slot => slot is null ? (byte)0 : (byte)1)];

    private static ColumnValues Pack(ColumnValues all, List<string?> slots)
    {
        var offsets = new int[slots.Count + 1];
        for (var i = 0; i < slots.Count; i++)
            offsets[i + 1] = checked(offsets[i] + StrictUtf8.GetByteCount(slots[i] ?? ""));
        var utf8 = new byte[offsets[^1]];
        for (var i = 0; i < slots.Count; i++)
            StrictUtf8.GetBytes(slots[i] ?? "", utf8.AsSpan(offsets[i]));
        return all with { Utf8 = utf8, Utf8Offsets = offsets };
    }

    private static ColumnValues Pack(ColumnValues all, List<long?> slots) =>
        all with { Integers = slots.Select(slot => slot ?? 0).ToArray() };

    private static ColumnValues Pack(ColumnValues all, List<double?> slots) =>
        all with { Numbers = slots.Select(slot => slot ?? 0).ToArray() };

    private static ColumnValues Pack(ColumnValues all, List<bool?> slots) =>
        all with { Booleans = slots.Select(slot => slot == true ? (byte)1 : (byte)0).ToArray() };

    private static ColumnValues Pack(ColumnValues all, List<DateOnly?> slots) =>
        all with { Dates = slots.Select(slot => slot is { } day ? day.DayNumber - FirstDay : 0).ToArray() };

    private static ColumnValues Pack(ColumnValues all, List<DateTimeOffset?> slots) =>
        all with { Integers = slots.Select(slot => slot is { } time ? MicrosecondsOf(time) : 0).ToArray() };

    /// <summary>Ticks are counted from the year 1, so that the division rounds down, also before 1970.</summary>
    private static long MicrosecondsOf(DateTimeOffset time) => (time.UtcTicks / TicksPerMicrosecond) - FirstMicrosecond;
}
