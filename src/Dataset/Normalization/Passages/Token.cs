using System.Globalization;
using System.Text;
using Dataset.Text;

namespace Dataset.Normalization.Passages;

/// <summary>A word, a run of white space, or a single other character: what differences between two texts are told in.</summary>
/// <param name="Kind">Which of these.</param>
/// <param name="Text">As written.</param>
/// <param name="Folded">Folded, so that what is taken for one another is the same.</param>
internal sealed record Token(TokenKind Kind, string Text, string Folded)
{
    /// <summary>The tokens of a text; joined they are the text.</summary>
    /// <param name="utf8">Valid UTF-8.</param>
    public static List<Token> Split(ReadOnlySpan<byte> utf8)
    {
        var tokens = new List<Token>();
        for (var start = 0; start < utf8.Length;)
        {
            var kind = KindOf(Utf8Reader.Read(utf8, start, out var length));
            var end = start + length;
            while (end < utf8.Length && kind is TokenKind.Word or TokenKind.Space && KindOf(Utf8Reader.Read(utf8, end, out length)) == kind)
                end += length;
            // Three dots answer to an ellipsis.
            if (utf8[start..].StartsWith("..."u8))
                end = start + 3;
            tokens.Add(Create(kind, utf8[start..end]));
            start = end;
        }
        return tokens;
    }

    private static Token Create(TokenKind kind, ReadOnlySpan<byte> utf8)
    {
        var text = Encoding.UTF8.GetString(utf8);
        using var folded = new FoldedText();
        folded.Set(utf8);
        var result = kind == TokenKind.Space ? " " : string.Concat(folded.Characters.ToArray().Select(c => new Rune(c).ToString()));
        return new(kind, text, result);
    }

    private static TokenKind KindOf(int codePoint)
    {
        if (CodePoints.IsWhiteSpace(codePoint))
            return TokenKind.Space;
        if (!Rune.IsValid(codePoint) || WordCharacters.IsUnspaced(codePoint))
            return TokenKind.Other;
        if (CharacterFolding.IsIgnored(codePoint))
            return Rune.GetUnicodeCategory(new Rune(codePoint)) == UnicodeCategory.Format ? TokenKind.Other : TokenKind.Word;
        return WordCharacters.IsWordCharacter(codePoint) ? TokenKind.Word : TokenKind.Other;
    }
}

internal enum TokenKind
{
    /// <summary>Letters, digits and marks in scripts that put spaces between words.</summary>
    Word,

    /// <summary>White space.</summary>
    Space,

    /// <summary>One character of any other kind: punctuation, a Han character, an invisible one.</summary>
    Other,
}

/// <summary>A token of the quote and the one of the text that answers to it; null where the other has none.</summary>
internal readonly record struct TokenPair(Token? Quote, Token? Text)
{
    public bool IsSame => Quote?.Text == Text?.Text;

    /// <summary>Whether the two are taken for one another.</summary>
    public bool IsAlike => Quote is not null && Text is not null && Quote.Folded == Text.Folded;
}
