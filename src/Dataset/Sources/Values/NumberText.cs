using System.Buffers.Text;
using System.Globalization;
using System.Numerics;

namespace Dataset.Sources.Values;

/// <summary>Integers and numbers as sources write them: the form of JSON (RFC 8259, section 6) in every notation.</summary>
internal static class NumberText
{
    /// <summary>Every decimal of so many digits survives the way into a double and back.</summary>
    private const int SafeDigits = 15;

    /// <summary>No double needs more digits to be told from all others.</summary>
    private const int ShortestDigits = 17;

    /// <summary>Exponents between which a double keeps its full precision, with room.</summary>
    private const int SafeExponent = 290;

    /// <summary>No double has more digits, trailing zeros apart.</summary>
    private const int MostDigits = 767;

    /// <summary>All doubles but zero lie within these powers of ten.</summary>
    private const int LargestScale = 330;

    /// <summary>
    /// Reads an integer: an optional minus and digits without leading zeros; no fraction and no exponent, not even <c>1.0</c>.
    /// </summary>
    public static ValueFault ReadInteger(ReadOnlySpan<byte> text, out long value)
    {
        value = 0;
        var digits = text.Length > 0 && text[0] == '-' ? text[1..] : text;
        if (digits.IsEmpty || digits.ContainsAnyExceptInRange((byte)'0', (byte)'9') || (digits[0] == '0' && digits.Length > 1))
            return ValueFault.Form;
        return Utf8Parser.TryParse(text, out value, out var used) && used == text.Length ? ValueFault.None : ValueFault.TooLarge;
    }

    /// <summary>Whether a text has the form of JSON's numbers.</summary>
    public static bool IsNumber(ReadOnlySpan<byte> text) => TrySplit(text, false, out _);

    /// <summary>
    /// Reads a number of which a double keeps every digit: the text is the double that it leads to, rounded to as many digits as the text
    /// has.
    /// The shortest form of a double is, and so is what C, R, Stata, SAS and NumPy print with 17 or 19 digits: <c>0.10</c>,
    /// <c>0.10000000000000001</c>. <c>9007199254740993</c>, <c>3.14159265358979323846</c> and <c>1e-400</c> have digits that the double has
    /// not.
    /// </summary>
    /// <param name="text">What is written.</param>
    /// <param name="value">The double.</param>
    /// <param name="isOpen">Whether a side of the point may have no digits, as in <c>.5</c> and <c>5.</c>, which JSON refuses.</param>
    public static ValueFault ReadNumber(ReadOnlySpan<byte> text, out double value, bool isOpen = false)
    {
        value = 0;
        if (!TrySplit(text, isOpen, out var number))
            return ValueFault.Form;
        if (number.IsZero)
            return ValueFault.None;
        if (!Utf8Parser.TryParse(text, out value, out var used) || used != text.Length || !double.IsFinite(value))
            return ValueFault.NotFinite;
        if (number.DigitCount <= SafeDigits && Math.Abs(number.Scale) <= SafeExponent)
            return ValueFault.None;
        return IsShortest(number, value) || IsRounded(number, value) ? ValueFault.None : ValueFault.NotExact;
    }

    /// <summary>Whether the number is what the double's shortest form says.</summary>
    private static bool IsShortest(DecimalParts number, double value)
    {
        if (number.DigitCount > ShortestDigits)
            return false;
        Span<byte> shortest = stackalloc byte[32];
        value.TryFormat(shortest, out var length, "R", CultureInfo.InvariantCulture);
        // It always splits: it has the form of JSON but for the plus of its exponent, which JSON allows.
        return TrySplit(shortest[..length], false, out var kept) && number.Equals(kept);
    }

    /// <summary>Whether the number is at most half a unit of its last digit away from the double.</summary>
    private static bool IsRounded(DecimalParts number, double value)
    {
        if (number.DigitCount > MostDigits || Math.Abs(number.Scale) > LargestScale)
            return false;
        var bits = BitConverter.DoubleToInt64Bits(Math.Abs(value));
        var (exponent, fraction) = ((int)(bits >> 52), bits & ((1L << 52) - 1));
        if ((IsRoundedInBits(number, (ulong)fraction | (1UL << 52), 1075 - exponent) ?? IsRoundedBy(number, value)) is { } verdict)
            return verdict;
        // IEEE 754, section 3.4: below the least exponent there is no leading one.
        BigInteger exact = exponent == 0 ? fraction : fraction | (1L << 52);
        exponent = Math.Max(1, exponent) - 1075;
        var (written, unit) = (number.Digits, BigInteger.One);
        var (scale, power) = ((int)number.Scale - number.DigitCount, BigInteger.Pow(10, Math.Abs((int)number.Scale - number.DigitCount)));
        if (scale >= 0)
            (written, unit) = (written * power, power);
        else
            exact *= power;
        if (exponent >= 0)
            exact <<= exponent;
        else
            (written, unit) = (written << -exponent, unit << -exponent);
        return 2 * BigInteger.Abs(written - exact) <= unit;
    }

    /// <summary>
    /// As <see cref="IsRounded"/>, of a double that is <paramref name="significand"/> / 2^<paramref name="bits"/>, where 64 bits hold what
    /// is before the point and 64 what is after it; else null.
    /// </summary>
    private static bool? IsRoundedInBits(DecimalParts number, ulong significand, int bits)
    {
        var (whole, fraction) = ((int)number.Scale, number.DigitCount - (int)number.Scale);
        if (bits is < 1 or > 64 || whole >= DecimalParts.MostInUInt64 || fraction is < 0 or > DecimalParts.MostInUInt64)
            return null;
        var (written, integer) = (number.Part(0, Math.Max(whole, 0)), bits == 64 ? 0 : significand >> bits);
        if (written != integer)
            return Math.Max(written, integer) - Math.Min(written, integer) > 1 ? false : null;
        var unit = UInt128.One;
        for (var i = 0; i < fraction; i++)
            unit *= 10;
        var (digits, exact) = ((UInt128)number.Part(whole, fraction) << 64, (significand << (64 - bits)) * unit);
        return UInt128.Max(digits, exact) - UInt128.Min(digits, exact) <= UInt128.One << 63;
    }

    /// <summary>
    /// As <see cref="IsRounded"/>, by the digits to which the runtime rounds the double; null where what is halfway may go either way.
    /// </summary>
    private static bool? IsRoundedBy(DecimalParts number, double value)
    {
        var count = Math.Min(number.DigitCount, DecimalParts.MostInUInt64);
        Span<char> format = stackalloc char[3];
        format[0] = 'E';
        (count - 1).TryFormat(format[1..], out var used, default, CultureInfo.InvariantCulture);
        Span<byte> text = stackalloc byte[32];
        value.TryFormat(text, out var length, format[..(used + 1)], CultureInfo.InvariantCulture);
        if (!TrySplit(text[..length], false, out var rounded) || rounded.Scale != number.Scale)
            return null;
        var (written, kept) = (number.Part(0, count), rounded.Part(0, count));
        return written == kept && count == number.DigitCount ? true
            : Math.Max(written, kept) - Math.Min(written, kept) > 1 ? false
            : null;
    }

    private static bool TrySplit(ReadOnlySpan<byte> text, bool isOpen, out DecimalParts parts)
    {
        parts = default;
        var at = 0;
        var isNegative = at < text.Length && text[at] == '-';
        if (isNegative)
            at++;
        var whole = Digits(text, ref at);
        if ((whole.IsEmpty && !isOpen) || (whole.Length > 1 && whole[0] == '0'))
            return false;
        var fraction = ReadOnlySpan<byte>.Empty;
        if (at < text.Length && text[at] == '.')
        {
            at++;
            fraction = Digits(text, ref at);
            if (fraction.IsEmpty && (!isOpen || whole.IsEmpty))
                return false;
        }
        if (whole.IsEmpty && fraction.IsEmpty)
            return false;
        long exponent = 0;
        if (at < text.Length && text[at] is (byte)'e' or (byte)'E')
        {
            at++;
            var isDown = at < text.Length && text[at] == '-';
            if (isDown || (at < text.Length && text[at] == '+'))
                at++;
            var digits = Digits(text, ref at);
            if (digits.IsEmpty)
                return false;
            // An exponent of more digits is beyond all doubles either way.
            foreach (var digit in digits)
                exponent = Math.Min(exponent * 10 + (digit - '0'), 1_000_000_000);
            if (isDown)
                exponent = -exponent;
        }
        parts = new DecimalParts(isNegative, whole, fraction, exponent);
        return at == text.Length;
    }

    private static ReadOnlySpan<byte> Digits(ReadOnlySpan<byte> text, scoped ref int at)
    {
        var start = at;
        while (at < text.Length && text[at] is >= (byte)'0' and <= (byte)'9')
            at++;
        return text[start..at];
    }
}

/// <summary>
/// A decimal number as 0.DIGITS times ten to the power of <see cref="Scale"/>, without zeros at either end of the digits.
/// </summary>
internal readonly ref struct DecimalParts
{
    /// <summary>So many digits fit 64 bits.</summary>
    public const int MostInUInt64 = 19;

    private readonly bool isNegative;
    private readonly ReadOnlySpan<byte> whole;
    private readonly ReadOnlySpan<byte> fraction;

    public DecimalParts(bool isNegative, ReadOnlySpan<byte> whole, ReadOnlySpan<byte> fraction, long exponent)
    {
        this.isNegative = isNegative;
        fraction = fraction.TrimEnd((byte)'0');
        whole = whole.TrimStart((byte)'0');
        Scale = exponent + whole.Length;
        if (whole.IsEmpty)
        {
            var trimmed = fraction.TrimStart((byte)'0');
            Scale = exponent - (fraction.Length - trimmed.Length);
            fraction = trimmed;
        }
        else if (fraction.IsEmpty)
        {
            whole = whole.TrimEnd((byte)'0');
        }
        this.whole = whole;
        this.fraction = fraction;
    }

    public bool IsZero => DigitCount == 0;

    public int DigitCount => whole.Length + fraction.Length;

    public long Scale { get; }

    /// <summary>The digits as a whole number.</summary>
    public BigInteger Digits
    {
        get
        {
            Span<char> digits = stackalloc char[DigitCount];
            for (var i = 0; i < digits.Length; i++)
                digits[i] = (char)this[i];
            return BigInteger.Parse(digits, NumberStyles.None, CultureInfo.InvariantCulture);
        }
    }

    /// <summary>Some digits as a whole number, with zeros for those that are not there.</summary>
    /// <param name="start">The first, which may be before all digits.</param>
    /// <param name="count">At most <see cref="MostInUInt64"/>.</param>
    public ulong Part(int start, int count)
    {
        ulong digits = 0;
        for (var i = start; i < start + count; i++)
            digits = digits * 10 + (i >= 0 && i < DigitCount ? (ulong)(this[i] - '0') : 0);
        return digits;
    }

    /// <summary>Whether both denote the same number.</summary>
    public bool Equals(DecimalParts other)
    {
        if (isNegative != other.isNegative || Scale != other.Scale || DigitCount != other.DigitCount)
            return false;
        for (var i = 0; i < DigitCount; i++)
        {
            if (this[i] != other[i])
                return false;
        }
        return true;
    }

    private byte this[int index] => index < whole.Length ? whole[index] : fraction[index - whole.Length];
}
