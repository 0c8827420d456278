using System.Globalization;
using System.Text;
using Dataset.Files;
using Dataset.Schemas;
using Dataset.Sources;
using Dataset.Text;

namespace Dataset.Drafting;

/// <summary>Names of tables, columns and files made from what people call them, each of its kind once.</summary>
internal sealed class DraftNames(char joint)
{
    /// <summary>What more than this is cut off, so that a number fits behind.</summary>
    private const int LongestStem = MetadataRules.MaximumNameLength - 6;

    private readonly HashSet<string> taken = new(StringComparer.Ordinal);

    /// <summary>Takes a name that exists.</summary>
    public void Take(string name) => taken.Add(name);

    /// <summary>A name of lower-case letters, digits and the joint that is not taken yet; it is taken then.</summary>
    /// <param name="text">What people call it.</param>
    /// <param name="otherwise">The name where the text has no letter or digit of ASCII.</param>
    /// <param name="mayBeginWithDigit">Whether a digit may come first; else <paramref name="otherwise"/> comes before it.</param>
    public string Make(string text, string otherwise, bool mayBeginWithDigit = false)
    {
        var stem = Stem(text);
        if (stem.Length == 0)
            stem = otherwise;
        else if (!mayBeginWithDigit && char.IsAsciiDigit(stem[0]))
            stem = $"{otherwise}{joint}{stem}";
        if (stem.Length > LongestStem)
            stem = stem[..LongestStem].TrimEnd(joint);
        if (PortableName.ProblemOf(stem) is not null || BuiltInSchemas.Names.Contains(stem + ".schema.json"))
            stem += joint + "1";
        var name = stem;
        for (var number = 2; !taken.Add(name); number++)
            name = string.Create(CultureInfo.InvariantCulture, $"{stem}{joint}{number}");
        return name;
    }

    private string Stem(string text)
    {
        var stem = new StringBuilder();
        var before = '\0';
        // Accents are taken away; what has no letter of ASCII under them divides words.
        foreach (var rune in text.Replace("ß", "ss", StringComparison.Ordinal).EnumerateRunes())
        {
            if (Rune.GetUnicodeCategory(rune) == UnicodeCategory.NonSpacingMark)
                continue;
            var c = Nfc.BaseOf(rune.Value) is < 128 and var ascii ? (char)ascii : '\uFFFD';
            var isBreak = !char.IsAsciiLetterOrDigit(c) || (char.IsAsciiLetterUpper(c) && char.IsAsciiLetterLower(before));
            if (isBreak && stem.Length > 0 && stem[^1] != joint)
                stem.Append(joint);
            if (char.IsAsciiLetterOrDigit(c))
                stem.Append(char.ToLowerInvariant(c));
            before = c;
        }
        return stem.ToString().Trim(joint);
    }
}
