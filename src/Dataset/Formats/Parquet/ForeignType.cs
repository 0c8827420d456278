using System.Buffers.Binary;
using System.Globalization;
using System.Numerics;
using System.Text;
using System.Text.Unicode;
using Dataset.Parquet.Metadata;
using Dataset.Tables;

namespace Dataset.Formats.Parquet;

/// <summary>What the stored values of a Parquet column mean, by its annotations and by nothing else.</summary>
internal enum ForeignMeaning
{
    Bytes,
    Text,
    Boolean,
    Integer,
    Unsigned,
    Number,
    Decimal,
    Date,
    Time,
    Timestamp,
    Uuid,
    Interval,
}

/// <summary>
/// The meaning of a column of any writer (Parquet's LogicalTypes.md), and its values as text. Where the annotation is not known, or does
/// not fit how values are stored, they are what they are stored as.
/// </summary>
internal sealed class ForeignType
{
    /// <summary>The most bytes of a decimal: longer ones are no numbers that anyone has meant, and their digits would take long.</summary>
    private const int LongestDecimalInBytes = 1024;

    private const int ShownBytes = 32;
    private const int EpochInJulianDays = 2_440_588;
    private const long SecondsPerDay = 86_400;
    private static readonly CultureInfo Invariant = CultureInfo.InvariantCulture;

    private readonly SchemaElement element;

    private ForeignType(SchemaElement element, ForeignMeaning meaning, bool isUnderstood) =>
        (this.element, Meaning, IsUnderstood) = (element, meaning, isUnderstood);

    public ForeignMeaning Meaning { get; }

    /// <summary>Whether the meaning is that of the annotation; false where that is unknown or does not fit.</summary>
    public bool IsUnderstood { get; }

    /// <summary>Of times: the unit.</summary>
    public TimestampUnit Unit { get; private init; }

    /// <summary>Of times: whether they are in UTC; else they are local, of no time zone.</summary>
    public bool IsUtc { get; private init; }

    /// <summary>The type of a leaf.</summary>
    public static ForeignType Of(SchemaElement leaf)
    {
        var logical = leaf.LogicalType is { IsKnown: true } known ? known : null;
        var converted = logical is null ? leaf.ConvertedType : null;
        var (meaning, fits) = (logical?.Kind, converted, leaf.Type) switch
        {
            (LogicalKind.String or LogicalKind.Enum or LogicalKind.Json, _, PhysicalType.ByteArray)
                or (_, ConvertedType.Utf8 or ConvertedType.Enum or ConvertedType.Json, PhysicalType.ByteArray)
                => (ForeignMeaning.Text, true),
            (LogicalKind.Decimal, _, not (PhysicalType.Boolean or PhysicalType.Float or PhysicalType.Double or PhysicalType.Int96))
                or (_, ConvertedType.Decimal, not (PhysicalType.Boolean or PhysicalType.Float or PhysicalType.Double or PhysicalType.Int96))
                when (leaf.Scale ?? 0) >= 0 && (leaf.Scale ?? 0) <= leaf.Precision && leaf.Precision <= 2 * LongestDecimalInBytes
                => (ForeignMeaning.Decimal, true),
            (LogicalKind.Date, _, PhysicalType.Int32) or (_, ConvertedType.Date, PhysicalType.Int32) => (ForeignMeaning.Date, true),
            (LogicalKind.Time, _, PhysicalType.Int32 or PhysicalType.Int64)
                or (_, ConvertedType.TimeMillis, PhysicalType.Int32) or (_, ConvertedType.TimeMicros, PhysicalType.Int64)
                => (ForeignMeaning.Time, true),
            (LogicalKind.Timestamp, _, PhysicalType.Int64)
                or (_, ConvertedType.TimestampMillis or ConvertedType.TimestampMicros, PhysicalType.Int64)
                or (null, null, PhysicalType.Int96) => (ForeignMeaning.Timestamp, leaf.LogicalType is null or { IsKnown: true }),
            (LogicalKind.Integer, _, PhysicalType.Int32 or PhysicalType.Int64) =>
                (logical!.IsSigned == true ? ForeignMeaning.Integer : ForeignMeaning.Unsigned, true),
            (_, >= ConvertedType.UInt8 and <= ConvertedType.UInt64, PhysicalType.Int32 or PhysicalType.Int64) =>
                (ForeignMeaning.Unsigned, true),
            (_, >= ConvertedType.Int8 and <= ConvertedType.Int64, PhysicalType.Int32 or PhysicalType.Int64) =>
                (ForeignMeaning.Integer, true),
            (LogicalKind.Uuid, _, PhysicalType.FixedLengthByteArray) when leaf.TypeLength == 16 => (ForeignMeaning.Uuid, true),
            (LogicalKind.Float16, _, PhysicalType.FixedLengthByteArray) when leaf.TypeLength == 2 => (ForeignMeaning.Number, true),
            (_, ConvertedType.Interval, PhysicalType.FixedLengthByteArray) when leaf.TypeLength == 12 => (ForeignMeaning.Interval, true),
            _ => (leaf.Type switch
            {
                PhysicalType.Boolean => ForeignMeaning.Boolean,
                PhysicalType.Int32 or PhysicalType.Int64 => ForeignMeaning.Integer,
                PhysicalType.Float or PhysicalType.Double => ForeignMeaning.Number,
                _ => ForeignMeaning.Bytes,
            }, leaf.LogicalType is null or { Kind: LogicalKind.Unknown } && converted is null),
        };
        return new(leaf, meaning, fits)
        {
            Unit = logical?.Unit ?? (leaf.Type == PhysicalType.Int96 ? TimestampUnit.Nanoseconds
                : converted is ConvertedType.TimeMillis or ConvertedType.TimestampMillis ? TimestampUnit.Milliseconds
                : TimestampUnit.Microseconds),
            IsUtc = logical?.IsAdjustedToUtc ?? true,
        };
    }

    /// <summary>Whether values take 64 bits.</summary>
    public bool IsLong => element.Type == PhysicalType.Int64;

    /// <summary>Whether values are written in JSON as they are, without quotes.</summary>
    public bool IsLiteral => Meaning is ForeignMeaning.Boolean or ForeignMeaning.Integer or ForeignMeaning.Unsigned or ForeignMeaning.Number
        or ForeignMeaning.Decimal;

    /// <summary>A value of INT32 or INT64 as text.</summary>
    public string TextOf(long value) => Meaning switch
    {
        ForeignMeaning.Unsigned => (element.Type == PhysicalType.Int32 ? (uint)value : (ulong)value).ToString(Invariant),
        ForeignMeaning.Decimal => Decimal(value),
        ForeignMeaning.Date => DateText.IsDate((int)value)
            ? DateText.FormatDate((int)value) : $"{value.ToString(Invariant)} days from 1970-01-01",
        ForeignMeaning.Time => Time(value),
        ForeignMeaning.Timestamp => Timestamp(value),
        _ => value.ToString(Invariant),
    };

    /// <summary>A value of bytes as text; null where the bytes are not what they are said to be.</summary>
    public string? TextOf(ReadOnlySpan<byte> value) => Meaning switch
    {
        ForeignMeaning.Text => Utf8.IsValid(value) ? Encoding.UTF8.GetString(value) : null,
        ForeignMeaning.Decimal when value.Length <= LongestDecimalInBytes =>
            Decimal(new BigInteger(value, isUnsigned: false, isBigEndian: true)),
        ForeignMeaning.Timestamp when value.Length == 12 => Timestamp96(value),
        ForeignMeaning.Uuid when value.Length == 16 => new Guid(value, bigEndian: true).ToString(),
        ForeignMeaning.Number when value.Length == 2 => BinaryPrimitives.ReadHalfLittleEndian(value).ToString(Invariant),
        ForeignMeaning.Interval when value.Length == 12 => string.Create(
            Invariant,
            $"P{BinaryPrimitives.ReadUInt32LittleEndian(value)}M{BinaryPrimitives.ReadUInt32LittleEndian(value[4..])}D"
                + $"T{BinaryPrimitives.ReadUInt32LittleEndian(value[8..]) / 1000m}S"),
        ForeignMeaning.Bytes => Hex(value),
        _ => null,
    };

    /// <summary>Bytes as hexadecimal digits; of many only the first ones, and how many there are.</summary>
    public static string Hex(ReadOnlySpan<byte> bytes) => bytes.Length <= ShownBytes
        ? "0x" + Convert.ToHexStringLower(bytes)
        : $"0x{Convert.ToHexStringLower(bytes[..ShownBytes])}… ({bytes.Length.ToString(Invariant)} bytes)";

    /// <summary>Compares two values of the same column, PLAIN-encoded; null where the column's order is not known here.</summary>
    public int? Compare(ReadOnlySpan<byte> a, ReadOnlySpan<byte> b) => (element.Type, a.Length == b.Length ? a.Length : -1) switch
    {
        _ when !IsUnderstood => null,
        (PhysicalType.Boolean, 1) => a[0].CompareTo(b[0]),
        (PhysicalType.Int32, 4) when Meaning == ForeignMeaning.Unsigned =>
            BinaryPrimitives.ReadUInt32LittleEndian(a).CompareTo(BinaryPrimitives.ReadUInt32LittleEndian(b)),
        (PhysicalType.Int64, 8) when Meaning == ForeignMeaning.Unsigned =>
            BinaryPrimitives.ReadUInt64LittleEndian(a).CompareTo(BinaryPrimitives.ReadUInt64LittleEndian(b)),
        (PhysicalType.Int32, 4) => BinaryPrimitives.ReadInt32LittleEndian(a).CompareTo(BinaryPrimitives.ReadInt32LittleEndian(b)),
        (PhysicalType.Int64, 8) => BinaryPrimitives.ReadInt64LittleEndian(a).CompareTo(BinaryPrimitives.ReadInt64LittleEndian(b)),
        (PhysicalType.Float, 4) => BinaryPrimitives.ReadSingleLittleEndian(a).CompareTo(BinaryPrimitives.ReadSingleLittleEndian(b)),
        (PhysicalType.Double, 8) => BinaryPrimitives.ReadDoubleLittleEndian(a).CompareTo(BinaryPrimitives.ReadDoubleLittleEndian(b)),
        (PhysicalType.ByteArray or PhysicalType.FixedLengthByteArray, _) => Meaning switch
        {
            ForeignMeaning.Text or ForeignMeaning.Bytes or ForeignMeaning.Uuid => a.SequenceCompareTo(b),
            ForeignMeaning.Decimal => new BigInteger(a, isBigEndian: true).CompareTo(new BigInteger(b, isBigEndian: true)),
            _ => null,
        },
        _ => null,
    };

    private string Decimal(BigInteger unscaled)
    {
        var scale = element.Scale ?? 0;
        var digits = BigInteger.Abs(unscaled).ToString(Invariant).PadLeft(scale + 1, '0');
        return (unscaled.Sign < 0 ? "-" : "") + (scale == 0 ? digits : $"{digits[..^scale]}.{digits[^scale..]}");
    }

    private (long PerSecond, int Digits, string Name) UnitParts => Unit switch
    {
        TimestampUnit.Milliseconds => (1_000, 3, "ms"),
        TimestampUnit.Microseconds => (1_000_000, 6, "µs"),
        _ => (1_000_000_000, 9, "ns"),
    };

    private string Time(long value)
    {
        var (perSecond, digits, name) = UnitParts;
        return value < 0 || value / perSecond >= SecondsPerDay
            ? $"{value.ToString(Invariant)} {name} from midnight"
            : Clock(value / perSecond, value % perSecond, digits, "HH:mm:ss") + (IsUtc ? "Z" : "");
    }

    private string Timestamp(long value)
    {
        var (perSecond, digits, name) = UnitParts;
        var fraction = value % perSecond;
        fraction += fraction < 0 ? perSecond : 0;
        return Instant((value - fraction) / perSecond, fraction, digits)
            ?? $"{value.ToString(Invariant)} {name} from 1970-01-01T00:00:00{(IsUtc ? "Z" : " local")}";
    }

    /// <summary>Nanoseconds of a day and its Julian number, as INT96 has them: instants, by the custom of its writers.</summary>
    private string Timestamp96(ReadOnlySpan<byte> value)
    {
        var (nanoseconds, day) = (BinaryPrimitives.ReadInt64LittleEndian(value), BinaryPrimitives.ReadInt32LittleEndian(value[8..]));
        var seconds = (day - (long)EpochInJulianDays) * SecondsPerDay;
        return (nanoseconds < 0 ? null : Instant(seconds + (nanoseconds / 1_000_000_000), nanoseconds % 1_000_000_000, 9))
            ?? string.Create(Invariant, $"{nanoseconds} ns of the Julian day {day}");
    }

    /// <summary>Null for one outside the years 1 to 9999.</summary>
    private string? Instant(long seconds, long fraction, int digits) =>
        seconds < -DateTime.UnixEpoch.Ticks / TimeSpan.TicksPerSecond
            || seconds > (DateTime.MaxValue.Ticks - DateTime.UnixEpoch.Ticks) / TimeSpan.TicksPerSecond
            ? null
            : Clock(
                (DateTime.UnixEpoch.Ticks / TimeSpan.TicksPerSecond) + seconds, fraction, digits, "yyyy-MM-dd'T'HH:mm:ss")
                + (IsUtc ? "Z" : " local");

    /// <summary>A fraction has all digits of the unit, or is left out where there is none.</summary>
    private static string Clock(long seconds, long fraction, int digits, string format) =>
        new DateTime(seconds * TimeSpan.TicksPerSecond).ToString(format, Invariant)
            + (fraction == 0 ? "" : "." + fraction.ToString(Invariant).PadLeft(digits, '0'));
}
