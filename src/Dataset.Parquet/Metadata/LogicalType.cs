namespace Dataset.Parquet.Metadata;

/// <summary>What values mean (parquet.thrift, <c>LogicalType</c>).</summary>
/// <param name="Kind">The member of the union.</param>
/// <param name="IsAdjustedToUtc">Times and timestamps: whether they are instants in UTC; null for others.</param>
/// <param name="Unit">Times and timestamps: the unit; null for others.</param>
public sealed record LogicalType(LogicalKind Kind, bool? IsAdjustedToUtc = null, TimestampUnit? Unit = null)
{
    /// <summary>The annotation in the format's own words, such as <c>TIMESTAMP(MICROS, UTC)</c>.</summary>
    public override string ToString() => Unit is not { } unit
        ? Kind.ToString().ToUpperInvariant()
        : $"{Kind.ToString().ToUpperInvariant()}({unit switch
        {
            TimestampUnit.Milliseconds => "MILLIS",
            TimestampUnit.Microseconds => "MICROS",
            _ => "NANOS",
        }}, {(IsAdjustedToUtc == true ? "UTC" : "local")})";
}
