using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Dataset.Diagnostics;
using Dataset.Tables;
using Dataset.Text;

namespace Dataset.Sources.Values;

/// <summary>
/// Why a cell of a delimited file is no value of its column, where the file as a whole is the cause: it writes numbers, days, truth or
/// nothing in another way. One finding stands for all such cells; it says what to declare, or how to export.
/// </summary>
internal static partial class CellCauses
{
    private static readonly DayForm Digits = DayForm.Parse("YYYYMMDD")!;

    private static readonly CellCause OfDayWithTime = new(
        Rules.DaysAreDeclared, "time",
        (name, found) =>
            $"Expected a date as YYYY-MM-DD in {name}, found {found}, a day with a time. Export the day alone (pandas: "
                + "dt.strftime(\"%Y-%m-%d\")).");

    private static readonly string[] WordsForNull = ["NA", "N/A", "#N/A", "NULL", "None", "NaN", "nan", "<NA>", "\\N"];

    private static readonly string[] MoreWordsForNull =
    [
        "null", "none", "n/a", "na", "-", "--", "---", "–", "—", "?", ".", "..",
        "#DIV/0!", "#REF!", "#VALUE!", "#NAME?", "#NUM!", "#NULL!",
    ];

    /// <summary>Of the words that may mean no value.</summary>
    public static int LongestWordForNull { get; } = WordsForNull.Concat(MoreWordsForNull).Max(w => w.Length);

    private static readonly (string True, string False)[] Truths =
    [
        ("True", "False"), ("TRUE", "FALSE"), ("T", "F"), ("t", "f"), ("yes", "no"), ("Yes", "No"), ("YES", "NO"), ("Y", "N"), ("y", "n"),
        ("1", "0"), ("WAHR", "FALSCH"), ("Wahr", "Falsch"), ("ja", "nein"), ("Ja", "Nein"), ("VRAI", "FAUX"), ("oui", "non"),
        ("VERDADERO", "FALSO"), ("VERO", "FALSO"), ("VERDADEIRO", "FALSO"), ("WAAR", "ONWAAR"), ("PRAWDA", "FAŁSZ"), ("ИСТИНА", "ЛОЖЬ"),
    ];

    /// <summary>Whether a text is a word that programs write where there is no value.</summary>
    public static bool IsWordForNull(ReadOnlySpan<byte> cell)
    {
        if (cell.Length is < 2 or > 4 || cell[0] is not ((byte)'N' or (byte)'n' or (byte)'#' or (byte)'<' or (byte)'\\'))
            return false;
        foreach (var word in WordsForNull)
            if (Ascii.Equals(cell, word))
                return true;
        return false;
    }

    /// <summary>Whether a text may be one that a program writes where there is no value.</summary>
    public static bool MayMeanNull(string cell) =>
        cell.Length <= LongestWordForNull && (WordsForNull.Contains(cell) || MoreWordsForNull.Contains(cell));

    /// <summary>
    /// The words for true and false that two words are, where programs write truth so; null for words that people may mean as they are,
    /// such as yes and no.
    /// </summary>
    public static (string True, string False)? TruthOf(IReadOnlySet<string> words) =>
        words.SetEquals(["true", "false"]) ? ("true", "false")
        : Array.Find(Truths, t => t.True.Length > 3 && t.False.Length > 3 && words.Contains(t.True) && words.Contains(t.False))
            is { True: not null } truth ? truth
        : null;

    /// <summary>The forms that a text may be a day of, other than YYYY-MM-DD; those that are as long as the text first.</summary>
    public static IReadOnlyList<string> FormsOfDay(string cell)
    {
        if (MarksOfDay(cell) is not var (first, _))
            return [];
        var mark = cell[first];
        string[] all = first == 4
            ? [$"YYYY{mark}MM{mark}DD", $"YYYY{mark}M{mark}D"]
            : [$"DD{mark}MM{mark}YYYY", $"MM{mark}DD{mark}YYYY", $"D{mark}M{mark}YYYY", $"M{mark}D{mark}YYYY"];
        return [.. all.Where(f => f != "YYYY-MM-DD")];
    }

    /// <summary>The cause; null where the cell itself is.</summary>
    /// <param name="cell">Not of the form of its column's type.</param>
    /// <param name="column">The column.</param>
    /// <param name="forms">What is declared.</param>
    public static CellCause? Of(string cell, ColumnLayout column, CellForms forms)
    {
        return MayMeanNull(cell) ? OfNull(cell, column.Type, forms)
            : column.Type == ColumnType.Number ? OfNumber(cell, forms)
            : column.Type == ColumnType.Integer ? OfInteger(cell, column.Name, forms)
            : column.Type == ColumnType.Boolean ? OfBoolean(cell, forms)
            : column.Type == ColumnType.Date ? OfDate(cell, forms)
            : column.Type == ColumnType.DateTime ? OfInstant(cell, column.Name)
            : null;
    }

    /// <summary>Why a text is doubtful that many programs write where there is no value.</summary>
    public static CellCause OfText(string word) => new(
        Rules.TextIsNoWordForNull, word,
        (name, found) =>
            $"Expected a text in {name}, found {found}, which many programs write for no value. Write csv: {{nulls: "
            + $"[{CellForms.InYaml(word)}]}} for the table in dataset.yaml where it means null, and csv: {{nulls: []}} where it is meant "
            + "as text.");

    /// <summary>What a value of the type is in a file with these forms, for messages.</summary>
    public static string Expected(ColumnType type, CellForms forms) =>
        type == ColumnType.Number && forms.HasDecimalComma ? "a number such as 0,5"
        : type == ColumnType.Date && forms.Days is { } days ? $"a date as {days}"
        : type == ColumnType.Boolean && forms.Booleans is { } words
            ? $"{Encoding.UTF8.GetString(words.True)} or {Encoding.UTF8.GetString(words.False)}"
        : type.InSources;

    /// <summary>Why a cell is no value that may mean that there is none.</summary>
    /// <param name="cell">The cell.</param>
    /// <param name="type">Of its column; null of a list.</param>
    /// <param name="forms">What is declared.</param>
    public static CellCause OfNull(string cell, ColumnType? type, CellForms forms) => new(
        Rules.NullsAreDeclared, cell,
        (name, found) =>
            $"Expected {(type is null ? "the JSON text of a list" : Expected(type, forms))} in {name}, found {found}, which many "
            + $"programs write for no value. Write csv: {{nulls: {forms.NullsWith(cell)}}} for the table in dataset.yaml, or export it as "
            + "an empty cell.");

    private static CellCause? OfNumber(string cell, CellForms forms) =>
        !forms.HasDecimalComma && cell.Contains(',') && DecimalComma().IsMatch(cell)
            ? new(
                Rules.DecimalMarkIsDeclared, "",
                (name, found) =>
                    $"Expected a point before the fraction of a number in {name}, found a comma in {found}. Where commas "
                    + $"are decimal marks, "
                    + "write csv: {decimal: \",\"} for the table in dataset.yaml; where they divide thousands, export without them.")
        : forms.HasDecimalComma && DecimalPoint().IsMatch(cell)
            ? new(
                Rules.DecimalMarkIsDeclared, "",
                (name, found) =>
                    $"Expected a comma before the fraction of a number in {name}, as dataset.yaml says, found a point in {found}. "
                    + $"Where points "
                    + "divide thousands, export without them; else take decimal: \",\" away.")
        : null;

    private static CellCause? OfInteger(string cell, string column, CellForms forms) =>
        cell is [.., '.' or ',' or '0'] && WholeNumber().IsMatch(cell)
            ? new(
                Rules.IntegersHaveNoFraction, column,
                (name, found) =>
                    $"Expected an integer in {name}, found {found}, as programs write integers beside missing ones. Export integers "
                    + $"(pandas: "
                    + "convert_dtypes(); R: as.integer), or let the schema say \"number\".")
            : OfNumber(cell, forms);

    private static CellCause? OfBoolean(string cell, CellForms forms)
    {
        foreach (var words in Truths)
            if (words.True == cell || words.False == cell)
                return forms.Booleans is null ? OfBoolean(words) : null;
        return null;
    }

    private static CellCause OfBoolean((string True, string False) words) => new(
        Rules.TruthIsDeclared, "",
        (name, found) =>
            $"Expected true or false in {name}, found {found}. Write csv: {{booleans: [{Printable.Quoted(words.True)}, "
            + $"{Printable.Quoted(words.False)}]}} for the table in dataset.yaml, the word for true first, or export true and false.");

    private static CellCause? OfDate(string cell, CellForms forms)
    {
        if (forms.Days is null && cell.Length > 10 && DayWithTime().IsMatch(cell))
            return OfDayWithTime;
        if (forms.Days is null && cell.Length == 8 && Digits.TryParse(Encoding.UTF8.GetBytes(cell), out _))
            return OfDate(["YYYYMMDD"], forms);
        if (MarksOfDay(cell) is not var (first, second))
            return null;
        var mark = cell[first];
        var (day, month) = first == 1 || second == first + 2 || second == cell.Length - 2 ? ("D", "M") : ("DD", "MM");
        string[] all = first == 4 ? [$"YYYY{mark}{month}{mark}{day}"]
            : Number(cell.AsSpan(0, first)) > 12 ? [$"{day}{mark}{month}{mark}YYYY"]
            : Number(cell.AsSpan(first + 1, second - first - 1)) > 12 ? [$"{month}{mark}{day}{mark}YYYY"]
            : [$"{day}{mark}{month}{mark}YYYY", $"{month}{mark}{day}{mark}YYYY"];
        // Where the form is the one wanted, the day is one that does not exist.
        return all.Contains(forms.Days?.ToString() ?? "YYYY-MM-DD") ? null : OfDate(all, forms);

        static int Number(ReadOnlySpan<char> digits) => int.Parse(digits, NumberStyles.None, CultureInfo.InvariantCulture);
    }

    private static CellCause OfDate(string[] written, CellForms forms)
    {
        var declared = string.Join(" or ", written.Select(f => $"csv: {{dates: {f}}}"));
        return new(
            Rules.DaysAreDeclared, "",
            (name, found) =>
                $"Expected {Expected(ColumnType.Date, forms)} in {name}, found {found}. Write {declared} for the table in dataset.yaml"
                + (written.Length == 1 ? "" : ", as the day or the month comes first: the file does not tell")
                + "; or export YYYY-MM-DD.");
    }

    /// <summary>
    /// Where the two marks between the numbers of a day are, which has its year at one end. Null of a text that is none.
    /// </summary>
    private static (int First, int Second)? MarksOfDay(ReadOnlySpan<char> cell)
    {
        var first = cell.IndexOfAny('.', '/', '-');
        if (first is not (1 or 2 or 4))
            return null;
        var second = first + 1 + cell[(first + 1)..].IndexOf(cell[first]);
        if (second - first is not (2 or 3) || cell.Length - second is var end && (first == 4 ? end is not (2 or 3) : end != 5))
            return null;
        for (var at = 0; at < cell.Length; at++)
            if (at != first && at != second && !char.IsAsciiDigit(cell[at]))
                return null;
        return (first, second);
    }

    private static CellCause? OfInstant(string cell, string column) =>
        !cell.AsSpan().ContainsAnyExceptInRange('0', '9')
            && cell.Length switch { 10 => "seconds", 13 => "milliseconds", 16 => "microseconds", _ => null } is { } unit
            ? OfCount(unit, column) : null;

    private static CellCause OfCount(string unit, string column) => new(
        Rules.InstantsAreNoCounts, column,
        (name, found) =>
            $"Expected a date-time as YYYY-MM-DDTHH:MM:SS[.ffffff]Z in {name}, found {found}, which counts {unit} since 1970. Export "
            + "the instant (pandas: to_datetime with unit, utc=True, then strftime(\"%Y-%m-%dT%H:%M:%SZ\")), or let the schema say "
            + "\"integer\".");

    [GeneratedRegex(
        @"^[+-]?[0-9]*,[0-9]+([eE][+-]?[0-9]+)?\z|^[+-]?[0-9]{1,3}(,[0-9]{3})+(\.[0-9]*)?\z|^[+-]?[0-9]{1,3}(\.[0-9]{3})+,[0-9]*\z")]
    private static partial Regex DecimalComma();

    [GeneratedRegex(@"^[+-]?[0-9]*\.[0-9]+(,[0-9]*)?([eE][+-]?[0-9]+)?\z")]
    private static partial Regex DecimalPoint();

    [GeneratedRegex(@"^[+-]?[0-9]+[.,]0*\z")]
    private static partial Regex WholeNumber();

    [GeneratedRegex(@"^[0-9]{4}-[0-9]{2}-[0-9]{2}[ T]00:00(:00(\.0+)?)?Z?\z")]
    private static partial Regex DayWithTime();
}

/// <summary>Why many cells of a file are no values.</summary>
/// <param name="Rule">The rule that they break together.</param>
/// <param name="Subject">Of findings of one rule about one file with the same subject, the first is told.</param>
/// <param name="Message">The finding, given the column's name and the first of the cells, both quoted.</param>
internal sealed record CellCause(Rule Rule, string Subject, Func<string, string, string> Message);
