using System.Collections.Frozen;
using System.Globalization;
using System.Text;
using Dataset.Text;

namespace Dataset.Files;

/// <summary>
/// File names that every common file system, archive and shell takes alike: what Windows reserves is refused on Linux too, because a
/// release that cannot be unpacked everywhere is no release.
/// </summary>
internal static class PortableName
{
    /// <summary>The most bytes of UTF-8 in a name (ext4, XFS, APFS, NTFS: 255).</summary>
    public const int MaximumLengthInBytes = 255;

    // Reserved by Windows with any ending: CON.txt is the console too. The superscripts count as digits there.
    private static readonly FrozenSet<string> Devices = FrozenSet.ToFrozenSet(
    [
        "CON", "PRN", "AUX", "NUL", "CONIN$", "CONOUT$", "CLOCK$",
        .. "0123456789¹²³".Select(digit => "COM" + digit),
        .. "0123456789¹²³".Select(digit => "LPT" + digit),
    ], StringComparer.OrdinalIgnoreCase);

    /// <summary>What is wrong with a name, as the end of a sentence ("ends with a dot"), or null where nothing is.</summary>
    public static string? ProblemOf(string name)
    {
        if (name.Length == 0)
            return "is empty";
        if (name is "." or "..")
            return "means a folder";
        foreach (var c in name)
        {
            if (char.IsControl(c))
                return string.Create(CultureInfo.InvariantCulture, $"has the control character U+{(int)c:X4}");
            if (c is '/' or '\\' or ':' or '*' or '?' or '"' or '<' or '>' or '|')
                return $"has the character {c}, which not every system allows";
        }
        for (var i = 0; i < name.Length; i++)
        {
            if (!Rune.TryGetRuneAt(name, i, out var rune))
                return "is not valid Unicode";
            if (Rune.GetUnicodeCategory(rune) is UnicodeCategory.Format or UnicodeCategory.LineSeparator
                or UnicodeCategory.ParagraphSeparator)
                return string.Create(CultureInfo.InvariantCulture, $"has the invisible character U+{rune.Value:X4}");
            if (CodePoints.IsNoncharacter(rune.Value))
                return string.Create(CultureInfo.InvariantCulture, $"has the noncharacter U+{rune.Value:X4}");
            if (rune.Utf16SequenceLength == 2)
                i++;
        }
        if (name[^1] is '.' or ' ')
            return name[^1] == '.' ? "ends with a dot" : "ends with a space";
        if (name[0] == ' ')
            return "begins with a space";
        if (Devices.Contains(name.Split('.')[0].TrimEnd(' ')))
            return "is the name of a device on Windows";
        if (!Nfc.IsNormalized(name))
            return "is not in Unicode normalisation form C";
        return Encoding.UTF8.GetByteCount(name) > MaximumLengthInBytes ? $"is longer than {MaximumLengthInBytes} bytes" : null;
    }

    /// <summary>The same for two names that a file system which ignores case or normalisation may take for one.</summary>
    public static string Fold(string name) => Ascii.IsValid(name)
        ? name.ToLowerInvariant()
        : Nfc.Normalize(name).ToUpperInvariant().ToLowerInvariant();
}
