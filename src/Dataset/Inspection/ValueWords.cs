using System.Globalization;
using System.Text;
using Dataset.Syntax;
using Dataset.Tables;

namespace Dataset.Inspection;

/// <summary>Values of Parquet files as text, also those that no file of ours holds.</summary>
internal static class ValueWords
{
    /// <summary>A double in its shortest form; <c>NaN</c> and the infinities by name.</summary>
    public static string Number(double value)
    {
        if (!double.IsFinite(value))
            return value.ToString(CultureInfo.InvariantCulture);
        Span<byte> text = stackalloc byte[JsonNumber.MaximumLength];
        return Encoding.ASCII.GetString(text[..JsonNumber.Write(value, text)]);
    }

    /// <summary>A day as <c>YYYY-MM-DD</c>; one outside the years 1 to 9999 as the number of days.</summary>
    public static string Date(int days) => DateText.IsDate(days)
        ? DateText.FormatDate(days)
        : string.Create(CultureInfo.InvariantCulture, $"{days} days from 1970-01-01");

    /// <summary>
    /// An instant as <c>YYYY-MM-DDTHH:MM:SS[.ffffff]Z</c>; one outside the years 1 to 9999 as the number of microseconds.
    /// </summary>
    public static string DateTime(long microseconds)
    {
        if (!DateText.IsDateTime(microseconds))
            return string.Create(CultureInfo.InvariantCulture, $"{microseconds} µs from 1970-01-01T00:00:00Z");
        Span<byte> text = stackalloc byte[DateText.MaximumDateTimeLength];
        return Encoding.ASCII.GetString(text[..DateText.WriteDateTime(microseconds, text)]);
    }
}
