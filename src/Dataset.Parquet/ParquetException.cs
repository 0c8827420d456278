using System.Text;

namespace Dataset.Parquet;

/// <summary>A file breaks a rule, or needs a feature that this library does not read.</summary>
public sealed class ParquetException : Exception
{
    internal ParquetException(ParquetRule rule, Place place, string detail, Exception? inner = null)
        : base(Describe(place, detail), inner)
    {
        Rule = rule;
        Offset = place.Offset;
        Column = place.Column;
        RowGroup = place.RowGroup;
        Page = place.Page;
        Detail = detail;
    }

    /// <summary>The rule that is broken.</summary>
    public ParquetRule Rule { get; }

    /// <summary>Where in the file, in bytes from its start: the fault itself, or the start of the structure that holds it.</summary>
    public long Offset { get; }

    /// <summary>The name of the column; null where the fault is in no column.</summary>
    public string? Column { get; }

    /// <summary>The row group, from 0; null where the fault is in none.</summary>
    public int? RowGroup { get; }

    /// <summary>The page of the column chunk, from 0, a dictionary page counted; null where the fault is in none.</summary>
    public int? Page { get; }

    /// <summary>
    /// What was expected and what was found, without the place; <see cref="Exception.Message"/> has both, and not the rule.
    /// </summary>
    public string Detail { get; }

    private static string Describe(Place place, string detail)
    {
        var text = new StringBuilder().Append(System.Globalization.CultureInfo.InvariantCulture, $"byte {place.Offset}");
        if (place.Column is { } column)
            text.Append(", column '").Append(column).Append('\'');
        if (place.RowGroup is { } group)
            text.Append(System.Globalization.CultureInfo.InvariantCulture, $", row group {group}");
        if (place.Page is { } page)
            text.Append(System.Globalization.CultureInfo.InvariantCulture, $", page {page}");
        return text.Append(": ").Append(detail).ToString();
    }
}

/// <summary>Where in a file something is, for the messages of faults.</summary>
internal readonly record struct Place(long Offset, string? Column = null, int? RowGroup = null, int? Page = null)
{
    public Place At(long offset) => this with { Offset = offset };

    // The parts of a long sentence, one after another.
    public ParquetException Fault(ParquetRule rule, params FormattableString[] detail) =>
        new(rule, this, string.Concat(detail.Select(FormattableString.Invariant)));
}
