namespace Dataset.Parquet.Metadata;

/// <summary>The unit of a time or timestamp: the member of the union <c>TimeUnit</c> (parquet.thrift), by its field id.</summary>
public enum TimestampUnit
{
    Milliseconds = 1,
    Microseconds = 2,
    Nanoseconds = 3,
}
