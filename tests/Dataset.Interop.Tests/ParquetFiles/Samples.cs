using Dataset.Parquet;

namespace Dataset.Interop.Tests.ParquetFiles;

/// <summary>Values of each type that readers get wrong.</summary>
public static class Samples
{
    public static IReadOnlyList<ParquetType> Types { get; } = Enum.GetValues<ParquetType>();

    public static IReadOnlyList<object?> Of(ParquetType type) => type switch
    {
        ParquetType.String => Texts,
        ParquetType.Integer => Integers,
        ParquetType.Number => Numbers,
        ParquetType.Boolean => [true, false],
        ParquetType.Date => Dates,
        ParquetType.DateTime => DateTimes,
        _ => throw new ArgumentOutOfRangeException(nameof(type)),
    };

    public static IReadOnlyList<object?> Texts { get; } =
    [
        "", " ", "a", "NULL", "null", "\"", "\\", "'", ",", "line\nline", "\r\n", "\t", "\u0001\u001f\u007f", "\u0085\u2028\u2029",
        "é", "e\u0301", "ß", "中文报纸", "日本語", "한국어", "עברית", "العربية", "Straße", "\u00a0", "\ufeff", "\ud7ff", "\ue000", "\ufffd", "\uffff",
        "😀", "👩‍👩‍👧‍👦", "\U0010ffff", string.Concat(Enumerable.Repeat("\U0010ffff", 64)), new string('x', 63), new string('x', 64),
        new string('x', 65),
        new string('x', 62) + "é", new string('x', 63) + "é", new string('x', 61) + "中", new string('x', 62) + "中",
        new string('x', 63) + "😀",
    ];

    public static IReadOnlyList<object?> Integers { get; } =
    [
        0L, 1L, -1L, long.MinValue, long.MinValue + 1, long.MaxValue - 1, long.MaxValue, 9_007_199_254_740_991L, 9_007_199_254_740_992L,
        9_007_199_254_740_993L,
        -9_007_199_254_740_993L, int.MinValue - 1L, int.MaxValue + 1L, 127L, 128L, -128L, 255L, 256L, 65_535L,
    ];

    public static IReadOnlyList<object?> Numbers { get; } =
    [
        0.0, -0.0, 1.0, -1.0, 0.1, 1 / 3.0, double.MaxValue, double.MinValue, double.Epsilon, -double.Epsilon, 2.2250738585072014e-308,
        1e21, 1e-7, 123456789012345680.0,
        999999999999999900000.0, 0.000001, 4.35, 5e-324, 9007199254740993.0, 1e23, 1.7976931348623155e308,
    ];

    /// <summary>
    /// Days: the first and last of years 1 to 9999, the Julian and Gregorian calendars' meeting, leap days, both sides of 1970.
    /// </summary>
    public static IReadOnlyList<object?> Dates { get; } =
    [
        Day(1, 1, 1), Day(1, 12, 31), Day(4, 2, 29), Day(1500, 2, 28), Day(1500, 3, 1), Day(1582, 10, 4), Day(1582, 10, 5),
        Day(1582, 10, 14), Day(1582, 10, 15),
        Day(1677, 9, 20), Day(1752, 9, 14), Day(1899, 12, 31), Day(1900, 1, 1), Day(1900, 2, 28), Day(1969, 12, 31), 0, Day(1970, 1, 2),
        Day(2000, 2, 29),
        Day(2038, 1, 20), Day(2262, 4, 12), Day(2299, 12, 31), Day(2300, 1, 1), Day(9999, 12, 31),
    ];

    /// <summary>Days that ClickHouse has as dates.</summary>
    public static IReadOnlyList<object?> DatesOf1900To2299 { get; } = [
        Day(1900, 1, 1), Day(1969, 12, 31), 0, Day(1970, 1, 2), Day(2000, 2, 29), Day(2299, 12, 31),
    ];

    /// <summary>Years that neither .NET nor ISO 8601 without agreement has.</summary>
    public static IReadOnlyList<object?> FarDates { get; } = [
        Day(1, 1, 1) - 1, Day(1, 1, 1) - 366, -1_000_000, Day(9999, 12, 31) + 1, 10_000_000,
    ];

    /// <summary>Microseconds of the dates above, at the ends and inside of the day.</summary>
    public static IReadOnlyList<object?> DateTimes { get; } =
    [
        .. Dates.SelectMany(
            day => new long[] { 0, 1, 999_999, 1_000_000, 43_200_123_456, 86_399_999_999 }.Select(
                micros => (object?)((int)day! * 86_400_000_000 + micros))),
        -1L, -999_999L, -1_000_000L, -1_000_001L,
    ];

    private static int Day(int year, int month, int day) => new DateOnly(year, month, day).DayNumber - new DateOnly(1970, 1, 1).DayNumber;
}
