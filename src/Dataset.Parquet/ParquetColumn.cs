namespace Dataset.Parquet;

/// <summary>One column of a file. Its values may be null; so may the elements of a list, and the list.</summary>
/// <param name="Name">The name in the schema.</param>
/// <param name="Type">The type of the values, or of the elements of a list.</param>
/// <param name="IsList">Whether each row holds a list of values rather than one.</param>
public sealed record ParquetColumn(string Name, ParquetType Type, bool IsList = false);

/// <summary>What a column holds. Every value may be null.</summary>
public enum ParquetType
{
    /// <summary>Text: BYTE_ARRAY in UTF-8, annotated STRING.</summary>
    String,

    /// <summary>A whole number: INT64.</summary>
    Integer,

    /// <summary>A double: DOUBLE.</summary>
    Number,

    /// <summary>True or false: BOOLEAN.</summary>
    Boolean,

    /// <summary>A day: INT32, days from 1970-01-01 in the proleptic Gregorian calendar, annotated DATE.</summary>
    Date,

    /// <summary>An instant: INT64, microseconds from 1970-01-01T00:00:00Z, annotated TIMESTAMP in UTC.</summary>
    DateTime,
}
