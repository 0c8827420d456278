namespace Dataset.Tables;

/// <summary>What a column's values, or the elements of its lists, are.</summary>
public enum ColumnType
{
    /// <summary>Text, held as UTF-8.</summary>
    String,

    /// <summary>A whole number of 64 bits, exact.</summary>
    Integer,

    /// <summary>A finite double.</summary>
    Number,

    Boolean,

    /// <summary>A day of the proleptic Gregorian calendar, held as days since 1970-01-01; years 0001 to 9999.</summary>
    Date,

    /// <summary>An instant in UTC, held as microseconds since 1970-01-01T00:00:00Z; years 0001 to 9999.</summary>
    DateTime,
}

/// <summary>The shape of a column's data: what a batch and an encoder need to know of it.</summary>
/// <param name="Name">Matches <c>[a-z][a-z0-9_]*</c>.</param>
/// <param name="Type">Of the values, or of the elements when <paramref name="IsList"/>.</param>
/// <param name="IsList">Whether each value is a list of <paramref name="Type"/>.</param>
internal sealed record ColumnLayout(string Name, ColumnType Type, bool IsList = false);

/// <summary>The types of columns in words.</summary>
internal static class ColumnTypeWords
{
    /// <summary><c>string</c>, <c>integer</c>, <c>number</c>, <c>boolean</c>, <c>date</c> or <c>date-time</c>.</summary>
    public static string Word(this ColumnType type) => type switch
    {
        ColumnType.String => "string",
        ColumnType.Integer => "integer",
        ColumnType.Number => "number",
        ColumnType.Boolean => "boolean",
        ColumnType.Date => "date",
        _ => "date-time",
    };
}
