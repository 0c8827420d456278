using System.Buffers.Text;
using System.Globalization;

namespace Dataset.Syntax;

/// <summary>
/// Doubles in the one form that releases have: ECMAScript's Number::toString, as RFC 8785 (section 3.2.2.3) asks; the shortest
/// digits that give the double back, no exponent from 1e-6 up to 1e21.
/// </summary>
internal static class JsonNumber
{
    /// <summary>The most bytes that <see cref="Write"/> writes.</summary>
    public const int MaximumLength = 32;

    /// <summary>Writes a finite double.</summary>
    /// <returns>The number of bytes.</returns>
    public static int Write(double value, Span<byte> target)
    {
        if (value == 0)
        {
            target[0] = (byte)'0';
            return 1;
        }
        Span<byte> shortest = stackalloc byte[MaximumLength];
        // The runtime gives the shortest digits that round-trip, as 1.5E-07, 120 or 1E+21.
        value.TryFormat(shortest, out var length, "R", CultureInfo.InvariantCulture);
        Span<byte> digits = stackalloc byte[MaximumLength];
        var (count, pointAt, written) = (0, -1, 0);
        var exponent = 0;
        for (var i = 0; i < length; i++)
        {
            switch (shortest[i])
            {
                case (byte)'-': target[written++] = (byte)'-'; break;
                case (byte)'.': pointAt = count; break;
                case (byte)'E':
                    exponent = int.Parse(shortest[(i + 1)..length], CultureInfo.InvariantCulture);
                    i = length;
                    break;
                default: digits[count++] = shortest[i]; break;
            }
        }
        // The value is 0.DIGITS times ten to the power of scale, once zeros at both ends are off.
        var scale = (pointAt < 0 ? count : pointAt) + exponent;
        var leading = digits[..count].IndexOfAnyExcept((byte)'0');
        digits = digits[leading..count];
        scale -= leading;
        digits = digits[..(digits.LastIndexOfAnyExcept((byte)'0') + 1)];
        count = digits.Length;
        if (scale is > 0 and <= 21)
        {
            if (count <= scale)
            {
                digits.CopyTo(target[written..]);
                target.Slice(written + count, scale - count).Fill((byte)'0');
                return written + scale;
            }
            digits[..scale].CopyTo(target[written..]);
            target[written + scale] = (byte)'.';
            digits[scale..].CopyTo(target[(written + scale + 1)..]);
            return written + count + 1;
        }
        if (scale is > -6 and <= 0)
        {
            "0."u8.CopyTo(target[written..]);
            target.Slice(written + 2, -scale).Fill((byte)'0');
            digits.CopyTo(target[(written + 2 - scale)..]);
            return written + 2 - scale + count;
        }
        target[written++] = digits[0];
        if (count > 1)
        {
            target[written++] = (byte)'.';
            digits[1..].CopyTo(target[written..]);
            written += count - 1;
        }
        target[written++] = (byte)'e';
        target[written++] = scale > 0 ? (byte)'+' : (byte)'-';
        Utf8Formatter.TryFormat(Math.Abs(scale - 1), target[written..], out var exponentLength);
        return written + exponentLength;
    }

    /// <summary>Reads a double that is written in exactly that form.</summary>
    public static bool TryParse(ReadOnlySpan<byte> text, out double value)
    {
        Span<byte> again = stackalloc byte[MaximumLength];
        return Utf8Parser.TryParse(text, out value, out var used) && used == text.Length && double.IsFinite(value)
            && again[..Write(value, again)].SequenceEqual(text);
    }
}
