using Dataset.Sources;
using Dataset.Sources.Values;
using Dataset.Tables;

namespace Dataset.Drafting;

/// <summary>How the cells of one column of a delimited file may be written, as far as they tell: what all of them fit stays.</summary>
internal sealed class CellEvidence : IDisposable
{
    private static readonly CellForms Commas = new() { HasDecimalComma = true };

    private readonly NumberColumn number = new(new("", ColumnType.Number));
    private readonly NumberMarks marks = new();
    private readonly HashSet<string> cells = new(StringComparer.Ordinal);
    private List<(string Name, DayForm Form)>? days;
    private long values;

    /// <summary>The words in it that programs write for no value.</summary>
    public HashSet<string> Words { get; } = new(StringComparer.Ordinal);

    /// <summary>Whether every value is a number with a point, or without a fraction.</summary>
    public bool HasPoints { get; private set; } = true;

    /// <summary>Whether every value is a number with a comma, or without a fraction.</summary>
    public bool HasCommas { get; private set; } = true;

    /// <summary>Whether a comma in it is no mark of thousands.</summary>
    public bool HasSureComma { get; private set; }

    /// <summary>Whether the values are numbers of which one surely has a comma before its fraction.</summary>
    public bool HasDecimalComma => marks is { AreNumbers: true, DecimalComma: true };

    /// <summary>Whether each point may be one between thousands, as far as the values tell.</summary>
    public bool MayHavePointsOfThousands => marks is { AreNumbers: true, MaybePoint: true, DecimalPoint: false };

    /// <summary>Whether the values are numbers of which one has, or may have, marks between thousands.</summary>
    public bool MayHaveThousands =>
        MayHavePointsOfThousands || marks is { AreNumbers: true } and ({ Thousands: true } or { MaybeComma: true, DecimalComma: false });

    /// <summary>The mark of which the values do not tell whether it divides thousands or begins a fraction; null where they do.</summary>
    public char? DoubtfulMark => marks switch
    {
        { Thousands: false, MaybePoint: true, MaybeComma: false, DecimalComma: false } => '.',
        { Thousands: false, MaybePoint: false, MaybeComma: true, DecimalPoint: false } => ',',
        _ => null,
    };

    /// <summary>Whether there is nothing but words for no value, or nothing at all.</summary>
    public bool IsEmpty => values == 0;

    /// <summary>The forms that every value is a day of; none where they are written YYYY-MM-DD.</summary>
    public IReadOnlyList<string> DayForms => days is null ? [] : [.. days.Select(d => d.Name)];

    /// <summary>The form of its days; null where they have none, or two of which either may be meant.</summary>
    public string? Days =>
        DayForms is [var first, ..] && (first.Contains('.') || DayForms.Select(f => f[0]).Distinct().Count() == 1) ? first : null;

    /// <summary>The words for true and false that all values are, both of them.</summary>
    public (string True, string False)? Truth =>
        cells.Count == 2 && CellCauses.TruthOf(cells) is { } words ? words : null;

    /// <summary>Whether the values are of another type than text, if the words in it mean no value.</summary>
    public bool IsTyped => values > 0 && (HasPoints || HasCommas || DayForms.Count > 0 || Truth is not null || IsIso);

    /// <summary>Whether every value begins with a day as YYYY-MM-DD.</summary>
    public bool IsIso { get; private set; } = true;

    public void Add(ReadOnlySpan<byte> cell)
    {
        if (cell.IsEmpty)
            return;
        var text = values == 0 || cells.Count <= 2 || days?.Count > 0 || IsShort(cell) ? System.Text.Encoding.UTF8.GetString(cell) : "";
        if (IsShort(cell) && CellCauses.MayMeanNull(text))
        {
            Words.Add(text);
            return;
        }
        values++;
        if (cells.Count <= 2)
            cells.Add(text);
        HasPoints = HasPoints && IsNumber(cell, CellForms.Default);
        HasCommas = HasCommas && IsNumber(cell, Commas);
        HasSureComma |= HasCommas && !HasPoints && cell.IndexOf((byte)',') is >= 0 and var at && cell.Length - at != 4;
        marks.Add(cell);
        IsIso = IsIso && cell.Length >= 10 && DateText.TryParseDate(cell[..10], out _);
        days ??= [.. CellCauses.FormsOfDay(text).Select(f => (f, DayForm.Parse(f)!))];
        for (var i = days.Count - 1; i >= 0; i--)
            if (!days[i].Form.TryParse(cell, out _))
                days.RemoveAt(i);
    }

    public void Dispose() => number.Dispose();

    private static bool IsShort(ReadOnlySpan<byte> cell) => cell.Length <= 7;

    private bool IsNumber(ReadOnlySpan<byte> cell, CellForms forms)
    {
        number.Clear();
        return forms.Append(cell, number) == ValueFault.None;
    }
}

/// <summary>What the points and commas in the numbers of a column are for, as far as they tell.</summary>
internal sealed class NumberMarks
{
    private const int Group = 3;

    /// <summary>Whether every value is a number of digits, points and commas.</summary>
    public bool AreNumbers { get; private set; } = true;

    /// <summary>Whether a mark surely divides thousands: 1.234.567, or 1,234.5.</summary>
    public bool Thousands { get; private set; }

    /// <summary>Whether a point may divide thousands, or begin a fraction of three digits.</summary>
    public bool MaybePoint { get; private set; }

    /// <summary>As <see cref="MaybePoint"/>, of a comma.</summary>
    public bool MaybeComma { get; private set; }

    /// <summary>Whether a point surely begins a fraction.</summary>
    public bool DecimalPoint { get; private set; }

    /// <summary>As <see cref="DecimalPoint"/>, of a comma.</summary>
    public bool DecimalComma { get; private set; }

    /// <summary>Looks at a value.</summary>
    public void Add(ReadOnlySpan<byte> cell)
    {
        if (!AreNumbers)
            return;
        var number = cell.TrimStart("+-"u8);
        var (first, last) = (number.IndexOfAny((byte)'.', (byte)','), number.LastIndexOfAny((byte)'.', (byte)','));
        if (first < 0)
        {
            AreNumbers = AreDigits(number) && !number.IsEmpty;
            return;
        }
        var (mark, end) = (number[first], number[last]);
        var whole = mark == end ? number : number[..last];
        if (IsGrouped(whole, mark))
        {
            AreNumbers = mark == end || AreDigits(number[(last + 1)..]);
            Thousands |= mark != end || first != last;
            MaybePoint |= first == last && mark == '.';
            MaybeComma |= first == last && mark == ',';
        }
        else
        {
            AreNumbers = first == last && AreDigits(number[..first]) && AreDigits(number[(first + 1)..]);
        }
        if (mark != end || !IsGrouped(whole, mark))
        {
            DecimalPoint |= end == '.';
            DecimalComma |= end == ',';
        }
    }

    private static bool AreDigits(ReadOnlySpan<byte> text) => text.IndexOfAnyExceptInRange((byte)'0', (byte)'9') < 0;

    /// <summary>Whether it is one to three digits, of which the first is not 0, and groups of three after marks.</summary>
    private static bool IsGrouped(ReadOnlySpan<byte> text, byte mark)
    {
        var length = text.IndexOf(mark);
        if (length is < 1 or > Group || text[0] == '0' || !AreDigits(text[..length]))
            return false;
        for (var rest = text[length..]; !rest.IsEmpty; rest = rest[(Group + 1)..])
            if (rest.Length <= Group || rest[0] != mark || !AreDigits(rest.Slice(1, Group)))
                return false;
        return true;
    }
}
