namespace Dataset.Parquet;

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
