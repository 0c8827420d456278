namespace Dataset.Parquet.Thrift;

/// <summary>Where a reader is among the fields of a structure.</summary>
internal struct StructFields
{
    /// <summary>The id of the last field, from which the next is counted.</summary>
    public short Last;

    /// <summary>A bit for each id below 64 that has been seen.</summary>
    public ulong Seen;
}
