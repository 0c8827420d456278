using Dataset.Diagnostics;
using Dataset.Sources.Values;
using Dataset.Syntax;
using Dataset.Text;

namespace Dataset.Sources;

/// <summary>
/// How a delimited file is written, as <c>csv:</c> of its table says. It is never guessed: where the file disagrees, a finding names what
/// to declare.
/// </summary>
internal sealed record CsvDialect
{
    /// <summary>RFC 4180 with a header, in UTF-8.</summary>
    public static CsvDialect Default { get; } = new();

    /// <summary>The byte between cells.</summary>
    public byte Delimiter { get; init; } = (byte)',';

    /// <summary>Whether the delimiter is declared, and not that of the file's ending.</summary>
    public bool HasDelimiter { get; init; }

    /// <summary>Whether the first record names the columns; else cells belong to the columns in the schema's order.</summary>
    public bool HasHeader { get; init; } = true;

    /// <summary>The name of the encoding (<see cref="TextEncodings.Names"/>).</summary>
    public string Encoding { get; init; } = TextEncodings.Utf8;

    /// <summary>How values are written.</summary>
    public CellForms Forms { get; init; } = CellForms.Default;

    /// <summary>A delimiter in words.</summary>
    public static string Describe(byte delimiter) => delimiter switch
    {
        (byte)',' => "commas",
        (byte)';' => "semicolons",
        (byte)'\t' => "tabs",
        (byte)' ' => "spaces",
        _ => Printable.Quoted(((char)delimiter).ToString()),
    };

    /// <summary>A delimiter as <c>dataset.yaml</c> writes it.</summary>
    public static string Written(byte delimiter) => delimiter == '\t' ? "\"\\t\"" : $"\"{(char)delimiter}\"";

    /// <summary>Reads <c>csv:</c>; what is wrong is a finding, and in its place is what is so without it.</summary>
    public static CsvDialect Read(MemberReader reader)
    {
        var dialect = new CsvDialect();
        if (reader.IsGiven("delimiter") && reader.Value<byte>(
            "delimiter", "one character, such as \";\", \"|\" or \"\\t\", that is no letter, digit, quotation mark, point or line end",
            ParseDelimiter) is { } delimiter)
            dialect = dialect with { Delimiter = delimiter, HasDelimiter = true };
        if (reader.IsGiven("header") && reader.Value<bool>("header", "true or false", ParseFlag) is { } hasHeader)
            dialect = dialect with { HasHeader = hasHeader };
        if (reader.IsGiven("encoding") && reader.Parsed(
            "encoding", $"one of {string.Join(", ", TextEncodings.Names)}",
            t => TextEncodings.Names.Contains(t) ? t : null) is { } encoding)
            dialect = dialect with { Encoding = encoding };
        return dialect with { Forms = ReadForms(reader) };
    }

    private static CellForms ReadForms(MemberReader reader)
    {
        var forms = CellForms.Default;
        if (reader.IsGiven("decimal") && reader.Value<bool>("decimal", "\".\" or \",\"", ParseDecimal) is { } hasComma)
            forms = forms with { HasDecimalComma = hasComma };
        if (reader.IsGiven("dates") && reader.Parsed("dates", "a form such as DD/MM/YYYY, M/D/YYYY or YYYYMMDD", DayForm.Parse) is { } days)
            forms = forms with { Days = days };
        if (reader.IsGiven("booleans"))
        {
            var words = reader.Texts("booleans");
            if (words.Count == 2 && words[0] != words[1])
                forms = forms with { Booleans = (Utf8(words[0]), Utf8(words[1])) };
            else
                reader.Add(
                    Rules.DescriptorForm, "booleans",
                    "Expected two words for \"booleans\" of a dialect, the one for true before the one for false, found others.");
        }
        if (reader.IsGiven("nulls"))
            forms = forms with { Nulls = [.. reader.Texts("nulls").Distinct().Select(Utf8)], HasNulls = true };
        return forms;
    }

    private static byte[] Utf8(string text) => System.Text.Encoding.UTF8.GetBytes(text);

    private static byte? ParseDelimiter(string text) =>
        text == "tab" ? (byte)'\t'
        : text is [var one] && one is '\t' or (>= ' ' and < '\x7F') && !char.IsAsciiLetterOrDigit(one)
            && one is not ('"' or '.')
            ? (byte)one
            : null;

    private static bool? ParseFlag(string text) => text switch { "true" => true, "false" => false, _ => null };

    private static bool? ParseDecimal(string text) => text switch { "," => true, "." => false, _ => null };
}
