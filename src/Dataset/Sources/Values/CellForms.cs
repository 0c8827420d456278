using System.Text;
using Dataset.Tables;
using Dataset.Text;

namespace Dataset.Sources.Values;

/// <summary>
/// How the cells of a delimited file write values, where it is declared that they do so otherwise than the form of JSON. Numbers may always
/// be written <c>.5</c>, <c>5.</c> and <c>+5</c>, which mean one number each.
/// </summary>
internal sealed record CellForms
{
    private const int MostOfNumber = 1_100;

    public static CellForms Default { get; } = new();

    /// <summary>Whether a comma comes before the fraction of a number, and a point is none.</summary>
    public bool HasDecimalComma { get; init; }

    /// <summary>How days are written; null for <c>YYYY-MM-DD</c>.</summary>
    public DayForm? Days { get; init; }

    /// <summary>The words for true and false; null for these two.</summary>
    public (byte[] True, byte[] False)? Booleans { get; init; }

    /// <summary>Cells that mean null, beside the empty one; UTF-8.</summary>
    public IReadOnlyList<byte[]> Nulls { get; init; } = [];

    /// <summary>Whether it is declared which cells mean null, be it none, so that every other word is a text.</summary>
    public bool HasNulls { get; init; }

    /// <summary>Whether a cell means null.</summary>
    public bool IsNull(ReadOnlySpan<byte> cell)
    {
        if (cell.IsEmpty)
            return true;
        for (var i = 0; i < Nulls.Count; i++)
            if (cell.SequenceEqual(Nulls[i]))
                return true;
        return false;
    }

    /// <summary>The words for null and one more, as <c>dataset.yaml</c> writes them.</summary>
    public string NullsWith(string word) =>
        $"[{string.Join(", ", Nulls.Select(n => Encoding.UTF8.GetString(n)).Append(word).Select(InYaml))}]";

    /// <summary>A word as YAML has it in quotation marks: a backslash there begins an escape.</summary>
    public static string InYaml(string word) => Printable.Quoted(word.Replace("\\", "\\\\", StringComparison.Ordinal));

    /// <summary>As <see cref="ScalarText.Append"/>, of a cell that is not null.</summary>
    public ValueFault Append(ReadOnlySpan<byte> cell, ScalarColumn column)
    {
        switch (column)
        {
            case IntegerColumn integers:
                var fault = NumberText.ReadInteger(WithoutPlus(cell), out var integer);
                if (fault == ValueFault.None)
                    integers.Append(integer);
                return fault;
            case NumberColumn numbers:
                fault = ReadNumber(cell, out var number);
                if (fault == ValueFault.None)
                    numbers.Append(number);
                return fault;
            case BooleanColumn booleans when Booleans is { } words:
                if (!cell.SequenceEqual(words.True) && !cell.SequenceEqual(words.False))
                    return ValueFault.Form;
                booleans.Append(cell.SequenceEqual(words.True));
                return ValueFault.None;
            case DateColumn days when Days is { } form:
                if (!form.TryParse(cell, out var day))
                    return ValueFault.Form;
                days.Append(day);
                return ValueFault.None;
            default:
                return ScalarText.Append(cell, column);
        }
    }

    private ValueFault ReadNumber(ReadOnlySpan<byte> cell, out double number)
    {
        var text = WithoutPlus(cell);
        if (!HasDecimalComma)
            return NumberText.ReadNumber(text, out number, isOpen: true);
        number = 0;
        if (text.Contains((byte)'.') || text.Length > MostOfNumber)
            return ValueFault.Form;
        Span<byte> pointed = stackalloc byte[text.Length];
        text.Replace(pointed, (byte)',', (byte)'.');
        return NumberText.ReadNumber(pointed, out number, isOpen: true);
    }

    /// <summary>The number behind a plus; a second sign is none of a number.</summary>
    private static ReadOnlySpan<byte> WithoutPlus(ReadOnlySpan<byte> cell) =>
        cell.Length > 1 && cell[0] == '+' && cell[1] is (byte)'.' or (>= (byte)'0' and <= (byte)'9') ? cell[1..] : cell;
}
