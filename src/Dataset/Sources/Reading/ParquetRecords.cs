using System.Buffers;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;
using Dataset.Diagnostics;
using Dataset.Files;
using Dataset.Formats.Parquet;
using Dataset.Formats.Rows;
using Dataset.Parquet.Metadata;
using Dataset.Schemas;
using Dataset.Sources.Binding;
using Dataset.Tables;
using Dataset.Text;

namespace Dataset.Sources.Reading;

/// <summary>
/// The rows of a Parquet file of any writer as JSON Lines, a line a row, so that they are bound, checked and placed as all records are: the
/// line of a finding is the number of the row. One row group is in memory.
/// </summary>
/// <remarks>
/// Values are mapped, never guessed: integers of every width exactly, FLOAT and FLOAT16 as the double of the same value, DECIMAL by its
/// digits, DATE, TIMESTAMP of instants, UUID as text. What cannot be mapped is one finding for each column.
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
        Stream file, string displayPath, Func<IReadOnlyList<ForeignNode>, RecordPlan> planOf, DiagnosticList findings)
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
        var plan = planOf(opened.Columns);
        var own = new DiagnosticList();
        var columns = new List<Mapping>();
        var taken = new HashSet<string>(StringComparer.Ordinal);
        var place = new Location(displayPath);
        foreach (var field in opened.Columns)
        {
            if (plan.Find(field.Name) is var index && index < 0)
                own.Add(
                    Rules.ParquetColumnMapped, place,
                    $"Expected the columns {plan.Listed}, found {Printable.Quoted(field.Name)}.");
            else if (!taken.Add(field.Name))
                own.Add(Rules.ParquetColumnMapped, place, $"Expected each column once, found {Printable.Quoted(field.Name)} twice.");
            else if (Mapping.Of(field, plan.Keys[index], out var refusal) is { } mapping)
                columns.Add(mapping);
            else
                own.Add(Rules.ParquetColumnMapped, place, refusal);
        }
        foreach (var missing in plan.Keys.Where(k => k.IsInEveryHeader).ExceptBy(opened.Columns.Select(f => f.Name), k => k.Name))
            own.Add(Rules.ParquetColumnMapped, place, $"Expected the column {Printable.Quoted(missing.Name)}, found none of that name.");
        findings.AddRange(own);
        if (!own.HasErrors)
            return new(opened, displayPath, columns);
        opened.Dispose();
        return null;
    }

    /// <summary>The type of a column for values of a leaf; null where they decide, or no column holds them.</summary>
    public static ColumnType? TypeOf(ForeignType values) => values.Meaning == ForeignMeaning.Decimal ? null
        : new[] { ColumnType.Integer, ColumnType.Number, ColumnType.String, ColumnType.Boolean, ColumnType.Date, ColumnType.DateTime }
            .FirstOrDefault(t => Mapping.Takes(t, values));

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
        var cells = columns.Select(c => new Cells(c, file.Read(index, c.Leaf), displayPath)).ToArray();
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

    /// <summary>How a field of the file becomes a key of the records.</summary>
    private sealed record Mapping(PlannedKey Key, ForeignNode Leaf, bool IsList, bool AsText)
    {
        public static Mapping? Of(ForeignNode field, PlannedKey key, out string refusal)
        {
            var leaf = field.IsFlat ? field : field.Elements;
            var name = Printable.Quoted(field.Name);
            refusal = "";
            if (key.Column is not { } column)
                refusal = $"Expected a column of values for {name}, found a list of records, which Parquet cannot give: a list is a table "
                    + "of its own.";
            else if (leaf is null || leaf.Repetition > 1)
                refusal = $"Expected a flat column or a list of values for {name}, found "
                    + $"{(field.IsMap ? "a map" : field.IsList ? "a list of lists or structures" : "a structure")}; write its parts as "
                    + "columns of their own.";
            else if (column.Layout.IsList == field.IsFlat)
                refusal = $"Expected {(column.Layout.IsList ? "a list" : "one value")} in each row of {name}, as the schema says, found "
                    + $"{(field.IsFlat ? "one value" : "a list")}.";
            else if (Unreadable(leaf) is { } reason)
                refusal = $"Expected a column that can be read exactly for {name}, found {reason}";
            else if (!Takes(column.Layout.Type, leaf.Type))
                refusal = $"Expected {column.Layout.Type.InSources} in {name}, as the schema says, found {InWords(leaf.Type)}.";
            return refusal.Length > 0 ? null : new(key, leaf!, !field.IsFlat, key.Column!.Layout.Type == ColumnType.String);
        }

        private static string? Unreadable(ForeignNode leaf) => leaf.Type switch
        {
            { IsUnderstood: false } =>
                $"{leaf.Element.LogicalType?.ToString() ?? leaf.Element.ConvertedType!.Value.ToFormatName()} of "
                    + $"{leaf.Element.Type!.Value.ToFormatName()}, whose meaning is not known here; write it as text.",
            { Meaning: ForeignMeaning.Timestamp, IsUtc: false } =>
                "times of no time zone, which may be any instant; write it with one (DuckDB: AT TIME ZONE 'UTC').",
            { Meaning: ForeignMeaning.Time } => "times of day, which no column type holds; write them as text.",
            { Meaning: ForeignMeaning.Interval } => "intervals, which no column type holds; write them as text.",
            { Meaning: ForeignMeaning.Bytes } => "bytes without a meaning; write them as text.",
            _ => null,
        };

        private static string InWords(ForeignType type) => type.Meaning switch
        {
            ForeignMeaning.Integer or ForeignMeaning.Unsigned => "integers",
            ForeignMeaning.Number => "numbers",
            ForeignMeaning.Decimal => "decimals",
            ForeignMeaning.Boolean => "true and false",
            ForeignMeaning.Date => "dates",
            ForeignMeaning.Timestamp => "dates with times",
            ForeignMeaning.Uuid => "UUIDs",
            _ => "texts",
        };

        public static bool Takes(ColumnType wanted, ForeignType found) => found.Meaning switch
        {
            ForeignMeaning.Text or ForeignMeaning.Uuid => wanted == ColumnType.String,
            // What no integer holds can be kept as text, as decimals are.
            ForeignMeaning.Unsigned when found.IsLong => wanted == ColumnType.Integer || wanted == ColumnType.Number
                || wanted == ColumnType.String,
            ForeignMeaning.Integer or ForeignMeaning.Unsigned => wanted == ColumnType.Integer || wanted == ColumnType.Number,
            ForeignMeaning.Decimal => wanted == ColumnType.Integer || wanted == ColumnType.Number || wanted == ColumnType.String,
            ForeignMeaning.Number => wanted == ColumnType.Number,
            ForeignMeaning.Boolean => wanted == ColumnType.Boolean,
            ForeignMeaning.Date => wanted == ColumnType.Date,
            ForeignMeaning.Timestamp => wanted == ColumnType.DateTime,
            _ => false,
        };
    }

    /// <summary>The values of one column of a row group, from the first to the last.</summary>
    private sealed class Cells(Mapping mapping, ForeignColumn column, string displayPath)
    {
        private int at;
        private int value;

        public void WriteNext(Utf8JsonWriter json)
        {
            json.WritePropertyName(mapping.Key.Name);
            var most = mapping.Leaf.Definition;
            if (!mapping.IsList)
            {
                WriteValue(json, most == 0 || column.Definitions[at] == most);
                at++;
                return;
            }
            // From the top: the value, a null element (where elements may be null), an empty list, a null list (where lists may be null).
            var definitions = column.Definitions;
            var least = mapping.Leaf.Element.Repetition == Repetition.Optional ? most - 1 : most;
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
            while (at < definitions.Length && column.Repetitions[at] > 0);
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
            switch (mapping.Leaf.Type.Meaning)
            {
                case ForeignMeaning.Boolean: json.WriteBooleanValue(column.Truth(i)); break;
                case ForeignMeaning.Integer: json.WriteNumberValue(column.Whole(i)); break;
                case ForeignMeaning.Number: WriteNumber(json, column.Number(i)); break;
                case ForeignMeaning.Text:
                    if (!Utf8.IsValid(column.Bytes(i)))
                        throw Malformed("Expected UTF-8, found bytes that are none; correct the text where it comes from.");
                    json.WriteStringValue(column.Bytes(i));
                    break;
                default: WriteText(json, column.TextOf(i) ?? throw Malformed("Expected a value of the type, found other bytes.")); break;
            }
        }

        /// <summary>What JSON cannot say is given as a word, which the binder refuses with the row and column.</summary>
        private static void WriteNumber(Utf8JsonWriter json, double number)
        {
            if (double.IsFinite(number))
                json.WriteNumberValue(number);
            else
                json.WriteStringValue(number.ToString(CultureInfo.InvariantCulture));
        }

        private void WriteText(Utf8JsonWriter json, string text)
        {
            if (mapping.AsText || !mapping.Leaf.Type.IsLiteral)
                json.WriteStringValue(text);
            else
                json.WriteRawValue(
                    mapping.Key.Column!.Layout.Type == ColumnType.Integer && text.Contains('.') ? text.TrimEnd('0').TrimEnd('.') : text,
                    true);
        }

        private MalformedTableException Malformed(string message) =>
            new(
                Rules.ForeignParquetReadable, new(displayPath),
                $"{message} Column {Printable.Quoted(mapping.Key.Name)}, value {value.ToString(CultureInfo.InvariantCulture)} of its row "
                    + "group.");
    }
}
