namespace Dataset.Parquet.Metadata;

/// <summary>What values mean (parquet.thrift, <c>LogicalType</c>).</summary>
public sealed record LogicalType
{
    internal LogicalType(LogicalKind kind) => Kind = kind;

    /// <summary>The member of the union; that of a newer version of the format has no name here.</summary>
    public LogicalKind Kind { get; }

    /// <summary>Whether the meaning is known here. Where it is not, readers take values as they are stored.</summary>
    public bool IsKnown => Enum.IsDefined(Kind);

    /// <summary>Times and timestamps: whether they are instants in UTC; null for others.</summary>
    public bool? IsAdjustedToUtc { get; internal set; }

    /// <summary>Times and timestamps: the unit; null for others.</summary>
    public TimestampUnit? Unit { get; internal set; }

    /// <summary>Integers: 8, 16, 32 or 64; null for others.</summary>
    public sbyte? BitWidth { get; internal set; }

    /// <summary>Integers: whether they may be below 0; null for others.</summary>
    public bool? IsSigned { get; internal set; }

    /// <summary>Decimals: how many digits come after the point; null for others.</summary>
    internal int? Scale { get; set; }

    /// <summary>Decimals: the most digits; null for others.</summary>
    internal int? Precision { get; set; }

    /// <summary>The annotation in the format's own words, such as <c>TIMESTAMP(MICROS, UTC)</c>.</summary>
    public override string ToString()
    {
        var name = IsKnown ? Kind.ToString().ToUpperInvariant() : $"LOGICAL TYPE {(int)Kind}";
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
