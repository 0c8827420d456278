using System.Globalization;
using System.Numerics;
using System.Text;
using Dataset.Sources.Values;
using Dataset.Tables;
using FsCheck.Xunit;

namespace Dataset.Tests.Sources.Values;

public class ScalarTextTests
{
    [Theory]
    [InlineData("0", 0)]
    [InlineData("-0", 0)]
    [InlineData("9007199254740993", 9007199254740993)]
    [InlineData("9223372036854775807", long.MaxValue)]
    [InlineData("-9223372036854775808", long.MinValue)]
    public void Integers_are_exact(string text, long expected)
    {
        using var column = Column(ColumnType.Integer);
        Assert.Equal("None", Fault(text, column));
        Assert.Equal(expected, column.AsIntegers.ValueAt(0));
    }

    [Theory]
    [InlineData("9223372036854775808", "TooLarge")]
    [InlineData("-9223372036854775809", "TooLarge")]
    [InlineData("1.0", "Form")]
    [InlineData("1e3", "Form")]
    [InlineData("0870", "Form")]
    [InlineData("+5", "Form")]
    [InlineData("0x1F", "Form")]
    [InlineData("1_000", "Form")]
    [InlineData(" 1", "Form")]
    [InlineData("-", "Form")]
    [InlineData("", "Form")]
    [InlineData("٣", "Form")]
    public void What_is_no_integer_is_not_taken_for_one(string text, string fault) => AssertRefused(ColumnType.Integer, text, fault);

    [Theory]
    [InlineData("0.5", 0.5)]
    [InlineData("0.10", 0.1)]
    [InlineData("-0.0", 0)]
    [InlineData("0e99999999999", 0)]
    [InlineData("1E3", 1000)]
    [InlineData("100000000000000000000000", 1e23)]
    [InlineData("0.30000000000000004", 0.30000000000000004)]
    [InlineData("9007199254740992", 9007199254740992)]
    [InlineData("5e-324", double.Epsilon)]
    [InlineData("1.7976931348623157e308", double.MaxValue)]
    [InlineData("899.04999999999995", 899.05)]
    [InlineData("1.000000000000000056e-01", 0.1)]
    [InlineData("0.1000000000000000055511151231257827", 0.1)]
    [InlineData("0.1000000000000000055511151231257827021181583404541015625", 0.1)]
    [InlineData("9223372036854775808", 9223372036854775808.0)]
    [InlineData("-18446744073709551616", -18446744073709551616.0)]
    [InlineData("1234567890123456.2", 1234567890123456.25)]
    [InlineData("1234567890123456.3", 1234567890123456.25)]
    [InlineData("4.9406564584124654e-324", double.Epsilon)]
    [InlineData("1.797693134862315708e+308", double.MaxValue)]
    [InlineData("2.2250738585072009e-308", 2.2250738585072009e-308)]
    public void Numbers_that_a_double_keeps_are_taken(string text, double expected)
    {
        using var column = (NumberColumn)Column(ColumnType.Number);
        Assert.Equal("None", Fault(text, column));
        Assert.Equal(expected, column.ValueAt(0));
        Assert.False(double.IsNegative(column.ValueAt(0)) && column.ValueAt(0) == 0);
    }

    [Fact]
    public void Digits_of_a_double_are_taken_however_many_are_printed_and_others_are_refused()
    {
        var random = new Random(Seeds.OfThisRun());
        for (var i = 0; i < 5_000; i++)
        {
            // Of all sizes, and more of those of common values, which are judged in another way.
            var value = i % 2 == 0
                ? BitConverter.Int64BitsToDouble(random.NextInt64() & ~(1L << 62))
                : Math.ScaleB(random.NextDouble() + 1, random.Next(-16, 56));
            var count = random.Next(17, 40);
            if (!double.IsNormal(value))
                continue;
            var text = value.ToString("E" + (count - 1).ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
            using var column = (NumberColumn)Column(ColumnType.Number);
            Assert.Equal("None", Fault(text, column));
            Assert.Equal(value, column.ValueAt(0));
            // Another last digit is no longer what the double is rounded to; but 0 is no digit more, and some lead to another double.
            var last = text.IndexOf('E', StringComparison.Ordinal) - 1;
            var digit = (text[last] - '0' + random.Next(2, 9)) % 10;
            var other = $"{text[..last]}{digit}{text[(last + 1)..]}";
            if (digit > 0 && double.Parse(other, CultureInfo.InvariantCulture) == value)
                Assert.Equal("NotExact", Fault(other, column));
        }
    }

    [Theory]
    [InlineData("1e400", "NotFinite")]
    [InlineData("-1e309", "NotFinite")]
    [InlineData("1e-400", "NotExact")]
    [InlineData("9007199254740993", "NotExact")]
    [InlineData("0.1000000000000000055511151231257828", "NotExact")]
    [InlineData("0.1000000000000000055511151231257827021181583404541015626", "NotExact")]
    [InlineData("123456789012345678.5", "NotExact")]
    [InlineData("899.04999999999994", "NotExact")]
    [InlineData("9223372036854775807", "NotExact")]
    [InlineData("12345678901234567890", "NotExact")]
    [InlineData("3e-324", "NotExact")]
    [InlineData("3.14159265358979323846", "NotExact")]
    [InlineData("4e-324", "NotExact")]
    [InlineData(".5", "Form")]
    [InlineData("5.", "Form")]
    [InlineData("01.5", "Form")]
    [InlineData("1e", "Form")]
    [InlineData("+1.5", "Form")]
    [InlineData("NaN", "Form")]
    [InlineData(".inf", "Form")]
    [InlineData("1,5", "Form")]
    public void Numbers_that_a_double_would_change_are_refused(string text, string fault) => AssertRefused(ColumnType.Number, text, fault);

    /// <summary>Exact: the decimal as a fraction of whole numbers equals the double as one.</summary>
    /// <summary>Exact: the decimal and the double as fractions of whole numbers are half a unit of the last digit apart at most.</summary>
    [Property(MaxTest = 2000)]
    public void A_number_is_taken_exactly_when_it_is_the_double_rounded_to_as_many_digits(long digits, int scale, bool isLong)
    {
        var text = isLong ? $"{digits}e{scale % 400}" : $"{digits % 100000}e{scale % 30}";
        using var column = (NumberColumn)Column(ColumnType.Number);
        var fault = Fault(text, column);
        var parsed = double.Parse(text, CultureInfo.InvariantCulture);
        if (!double.IsFinite(parsed))
        {
            Assert.Equal("NotFinite", fault);
            return;
        }
        var (written, exact) = (Fraction(text), Fraction(parsed.ToString("E800", CultureInfo.InvariantCulture)));
        // Without the zeros at the end, which are not digits of the number.
        var unit = Fraction($"1e{(isLong ? scale % 400 : scale % 30) + TrailingZeros(isLong ? digits : digits % 100000)}");
        Assert.Equal(2 * BigInteger.Abs(written - exact) <= unit || written == exact ? "None" : "NotExact", fault);
    }

    [Property(MaxTest = 2000)]
    public void What_programs_print_of_a_double_is_taken_for_it(double value, int digits)
    {
        if (!double.IsFinite(value))
            return;
        foreach (var precision in (int[])[16, 18, 17 + (int)((uint)digits % 40)])
        {
            using var column = (NumberColumn)Column(ColumnType.Number);
            Assert.Equal("None", Fault(value.ToString($"E{precision}", CultureInfo.InvariantCulture), column));
            Assert.Equal(value, column.ValueAt(0));
        }
    }

    [Theory]
    [InlineData(".0", 0)]
    [InlineData(".5", 500_000)]
    [InlineData(".25", 250_000)]
    [InlineData(".125", 125_000)]
    [InlineData(".000001", 1)]
    [InlineData(".000000", 0)]
    [InlineData(".1234560", 123_456)]
    [InlineData(".12345600", 123_456)]
    [InlineData(".123456000", 123_456)]
    public void A_fraction_of_a_second_is_read_where_microseconds_keep_it(string fraction, long microseconds)
    {
        using var column = (DateTimeColumn)Column(ColumnType.DateTime);
        Assert.Equal("None", Fault($"2024-01-02T10:00:00{fraction}Z", column));
        Assert.Equal("None", Fault("2024-01-02T10:00:00Z", column));
        Assert.Equal(microseconds, column.ValueAt(0) - column.ValueAt(1));
    }

    [Theory]
    [InlineData(".")]
    [InlineData(".1234567")]
    [InlineData(".123456001")]
    [InlineData(".1234560000")]
    [InlineData(",5")]
    [InlineData(".5.")]
    public void Any_other_fraction_is_refused(string fraction) =>
        AssertRefused(ColumnType.DateTime, $"2024-01-02T10:00:00{fraction}Z", "Form");

    [Theory]
    [InlineData("date", "2024-1-2")]
    [InlineData("date", "2023-02-29")]
    [InlineData("date", "0000-01-01")]
    [InlineData("date-time", "12:30:60Z")]
    [InlineData("date-time", "2024-01-02 10:00:00Z")]
    [InlineData("date-time", "2024-01-02T10:00:00+01:00")]
    [InlineData("date-time", "2024-01-02T10:00:60Z")]
    [InlineData("boolean", "yes")]
    [InlineData("boolean", "True")]
    public void Other_forms_of_dates_and_truth_are_refused(string type, string text) =>
        AssertRefused(ColumnType.All.Single(t => t.Name == type), text, "Form");

    [Theory]
    [InlineData("plain", "None", 0)]
    [InlineData("two\nlines\tand “quotes” é 中 😀 \u00A0\u2028", "None", 0)]
    [InlineData("", "Empty", 0)]
    [InlineData("a\0b", "Nul", 0)]
    [InlineData("a\rb", "CarriageReturn", '\r')]
    [InlineData("a\r\nb", "CarriageReturn", '\r')]
    [InlineData("x\uFDD0", "Noncharacter", 0xFDD0)]
    [InlineData("x\uFFFF", "Noncharacter", 0xFFFF)]
    [InlineData("x\U0010FFFE", "Noncharacter", 0x10FFFE)]
    [InlineData("\u061C", "BidirectionalControl", 0x61C)]
    [InlineData("a\u202Eb", "BidirectionalControl", 0x202E)]
    [InlineData("中文\u2066", "BidirectionalControl", 0x2066)]
    [InlineData("e\u0301", "NotNormalized", 0)]
    [InlineData("\u212B", "NotNormalized", 0)]
    [InlineData("\u1100\u1161", "NotNormalized", 0)]
    [InlineData("a\u001b[31mb", "Control", 0x1B)]
    [InlineData("a\u0007", "Control", 7)]
    [InlineData("a\u000Bb", "Control", 0xB)]
    [InlineData("a\u007F", "Control", 0x7F)]
    [InlineData("a\u0085b", "Control", 0x85)]
    [InlineData("Jane\u200B", "Unseen", 0x200B)]
    [InlineData("co\u00ADoperate", "Unseen", 0xAD)]
    [InlineData("a\uFEFFb", "Unseen", 0xFEFF)]
    [InlineData("می\u200cخواهم क्\u200dष 👩\u200d🔬 25 °C «x»", "None", 0)]
    public void Strings_are_held_to_what_may_be_exchanged(string text, string fault, int codePoint)
    {
        using var column = Column(ColumnType.String);
        var utf8 = Encoding.UTF8.GetBytes(text);
        Assert.Equal(fault, ScalarText.Append(utf8, column).ToString());
        Assert.Equal(fault is "None" or "Unseen" ? 1 : 0, column.RowCount);
        Assert.Equal(
            fault == "None" ? [] : new[] { (fault, codePoint) }, TextHygiene.All(utf8).Select(f => (f.Fault.ToString(), f.CodePoint)));
    }

    [Fact]
    public void Everything_that_is_wrong_with_a_string_is_told_once()
    {
        var all = TextHygiene.All("\u200Be\u0301\u001b\uFFFE\u001b\u202E\u0085\0"u8);
        Assert.Equal(
            [
                (ValueFault.Unseen, 0x200B), (ValueFault.Control, 0x1B), (ValueFault.Noncharacter, 0xFFFE),
                (ValueFault.BidirectionalControl, 0x202E),
                (ValueFault.Control, 0x85), (ValueFault.Nul, 0), (ValueFault.NotNormalized, 0),
            ],
            all);
        Assert.Equal(ValueFault.Control, TextHygiene.Check("\u200B\u001b"u8));
    }

    [Theory]
    [InlineData("The rive\u0301r", "U+0065 e and U+0301 (combining acute accent) where U+00E9 é belongs")]
    [InlineData("\u212B and \u212B", "U+212B \u212B (angstrom sign) where U+00C5 Å belongs")]
    [InlineData("\u1100\u1161\u11A8", "U+1100 \u1100 and U+1161 \u1161 and U+11A8 \u11A8 where U+AC01 각 belongs")]
    [InlineData(
        "q\u0307\u0323",
        "U+0307 (combining dot above) and U+0323 (combining dot below) where U+0323 (combining dot below) and U+0307 (combining dot above) "
            + "belongs")]
    public void What_keeps_a_string_from_its_form_is_told_by_code_points(string text, string expected) =>
        Assert.Equal(expected, NormalizationDifference.Describe(text));

    private static BigInteger Scaled(string digits, int exponent) => BigInteger.Parse(
        digits, CultureInfo.InvariantCulture) * BigInteger.Pow(10, exponent);

    private static int TrailingZeros(long digits) => digits == 0 ? 0 : $"{digits}".Length - $"{digits}".TrimEnd('0').Length;

    /// <summary>The decimal times ten to the power of 1400, a whole number.</summary>
    private static BigInteger Fraction(string text)
    {
        var parts = text.ToLowerInvariant().Split('e');
        var point = parts[0].IndexOf('.', StringComparison.Ordinal);
        var decimals = point < 0 ? 0 : parts[0].Length - point - 1;
        var exponent = parts.Length > 1 ? int.Parse(parts[1], CultureInfo.InvariantCulture) : 0;
        return Scaled(parts[0].Replace(".", "", StringComparison.Ordinal), 1400 + exponent - decimals);
    }

    private static void AssertRefused(ColumnType type, string text, string fault)
    {
        using var column = Column(type);
        Assert.Equal(fault, Fault(text, column));
        Assert.Equal(0, column.RowCount);
    }

    private static ScalarColumn Column(ColumnType type) => type.CreateColumn(new("c", type));

    private static string Fault(string text, ScalarColumn column) => ScalarText.Append(Encoding.UTF8.GetBytes(text), column).ToString();
}
