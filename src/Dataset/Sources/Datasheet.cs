using System.Text;
using Dataset.Diagnostics;
using Dataset.Syntax;
using Dataset.Text;

namespace Dataset.Sources;

/// <summary>An answer of <c>datasheet.md</c>.</summary>
/// <param name="Question">The heading, word for word.</param>
/// <param name="Answer">The paragraphs below it.</param>
public sealed record DatasheetAnswer(string Question, string Answer);

/// <summary>
/// <c>datasheet.md</c>: what people ask of a dataset before they use it, after Gebru and others, <i>Datasheets for Datasets</i>. Each
/// question is a heading, <c>## …</c>; an answer is paragraphs of plain text; what comes before the first is for the curators alone.
/// </summary>
public static class Datasheet
{
    /// <summary>The file's name in the source folder.</summary>
    public const string FileName = "datasheet.md";

    internal const string Limitations = "Are there any errors, sources of noise, or redundancies in the dataset?";
    internal const string Sensitive = "Does the dataset identify people or contain sensitive data?";
    internal const string Collection = "How was the data associated with each instance acquired?";
    internal const string Annotation = "Was any preprocessing, cleaning or labeling of the data done?";
    internal const string Synthetic = "Is any of the data synthetic?";
    internal const string Biases = "What biases are known?";
    internal const string Uses = "What tasks could the dataset be used for?";
    internal const string Impact = "What could its use do to people?";
    internal const string Contact = "How can the curators be contacted?";
    internal const string Maintenance = "Will the dataset be updated?";

    private const string HeadingMark = "## ";

    /// <summary>Every question, in the order of a release.</summary>
    public static IReadOnlyList<string> Questions { get; } =
    [
        "For what purpose was the dataset created?",
        "Who created the dataset?",
        "What do the instances that comprise the dataset represent?",
        "Does the dataset contain all possible instances or is it a sample?",
        Limitations,
        Sensitive,
        Collection,
        Annotation,
        Synthetic,
        Biases,
        Uses,
        "Are there tasks for which the dataset should not be used?",
        Impact,
        "Do third parties have rights in the data?",
        Contact,
        Maintenance,
    ];

    /// <summary>Reads the file.</summary>
    /// <param name="utf8">The whole file.</param>
    /// <param name="displayPath">Its path in findings.</param>
    /// <param name="findings">Takes the findings.</param>
    /// <returns>The answers that are there, in the order of <see cref="Questions"/>.</returns>
    public static IReadOnlyList<DatasheetAnswer> Read(ReadOnlySpan<byte> utf8, string displayPath, DiagnosticList findings)
    {
        if (!SourceEncoding.TryGetText(utf8, displayPath, findings, out var text))
            return [];
        var answers = new Dictionary<string, (int Line, StringBuilder Text)>(StringComparer.Ordinal);
        StringBuilder? current = null;
        var number = 0;
        foreach (var line in Encoding.UTF8.GetString(text).ReplaceLineEndings("\n").Split('\n'))
        {
            number++;
            if (!line.StartsWith(HeadingMark, StringComparison.Ordinal))
            {
                current?.Append(line).Append('\n');
                continue;
            }
            var (question, place) = (line[HeadingMark.Length..].Trim(), new Location(displayPath, number));
            current = new();
            if (!Questions.Contains(question))
                findings.Add(
                    Rules.DatasheetForm, place,
                    $"Expected one of the questions of a datasheet, found {Printable.Quoted(question)}"
                        + (NearestName.Of(question, Questions) is { } near ? $"; is {Printable.Quoted(near)} meant?" : "."));
            else if (!answers.TryAdd(question, (number, current)))
                findings.Add(
                    Rules.DatasheetForm, place,
                    FormattableString.Invariant(
                        $"Expected each question once, found it again; it is in line {answers[question].Line} already."));
        }
        return
        [
            .. Questions.Where(answers.ContainsKey).Select(q => Answer(q, answers[q], displayPath, findings)).OfType<DatasheetAnswer>(),
        ];
    }

    private static DatasheetAnswer? Answer(
        string question, (int Line, StringBuilder Text) found, string displayPath, DiagnosticList findings)
    {
        var text = found.Text.ToString().Trim();
        if (text.Length == 0)
            return null;
        if (MetadataRules.Text.ProblemOf(text) is { } problem)
            findings.Add(Rules.DatasheetForm, new(displayPath, found.Line), $"Expected text as the answer, found {problem}.");
        return new(question, text);
    }
}
