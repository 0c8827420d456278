using System.Globalization;
using System.Text;
using Dataset.Sources.Values;
using Dataset.Syntax;
using Dataset.Tables;

namespace Dataset.Drafting;

/// <summary>
/// What the values of one column have in common: the type that takes all of them, nulls, order, and the values themselves.
/// </summary>
internal sealed class ColumnEvidence : IDisposable
{
    /// <summary>Of columns with more values than this none is kept.</summary>
    private const int MostKept = 50_000;

    /// <summary>More digits behind a plus are those of a telephone.</summary>
    private const int LongestWithPlus = 7;

    private readonly List<ScalarColumn> candidates =
        [.. new[] { ColumnType.Boolean, ColumnType.Integer, ColumnType.Number, ColumnType.Date, ColumnType.DateTime }
            .Select(t => (ScalarColumn)Column.Of(new ColumnLayout("", t)))];

    private HashSet<string>? kept = new(StringComparer.Ordinal);
    private byte[] last = [];
    private long lastInteger;
    private int lastDay;
    private bool isTextAscending = true;
    private bool isIntegerAscending = true;
    private bool isDayAscending = true;

    /// <summary>Rows with a value.</summary>
    public long Values { get; private set; }

    public bool HasNulls { get; private set; }

    /// <summary>The different values, in form as they are written; null where there are too many.</summary>
    public IReadOnlySet<string>? Kept => kept;

    /// <summary>The first type of which every value is one.</summary>
    public ColumnType Type => Values > 0 && candidates.Count > 0 ? candidates[0].Layout.Type : ColumnType.String;

    /// <summary>Whether the values tell rows apart and are in the order in which a build wants them.</summary>
    public bool IsSortedKey => !HasNulls && Values > 0 && Type.IsKey
        && (Type == ColumnType.Integer ? isIntegerAscending : Type == ColumnType.Date ? isDayAscending : isTextAscending);

    public void AddNull() => HasNulls = true;

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
        Keep(Encoding.UTF8.GetString(cell));
    }

    /// <summary>Adds a value of a workbook or a tree, which has a kind of its own.</summary>
    public void Add(SourceScalar value)
    {
        if (value.Kind == ScalarKind.Null)
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
        Keep(value.Text);
    }

    public void Dispose() => candidates.ForEach(c => c.Dispose());

    private void Remove(int index)
    {
        candidates[index].Dispose();
        candidates.RemoveAt(index);
    }

    private void Order(ReadOnlySpan<byte> value, DayForm? form)
    {
        var isInteger = long.TryParse(value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var integer);
        isIntegerAscending &= isInteger && (Values == 1 || integer > lastInteger);
        lastInteger = integer;
        var isDay = form is null ? DateText.TryParseDate(value, out var day) : form.TryParse(value, out day);
        isDayAscending &= isDay && (Values == 1 || day > lastDay);
        lastDay = day;
        isTextAscending &= Values == 1 || value.SequenceCompareTo(last) > 0;
        if (isTextAscending)
            last = value.ToArray();
    }

    private void Keep(string value)
    {
        if (kept?.Add(value) == true && kept.Count > MostKept)
            kept = null;
    }
}
