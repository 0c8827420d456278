using System.Buffers;
using System.Text;
using Dataset.Files;
using Dataset.Sources.Values;
using Dataset.Syntax;
using Dataset.Text;

namespace Dataset.Sources;

/// <summary>
/// What is asked of the texts that describe a dataset. <c>dataset.yaml</c> is held to it when a release is built, and <c>release.json</c>,
/// which a stranger may have written, when one is verified.
/// </summary>
internal static class MetadataRules
{
    /// <summary>The most code points in a text.</summary>
    public const int MaximumLength = 100_000;

    /// <summary>The most entries in a list of keywords, licences, creators or tables.</summary>
    public const int MaximumEntries = 10_000;

    /// <summary>The most characters in the name of a dataset or a table, which is part of file names.</summary>
    public const int MaximumNameLength = 64;

    /// <summary>What ends the path of an address, or is not allowed in one.</summary>
    private static readonly SearchValues<char> NoneOfFolder = SearchValues.Create("?#\"<>\\^`{|}");

    /// <summary>What the name of a dataset is, after "Expected".</summary>
    public static readonly string NameForm = $"at most {MaximumNameLength} lower-case letters, digits and hyphens, a letter or digit first";

    /// <summary>What the name of a table is, after "Expected".</summary>
    public static readonly string TableNameForm =
        $"at most {MaximumNameLength} lower-case letters, digits and underscores, a letter first";

    /// <summary>What an address is that names of files are appended to, after "Expected".</summary>
    public const string BaseAddressForm = "a web address of a folder such as https://example.org/files, without ? and #";

    public static TextRule Name { get; } = Of(
        NameForm, t => IsName(t, '-', mayBeginWithDigit: true));

    public static TextRule TableName { get; } = Of(
        TableNameForm,
        t => IsName(t, '_', mayBeginWithDigit: false) && PortableName.ProblemOf(t + ".csv") is null);

    public static TextRule Language { get; } = Of("a BCP 47 language tag such as en or pt-BR", IsLanguage);

    public static TextRule Address { get; } = Of("a web address such as https://example.org/", IsWebAddress);

    public static TextRule BaseAddress { get; } = Of(BaseAddressForm, IsBaseAddress);

    public static TextRule LicenseName { get; } = Of("an SPDX identifier such as CC-BY-4.0", IsLicenseName);

    /// <summary>What an ORCID iD is, after "Expected".</summary>
    public const string OrcidForm = "an ORCID iD without its address, such as 0000-0002-1825-0097";

    /// <summary>What a DOI is, after "Expected".</summary>
    public const string DoiForm = "a DOI without its address, such as 10.5281/zenodo.1234567";

    /// <summary>What the time of a coverage is, after "Expected".</summary>
    public const string PeriodForm = "a year, month or day, or two with a slash, such as 1990, 2001-05/2003-12 or 1949/..";

    public static TextRule Orcid { get; } = Of(OrcidForm, IsOrcid);

    public static TextRule Doi { get; } = Of(DoiForm, IsDoi);

    public static TextRule Period { get; } = Of(PeriodForm, IsPeriod);

    /// <summary>A text in headings, lists and citations.</summary>
    public static TextRule Line { get; } = new("one line of text", t => t.AsSpan().IndexOfAny('\n', '\t') is >= 0 and var at
        ? $"{CodePoints.Describe(t[at])} in {Printable.Quoted(t)}"
        : ProblemOf(t));

    /// <summary>A text of any number of lines.</summary>
    public static TextRule Text { get; } = new("text", ProblemOf);

    /// <summary>The name of a column.</summary>
    public static TextRule ColumnName { get; } = Of(
        "lower-case letters, digits and underscores, a letter first",
        t => char.IsAsciiLetterLower(t[0]) && t.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '_'));

    /// <summary>A word of a tool or a recipe.</summary>
    public static TextRule Word { get; } = Of(
        "letters, digits, dots, plus signs and hyphens, a letter or digit first", t => t.Length <= MaximumNameLength && IsLicenseName(t));

    /// <summary>Whether a name is short and has only lower-case letters, digits and one other character.</summary>
    public static bool IsName(string text, char joint, bool mayBeginWithDigit) =>
        text.Length is > 0 and <= MaximumNameLength
        && (char.IsAsciiLetterLower(text[0]) || (mayBeginWithDigit && char.IsAsciiDigit(text[0])))
        && text.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == joint);

    public static bool IsLanguage(string text)
    {
        var parts = text.Split('-');
        return parts[0].Length is 2 or 3 && parts[0].All(char.IsAsciiLetterLower)
            && parts.Skip(1).All(p => p.Length is >= 1 and <= 8 && p.All(char.IsAsciiLetterOrDigit));
    }

    public static bool IsWebAddress(string text) =>
        (text.StartsWith("http://", StringComparison.Ordinal) || text.StartsWith("https://", StringComparison.Ordinal))
        && text is not ("http://" or "https://") && !text.Any(char.IsWhiteSpace);

    /// <summary>Whether names of files can be appended to an address, after a slash.</summary>
    public static bool IsBaseAddress(string text) =>
        IsWebAddress(text) && !text.AsSpan().ContainsAny(NoneOfFolder) && Uri.TryCreate(text, UriKind.Absolute, out var uri)
        && uri.Host.Length > 0;

    /// <summary>Whether a text has the form of an ORCID iD, whatever its check character.</summary>
    public static bool IsOrcid(string text) => text.Length == 19
        && text.Index().All(c => c.Index % 5 == 4 ? c.Item == '-' : char.IsAsciiDigit(c.Item) || (c.Index == 18 && c.Item == 'X'));

    /// <summary>Whether the last character of an ORCID iD is that of its digits (ISO 7064, MOD 11-2).</summary>
    public static bool HasCheckCharacter(string orcid)
    {
        var sum = orcid[..18].Where(char.IsAsciiDigit).Aggregate(0, (total, digit) => (total + digit - '0') * 2);
        var check = (12 - sum % 11) % 11;
        return orcid[18] == (check == 10 ? 'X' : (char)('0' + check));
    }

    public static bool IsDoi(string text)
    {
        var slash = text.IndexOf('/', StringComparison.Ordinal);
        return text.StartsWith("10.", StringComparison.Ordinal) && slash is >= 7 and <= 12 && text.Length > slash + 1 && text.Length <= 256
            && text[3..slash].All(char.IsAsciiDigit) && text[slash..].All(c => c is > ' ' and <= '~');
    }

    public static bool IsPeriod(string text) => text.Split('/') switch
    {
        [var day] => IsDay(day),
        [var from, var to] => (IsDay(from) && (IsDay(to) || to == "..")) || (from == ".." && IsDay(to)),
        _ => false,
    };

    private static bool IsDay(string text) => text.Length is 4 or 7 or 10
        && text.Index().All(c => c.Index is 4 or 7 ? c.Item == '-' : char.IsAsciiDigit(c.Item))
        && (text.Length < 7 || string.CompareOrdinal(text[5..7], "01") >= 0 && string.CompareOrdinal(text[5..7], "12") <= 0)
        && (text.Length < 10 || string.CompareOrdinal(text[8..], "01") >= 0 && string.CompareOrdinal(text[8..], "31") <= 0);

    public static bool IsLicenseName(string text) =>
        char.IsAsciiLetterOrDigit(text[0]) && text.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '+' or '-');

    private static TextRule Of(string expected, Func<string, bool> holds) =>
        new(expected, t => ProblemOf(t) ?? (holds(t) ? null : Printable.Quoted(t)));

    private static string? ProblemOf(string text)
    {
        var utf8 = Encoding.UTF8.GetBytes(text);
        if (CodePoints.Count(utf8) is > MaximumLength and var count)
            return FormattableString.Invariant($"{count} characters, where at most {MaximumLength} are allowed");
        var problems = TextHygiene.All(utf8).Where(p => p.Fault != ValueFault.Unseen).ToArray();
        return problems switch
        {
            [] => null,
            [(ValueFault.NotNormalized, _), ..] => $"{Printable.Quoted(text)}, which is not in normalisation form C",
            [var (_, codePoint), ..] => $"{CodePoints.Describe(codePoint)} in {Printable.Quoted(text)}",
        };
    }
}
