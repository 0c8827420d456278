using System.Buffers.Text;
using System.Globalization;

namespace Dataset.Sources.Values;

/// <summary>Integers and numbers as sources write them: the form of JSON (RFC 8259, section 6) in every notation.</summary>
internal static class NumberText
{
    /// <summary>Every decimal of so many digits survives the way into a double and back.</summary>
    private const int SafeDigits = 15;

    /// <summary>Exponents between which a double keeps its full precision, with room.</summary>
    private const int SafeExponent = 290;

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

    /// <summary>
    /// Reads a number that a double keeps digit for digit: the shortest decimal that leads back to the double denotes the same number as
    /// the text. <c>0.10</c> does; <c>0.1000000000000000055</c>, <c>9007199254740993</c> and <c>1e-400</c> do not.
    /// </summary>
    public static ValueFault ReadNumber(ReadOnlySpan<byte> text, out double value)
    {
        value = 0;
        if (!TrySplit(text, out var number))
            return ValueFault.Form;
        if (number.IsZero)
            return ValueFault.None;
        if (!Utf8Parser.TryParse(text, out value, out var used) || used != text.Length || !double.IsFinite(value))
            return ValueFault.NotFinite;
        if (number.DigitCount <= SafeDigits && Math.Abs(number.Scale) <= SafeExponent)
            return ValueFault.None;
        Span<byte> shortest = stackalloc byte[32];
        value.TryFormat(shortest, out var length, "R", CultureInfo.InvariantCulture);
        // A double's shortest form always splits: it has the form of JSON but for the plus of its exponent, which JSON allows.
        return TrySplit(shortest[..length], out var kept) && number.Equals(kept) ? ValueFault.None : ValueFault.NotExact;
    }

    private static bool TrySplit(ReadOnlySpan<byte> text, out DecimalParts parts)
    {
        parts = default;
        var at = 0;
        var isNegative = at < text.Length && text[at] == '-';
        if (isNegative)
            at++;
        var whole = Digits(text, ref at);
        if (whole.IsEmpty || (whole[0] == '0' && whole.Length > 1))
            return false;
        var fraction = ReadOnlySpan<byte>.Empty;
        if (at < text.Length && text[at] == '.')
        {
            at++;
            fraction = Digits(text, ref at);
            if (fraction.IsEmpty)
                return false;
        }
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
