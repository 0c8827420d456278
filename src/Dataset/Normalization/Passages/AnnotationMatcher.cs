using System.Globalization;
using System.Text;
using Dataset.Diagnostics;
using Dataset.Sources;
using Dataset.Text;

namespace Dataset.Normalization.Passages;

/// <summary>Finds the paragraphs that curators annotated. Made to be used again; not safe for several threads.</summary>
internal sealed class AnnotationMatcher(NearestPassage nearest)
{
    /// <summary>The most paragraphs that a message lists.</summary>
    private const int MostListed = 5;

    /// <summary>The most paragraphs that are sorted for it.</summary>
    private const int MostSought = 1000;

    private int[] annotationOf = [];
    private int[] sorted = [];

    /// <summary>
    /// For each paragraph the index of its annotation, or -1; valid until the next call. An annotation with a finding, and the second of
    /// one paragraph, is not used.
    /// </summary>
    /// <param name="document">The document.</param>
    /// <param name="annotations">What curators wrote of it.</param>
    /// <param name="findings">Takes the findings; null where they have been told already.</param>
    public ReadOnlySpan<int> Match(NormalizedDocument document, IReadOnlyList<ParagraphAnnotation> annotations, DiagnosticList? findings)
    {
        var count = document.Paragraphs.Length;
        if (annotationOf.Length < count)
            annotationOf = new int[Math.Max(count, 2 * annotationOf.Length)];
        var result = annotationOf.AsSpan(0, count);
        result.Fill(-1);
        if (annotations.Count > 0)
            Sort(document);
        for (var i = 0; i < annotations.Count; i++)
        {
            var annotation = annotations[i];
            var paragraph = Find(document, annotation, findings);
            if (paragraph < 0)
                continue;
            if (result[paragraph] >= 0)
                findings?.Add(
                    Rules.ParagraphAnnotatedTwice, annotation.Location,
                    $"Expected one annotation of {Name(document, paragraph)}, found another at {annotations[result[paragraph]].Location}.");
            else
                result[paragraph] = i;
        }
        return result;
    }

    private int Find(NormalizedDocument document, ParagraphAnnotation annotation, DiagnosticList? findings)
    {
        var begins = Encoding.UTF8.GetBytes(annotation.Begins);
        var count = document.Paragraphs.Length;
        var (first, end) = Range(document, begins);
        if (annotation.Number is { } number)
        {
            if (number >= 1 && number <= count && document.Utf8Of(number - 1).StartsWith(begins))
                return number - 1;
            if (findings is not null)
                ReportNumber(document, annotation, number, begins, sorted.AsSpan(first..end), findings);
            return -1;
        }
        if (end - first == 1)
            return sorted[first];
        if (findings is null)
            return -1;
        var rule = end == first ? Rules.AnnotationBeginsNowhere : Rules.AnnotationBeginsSeveral;
        if (!findings.Wants(rule, "", annotation.Location))
        {
            findings.Count(rule);
            return -1;
        }
        var words = Printable.Quoted(annotation.Begins);
        if (end == first)
            findings.Add(
                rule, annotation.Location,
                $"Expected a paragraph that begins with {words}, found none{nearest.Describe(document, begins, onlyBeginnings: true)}.");
        else
            findings.Add(
                rule, annotation.Location,
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"Expected one paragraph that begins with {words}, found {end - first}: {List(document, sorted.AsSpan(first..end))}."));
        return -1;
    }

    private void ReportNumber(
        NormalizedDocument document, ParagraphAnnotation annotation, int number, byte[] begins, ReadOnlySpan<int> others,
        DiagnosticList findings)
    {
        var rule = number < 1 || number > document.Paragraphs.Length ? Rules.AnnotationNumberTooLarge : Rules.AnnotationNumberDiffers;
        if (!findings.Wants(rule, "", annotation.Location))
        {
            findings.Count(rule);
            return;
        }
        var words = Printable.Quoted(annotation.Begins);
        var instead = others.Length switch
        {
            0 => $"no paragraph begins with {words}" + nearest.Describe(document, begins, onlyBeginnings: true),
            1 => $"{Name(document, others[0])} begins with {words}",
            _ => $"those that begin with {words} are {List(document, others)}",
        };
        if (rule == Rules.AnnotationNumberTooLarge)
            findings.Add(
                rule, annotation.Location,
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"Expected a paragraph from 1 to {document.Paragraphs.Length}, found {number}; {instead}."));
        else
            findings.Add(
                rule, annotation.Location,
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"Expected {Name(document, number - 1)} to begin with {words}, found "
                        + $"{Printable.Quoted(Encoding.UTF8.GetString(document.Utf8Of(number - 1)), 40)}; {instead}."));
    }

    /// <summary>
    /// The paragraphs in the order of their bytes, so that those that begin alike are together whatever the number of annotations.
    /// </summary>
    private void Sort(NormalizedDocument document)
    {
        var count = document.Paragraphs.Length;
        if (sorted.Length < count)
            sorted = new int[Math.Max(count, 2 * sorted.Length)];
        for (var i = 0; i < count; i++)
            sorted[i] = i;
        sorted.AsSpan(0, count).Sort((a, b) =>
        {
            var order = document.Utf8Of(a).SequenceCompareTo(document.Utf8Of(b));
            return order != 0 ? order : a.CompareTo(b);
        });
    }

    /// <summary>The run of <see cref="sorted"/> whose paragraphs begin with some bytes.</summary>
    private (int First, int End) Range(NormalizedDocument document, byte[] begins)
    {
        var first = LowerBound(document, p => p.SequenceCompareTo(begins) >= 0);
        return (first, LowerBound(document, p => p[..Math.Min(p.Length, begins.Length)].SequenceCompareTo(begins) > 0));
    }

    private int LowerBound(NormalizedDocument document, IsAfter isAfter)
    {
        var (low, high) = (0, document.Paragraphs.Length);
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = isAfter(document.Utf8Of(sorted[middle])) ? (low, middle) : (middle + 1, high);
        }
        return low;
    }

    private delegate bool IsAfter(ReadOnlySpan<byte> paragraph);

    private static string List(NormalizedDocument document, ReadOnlySpan<int> paragraphs)
    {
        // Those that begin alike are in no order of their own; of very many the first few that come will do.
        var ordered = paragraphs[..Math.Min(paragraphs.Length, MostSought)].ToArray();
        Array.Sort(ordered);
        var names = string.Join(", ", ordered.Take(MostListed).Select(p => Name(document, p)));
        return paragraphs.Length > MostListed ? names + " and more" : names;
    }

    private static string Name(NormalizedDocument document, int paragraph) => string.Create(
        CultureInfo.InvariantCulture, $"paragraph {paragraph + 1} (line {document.Paragraphs[paragraph].Line})");
}
