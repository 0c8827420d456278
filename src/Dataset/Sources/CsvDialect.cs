using System.Globalization;
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
    /// <summary>The most lines that <c>skip</c> may say.</summary>
    public const int MostSkipped = 10_000;

    /// <summary>RFC 4180 with a header, in UTF-8.</summary>
    public static CsvDialect Default { get; } = new();

    /// <summary>The byte between cells.</summary>
    public byte Delimiter { get; init; } = (byte)',';

    /// <summary>Whether the delimiter is declared, and not that of the file's ending.</summary>
    public bool HasDelimiter { get; init; }

    /// <summary>Whether the first record names the columns; else cells belong to the columns in the schema's order.</summary>
    public bool HasHeader { get; init; } = true;

    /// <summary>Lines before the header, or before the first record where there is no header.</summary>
    public int Skip { get; init; }

    /// <summary>What begins a line that is no record; null where every line is of one.</summary>
    public byte[]? Comment { get; init; }

    /// <summary>Whether a blank line is no record.</summary>
    public bool SkipsBlank { get; init; }

    /// <summary>Whether a carriage return alone ends a record, as on the first Macintosh.</summary>
    public bool EndsInReturn { get; init; }

    /// <summary>Whether cells that are missing at the end of a record are empty, and empty ones beyond the last column are none.</summary>
    public bool IsRagged { get; init; }

    /// <summary>Whether records have one cell before those of the header, as R writes the names of rows.</summary>
    public bool HasRowNames { get; init; }

    /// <summary>Whether spaces around a cell are no part of it.</summary>
    public bool IsTrimmed { get; init; }

    /// <summary>Whether quotation marks go around cells; else they are characters like others.</summary>
    public bool HasQuotes { get; init; } = true;

    /// <summary>Whether CR LF and CR within a cell are read as LF.</summary>
    public bool HasOneNewline { get; init; }

    /// <summary>The name of the encoding (<see cref="TextEncodings.Names"/>).</summary>
    public string Encoding { get; init; } = TextEncodings.Utf8;

    /// <summary>How values are written.</summary>
    public CellForms Forms { get; init; } = CellForms.Default;

    /// <summary>One delimiter in words.</summary>
    public static string DescribeOne(byte delimiter) =>
        Describe(delimiter) is var words && words.EndsWith('s') ? $"a {words[..^1]}" : words;

    /// <summary>Delimiters in words.</summary>
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
        return ReadLines(reader, dialect) with { Forms = ReadForms(reader) };
    }

    /// <summary>Reads <c>skip</c>, the lines or rows before a header.</summary>
    public static int ReadSkip(MemberReader reader) => reader.Value<int>(
        "skip", FormattableString.Invariant($"a number of lines from 0 to {MostSkipped}"),
        t => int.TryParse(t, NumberStyles.None, CultureInfo.InvariantCulture, out var n) && n <= MostSkipped ? n : null) ?? 0;

    /// <summary>Which lines are records, and what their cells are.</summary>
    private static CsvDialect ReadLines(MemberReader reader, CsvDialect dialect)
    {
        bool Flag(string key) => reader.IsGiven(key) && reader.Value<bool>(key, "true or false", ParseFlag) == true;
        string? Word(string key, params string[] words) => reader.IsGiven(key)
            ? reader.Parsed(key, string.Join(" or ", words), t => words.Contains(t) ? t : null) : null;
        return dialect with
        {
            Skip = reader.IsGiven("skip") ? ReadSkip(reader) : 0,
            Comment = reader.IsGiven("comment")
                ? reader.Parsed(
                    "comment", "one to four characters such as \"#\", none of them a letter, a digit, a quotation mark or a space",
                    t => t.Length is > 0 and <= 4 && t.All(c => c is > ' ' and < '\x7F' and not '"' && !char.IsAsciiLetterOrDigit(c))
                        ? Utf8(t) : null)
                : null,
            SkipsBlank = Flag("skip_blank"),
            IsRagged = Flag("ragged"),
            HasRowNames = Flag("row_names"),
            IsTrimmed = Flag("trim"),
            EndsInReturn = Word("ends", "lf", "cr") == "cr",
            HasQuotes = Word("quotes", "double", "none") != "none",
            HasOneNewline = Word("newlines", "lf") is not null,
        };
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
