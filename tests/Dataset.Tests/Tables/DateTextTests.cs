using System.Text;
using Dataset.Tables;

namespace Dataset.Tests.Tables;

/// <summary>Dates and date-times of a release have one form for each value; every other text is none.</summary>
public sealed class DateTextTests
{
    [Theory]
    [InlineData("0001-01-01", -719162)]
    [InlineData("1969-12-31", -1)]
    [InlineData("1970-01-01", 0)]
    [InlineData("2024-02-29", 19782)]
    [InlineData("9999-12-31", 2932896)]
    public void A_date_is_read_and_written_alike(string text, int days)
    {
        Assert.True(DateText.TryParseDate(Encoding.UTF8.GetBytes(text), out var found));
        Assert.Equal(days, found);
        Assert.Equal(text, DateText.FormatDate(days));
        Assert.True(DateText.IsDate(days));
    }

    [Theory]
    [InlineData("0000-01-01")]
    [InlineData("10000-01-01")]
    [InlineData("1900-02-29")]
    [InlineData("2024-02-30")]
    [InlineData("2024-00-01")]
    [InlineData("2024-13-01")]
    [InlineData("2024-01-00")]
    [InlineData("2024-1-2")]
    [InlineData("2024/01/02")]
    [InlineData("2024-01-02 ")]
    [InlineData("-024-01-02")]
    [InlineData("\u0662024-01-0")]
    [InlineData("")]
    public void Another_text_is_no_date(string text) => Assert.False(DateText.TryParseDate(Encoding.UTF8.GetBytes(text), out _));

    [Theory]
    [InlineData("0001-01-01T00:00:00Z", -62_135_596_800_000_000)]
    [InlineData("1969-12-31T23:59:59.999999Z", -1)]
    [InlineData("1970-01-01T00:00:00Z", 0)]
    [InlineData("1970-01-01T00:00:00.000001Z", 1)]
    [InlineData("1970-01-01T00:00:00.100000Z", 100_000)]
    [InlineData("9999-12-31T23:59:59.999999Z", 253_402_300_799_999_999)]
    public void A_date_time_is_read_and_written_alike(string text, long microseconds)
    {
        Assert.True(DateText.TryParseDateTime(Encoding.UTF8.GetBytes(text), out var found));
        Assert.Equal(microseconds, found);
        Span<byte> written = stackalloc byte[DateText.MaximumDateTimeLength];
        Assert.Equal(text, Encoding.UTF8.GetString(written[..DateText.WriteDateTime(microseconds, written)]));
        Assert.True(DateText.IsDateTime(microseconds));
    }

    [Theory]
    [InlineData("2024-01-02T03:04:05.000000Z")]
    [InlineData("2024-01-02T03:04:05.5Z")]
    [InlineData("2024-01-02T03:04:05.500Z")]
    [InlineData("2024-01-02T03:04:05.5000000Z")]
    [InlineData("2024-01-02T03:04:05,500000Z")]
    [InlineData("2024-01-02T03:04:05.50000 Z")]
    [InlineData("2024-01-02T03:04:05.Z")]
    [InlineData("2024-01-02T03:04:05+00:00")]
    [InlineData("2024-01-02T03:04:05.000001+")]
    [InlineData("2024-01-02T03:04:05z")]
    [InlineData("2024-01-02t03:04:05Z")]
    [InlineData("2024-01-02 03:04:05Z")]
    [InlineData("2024-01-02T03:04Z")]
    [InlineData("2024-01-02T24:00:00Z")]
    [InlineData("2024-01-02T03:60:00Z")]
    [InlineData("2024-01-02T03:04:60Z")]
    [InlineData("2024-01-02T03-04-05Z")]
    [InlineData("2023-02-29T03:04:05Z")]
    [InlineData("2024-01-02")]
    [InlineData("")]
    public void Another_text_is_no_date_time(string text) =>
        Assert.False(DateText.TryParseDateTime(Encoding.UTF8.GetBytes(text), out _));

    [Fact]
    public void Values_outside_the_years_1_to_9999_are_none()
    {
        Assert.False(DateText.IsDate(-719163));
        Assert.False(DateText.IsDate(2932897));
        Assert.False(DateText.IsDateTime(-62_135_596_800_000_001));
        Assert.False(DateText.IsDateTime(253_402_300_800_000_000));
    }
}
