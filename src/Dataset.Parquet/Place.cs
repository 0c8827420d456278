namespace Dataset.Parquet;

/// <summary>Where in a file something stands, for the messages of faults.</summary>
internal readonly record struct Place(long Offset, string? Column = null, int? RowGroup = null, int? Page = null)
{
    public Place At(long offset) => this with { Offset = offset };

    // The parts of a long sentence, one after another.
    public ParquetException Fault(ParquetRule rule, params FormattableString[] detail) =>
        new(rule, this, string.Concat(detail.Select(FormattableString.Invariant)));
}
