namespace Dataset.Syntax;

/// <summary>Puts the parser's words for what is wrong into a sentence for people who do not know its grammar.</summary>
internal static class YamlProblem
{
    private static readonly (string Parser, string Words)[] Known =
    [
        ("found invalid mapping", "Expected a text without ': ' in it, or in quotation marks, found one that reads like a second mapping."),
        ("character that cannot start any token",
            "Expected a value, found a character that begins none (a text that begins so stands in quotation marks)."),
        ("scanning a quoted scalar, found unexpected end of stream",
            "Expected a quotation mark that ends the text, found the end of the file."),
        ("unknown escape character",
            "Expected an escape such as \\n, \\\" or \\u00E9, found a backslash before another character (a backslash itself is \\\\)."),
        ("invalid Unicode surrogates", "Expected escaped surrogates in pairs, found one alone, which stands for no character."),
        ("did not find expected key", "Expected a key in the column of the keys above, or an end of the mapping, found neither."),
        ("did not find expected '-' indicator", "Expected '- ' in the column of the entries above, or an end of the list, found neither."),
        ("did not find expected ',' or ']'", "Expected ',' or ']' in the list in square brackets, found neither."),
        ("did not find expected ',' or '}'", "Expected ',' or '}' in the mapping in braces, found neither."),
        ("could not find expected ':'", "Expected ':' and a space after a key, found none."),
    ];

    public static string Describe(string message)
    {
        foreach (var (parser, words) in Known)
        {
            if (message.Contains(parser, StringComparison.Ordinal))
                return words;
        }
        // "While parsing a node, did not find expected node content." becomes "Expected YAML 1.2; while parsing …".
        var rest = message.Length == 0 ? "found something else" : char.ToLowerInvariant(message[0]) + message[1..].TrimEnd('.');
        return $"Expected YAML 1.2; {rest}.";
    }
}
