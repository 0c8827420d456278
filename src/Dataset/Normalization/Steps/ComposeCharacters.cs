using System.Text;
using Dataset.Unicode;

namespace Dataset.Normalization.Steps;

/// <summary>NFC. Code points that were composed, or changed places, all get the range of the stretch in which that happened.</summary>
public sealed record ComposeCharacters() : RecipeStep("compose-characters", $"The text is put into Unicode normalisation form C (Unicode {Nfc.UnicodeVersion}).")
{
    public override IReadOnlyList<TracedCodePoint> Apply(IReadOnlyList<TracedCodePoint> text)
    {
        var result = new List<TracedCodePoint>(text.Count);
        for (var i = 0; i < text.Count;)
        {
            var end = i + 1;
            // White space and U+FEFF compose with nothing; on their own they can be taken off without what stands beside them.
            if (!IsAlone(text[i].Value))
                while (end < text.Count && !IsAlone(text[end].Value) && (NormalizationTables.TraitsOf(text[end].Value) & CodePointTraits.MayNotBeNfc) != 0)
                    end++;
            var stretch = string.Concat(Enumerable.Range(i, end - i).Select(j => new Rune(text[j].Value)));
            var normalized = Nfc.Normalize(stretch);
            if (normalized == stretch)
                result.AddRange(text.Skip(i).Take(end - i));
            else
                result.AddRange(normalized.EnumerateRunes().Select(r => new TracedCodePoint(r.Value, text[i].ByteStart, text[end - 1].ByteEnd)));
            i = end;
        }
        return result;
    }

    private static bool IsAlone(int codePoint) => CodePoints.IsWhiteSpace(codePoint) || codePoint == CodePoints.ByteOrderMark;
}
