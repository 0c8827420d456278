using Dataset.Normalization.Names;
using Dataset.Normalization.Passages;
using Dataset.Sources;
using Dataset.Text;

namespace Dataset.Normalization.Deriving;

/// <summary>A document normalised again, to tell where its rows are.</summary>
internal sealed class LocatedDocument
{
    private readonly DocumentBatch batch;
    private int[]? annotationOf;
    private List<int>? linesOfNames;

    public LocatedDocument(Recipe recipe, DocumentBatch batch, int document)
    {
        (this.batch, Document) = (batch, document);
        recipe.Normalize(batch.Contents.Utf8At(document), Text, batch.HasUtf8Contents);
    }

    /// <summary>The row in the batch.</summary>
    public int Document { get; }

    public NormalizedDocument Text { get; } = new();

    /// <summary>What curators wrote of a paragraph, or null.</summary>
    public ParagraphAnnotation? AnnotationOf(int paragraph)
    {
        var annotations = batch.AnnotationsOf(Document);
        if (annotationOf is null)
        {
            using var nearest = new NearestPassage();
            annotationOf = new AnnotationMatcher(nearest).Match(Text, annotations, findings: null).ToArray();
        }
        return annotationOf[paragraph] < 0 ? null : annotations[annotationOf[paragraph]];
    }

    /// <summary>The column in which a paragraph begins, in code points from 1, without a byte-order mark.</summary>
    public int ColumnOf(int paragraph)
    {
        var before = batch.Contents.Utf8At(Document)[..Text.Paragraphs[paragraph].ByteStart];
        var line = before[(before.LastIndexOfAny((byte)'\n', (byte)'\r') + 1)..];
        var hasMark = line.Length == before.Length && Text.HasByteOrderMark;
        return CodePoints.Count(line) + (hasMark ? 0 : 1);
    }

    /// <summary>The lines on which names begin, in the order of the names.</summary>
    public List<int> LinesOfNames(NameIndex names)
    {
        if (linesOfNames is not null)
            return linesOfNames;
        linesOfNames = [];
        var places = new List<NamePlace>();
        for (var i = 0; i < Text.Paragraphs.Length; i++)
        {
            var utf8 = Text.Utf8Of(i);
            var (line, counted) = (Text.Paragraphs[i].Line, 0);
            names.Find(utf8, places);
            foreach (var (_, start, _) in places)
            {
                line += utf8[counted..start].Count((byte)'\n');
                counted = start;
                linesOfNames.Add(line);
            }
        }
        return linesOfNames;
    }
}
