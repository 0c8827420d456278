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
