using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Dataset.Schemas;
using Dataset.Sources;
using Dataset.Syntax;
using Dataset.Tables;
using Dataset.Text;

namespace Dataset.Drafting;

/// <summary>A table as its file suggests it: a proposal, which the schema that is written makes a fact.</summary>
/// <param name="name">Of the table.</param>
/// <param name="file">What people call the file, for descriptions.</param>
/// <param name="form">How it is written.</param>
internal sealed class TableDraft(string name, string file, SourceNotation form) : IDisposable
{
    private const int MostNoted = 5;
    private const int MostOfEnum = 12;
    private const int RowsForEachOfEnum = 5;
    private const int LongestOfEnum = 60;

    /// <summary>So many different texts in the first column name the rows, in whatever order.</summary>
    private const int NamesOfRows = 5;

    /// <summary>Columns of which each two are tried as a key.</summary>
    private const int MostInPairs = 8;

    private static readonly string[] KeyEndings = ["id", "key", "code", "no", "number", "nr"];

    private readonly DraftNames names = new('_');

    /// <summary>The column of the record's number, where that is the key.</summary>
    private string? numberName;

    /// <summary>Of the table.</summary>
    public string Name { get; } = name;

    /// <summary>The columns of the file, in its order.</summary>
    public List<DraftColumn> Columns { get; } = [];

    /// <summary>What <c>csv:</c> has to say, in YAML, key by key; empty where nothing has to be said.</summary>
    public List<string> Dialect { get; } = [];

    /// <summary>What the entry in <c>dataset.yaml</c> says of a workbook, in YAML; empty where nothing has to be said.</summary>
    public List<string> Workbook { get; } = [];

    /// <summary>What a person should look at, as sentences.</summary>
    public List<string> Notes { get; } = [];

    /// <summary>The columns that tell rows apart; none where it is the number of the record.</summary>
    public IReadOnlyList<DraftColumn> Key { get; private set; } = [];

    /// <summary>References to other tables: a column, the table, and its key.</summary>
    public List<(DraftColumn Column, TableDraft Table)> References { get; } = [];

    /// <summary>Takes a column's name that is there already.</summary>
    public void Take(string column) => names.Take(column);

    /// <summary>Adds the columns of a header, or columns without one.</summary>
    /// <param name="headers">What the file calls them; null where it has no header.</param>
    /// <param name="count">How many there are.</param>
    public void AddColumns(IReadOnlyList<string>? headers, int count) =>
        AddColumns(
            headers,
            [.. Enumerable.Range(0, count).Select(i => new ColumnEvidence(i == 0 || (headers is not null && IsKeyLike(headers[i]))))]);

    /// <summary>Whether a column called so may be the key, though its values are in no order and it is not the first.</summary>
    public static bool IsKeyLike(string header) => IsKeyWord(new DraftNames('_').Make(header, "column"));

    private static bool IsKeyWord(string name) => KeyEndings.Contains(name.Split('_')[^1]);

    /// <summary>As <see cref="AddColumns(IReadOnlyList{string}, int)"/>, where it is known what their values tell.</summary>
    public void AddColumns(IReadOnlyList<string>? headers, IReadOnlyList<ColumnEvidence> evidence)
    {
        var times = headers?.CountBy(h => h, StringComparer.Ordinal).ToDictionary(StringComparer.Ordinal) ?? [];
        foreach (var (i, column) in evidence.Index())
        {
            var (header, usual) = (headers?[i], FormattableString.Invariant($"column_{i + 1}"));
            var hasLetters = header?.EnumerateRunes().Any(
                r => Nfc.BaseOf(r.Value) is < 128 and var letter && char.IsAsciiLetterOrDigit((char)letter)) == true;
            var name = header is { Length: 0 } && i == 0 ? names.Make("row", "row") : names.Make(hasLetters ? header! : usual, "column");
            Columns.Add(new DraftColumn(name, header)
            {
                Evidence = column,
                Description = header is { Length: > 0 } && times[header] == 1
                    ? $"The column {Printable.Quoted(header)} of the file."
                    : FormattableString.Invariant($"Column {i + 1} of the file")
                        + (header is null ? "." : header.Length == 0 ? ", which has no name for it."
                            : $", one of several called {Printable.Quoted(header)}."),
            });
        }
    }

    /// <summary>
    /// Leaves out columns with neither a name nor a value, such as those of delimiters at the end of each line, and says which are none: a
    /// build passes over those after the columns without a name that the schema has, and not over the first of a delimited file.
    /// </summary>
    public void PassUnnamed()
    {
        var last = Columns.FindLastIndex(c => c.Header is { Length: 0 } && c.Evidence.Values > 0);
        var empty = Columns.Index().Where(c => c.Item is { Header.Length: 0, Evidence.Values: 0 }).ToList();
        foreach (var (index, column) in empty.Where(c => c.Index > Math.Max(last, 0)))
        {
            column.Evidence.Dispose();
            Columns.Remove(column);
        }
        if (empty.Where(c => c.Index < last).Select(c => c.Item.Name).ToList() is { Count: > 0 } kept)
            Notes.Add(
                $"Columns with neither a name nor a value in the file were kept: {Printable.List(kept, MostNoted)}. One after them has "
                    + "values and no name; where that has a name, they are passed over.");
    }

    /// <summary>Chooses the column that is the key, if there is one, when all values are known.</summary>
    public void ChooseKey()
    {
        var found = Columns.Find(c => !c.IsList && IsKeyName(c) && c.Evidence.IsKey)
            ?? (Columns is [{ IsList: false, Evidence: { Values: > 1 } evidence } first, ..]
                && (evidence.IsSortedKey
                    || evidence is { IsKey: true, IsOfWords: true, Values: >= NamesOfRows, Longest: <= LongestOfEnum }) ? first : null);
        if (found is not null)
            Key = [found];
    }

    /// <summary>
    /// Chooses the key where no column is one, when those of the other tables are chosen: two columns that are called like keys or after
    /// those of other tables and tell rows apart together, else the number of the record.
    /// </summary>
    public void ChooseKey(IReadOnlyList<TableDraft> tables)
    {
        if (Key.Count > 0)
            return;
        var values = Columns.Where(c => !c.IsList && (IsKeyName(c) || tables.Any(t => IsReference(c, t)))).Take(MostInPairs)
            .Select(c => (Column: c, Values: c.Evidence.KeyValues?.ToList())).Where(c => c.Values is not null).ToList();
        foreach (var (index, first) in values.Index())
            foreach (var second in values.Skip(index + 1))
                if (first.Values!.Zip(second.Values!).Distinct().Count() == first.Values!.Count)
                {
                    Key = [first.Column, second.Column];
                    return;
                }
        numberName = names.Make("record_number", "record_number");
    }

    /// <summary>Says which columns are text although most of their values are numbers, and what to do.</summary>
    public IEnumerable<string> TextNotes()
    {
        var odd = Columns.Where(c => !c.IsList && c.Evidence.Odd.Count > 0)
            .ToLookup(c => c.Evidence.Odd.Select(o => KindOf(c, o)).Distinct().ToList() is [var only] ? only : OddKind.Several);
        if (odd[OddKind.Digits].Any())
            yield return $"{AllBut([.. odd[OddKind.Digits]])}, and those have more digits than a number keeps, so it is text. To have "
                + "numbers, round them in the file.";
        if (odd[OddKind.Numbers].Any())
            yield return $"{AllBut([.. odd[OddKind.Numbers]])}, so it is text. To have numbers, write those as the others are.";
        if (odd[OddKind.Words].Any())
            yield return AllBut([.. odd[OddKind.Words]])
                + ", so it is text. Take a row of totals, or a second row of names, out of the file." + RemedyOfWords(odd[OddKind.Words]);
        foreach (var column in odd[OddKind.Several])
        {
            var values = column.Evidence.Odd.ToLookup(o => KindOf(column, o));
            yield return $"{AllBut([column])}, so it is text. To have numbers, "
                + string.Join(" and ", new[]
                {
                    (OddKind.Digits, "round {0}, as a number keeps fewer digits,"), (OddKind.Numbers, "write {0} as the others are"),
                    (OddKind.Words, "clear {0} or take its row out"),
                }.Where(r => values[r.Item1].Any()).Select(r => r.Item2.Replace(
                    "{0}", Printable.List([.. values[r.Item1]]), StringComparison.Ordinal))) + ".";
        }
        var times = Columns.Where(c => c is { IsList: false, IsDayDoubtful: false, Evidence.IsOfTimes: true })
            .Select(c => c.Label).ToList();
        if (times.Count > 0)
            yield return $"In {Printable.List(times, MostNoted)} days or times are written in a form that stays text. To have "
                + "them as dates, write 2021-03-04; as instants, 2021-03-04T10:30:00Z in UTC.";
        foreach (var signed in Columns.Where(c => !c.IsList && c.Evidence.Sign is not null).GroupBy(c => c.Evidence.Sign!))
            yield return
                $"In {Printable.List([.. signed.Select(c => c.Label)], MostNoted)} each number has {signed.Key} with it, "
                + "so it is text. To have numbers, export them without it, and name the unit in the schema as \"x-unit\".";
    }

    /// <summary>How words among numbers come to mean no value; a column of the key always has one.</summary>
    private string RemedyOfWords(IEnumerable<DraftColumn> columns)
    {
        var others = columns.Where(c => !Key.Contains(c)).ToList();
        if (others.Count == 0)
            return columns.All(c => c.Evidence.HasIntegers) ? " Then write \"type\": \"integer\" in the schema." : "";
        var words = others.SelectMany(c => c.Evidence.Odd).Distinct().Select(YamlWord.Quoted);
        var nulls = Dialect.Find(d => d.StartsWith("nulls: [", StringComparison.Ordinal)) is { } said ? said[..^1] + ", " : "nulls: [";
        return " Where there is no value, "
            + (form == SourceNotation.Csv ? $"write csv: {{{nulls}{string.Join(", ", words)}]}} for the table in dataset.yaml"
                : form == SourceNotation.Excel ? "clear the cell" : "write null")
            + $", and write \"type\": [\"{(others.TrueForAll(c => c.Evidence.HasIntegers) ? "integer" : "number")}\", \"null\"] in the "
            + "schema.";
    }

    private static OddKind KindOf(DraftColumn column, string value) => column.Evidence.Inexact.Contains(value) ? OddKind.Digits
        : value.Any(char.IsAsciiDigit) ? OddKind.Numbers : OddKind.Words;

    /// <summary>What a value among numbers is: one with too many digits, one in another form, or none.</summary>
    private enum OddKind
    {
        Digits,
        Numbers,
        Words,
        Several,
    }

    private static string AllBut(List<DraftColumn> columns) =>
        string.Join(", ", columns.Take(MostNoted).Select((c, i) =>
            $"{(i == 0 ? "In" : "in")} {Printable.Quoted(c.Label)} all values but {Printable.List(c.Evidence.Odd)}"))
        + (columns.Count > MostNoted ? FormattableString.Invariant($" (and so in {columns.Count - MostNoted} more)") : "")
        + " are numbers";

    /// <summary>Finds the columns that are called after the key of another table and have no values but its.</summary>
    public void FindReferences(IReadOnlyList<TableDraft> tables)
    {
        foreach (var column in Columns)
        {
            if (tables.FirstOrDefault(t => IsReference(column, t)) is { } table)
                References.Add((column, table));
        }
    }

    /// <summary>The schema, as JSON. Ends in LF.</summary>
    public byte[] Schema()
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream, new JsonWriterOptions
        {
            Indented = true,
            IndentSize = 2,
            NewLine = "\n",
            Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        }))
            Write(json);
        stream.WriteByte((byte)'\n');
        return stream.ToArray();
    }

    /// <summary>The entry in <c>dataset.yaml</c>.</summary>
    /// <param name="path">Of the file, below the source folder.</param>
    public string Entry(string path) =>
        $"- {{name: {YamlWord.Of(Name)}, from: records, path: {YamlWord.Of(path)}"
            + string.Concat(Workbook.Select(w => $", {w}"))
            + (Dialect.Count == 0 ? "" : $", csv: {{{string.Join(", ", Dialect)}}}") + "}";

    public void Dispose() => Columns.ForEach(c => c.Evidence.Dispose());

    private bool IsKeyName(DraftColumn column) =>
        (column.Header is { Length: 0 } && column == Columns[0]) || IsKeyWord(column.Name);

    private bool IsReference(DraftColumn column, TableDraft table) => table != this && table.Key is [var key]
        && IsCalledAfter(column.Name, table.Name, key.Name) && key.Evidence.Type == column.Evidence.Type
        && column.Evidence is { Values: > 0, Kept: { } values } && key.Evidence.Kept is { } keys && values.IsSubsetOf(keys);

    private static bool IsCalledAfter(string column, string table, string key) =>
        (column == key && key.Contains('_')) || column == $"{table}_{key}" || column == $"{Singular(table)}_{key}"
        || (key is "id" or "key" or "code" && column == Singular(table));

    private static string Singular(string table) =>
        table.EndsWith("ies", StringComparison.Ordinal) ? table[..^3] + "y" : table.EndsWith('s') ? table[..^1] : table;

    private void Write(Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteString("$schema", "http://json-schema.org/draft-07/schema#");
        json.WriteString("$id", $"{Name}.schema.json");
        json.WriteString("title", Printable.Beginning(Name.Replace('_', ' ')));
        json.WriteString("description", $"One row for each record of {file}.");
        json.WriteString("type", "object");
        json.WriteBoolean("additionalProperties", false);
        WriteNames(json, "required", Columns.Select(c => c.Name).Prepend(numberName).OfType<string>());
        WriteNames(json, "x-primaryKey", numberName is null ? Key.Select(c => c.Name) : [numberName]);
        if (References.Count > 0)
        {
            json.WriteStartArray("x-foreignKeys");
            foreach (var (column, table) in References)
            {
                json.WriteStartObject();
                WriteNames(json, "columns", [column.Name]);
                json.WriteString("table", table.Name);
                WriteNames(json, "references", [table.Key[0].Name]);
                json.WriteEndObject();
            }
            json.WriteEndArray();
        }
        json.WriteStartObject("properties");
        if (numberName is not null)
        {
            json.WriteStartObject(numberName);
            json.WriteString("description", "The record's place in the file, from 1. It changes when records before it come or go.");
            json.WriteString("type", "integer");
            json.WriteString("x-derived", Derivation.RecordNumber.Name);
            json.WriteEndObject();
        }
        foreach (var column in Columns)
            Write(json, column);
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, DraftColumn column)
    {
        var (type, hasNulls) = (column.Evidence.Type, column.Evidence.HasNulls);
        json.WriteStartObject(column.Name);
        json.WriteString(
            "description",
            column.Description + (hasNulls ? " Null: the file has no value." : ""));
        if (column.IsList)
        {
            WriteType(json, "array", hasNulls);
            json.WriteStartObject("items");
            WriteType(json, type.JsonType, column.HasNullItems);
        }
        else
        {
            WriteType(json, type.JsonType, hasNulls);
        }
        if (type.Format is { } format)
            json.WriteString("format", format);
        if (column.IsList)
            json.WriteEndObject();
        else if (EnumOf(column) is { } values)
        {
            json.WriteStartArray("enum");
            foreach (var value in values)
                json.WriteStringValue(value);
            if (hasNulls)
                json.WriteNullValue();
            json.WriteEndArray();
        }
        if (column.Header is { } source && source != column.Name)
            json.WriteString("x-source", source);
        json.WriteEndObject();
    }

    /// <summary>The values of a column that has few, each many times; null of any other.</summary>
    private static IEnumerable<string>? EnumOf(DraftColumn column) =>
        column.Evidence is { Kept: { Count: > 0 and <= MostOfEnum } values } evidence && evidence.Type == ColumnType.String
        && evidence.Odd.Count == 0 && evidence.Values >= values.Count * RowsForEachOfEnum
        && values.All(v => v.Length <= LongestOfEnum && !v.Any(char.IsControl))
            ? values.Order(Utf8Order.Comparer)
            : null;

    private static void WriteType(Utf8JsonWriter json, string type, bool mayBeNull)
    {
        if (mayBeNull)
            WriteNames(json, "type", [type, "null"]);
        else
            json.WriteString("type", type);
    }

    private static void WriteNames(Utf8JsonWriter json, string property, IEnumerable<string> names)
    {
        json.WriteStartArray(property);
        foreach (var name in names)
            json.WriteStringValue(name);
        json.WriteEndArray();
    }
}

/// <summary>A column as its file suggests it.</summary>
/// <param name="Name">Of the column.</param>
/// <param name="Header">What the file calls it; null where it has no header.</param>
internal sealed record DraftColumn(string Name, string? Header)
{
    /// <summary>What messages call it.</summary>
    public string Label => Header is { Length: > 0 } ? Header : Name;

    /// <summary>What its values, or the elements of its lists, tell.</summary>
    public required ColumnEvidence Evidence { get; init; }

    /// <summary>What can be said of it, as a sentence.</summary>
    public required string Description { get; init; }

    /// <summary>Whether its values are lists.</summary>
    public bool IsList { get; set; }

    /// <summary>Whether its values are days of which the day or the month may come first; a note says so.</summary>
    public bool IsDayDoubtful { get; set; }

    /// <summary>Whether a list in it has null in it.</summary>
    public bool HasNullItems { get; set; }
}
