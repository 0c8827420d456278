namespace Dataset.Parquet.Metadata;

/// <summary>How often a field may occur (parquet.thrift, <c>FieldRepetitionType</c>).</summary>
public enum Repetition
{
    Required = 0,
    Optional = 1,
    Repeated = 2,
}
