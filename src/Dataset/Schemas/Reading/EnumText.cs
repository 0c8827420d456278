using System.Text;
using Dataset.Unicode;

namespace Dataset.Schemas.Reading;

/// <summary>What keeps a text from ever being a value of metadata.</summary>
internal static class EnumText
{
    /// <summary>The end of a sentence that begins with the text, or null where it can be a value.</summary>
    public static string? Problem(string text)
    {
        if (text.Length == 0)
            return "is empty (a value is there, or it is null)";
        foreach (var rune in text.EnumerateRunes())
        {
            if (Rune.IsControl(rune) || CodePoints.IsNoncharacter(rune.Value) || CodePoints.IsBidirectionalControl(rune.Value))
                return $"has {CodePoints.Describe(rune.Value)}, which no value may have";
        }
        return Nfc.IsNormalized(text) ? null : "is not in Unicode normalisation form C";
    }
}
