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
