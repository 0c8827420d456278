namespace Dataset.Parquet;

/// <summary>Where in a file something stands, for the messages of faults.</summary>
internal readonly record struct Place(long Offset, string? Column = null, int? RowGroup = null, int? Page = null)
{
    public Place At(long offset) => this with { Offset = offset };

    public ParquetException Fault(ParquetRule rule, FormattableString detail) =>
        new(rule, this, FormattableString.Invariant(detail));
}
