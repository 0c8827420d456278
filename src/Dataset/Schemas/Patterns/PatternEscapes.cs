using System.Globalization;
using Dataset.Diagnostics;
using Dataset.Text;

namespace Dataset.Schemas.Patterns;

/// <summary>Reads what follows a backslash, and plain characters.</summary>
internal sealed class PatternEscapes(string source)
{
    /// <summary>
    /// SyntaxCharacter (ECMA-262, section 22.2.1) and the slash: with the flag u nothing else may be escaped for no reason.
    /// </summary>
    private const string SyntaxCharacters = "^$\\.*+?()[]{}|/";

    /// <summary>The code point here, also from two UTF-16 units.</summary>
    public int ReadCodePoint(ref int at)
    {
        var codePoint = char.IsSurrogatePair(source, at) ? char.ConvertToUtf32(source, at) : source[at];
        at += codePoint > 0xFFFF ? 2 : 1;
        return codePoint;
    }

    /// <summary>An escape outside a class.</summary>
    public bool TryReadAtom(ref int at, out CodePointSet set, out PatternProblem? problem)
    {
        var next = at + 1 < source.Length ? source[at + 1] : '\0';
        if (next is 'b' or 'B')
            return Problem(
                Rules.PatternIsRegular, at, "the characters that may surround a word", $"the word boundary \\{next}", out set,
                out problem);
        if (next is 'k' or (>= '1' and <= '9'))
            return Problem(Rules.PatternIsRegular, at, "no back-reference", $"\\{next}", out set, out problem);
        return TryRead(ref at, false, out set, out problem);
    }

    /// <summary>An escape inside a class, where <c>\b</c> is U+0008 and <c>\-</c> a hyphen.</summary>
    public bool TryReadClassMember(ref int at, out CodePointSet set, out PatternProblem? problem) => TryRead(
        ref at, true, out set, out problem);

    private bool TryRead(ref int at, bool isInClass, out CodePointSet set, out PatternProblem? problem)
    {
        var start = at;
        problem = null;
        set = CodePointSet.Empty;
        if (at + 1 >= source.Length)
            return Problem(Rules.PatternIsEcma, start, "a character after the backslash", "the end", out set, out problem);
        var next = source[at + 1];
        if (next is 'p' or 'P')
        {
            return Problem(
                Rules.PatternIsRegular, start, "the characters written out, as the classes of Unicode change with its versions",
                $"\\{next}", out set, out problem);
        }
        at += 2;
        CodePointSet? named = next switch
        {
            'd' => CodePointSet.Digits,
            'D' => CodePointSet.Digits.Complement(),
            'w' => CodePointSet.WordCharacters,
            'W' => CodePointSet.WordCharacters.Complement(),
            's' => CodePointSet.Spaces,
            'S' => CodePointSet.Spaces.Complement(),
            _ => null,
        };
        if (named is not null)
        {
            set = named;
            return true;
        }
        var codePoint = next switch
        {
            't' => '\t',
            'n' => '\n',
            'v' => '\v',
            'f' => '\f',
            'r' => '\r',
            'b' when isInClass => '\b',
            '-' when isInClass => '-',
            '0' when at == source.Length || !char.IsAsciiDigit(source[at]) => '\0',
            'c' when at < source.Length && char.IsAsciiLetter(source[at]) => source[at++] & 0x1F,
            'x' => Hex(ref at, 2),
            'u' => Unicode(ref at),
            _ => SyntaxCharacters.Contains(next, StringComparison.Ordinal) ? next : -1,
        };
        if (codePoint < 0)
        {
            return Problem(
                Rules.PatternIsEcma, start, "an escape that ECMA-262 has with the flag u",
                Printable.Quoted(source[start..Math.Min(source.Length, start + 2)]),
                out set, out problem);
        }
        set = CodePointSet.Of((codePoint, codePoint));
        return true;
    }

    private int Unicode(ref int at)
    {
        if (at < source.Length && source[at] == '{')
        {
            var end = source.IndexOf('}', at);
            if (end < 0 || !int.TryParse(
                source.AsSpan(at + 1, end - at - 1), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var value)
                || value is < 0 or > CodePointSet.Last)
                return -1;
            at = end + 1;
            return value;
        }
        var high = Hex(ref at, 4);
        if (high is < 0xD800 or > 0xDBFF || at + 1 >= source.Length || source[at] != '\\' || source[at + 1] != 'u')
            return high;
        var next = at + 2;
        var low = Hex(ref next, 4);
        if (low is < 0xDC00 or > 0xDFFF)
            return high;
        at = next;
        return char.ConvertToUtf32((char)high, (char)low);
    }

    private int Hex(ref int at, int digits)
    {
        if (at + digits > source.Length
            || !int.TryParse(source.AsSpan(at, digits), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var value))
            return -1;
        at += digits;
        return value;
    }

    private static bool Problem(Rule rule, int offset, string expected, string found, out CodePointSet set, out PatternProblem problem)
    {
        set = CodePointSet.Empty;
        problem = new PatternProblem(rule, offset, expected, found);
        return false;
    }
}
