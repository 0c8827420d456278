using System.Buffers;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using Dataset.Diagnostics;
using Dataset.Files;
using Dataset.Formats.Parquet;
using Dataset.Formats.Rows;
using Dataset.Parquet.Metadata;
using Dataset.Schemas;
using Dataset.Sources.Binding;
using Dataset.Tables;
using Dataset.Text;
using Parquet.Data;
using Parquet.Schema;

namespace Dataset.Sources.Reading;

/// <summary>
/// The rows of a Parquet file of any writer as JSON Lines, a line a row, so that they are bound, checked and placed as all records are: the
/// line of a finding is the number of the row. One row group is in memory.
/// </summary>
/// <remarks>
/// Values are mapped, never guessed: integers of every width exactly, FLOAT as the double of the same value, DECIMAL by its digits, DATE,
/// TIMESTAMP of instants, UUID as text. What cannot be mapped is one finding for each column.
/// </remarks>
internal sealed class ParquetRecords : ForwardStream
{
    private static readonly JsonWriterOptions Options =
        new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };

    private readonly ForeignParquet file;
    private readonly string displayPath;
    private readonly List<Mapping> columns;
    private readonly ArrayBufferWriter<byte> lines = new();
    private int nextGroup;
    private int given;

    private ParquetRecords(ForeignParquet file, string displayPath, List<Mapping> columns) =>
        (this.file, this.displayPath, this.columns) = (file, displayPath, columns);

    /// <summary>Opens a file; null, with findings, where the gate refuses it or its columns are not those of the plan.</summary>
    /// <param name="file">Seekable; closed with the records.</param>
    /// <param name="displayPath">The file as findings name it.</param>
    /// <param name="plan">The columns wanted.</param>
    /// <param name="findings">Takes the findings.</param>
    public static ParquetRecords? Open(Stream file, string displayPath, RecordPlan plan, DiagnosticList findings) =>
        Open(file, displayPath, _ => plan, findings);

    /// <summary>As the other, where the columns wanted follow from those that the file has.</summary>
    public static ParquetRecords? Open(
        Stream file, string displayPath, Func<IReadOnlyList<Field>, RecordPlan> planOf, DiagnosticList findings)
    {
        ForeignParquet opened;
        try
        {
            opened = ForeignParquet.Open(file, displayPath);
        }
        catch (MalformedTableException e)
        {
            findings.Add(e.ToDiagnostic());
            return null;
        }
        var plan = planOf(opened.Fields);
        var own = new DiagnosticList();
        var columns = new List<Mapping>();
        var taken = new HashSet<string>(StringComparer.Ordinal);
        var elements = ElementsOf(opened.Metadata);
        var place = new Location(displayPath);
        foreach (var field in opened.Fields)
        {
            if (plan.Find(field.Name) is var index && index < 0)
                own.Add(
                    Rules.ParquetColumnMapped, place,
                    $"Expected the columns {plan.Listed}, found {Printable.Quoted(field.Name)}.");
            else if (!taken.Add(field.Name))
                own.Add(Rules.ParquetColumnMapped, place, $"Expected each column once, found {Printable.Quoted(field.Name)} twice.");
            else if (Mapping.Of(field, plan.Keys[index], elements, out var refusal) is { } mapping)
                columns.Add(mapping);
            else
                own.Add(Rules.ParquetColumnMapped, place, refusal);
        }
        foreach (var missing in plan.Keys.Where(k => k.IsInEveryHeader).ExceptBy(opened.Fields.Select(f => f.Name), k => k.Name))
            own.Add(Rules.ParquetColumnMapped, place, $"Expected the column {Printable.Quoted(missing.Name)}, found none of that name.");
        findings.AddRange(own);
        if (!own.HasErrors)
            return new(opened, displayPath, columns);
        opened.Dispose();
        return null;
    }

    /// <summary>The type of a column for values of a field; null where they decide, or no column holds them.</summary>
    public static ColumnType? TypeOf(Type values) => values == typeof(decimal) ? null
        : new[] { ColumnType.Integer, ColumnType.Number, ColumnType.String, ColumnType.Boolean, ColumnType.Date, ColumnType.DateTime }
            .FirstOrDefault(t => Mapping.Takes(t, values));

    /// <summary>What the footer says of the columns with values, by their paths.</summary>
    private static Dictionary<string, SchemaElement> ElementsOf(ParquetFileMetadata file)
    {
        var elements = new Dictionary<string, SchemaElement>(StringComparer.Ordinal);
        if (file.RowGroups.Count > 0)
            foreach (var (column, element) in file.RowGroups[0].Columns.Zip(file.Schema.Where(e => e.Type is not null)))
                elements.TryAdd(string.Join('\0', column.Path), element);
        return elements;
    }

    /// <exception cref="MalformedTableException">Parquet.Net cannot read on, or a value has no form as JSON.</exception>
    public override int Read(Span<byte> buffer)
    {
        while (given == lines.WrittenCount)
        {
            if (nextGroup == file.Metadata.RowGroups.Count)
                return 0;
            ReadGroup(nextGroup++);
        }
        var count = Math.Min(buffer.Length, lines.WrittenCount - given);
        lines.WrittenSpan.Slice(given, count).CopyTo(buffer);
        given += count;
        return count;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            file.Dispose();
        base.Dispose(disposing);
    }

    private void ReadGroup(int index)
    {
        lines.ResetWrittenCount();
        given = 0;
        var cells = columns.Select(c => new Cells(c, file.Read(index, c.Field), displayPath)).ToArray();
        try
        {
            using var json = new Utf8JsonWriter(lines, Options);
            for (var row = 0L; row < file.Metadata.RowGroups[index].RowCount; row++)
            {
                json.WriteStartObject();
                foreach (var cell in cells)
                    cell.WriteNext(json);
                json.WriteEndObject();
                json.Flush();
                json.Reset();
                lines.Write("\n"u8);
            }
        }
        finally
        {
            foreach (var cell in cells)
                cell.Dispose();
        }
    }

    /// <summary>How a field of the file becomes a key of the records.</summary>
    private sealed record Mapping(PlannedKey Key, DataField Field, bool IsList, bool AsText)
    {
        public static Mapping? Of(Field field, PlannedKey key, Dictionary<string, SchemaElement> elements, out string refusal)
        {
            var leaf = field as DataField ?? (field as ListField)?.Item as DataField;
            var name = Printable.Quoted(field.Name);
            refusal = "";
            if (key.Column is not { } column)
                refusal = $"Expected a column of values for {name}, found a list of records, which Parquet cannot give: a list is a table "
                    + "of its own.";
            else if (leaf is null || leaf.IsArray || leaf.MaxRepetitionLevel > 1)
                refusal = $"Expected a flat column or a list of values for {name}, found {field.SchemaType}; write its parts as columns "
                    + "of their own.";
            else if (column.Layout.IsList != field is ListField)
                refusal = $"Expected {(column.Layout.IsList ? "a list" : "one value")} in each row of {name}, as the schema says, found "
                    + $"{(field is ListField ? "a list" : "one value")}.";
            else if (Unreadable(leaf, elements.GetValueOrDefault(string.Join('\0', leaf.Path.ToList()))) is { } reason)
                refusal = $"Expected a column that can be read exactly for {name}, found {reason}";
            else if (!Takes(column.Layout.Type, leaf.ClrType))
                refusal = $"Expected {column.Layout.Type.InSources} in {name}, as the schema says, found {InWords(leaf.ClrType)}.";
            return refusal.Length > 0 ? null : new(key, leaf!, field is ListField, key.Column!.Layout.Type == ColumnType.String);
        }

        private static string? Unreadable(DataField leaf, SchemaElement? element)
        {
            if (element?.LogicalType is { Kind: LogicalKind.Timestamp } stamp)
            {
                if (stamp.Unit == TimestampUnit.Nanoseconds)
                    return "nanoseconds, of which microseconds would keep only a part; write it with units of microseconds (pandas: "
                        + "coerce_timestamps=\"us\").";
                if (stamp.IsAdjustedToUtc != true)
                    return "times of no time zone, which may be any instant; write it with one (DuckDB: AT TIME ZONE 'UTC').";
            }
            if (element?.LogicalType is { IsKnown: false } unknown)
                return $"{unknown}, whose meaning is not known here.";
            if (element?.LogicalType?.Kind == LogicalKind.Time)
                return "times of day, which no column type holds; write them as text.";
            if (element is { Type: PhysicalType.FixedLengthByteArray or PhysicalType.ByteArray, LogicalType: null, ConvertedType: null })
                return "bytes without a meaning; write them as text.";
            return IsMapped(leaf.ClrType) ? null : $"{InWords(leaf.ClrType)}, which no column type holds; write it as text.";
        }

        private static bool IsMapped(Type type) => IsInteger(type) || type == typeof(float) || type == typeof(double)
            || type == typeof(decimal)
            || type == typeof(bool) || type == typeof(DateOnly) || type == typeof(DateTime) || type == typeof(Guid)
            || type == typeof(ReadOnlyMemory<char>);

        private static string InWords(Type type) => IsInteger(type) ? "integers"
            : type == typeof(float) || type == typeof(double) ? "numbers"
            : type == typeof(decimal) ? "decimals"
            : type == typeof(bool) ? "true and false"
            : type == typeof(DateOnly) ? "dates"
            : type == typeof(DateTime) ? "dates with times"
            : type == typeof(Guid) ? "UUIDs"
            : type == typeof(ReadOnlyMemory<char>) ? "texts" : type.Name;

        private static bool IsInteger(Type type) => type == typeof(sbyte) || type == typeof(byte) || type == typeof(short)
            || type == typeof(ushort)
            || type == typeof(int) || type == typeof(uint) || type == typeof(long) || type == typeof(ulong);

        public static bool Takes(ColumnType wanted, Type found) =>
            wanted == ColumnType.String ? found == typeof(ReadOnlyMemory<char>) || found == typeof(Guid) || found == typeof(decimal)
            : wanted == ColumnType.Integer ? IsInteger(found) || found == typeof(decimal)
            : wanted == ColumnType.Number ? IsInteger(found) || found == typeof(float) || found == typeof(double)
                || found == typeof(decimal)
            : wanted == ColumnType.Boolean ? found == typeof(bool)
            : wanted == ColumnType.Date ? found == typeof(DateOnly)
            : wanted == ColumnType.DateTime && found == typeof(DateTime);
    }

    /// <summary>The values of one column of a row group, from the first to the last.</summary>
    private sealed class Cells(Mapping mapping, RawColumnData raw, string displayPath) : IDisposable
    {
        private int at;
        private int value;

        public void Dispose() => raw.Dispose();

        public void WriteNext(Utf8JsonWriter json)
        {
            json.WritePropertyName(mapping.Key.Name);
            var (least, most) = (mapping.Field.MaxDefinitionLevel, mapping.Field.MaxDefinitionLevel);
            if (!mapping.IsList)
            {
                WriteValue(json, most == 0 || raw.DefinitionLevels[at] == most);
                at++;
                return;
            }
            // From the top: the value, a null element (where elements may be null), an empty list, a null list (where lists may be null).
            var definitions = raw.DefinitionLevels;
            least = mapping.Field.IsNullable ? most - 1 : most;
            var isEmpty = definitions[at] < least;
            if (isEmpty && definitions[at] < least - 1)
            {
                json.WriteNullValue();
                at++;
                return;
            }
            json.WriteStartArray();
            do
            {
                if (!isEmpty)
                    WriteValue(json, definitions[at] == most);
                at++;
            }
            while (at < definitions.Length && raw.RepetitionLevels[at] > 0);
            json.WriteEndArray();
        }

        private void WriteValue(Utf8JsonWriter json, bool isThere)
        {
            if (!isThere)
            {
                json.WriteNullValue();
                return;
            }
            var i = value++;
            switch (raw)
            {
                case RawColumnData<ReadOnlyMemory<char>> texts: WriteText(json, texts.Values[i].Span); break;
                case RawColumnData<bool> booleans: json.WriteBooleanValue(booleans.Values[i]); break;
                case RawColumnData<long> integers: json.WriteNumberValue(integers.Values[i]); break;
                case RawColumnData<int> integers: json.WriteNumberValue(integers.Values[i]); break;
                case RawColumnData<short> integers: json.WriteNumberValue(integers.Values[i]); break;
                case RawColumnData<sbyte> integers: json.WriteNumberValue(integers.Values[i]); break;
                case RawColumnData<ulong> integers: json.WriteNumberValue(integers.Values[i]); break;
                case RawColumnData<uint> integers: json.WriteNumberValue(integers.Values[i]); break;
                case RawColumnData<ushort> integers: json.WriteNumberValue(integers.Values[i]); break;
                case RawColumnData<byte> integers: json.WriteNumberValue(integers.Values[i]); break;
                case RawColumnData<float> numbers: WriteNumber(json, numbers.Values[i]); break;
                case RawColumnData<double> numbers: WriteNumber(json, numbers.Values[i]); break;
                case RawColumnData<decimal> decimals: WriteDecimal(json, decimals.Values[i]); break;
                case RawColumnData<DateOnly> dates:
                    json.WriteStringValue(
                    dates.Values[i].ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)); break;
                case RawColumnData<DateTime> instants: WriteInstant(json, instants.Values[i]); break;
                case RawColumnData<Guid> ids: json.WriteStringValue(ids.Values[i]); break;
                default:
                    throw Malformed(
                    $"Expected {mapping.Field.ClrType.Name}, found {raw.GetType().GenericTypeArguments.FirstOrDefault()?.Name} from "
                        + "Parquet.Net.");
            }
        }

        private void WriteText(Utf8JsonWriter json, ReadOnlySpan<char> text)
        {
            // Parquet.Net gives this character for bytes that are not UTF-8 too.
            if (text.Contains('\uFFFD'))
                throw Malformed(
                    "Expected UTF-8 without U+FFFD, which may stand for bytes that are none, found that character; correct the text where "
                        + "it comes from.");
            json.WriteStringValue(text);
        }

        /// <summary>What JSON cannot say is given as a word, which the binder refuses with the row and column.</summary>
        private static void WriteNumber(Utf8JsonWriter json, double number)
        {
            if (double.IsFinite(number))
                json.WriteNumberValue(number);
            else
                json.WriteStringValue(number.ToString(CultureInfo.InvariantCulture));
        }

        private void WriteDecimal(Utf8JsonWriter json, decimal number)
        {
            // With the digits of the column's scale: Parquet.Net drops those of a zero.
            var text = number.ToString(
                mapping.Field is DecimalDataField { Scale: var scale } ? $"F{scale}" : "G", CultureInfo.InvariantCulture);
            if (mapping.AsText)
                json.WriteStringValue(text);
            else
                json.WriteRawValue(
                    mapping.Key.Column!.Layout.Type == ColumnType.Integer && text.Contains('.') ? text.TrimEnd('0').TrimEnd('.') : text,
                    true);
        }

        private static void WriteInstant(Utf8JsonWriter json, DateTime instant) => json.WriteStringValue(instant.ToString(
            instant.Ticks % TimeSpan.TicksPerSecond == 0 ? "yyyy-MM-dd'T'HH:mm:ss'Z'"
            : instant.Ticks % TimeSpan.TicksPerMicrosecond == 0 ? "yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'" : "yyyy-MM-dd'T'HH:mm:ss.fffffff'Z'",
            CultureInfo.InvariantCulture));

        private MalformedTableException Malformed(string message) =>
            new(
                Rules.ForeignParquetReadable, new(displayPath),
                $"{message} Column {Printable.Quoted(mapping.Key.Name)}, value {value.ToString(CultureInfo.InvariantCulture)} of its row "
                    + "group.");
    }
}
