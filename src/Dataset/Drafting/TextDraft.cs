using System.Globalization;
using System.Text;
using System.Text.Unicode;
using Dataset.Files;
using Dataset.Schemas;
using Dataset.Sources;
using Dataset.Sources.Binding;
using Dataset.Sources.Values;
using Dataset.Text;

namespace Dataset.Drafting;

/// <summary>A text and the metadata to begin with.</summary>
internal static class TextDraft
{
    /// <summary>The most characters of a first line that is taken for a title.</summary>
    private const int LongestTitle = 200;

    /// <summary>Why a file cannot be a text of a dataset, as a sentence that says what to do; null where it can.</summary>
    /// <param name="bytes">The text, in UTF-8 where its encoding is one that can be declared.</param>
    public static string? ProblemOf(ReadOnlySpan<byte> bytes) =>
        !Utf8.IsValid(bytes) ? "Its encoding is unknown: it is not UTF-8, and no other fits. Save it as UTF-8."
        : bytes.Contains((byte)0) ? "It has NUL characters, so it is no text."
        : string.IsNullOrWhiteSpace(Encoding.UTF8.GetString(bytes).Trim('\uFEFF')) ? "It is empty."
        : null;

    /// <summary>
    /// What speaks for a table, after "as": three lines or more, each with as many semicolons, tabs or commas as the others. A comma
    /// before a space is one of a sentence. Null of other texts.
    /// </summary>
    public static string? DescribeAsTable(ReadOnlySpan<byte> bytes)
    {
        var lines = Encoding.UTF8.GetString(bytes).ReplaceLineEndings("\n").Split('\n').Where(l => l.Trim().Length > 0).ToList();
        if (lines.Count < 3)
            return null;
        foreach (var (mark, name) in new[] { (';', "semicolon"), ('\t', "tab"), (',', "comma") })
            if (lines[0].Count(c => c == mark) is > 0 and var count
                && lines.TrueForAll(l => l.Count(c => c == mark) == count && !l.Contains(", ", StringComparison.Ordinal)))
                return string.Create(
                    CultureInfo.InvariantCulture,
                    $"each of its {lines.Count:N0} lines has {(count == 1 ? $"one {name}" : $"{count} {name}s")}");
        return null;
    }

    /// <summary>The first line where it may be a title; else the file's name in words.</summary>
    public static string TitleOf(ReadOnlySpan<byte> bytes, string name)
    {
        var lines = Encoding.UTF8.GetString(bytes).TrimStart('\uFEFF').ReplaceLineEndings("\n").Split('\n').Select(l => l.Trim()).ToList();
        var first = lines.FindIndex(l => l.Length > 0);
        var title = Nfc.Normalize(lines[first].TrimStart('#', ' '));
        var endsParagraph = first + 1 == lines.Count || lines[first + 1].Length == 0;
        var words = Nfc.Normalize(Path.GetFileNameWithoutExtension(name).Replace('-', ' ').Replace('_', ' ').Trim());
        return endsParagraph && title.Length <= LongestTitle && IsLine(title) ? title : IsLine(words) ? words : "Untitled";
    }

    private static bool IsLine(string text) =>
        !text.Contains('\t') && TextHygiene.Check(Encoding.UTF8.GetBytes(text)) == ValueFault.None;

    /// <summary>
    /// The metadata of a text with every key that curators write: the title, null where it may be null, nothing where a person has to
    /// write a value.
    /// </summary>
    /// <param name="bytes">The text in UTF-8.</param>
    /// <param name="name">What its file was called.</param>
    /// <param name="digest">Of the file.</param>
    /// <param name="encoding">What the file is in; null for UTF-8.</param>
    /// <param name="schema">Of the documents' table.</param>
    public static string Metadata(ReadOnlySpan<byte> bytes, string name, Digest digest, string? encoding, TableSchema schema)
    {
        var yaml = new StringBuilder(
            $"# {Printable.Line(name)}, {digest}. schema/{schema.Name}.schema.json says what each key means.\n");
        foreach (var column in schema.Columns.Where(c => RecordPlan.IsWritten(c, TableKind.Documents)))
            yaml.Append(
                column.Name == "title" && column.Layout is { IsList: false, Type.IsText: true }
                    ? $"title: {YamlWord.Quoted(TitleOf(bytes, name))}\n"
                    : column.NameInSource == DeclaredEncoding.Key && encoding is not null ? $"{DeclaredEncoding.Key}: {encoding}\n"
                    : $"{column.NameInSource}:{(column.IsNullable ? " null" : column.Layout.IsList ? " []" : "")}\n");
        if (encoding is not null && schema.Columns.All(c => c.NameInSource != DeclaredEncoding.Key))
            yaml.Append($"{DeclaredEncoding.Key}: {encoding}\n");
        return yaml.ToString();
    }
}
