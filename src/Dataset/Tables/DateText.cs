using System.Text;

namespace Dataset.Tables;

/// <summary>
/// Dates and date-times in the one form that releases have: <c>YYYY-MM-DD</c> and <c>YYYY-MM-DDTHH:MM:SS[.ffffff]Z</c> (RFC 3339,
/// in UTC, upper-case T and Z, a fraction of exactly six digits or none). Years 0001 to 9999 of the proleptic Gregorian calendar.
/// </summary>
internal static class DateText
{
    /// <summary>Bytes of a date.</summary>
    public const int DateLength = 10;

    /// <summary>The most bytes of a date-time.</summary>
    public const int MaximumDateTimeLength = 27;

    /// <summary>Bytes of a date-time with a fraction of nine digits.</summary>
    private const int LongestFraction = 30;

    private const long MicrosecondsPerDay = 86_400_000_000;
    private static readonly int EpochDay = new DateOnly(1970, 1, 1).DayNumber;

    /// <summary>Days since 1970-01-01, or false where the text is not of the form or names no day.</summary>
    public static bool TryParseDate(ReadOnlySpan<byte> text, out int days)
    {
        days = 0;
        if (text.Length != DateLength || text[4] != '-' || text[7] != '-'
            || !Digits(text[..4], out var year) || !Digits(text[5..7], out var month) || !Digits(text[8..], out var day))
            return false;
        return TryDay(year, month, day, out days);
    }

    /// <summary>Days since 1970-01-01, or false where there is no such day.</summary>
    public static bool TryDay(int year, int month, int day, out int days)
    {
        days = 0;
        if (year is < 1 or > 9999 || month is < 1 or > 12 || day < 1 || day > DateTime.DaysInMonth(year, month))
            return false;
        days = new DateOnly(year, month, day).DayNumber - EpochDay;
        return true;
    }

    /// <summary>
    /// Microseconds since 1970-01-01T00:00:00Z, or false where the text is not of the form or names no instant (leap seconds do not).
    /// </summary>
    /// <param name="text">The text.</param>
    /// <param name="microseconds">The instant.</param>
    /// <param name="takesEveryFraction">
    /// Whether a fraction of 1 to 9 digits is taken where microseconds keep it whole, as sources have it.
    /// </param>
    public static bool TryParseDateTime(ReadOnlySpan<byte> text, out long microseconds, bool takesEveryFraction = false)
    {
        microseconds = 0;
        if (text.Length is not (20 or MaximumDateTimeLength) && !(takesEveryFraction && text.Length is > 21 and <= LongestFraction))
            return false;
        if (text[10] != 'T' || text[13] != ':' || text[16] != ':' || text[^1] != 'Z'
            || !TryParseDate(text[..10], out var days)
            || !Digits(text[11..13], out var hour) || !Digits(text[14..16], out var minute) || !Digits(text[17..19], out var second)
            || hour > 23 || minute > 59 || second > 59)
            return false;
        var fraction = 0;
        if (text.Length > 20)
        {
            if (text[19] != '.' || !Digits(text[20..^1], out fraction))
                return false;
            for (var digits = text.Length - 21; digits < 6; digits++)
                fraction *= 10;
            for (var digits = text.Length - 21; digits > 6; digits--)
                if (Math.DivRem(fraction, 10, out var lost) is var kept && lost == 0)
                    fraction = kept;
                else
                    return false;
            // In releases there is one form for each instant, and a fraction of zeros has a shorter one.
            if (fraction == 0 && !takesEveryFraction)
                return false;
        }
        microseconds = days * MicrosecondsPerDay + ((hour * 60L + minute) * 60 + second) * 1_000_000 + fraction;
        return true;
    }

    /// <summary>Writes ten bytes.</summary>
    public static int WriteDate(int days, Span<byte> target)
    {
        var date = DateOnly.FromDayNumber(days + EpochDay);
        Digits(date.Year, target[..4]);
        target[4] = (byte)'-';
        Digits(date.Month, target[5..7]);
        target[7] = (byte)'-';
        Digits(date.Day, target[8..10]);
        return DateLength;
    }

    /// <summary>Writes 20 bytes, or 27 where there is a fraction of a second.</summary>
    public static int WriteDateTime(long microseconds, Span<byte> target)
    {
        var (days, rest) = ((int)Math.DivRem(microseconds, MicrosecondsPerDay, out var r), r);
        if (rest < 0)
            (days, rest) = (days - 1, rest + MicrosecondsPerDay);
        WriteDate(days, target);
        var (seconds, fraction) = ((int)(rest / 1_000_000), (int)(rest % 1_000_000));
        target[10] = (byte)'T';
        Digits(seconds / 3600, target[11..13]);
        target[13] = (byte)':';
        Digits(seconds / 60 % 60, target[14..16]);
        target[16] = (byte)':';
        Digits(seconds % 60, target[17..19]);
        if (fraction == 0)
        {
            target[19] = (byte)'Z';
            return 20;
        }
        target[19] = (byte)'.';
        Digits(fraction, target[20..26]);
        target[26] = (byte)'Z';
        return MaximumDateTimeLength;
    }

    /// <summary>Whether the days are those of a year from 0001 to 9999.</summary>
    public static bool IsDate(int days) => days + (long)EpochDay is >= 0 and <= 3_652_058;

    /// <summary>Whether the microseconds are those of an instant in the years 0001 to 9999.</summary>
    public static bool IsDateTime(long microseconds) =>
        microseconds is >= -62_135_596_800_000_000 and < 253_402_300_800_000_000;

    public static string FormatDate(int days)
    {
        Span<byte> text = stackalloc byte[DateLength];
        return Encoding.ASCII.GetString(text[..WriteDate(days, text)]);
    }

    private static bool Digits(ReadOnlySpan<byte> text, out int value)
    {
        value = 0;
        foreach (var b in text)
        {
            if (b is < (byte)'0' or > (byte)'9')
                return false;
            value = value * 10 + (b - '0');
        }
        return true;
    }

    private static void Digits(int value, Span<byte> target)
    {
        for (var i = target.Length - 1; i >= 0; i--, value /= 10)
            target[i] = (byte)('0' + value % 10);
    }
}
