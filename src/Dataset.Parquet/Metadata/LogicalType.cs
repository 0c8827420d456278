namespace Dataset.Parquet.Metadata;

/// <summary>What values mean (parquet.thrift, <c>LogicalType</c>).</summary>
/// <param name="Kind">The member of the union.</param>
/// <param name="IsAdjustedToUtc">Times and timestamps: whether they are instants in UTC; null for others.</param>
/// <param name="Unit">Times and timestamps: the unit; null for others.</param>
/// <param name="BitWidth">Integers: 8, 16, 32 or 64; null for others.</param>
/// <param name="IsSigned">Integers: whether they may be below 0; null for others.</param>
public sealed record LogicalType(
    LogicalKind Kind, bool? IsAdjustedToUtc = null, TimestampUnit? Unit = null, sbyte? BitWidth = null, bool? IsSigned = null)
{
    /// <summary>The annotation in the format's own words, such as <c>TIMESTAMP(MICROS, UTC)</c>.</summary>
    public override string ToString()
    {
        var name = Kind.ToString().ToUpperInvariant();
        if (BitWidth is { } bits)
            return $"{name}({bits}, {(IsSigned == true ? "signed" : "unsigned")})";
        if (Unit is not { } unit)
            return name;
        var word = unit switch
        {
            TimestampUnit.Milliseconds => "MILLIS",
            TimestampUnit.Microseconds => "MICROS",
            _ => "NANOS",
        };
        return $"{name}({word}, {(IsAdjustedToUtc == true ? "UTC" : "local")})";
    }
}
