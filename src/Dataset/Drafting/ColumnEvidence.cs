using System.Globalization;
using System.IO.Hashing;
using System.Text;
using System.Text.RegularExpressions;
using Dataset.Sources.Values;
using Dataset.Syntax;
using Dataset.Tables;

namespace Dataset.Drafting;

/// <summary>
/// What the values of one column have in common: the type that takes all of them, nulls, order, and the values themselves.
/// </summary>
/// <param name="mayBeKey">Whether it may be asked if its values, in no order, tell rows apart, which takes memory.</param>
internal sealed partial class ColumnEvidence(bool mayBeKey = true) : IDisposable
{
    /// <summary>Of columns with more different values than this none is kept, and of those with more rows no order.</summary>
    private const int MostKept = 50_000;

    /// <summary>Of columns with more rows nothing is known but whether they ascend.</summary>
    private const int MostCompared = 1_000_000;

    /// <summary>So many different values that are no numbers are told; a column with more is one of texts.</summary>
    private const int MostOdd = 3;

    private const int LongestTime = 40;

    /// <summary>More digits behind a plus are those of a telephone.</summary>
    private const int LongestWithPlus = 7;

    private readonly List<ScalarColumn> candidates =
        [.. new[] { ColumnType.Boolean, ColumnType.Integer, ColumnType.Number, ColumnType.Date, ColumnType.DateTime }
            .Select(t => (ScalarColumn)Column.Of(new ColumnLayout("", t)))];

    private readonly List<string> odd = [];
    private readonly HashSet<string> inexact = new(StringComparer.Ordinal);
    private HashSet<UInt128>? different = mayBeKey ? [] : null;
    private NumberColumn? number;
    private long numbers;
    private string? sign;
    private bool areTimes = true;

    private HashSet<string>? kept = new(StringComparer.Ordinal);
    private List<string>? written = [];
    private DayForm? days;
    private byte[] last = [];
    private long lastInteger;
    private int lastDay;
    private bool isTextAscending = true;
    private bool isIntegerAscending = true;
    private bool isDayAscending = true;

    /// <summary>Rows with a value.</summary>
    public long Values { get; private set; }

    public bool HasNulls { get; private set; }

    /// <summary>Characters of the longest value.</summary>
    public int Longest { get; private set; }

    /// <summary>The different values, in form as they are written; null where there are too many.</summary>
    public IReadOnlySet<string>? Kept => kept;

    /// <summary>The type that the file itself says; null where the values tell it.</summary>
    public ColumnType? Declared { get; private set; }

    /// <summary>The type that the file says, else the first of which every value is one.</summary>
    public ColumnType Type => Declared ?? (Values > 0 && candidates.Count > 0 ? candidates[0].Layout.Type : ColumnType.String);

    /// <summary>The value of each row, where a key can have it and there are few rows; null otherwise.</summary>
    public IEnumerable<object>? KeyValues => CanBeInKey ? written?.Select(ValueOf) : null;

    /// <summary>Whether the values tell rows apart, as far as so many can be compared.</summary>
    public bool IsKey => IsSortedKey || (CanBeInKey
        && (different?.Count == Values || (kept?.Count == Values && kept.DistinctBy(ValueOf).Count() == Values)));

    /// <summary>The few values for which a column of numbers is one of texts; none of any other column.</summary>
    public IReadOnlyList<string> Odd => Type == ColumnType.String && Declared is null && odd.Count is > 0 and <= MostOdd && numbers >= 3
        && numbers * 5 >= Values * 4 ? odd : [];

    /// <summary>Those of them that are numbers with more digits than one keeps.</summary>
    public IReadOnlySet<string> Inexact => inexact;

    /// <summary>Whether the values that are numbers are integers.</summary>
    public bool HasIntegers { get; private set; } = true;

    /// <summary>Whether most values are no numbers.</summary>
    public bool IsOfWords => Type == ColumnType.String && numbers * 2 < Values;

    /// <summary>Whether the values are texts of which each looks like a day or a time, in forms that no type takes.</summary>
    public bool IsOfTimes => Type == ColumnType.String && Declared is null && Values > 1 && areTimes;

    /// <summary>The sign, such as % or $, that all values are numbers with; null where they are not.</summary>
    public string? Sign => Type == ColumnType.String && numbers == 0 && sign is { Length: > 0 } ? sign : null;

    /// <summary>Whether the values tell rows apart since each comes after the one before it.</summary>
    public bool IsSortedKey => CanBeInKey
        && (Type == ColumnType.Integer ? isIntegerAscending : Type == ColumnType.Date ? isDayAscending : isTextAscending);

    private bool CanBeInKey => !HasNulls && Values > 0 && Type.IsKey;

    public void AddNull() => HasNulls = true;

    /// <summary>Takes the type that the file says, before any value.</summary>
    public void Declare(ColumnType type)
    {
        Declared = type;
        while (candidates.Count > 0)
            Remove(0);
    }

    /// <summary>Adds a cell of a delimited file.</summary>
    public void Add(ReadOnlySpan<byte> cell, CellForms forms)
    {
        if (forms.IsNull(cell))
        {
            HasNulls = true;
            return;
        }
        Values++;
        // Neither is a quantity, and a double would not keep all digits of the second.
        var isCode = (cell[0] == '+' && cell.Length > LongestWithPlus) || NumberText.ReadInteger(cell, out _) == ValueFault.TooLarge;
        for (var i = candidates.Count - 1; i >= 0; i--)
        {
            candidates[i].Clear();
            if (forms.Append(cell, candidates[i]) != ValueFault.None || (isCode && candidates[i].Layout.Type.IsNumeric))
                Remove(i);
        }
        Order(cell, forms.Days);
        var text = Encoding.UTF8.GetString(cell);
        number ??= new(new("", ColumnType.Number));
        number.Clear();
        var fault = forms.Append(cell, number);
        Weigh(text, !isCode && fault == ValueFault.None);
        if (odd.Count <= MostOdd
            && (fault is ValueFault.NotExact or ValueFault.NotFinite || NumberText.ReadInteger(cell, out _) == ValueFault.TooLarge))
            inexact.Add(text);
        Keep(text);
    }

    /// <summary>Adds a value of a workbook or a tree, which has a kind of its own.</summary>
    /// <param name="value">The value.</param>
    /// <param name="text">What it is in a column of texts; null where that is the same.</param>
    public void Add(SourceScalar value, string? text = null)
    {
        // An empty text is no value: a finding says so, and the schema takes the null that is to be written there.
        if (value.Kind == ScalarKind.Null || value.Text.Length == 0)
        {
            HasNulls = true;
            return;
        }
        Values++;
        var utf8 = Encoding.UTF8.GetBytes(value.Text);
        for (var i = candidates.Count - 1; i >= 0; i--)
        {
            candidates[i].Clear();
            var isOfKind = value.Kind switch
            {
                ScalarKind.Boolean => candidates[i] is BooleanColumn,
                ScalarKind.Number => candidates[i] is IntegerColumn or NumberColumn,
                ScalarKind.String => candidates[i] is DateColumn or DateTimeColumn,
                ScalarKind.Plain => true,
                _ => false,
            };
            if (!isOfKind || ScalarText.Append(utf8, candidates[i]) != ValueFault.None)
                Remove(i);
        }
        Order(utf8, null);
        Weigh(value.Text, value.Kind == ScalarKind.Number);
        Keep(text ?? value.Text);
    }

    public void Dispose()
    {
        candidates.ForEach(c => c.Dispose());
        number?.Dispose();
    }

    /// <summary>Counts what is a number, and keeps some of what is none.</summary>
    private void Weigh(string text, bool isNumber)
    {
        if (isNumber)
        {
            numbers++;
            HasIntegers = HasIntegers && text.AsSpan().TrimStart("+-").IndexOfAnyExceptInRange('0', '9') < 0;
        }
        else if (odd.Count <= MostOdd && !odd.Contains(text))
            odd.Add(text);
        areTimes = areTimes && !isNumber && text.Length <= LongestTime && DayOrTime().IsMatch(text);
        if (!isNumber && sign is not "")
            sign = SignOf(text) is { } own && (sign ?? own) == own ? own : "";
    }

    private const string DayOfMonth = "(0?[1-9]|[12][0-9]|3[01])";
    private const string Year = "(1[0-9]|20)[0-9]{2}";
    private const string Month = "(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|mär|mai|okt|dez)[a-zä]{0,6}";

    /// <summary>A section (1.2.10) or a code (12-34-56) is no day: a year of two digits comes after a slash or a name alone.</summary>
    [GeneratedRegex(
        "^(" + Year + @"(?<a>[-/.])(0?[1-9]|1[0-2])\k<a>" + DayOfMonth + "|" + DayOfMonth + @"(?<b>[-/. ])" + DayOfMonth + @"\k<b>" + Year
        + "|" + DayOfMonth + "/" + DayOfMonth + "/[0-9]{2}|" + DayOfMonth + "[-. ]+(?i:" + Month + ")[-., ]+(" + Year + "|[0-9]{2})"
        + "|(?i:" + Month + @")\.? " + DayOfMonth + ",? (" + Year + "|[0-9]{2}))"
        + @"([ T]\d{1,2}:\d{2}(:\d{2}([.,]\d+)?)?( ?[AaPp]\.?[Mm]\.?)?( ?(Z|[+-]\d{2}(:?\d{2})?|UTC|GMT))?)?\z",
        RegexOptions.CultureInvariant)]
    private static partial Regex DayOrTime();

    private static string? SignOf(string text)
    {
        var rest = text.Trim('-', '+', '(', ')', ' ', '\u00A0');
        return rest.Length < 2 ? null
            : "%$€£¥".Contains(rest[^1], StringComparison.Ordinal) && IsNumber(rest[..^1]) ? rest[^1..]
            : "$€£¥".Contains(rest[0], StringComparison.Ordinal) && IsNumber(rest[1..]) ? rest[..1]
            : null;

        static bool IsNumber(string text) => NumberWithMarks().IsMatch(text.Trim(' ', '\u00A0', '-', '+'));
    }

    /// <summary>A number, with whatever mark between thousands.</summary>
    [GeneratedRegex(
        @"^([0-9]{1,3}(?<a>[., '\u00A0])[0-9]{3}(\k<a>[0-9]{3})*|[0-9]+|(?=[.,]))([.,][0-9]+)?\z", RegexOptions.CultureInvariant)]
    private static partial Regex NumberWithMarks();

    private void Remove(int index)
    {
        candidates[index].Dispose();
        candidates.RemoveAt(index);
    }

    private void Order(ReadOnlySpan<byte> value, DayForm? form)
    {
        days = form;
        var isInteger = TryParseInteger(value, out var integer);
        isIntegerAscending &= isInteger && (Values == 1 || integer > lastInteger);
        lastInteger = integer;
        var isDay = TryParseDay(value, out var day);
        isDayAscending &= isDay && (Values == 1 || day > lastDay);
        lastDay = day;
        isTextAscending &= Values == 1 || value.SequenceCompareTo(last) > 0;
        if (isTextAscending)
            last = value.ToArray();
    }

    private static bool TryParseInteger(ReadOnlySpan<byte> text, out long integer) =>
        long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out integer);

    private bool TryParseDay(ReadOnlySpan<byte> text, out int day) =>
        days is null ? DateText.TryParseDate(text, out day) : days.TryParse(text, out day);

    /// <summary>What a text means: <c>1</c> and <c>+1</c> are one integer.</summary>
    private object ValueOf(string text)
    {
        var utf8 = Encoding.UTF8.GetBytes(text);
        return Type == ColumnType.Integer && TryParseInteger(utf8, out var integer) ? integer
            : Type == ColumnType.Date && TryParseDay(utf8, out var day) ? day : text;
    }

    /// <summary>The same for an integer or a day in two forms, whatever the column's type turns out to be.</summary>
    private UInt128 HashOf(string text)
    {
        var utf8 = Encoding.UTF8.GetBytes(text);
        return TryParseInteger(utf8, out var integer) ? new(0, (ulong)integer)
            : TryParseDay(utf8, out var day) ? new(1, (ulong)day)
            : XxHash128.HashToUInt128(utf8);
    }

    private void Keep(string value)
    {
        Longest = Math.Max(Longest, value.Length);
        if (different is not null && (!Type.IsKey || different.Count == MostCompared || !different.Add(HashOf(value))))
            different = null;
        if (kept is null)
            return;
        if (kept.TryGetValue(value, out var same))
            value = same;
        else
            kept.Add(value);
        written?.Add(value);
        if (kept.Count > MostKept)
            kept = null;
        if (written?.Count > MostKept)
            written = null;
    }
}
