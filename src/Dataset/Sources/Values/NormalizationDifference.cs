using System.Text;
using Dataset.Unicode;

namespace Dataset.Sources.Values;

/// <summary>Where a text first differs from its normalisation form C: the two look alike, so that only the code points tell.</summary>
internal static class NormalizationDifference
{
    /// <summary>Few sequences that compose are longer.</summary>
    private const int LongestSequence = 8;

    /// <summary><c>U+0065 e and U+0301 (combining acute accent) where U+00E9 é belongs</c>.</summary>
    /// <param name="text">Not in that form; without unpaired surrogates.</param>
    public static string Describe(string text)
    {
        var (found, expected) = (text.EnumerateRunes().ToArray(), Nfc.Normalize(text).EnumerateRunes().ToArray());
        var from = found.AsSpan().CommonPrefixLength(expected);
        for (var length = 1; length <= LongestSequence && from + length <= found.Length; length++)
        {
            var composed = Nfc.Normalize(TextOf(found[from..(from + length)]));
            var rest = Nfc.Normalize(TextOf(found[(from + length)..]));
            if (composed + rest == TextOf(expected[from..]) && composed != TextOf(found[from..(from + length)]))
                return $"{Listed(found[from..(from + length)])} where {Listed([.. composed.EnumerateRunes()])} belongs";
        }
        return $"{Listed(found[from..Math.Min(found.Length, from + 1)])} where {Listed(expected[from..Math.Min(expected.Length, from + 1)])} belongs";
    }

    private static string TextOf(Rune[] runes) => string.Concat(runes);

    private static string Listed(Rune[] runes) => string.Join(" and ", runes.Select(r => CodePoints.Describe(r.Value)));
}
