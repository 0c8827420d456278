using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Unicode;
using Dataset.Sources;
using Dataset.Sources.Reading;
using Dataset.Sources.Values;
using Dataset.Tables;
using Dataset.Text;

namespace Dataset.Drafting;

/// <summary>
/// Looks at a whole delimited file and proposes how it is written and what its columns are. A build never does so: it goes by what is
/// written down.
/// </summary>
internal static class CsvSurvey
{
    /// <summary>Bytes that Windows-1252 has no character for.</summary>
    private static readonly SearchValues<byte> NotOfWindows = SearchValues.Create([0x81, 0x8D, 0x8F, 0x90, 0x9D]);

    /// <summary>Fills a draft.</summary>
    /// <param name="draft">Without columns.</param>
    /// <param name="bytes">The whole file, decompressed.</param>
    /// <param name="usual">The delimiter that the file's ending says.</param>
    /// <returns>Whether there is a table in the file; else the draft is of no use, and its notes say why.</returns>
    public static bool Fill(TableDraft draft, byte[] bytes, byte usual)
    {
        if (Decode(bytes, draft) is not { } text)
            return false;
        var shape = CsvShape.Of(text, usual);
        draft.Dialect.AddRange(shape.Declared);
        var dialect = shape.Dialect;
        if (shape.Rows.Count == 0)
        {
            draft.Notes.Add("It is empty.");
            return false;
        }
        var header = LooksLikeHeader(shape.Rows) ? shape.Header : null;
        if (header is null)
            draft.Dialect.Add("header: false");
        if (!dialect.HasQuotes && shape.Rows.Any(r => r.Any(c => c.StartsWith('"'))))
            draft.Notes.Add(
                "Its quotation marks do not pair as CSV has them (\"a \"\"word\"\" in quotes\"), so they are characters of the values like "
                    + "others: csv: {quotes: none}. To have the values without them, export it with quotation marks doubled, not with "
                    + "backslashes.");
        if (dialect.Delimiter == ' ')
            draft.Notes.Add(
                "Its lines are numbers with a space between them, and each number of a line is a column: csv: {delimiter: \" \"}.");
        draft.AddColumns(header, shape.Width);
        var forms = FormsOf(draft, text, dialect, header is not null);
        var isFirst = header is not null;
        CsvShape.ForEach(text, dialect, (records, _) =>
        {
            for (var i = 0; !isFirst && i < shape.Width; i++)
                draft.Columns[i].Evidence.Add(records.CellOf(i), forms);
            isFirst = false;
        });
        draft.PassUnnamed();
        draft.ChooseKey();
        return true;
    }

    /// <summary>The file as UTF-8 without a mark; says which encoding it takes it to have.</summary>
    private static ReadOnlyMemory<byte>? Decode(byte[] bytes, TableDraft draft)
    {
        var text = bytes.AsMemory();
        while (text.Span.StartsWith("\uFEFF"u8))
            text = text[3..];
        var encoding = bytes is [0xFF, 0xFE, ..] or [0xFE, 0xFF, ..] ? "utf-16" : Utf8.IsValid(text.Span) ? null
            : text.Span.IndexOfAny(NotOfWindows) >= 0 ? "macintosh" : "windows-1252";
        if (encoding is null)
            return text;
        try
        {
            var strict = bytes is [0xFE, 0xFF, ..] ? TextEncodings.Find("utf-16be")! : TextEncodings.Find(encoding)!;
            text = Encoding.UTF8.GetBytes(strict.GetString(bytes).TrimStart('\uFEFF'));
        }
        catch (DecoderFallbackException)
        {
            draft.Notes.Add($"Its encoding is unknown: it is neither UTF-8 nor {encoding}. Save it as UTF-8.");
            return null;
        }
        draft.Dialect.Add($"encoding: {encoding}");
        if (encoding != "utf-16")
            draft.Notes.Add(
                $"It is not UTF-8, and read as {encoding}. Look whether letters with accents are right; else change it in dataset.yaml.");
        return text;
    }

    /// <summary>
    /// Whether the first record names columns: not where it has a number or a day in each column that has nothing else, years apart.
    /// </summary>
    private static bool LooksLikeHeader(List<string[]> rows)
    {
        if (rows.Count == 1 || rows[0].Distinct().Count() < 2 && rows[0].Length > 1)
            return true;
        var typed = Enumerable.Range(0, rows[0].Length)
            .Where(i => rows.Skip(1).All(r => i >= r.Length || IsValue(r[i]) || CellCauses.MayMeanNull(r[i]))
                && rows.Skip(1).Any(r => i < r.Length && r[i].Length > 0)
                // A word for no value may be a name as well: NA is Namibia.
                && !CellCauses.MayMeanNull(rows[0][i]))
            .ToList();
        return typed.Count == 0 || typed.Any(i => rows[0][i].Length == 0 || !IsValue(rows[0][i])) || typed.All(i => IsYear(rows[0][i]));
    }

    /// <summary>Whether a cell is a number, a day, or nothing.</summary>
    public static bool IsValue(string cell) => cell.Length == 0
        || double.TryParse(cell.Replace(',', '.'), NumberStyles.Float, CultureInfo.InvariantCulture, out _)
        || DateOnly.TryParseExact(cell, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _)
        || CellCauses.FormsOfDay(cell).Count > 0;

    private static bool IsYear(string cell) => cell.Trim() is [('1' or '2'), _, _, _] year && year.All(char.IsAsciiDigit);

    /// <summary>How values are written, as far as the file tells; what has to be declared goes into the draft.</summary>
    private static CellForms FormsOf(TableDraft draft, ReadOnlyMemory<byte> text, CsvDialect dialect, bool hasHeader)
    {
        var columns = draft.Columns.Select(_ => new CellEvidence()).ToList();
        var isFirst = hasHeader;
        CsvShape.ForEach(text, dialect, (records, _) =>
        {
            for (var i = 0; !isFirst && i < columns.Count; i++)
                columns[i].Add(records.CellOf(i));
            isFirst = false;
        });
        var forms = CellForms.Default;
        var withCommas = columns.Where(c => c is { IsEmpty: false, HasCommas: true, HasPoints: false }).ToList();
        if (dialect.Delimiter != ',' && withCommas.Any(c => c.HasSureComma)
            && withCommas.Count > columns.Count(c => c is { IsEmpty: false, HasPoints: true, HasCommas: false }))
        {
            forms = forms with { HasDecimalComma = true };
            draft.Dialect.Add("decimal: \",\"");
        }
        SetThousandsApart(draft, columns, dialect, forms.HasDecimalComma);
        if (columns.Select(c => c.Truth).OfType<(string True, string False)>().GroupBy(t => t).MaxBy(t => t.Count())?.Key is { } words
            && words != ("true", "false"))
        {
            forms = forms with { Booleans = (Encoding.UTF8.GetBytes(words.True), Encoding.UTF8.GetBytes(words.False)) };
            draft.Dialect.Add($"booleans: [{YamlWord.Quoted(words.True)}, {YamlWord.Quoted(words.False)}]");
        }
        if (columns.Select(c => c.Days).OfType<string>().GroupBy(f => f).MaxBy(f => f.Count())?.Key is { } form
            && !columns.Any(c => c is { IsIso: true, IsEmpty: false }))
        {
            forms = forms with { Days = DayForm.Parse(form) };
            draft.Dialect.Add($"dates: {YamlWord.Quoted(form)}");
        }
        foreach (var (column, drafted) in columns.Zip(draft.Columns))
            if (column is { Days: null, DayForms.Count: > 1 })
            {
                drafted.IsDayDoubtful = true;
                var other = column.DayForms.First(f => f[0] != column.DayForms[0][0]);
                draft.Notes.Add(
                    $"In {Printable.Quoted(drafted.Label)} the day or the month comes first: the file does not tell, so it is text. Write "
                        + $"csv: {{dates: {column.DayForms[0]}}} or csv: {{dates: {other}}}, and \"format\": \"date\" in the schema.");
            }
        DeclareNulls(draft, columns, ref forms);
        columns.ForEach(c => c.Dispose());
        return forms;
    }

    /// <summary>
    /// Numbers with marks between thousands are text, and so are those whose points may be such marks: in a file with semicolons, or with
    /// a comma before a fraction elsewhere, 1.000 may be a thousand.
    /// </summary>
    private static void SetThousandsApart(TableDraft draft, List<CellEvidence> columns, CsvDialect dialect, bool isCommaDeclared)
    {
        var isPointDoubtful = dialect.Delimiter == ';' || columns.Exists(c => c.HasDecimalComma);
        List<string> divided = [], points = [], commas = [];
        foreach (var (column, drafted) in columns.Zip(draft.Columns))
        {
            if (column.IsEmpty || !column.MayHaveThousands)
                continue;
            var isDoubtful = isPointDoubtful && column.MayHavePointsOfThousands;
            if (isDoubtful)
                drafted.Evidence.Declare(ColumnType.String);
            if (isDoubtful || !(isCommaDeclared ? column.HasCommas : column.HasPoints))
                (column.DoubtfulMark switch { '.' when !isCommaDeclared => points, ',' => commas, _ => divided })
                    .Add(drafted.Label);
        }
        if (divided.Count > 0)
            draft.Notes.Add(
                $"In {Printable.List(divided)} points or commas divide thousands, or may do so, and it is text: export numbers without "
                    + "such marks.");
        if (points.Count > 0)
            draft.Notes.Add(
                $"In {Printable.List(points)} the point of a number such as 1.000 may divide thousands or begin a fraction, and it is "
                    + "text. If it divides thousands, export the numbers without it; if it begins a fraction, let the schema say "
                    + "\"number\".");
        if (commas.Count > 0)
            draft.Notes.Add(
                $"In {Printable.List(commas)} the comma of a number such as 1,000 may divide thousands or begin a fraction, and it is "
                    + "text. If it divides thousands, export the numbers without it; if it begins a fraction, write csv: {decimal: \",\"} "
                    + "for the table in dataset.yaml, and \"number\" in the schema.");
    }

    /// <summary>
    /// A word means no value where the rest of its column is no text. One that may be a text as well, such as a hyphen, only where no
    /// column of texts has it.
    /// </summary>
    private static void DeclareNulls(TableDraft draft, List<CellEvidence> columns, ref CellForms forms)
    {
        var words = columns.Where(c => c.IsTyped || c.IsEmpty).SelectMany(c => c.Words).Distinct()
            .Where(w => CellCauses.IsWordForNull(Encoding.UTF8.GetBytes(w))
                || !columns.Any(c => c is { IsTyped: false, IsEmpty: false } && c.Words.Contains(w)))
            .Order(StringComparer.Ordinal).ToList();
        if (words.Count == 0)
            return;
        forms = forms with { Nulls = [.. words.Select(Encoding.UTF8.GetBytes)], HasNulls = true };
        draft.Dialect.Add($"nulls: [{string.Join(", ", words.Select(YamlWord.Quoted))}]");
    }
}
