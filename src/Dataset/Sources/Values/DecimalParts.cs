namespace Dataset.Sources.Values;

/// <summary>A decimal number as 0.DIGITS times ten to the power of <see cref="Scale"/>, without zeros at either end of the digits.</summary>
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
