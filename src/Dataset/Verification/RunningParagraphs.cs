using Dataset.Diagnostics;
using Dataset.Normalization.Deriving;
using Dataset.Schemas;
using Dataset.Sources;
using Dataset.Tables;

namespace Dataset.Verification;

/// <summary>
/// The text of a document as the rows of its paragraphs tell it, and which of them are running text: by their role, else by whether they
/// have a place in the running text, else by what the document's own text is.
/// </summary>
internal sealed class RunningParagraphs(TableSchema schema, int documentText)
{
    /// <summary>Any role but that of running text: which one no column says.</summary>
    private const string OtherRole = "other";

    private readonly int text = Find(schema, "paragraph.text");
    private readonly int role = Find(schema, "paragraph.role");
    private readonly int placed = Math.Max(Find(schema, "paragraph.textStart"), Find(schema, "paragraph.textEnd"));
    private readonly Dictionary<string, string> roles = new(StringComparer.Ordinal);

    /// <summary>Whether a table of paragraphs has their texts and tells their order.</summary>
    public static bool AreTold(TableSchema paragraphs) =>
        Find(paragraphs, "paragraph.text") >= 0 && DerivedChild.OrderOf(paragraphs, TableKind.Paragraphs).Length > 0;

    /// <summary>What a release holds of its documents.</summary>
    /// <param name="paragraphs">A table of paragraphs that are told, or null.</param>
    /// <param name="documents">The documents' table.</param>
    public static HeldText Held(TableSchema? paragraphs, TableSchema documents) =>
        paragraphs is null ? documents.ColumnOf(Derivation.DocumentText) is null ? HeldText.None : HeldText.RunningText
        : Find(paragraphs, "paragraph.role") >= 0 ? HeldText.ParagraphsWithRoles
        : documents.ColumnOf(Derivation.DocumentText) is not null
            || Find(paragraphs, "paragraph.textStart") >= 0 || Find(paragraphs, "paragraph.textEnd") >= 0 ? HeldText.Paragraphs
        : HeldText.ParagraphsWithoutRoles;

    /// <summary>Appends the paragraphs of the last document, joined as its text would be; gives their size.</summary>
    public long Append(DerivedChild paragraphs, TextColumn contents)
    {
        var (rows, texts) = (paragraphs.Last, paragraphs.Rows.Rows.Columns[text].AsText);
        var size = Math.Max(0, 2 * (rows.Count - 1)) + rows.Sum(r => texts.Utf8At(r).Length);
        var target = contents.AppendUtf8(size);
        for (var i = 0; i < rows.Count; i++)
        {
            if (i > 0)
            {
                "\n\n"u8.CopyTo(target);
                target = target[2..];
            }
            texts.Utf8At(rows[i]).CopyTo(target);
            target = target[texts.Utf8At(rows[i]).Length..];
        }
        return size;
    }

    /// <summary>What curators must have said of the paragraphs of the last document: which of them are not running text.</summary>
    /// <param name="paragraphs">The paragraphs.</param>
    /// <param name="documents">The documents.</param>
    /// <param name="document">The document's row.</param>
    public IReadOnlyList<ParagraphAnnotation> AnnotationsOf(DerivedChild paragraphs, TableBatch documents, int document)
    {
        var (annotations, rows, at) = (new List<ParagraphAnnotation>(), paragraphs.Last, 0);
        for (var i = 0; i < rows.Count; i++)
            if (RoleOf(paragraphs.Rows.Rows, rows[i], documents, document, ref at) is { } other)
                annotations.Add(new("", i + 1, other, 0, paragraphs.Rows.PlaceOf(rows[i])));
        return annotations;
    }

    /// <summary>The role of a paragraph; null of running text.</summary>
    private string? RoleOf(TableBatch rows, int row, TableBatch documents, int document, ref int at)
    {
        if (role >= 0)
        {
            var said = rows.Columns[role].AsText;
            return said.Utf8At(row).SequenceEqual("body"u8) ? null : Known(said.TextOf(row));
        }
        if (placed >= 0)
            return rows.Columns[placed].IsNull(row) ? OtherRole : null;
        if (documentText < 0)
            return null;
        var all = documents.Columns[documentText].AsText.Utf8At(document);
        var own = rows.Columns[text].AsText.Utf8At(row);
        var rest = all[Math.Min(at, all.Length)..];
        if (!rest.StartsWith(own) || (rest.Length > own.Length && !rest[own.Length..].StartsWith("\n\n"u8)))
            return OtherRole;
        at += own.Length + 2;
        return null;
    }

    private string Known(string name) => roles.TryGetValue(name, out var known) ? known : roles[name] = name;

    private static int Find(TableSchema schema, string derivation) =>
        schema.Columns.ToList().FindIndex(c => c.Derivation?.Name == derivation);
}
