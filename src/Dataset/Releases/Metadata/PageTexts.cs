using Dataset.Schemas;

namespace Dataset.Releases.Metadata;

/// <summary>
/// The texts of a page: each document with its paragraphs, in which every row that has a place there is marked and linked to where it is
/// listed.
/// </summary>
internal sealed class PageTexts
{
    private readonly IReadOnlyList<PageTable> tables;
    private readonly PageTable documents;
    private readonly PageTable? paragraphs;
    private readonly Dictionary<(string Document, int Paragraph), List<Mark>> marks = [];

    /// <param name="tables">All tables of the page.</param>
    /// <param name="documents">The one whose texts these are.</param>
    public PageTexts(IReadOnlyList<PageTable> tables, PageTable documents)
    {
        (this.tables, this.documents) = (tables, documents);
        paragraphs = tables.FirstOrDefault(
            t => t.ParagraphText >= 0 && t.Documents == documents.Name && t.DerivedFrom("paragraph.number") >= 0);
        var kind = 0;
        foreach (var table in tables.Where(t => t.Documents == documents.Name && t.Spans.Count > 0))
        {
            kind++;
            for (var row = 0; row < table.Rows.Count; row++)
                foreach (var span in table.Spans)
                    if (table.Whole(row, span.Paragraph) is > 0 and var paragraph)
                    {
                        var place = (table.Text(row, table.DocumentKey), paragraph);
                        if (!marks.TryGetValue(place, out var there))
                            marks.Add(place, there = []);
                        there.Add(new(table, row, kind, table.Whole(row, span.Start), table.Whole(row, span.End)));
                    }
        }
    }

    /// <summary>Whether there are paragraphs to read.</summary>
    public bool HasTexts => paragraphs is not null;

    public void Write(HtmlText html)
    {
        var rows = paragraphs is null
            ? null : Enumerable.Range(0, paragraphs.Rows.Count).ToLookup(r => paragraphs.Text(r, paragraphs.DocumentKey));
        for (var row = 0; row < documents.Rows.Count; row++)
        {
            html.Add($"<article id=\"{documents.Id(row)}\"><h3>{documents.Label(row)}</h3>\n");
            WriteFacts(html, row);
            foreach (var paragraph in rows?[documents.Text(row, documents.DocumentKey)] ?? [])
                WriteParagraph(html, documents.Text(row, documents.DocumentKey), paragraph);
            if (paragraphs is null && documents.DerivedFrom("document.text") is >= 0 and var text)
                foreach (var paragraph in documents.Text(row, text).Split("\n\n", StringSplitOptions.RemoveEmptyEntries))
                    html.Add($"<p class=\"body\">{paragraph}</p>\n");
            html.Add($"</article>\n");
        }
    }

    private void WriteFacts(HtmlText html, int row)
    {
        html.Add($"<details><summary>About this text</summary><dl>");
        for (var column = 0; column < documents.Schema.Columns.Count; column++)
            if (!documents.IsNull(row, column) && !documents.Schema.Columns[column].IsPlace())
            {
                html.Add($"<dt>{documents.Schema.Columns[column].Name}</dt><dd>");
                PageTables.WriteCell(html, tables, documents, row, column);
                html.Add($"</dd>");
            }
        html.Add($"</dl></details>\n");
    }

    private void WriteParagraph(HtmlText html, string document, int row)
    {
        var number = paragraphs!.Whole(row, paragraphs.DerivedFrom("paragraph.number"));
        var role = paragraphs.DerivedFrom("paragraph.role") is >= 0 and var r ? paragraphs.Text(row, r) : "body";
        html.Add($"<div class=\"p\" id=\"{paragraphs.Id(row)}\"><p class=\"{(role == "body" ? "body" : "role")}\">");
        if (role != "body")
            html.Add($"<span class=\"tag\">{role}</span> ");
        WriteMarked(html, paragraphs.Text(row, paragraphs.ParagraphText), marks.GetValueOrDefault((document, number)) ?? []);
        html.Add($"</p><p class=\"place\">Paragraph {number}");
        Place("line", "line");
        Place("byteStart", "bytes");
        if (paragraphs.DerivedFrom("paragraph.byteStart") >= 0 && paragraphs.DerivedFrom("paragraph.byteEnd") is >= 0 and var end)
            html.Add($" to {paragraphs.Text(row, end)}");
        html.Add($"</p></div>\n");

        void Place(string fact, string name)
        {
            if (paragraphs.DerivedFrom("paragraph." + fact) is >= 0 and var column)
                html.Add($", {name} {paragraphs.Text(row, column)}");
        }
    }

    /// <summary>
    /// Marks may overlap, which elements cannot: the text is cut wherever one begins or ends. A piece links to the shortest mark over it;
    /// after the end of each of the others, a number links to it.
    /// </summary>
    private static void WriteMarked(HtmlText html, string text, List<Mark> marks)
    {
        var units = UnitsOfCodePoints(text);
        var sound = marks.Where(m => m.Start >= 0 && m.Start < m.End && m.End < units.Count).ToArray();
        var cuts = sound.SelectMany(m => new[] { m.Start, m.End }).Append(0).Append(units.Count - 1).Distinct().Order().ToArray();
        for (var i = 0; i < cuts.Length; i++)
        {
            foreach (var mark in sound.Where(m => m.End == cuts[i] && !m.Table.IsMentions))
                html.Add($"<sup><a href=\"#{mark.Id}\" title=\"{mark.Table.Schema.Title}: {mark.Label}\">{mark.Row + 1}</a></sup>");
            foreach (var mark in sound.Where(m => m.Start == cuts[i]))
                html.Add($"<span id=\"{mark.Id}-at\"></span>");
            if (i + 1 == cuts.Length)
                break;
            var piece = text[units[cuts[i]]..units[cuts[i + 1]]];
            var over = sound.Where(m => m.Start <= cuts[i] && m.End >= cuts[i + 1]).OrderBy(m => m.End - m.Start).ToArray();
            if (over.Length == 0)
            {
                html.Add($"{piece}");
                continue;
            }
            html.Add($"<a class=\"m k{over[0].Kind % 6}\" href=\"#{over[0].Id}\" ");
            html.Add($"data-over=\"{string.Join(' ', over.Select(m => m.Id))}\">{piece}</a>");
        }
    }

    /// <summary>Where each code point begins in UTF-16, and where the last one ends.</summary>
    private static List<int> UnitsOfCodePoints(string text)
    {
        var units = new List<int>(text.Length + 1);
        for (var i = 0; i < text.Length; i++)
            if (i == 0 || !char.IsSurrogatePair(text[i - 1], text[i]))
                units.Add(i);
        units.Add(text.Length);
        return units;
    }

    /// <summary>A row at its place in a paragraph, in code points.</summary>
    private readonly record struct Mark(PageTable Table, int Row, int Kind, int Start, int End)
    {
        public string Id => Table.Id(Row);

        public string Label => Table.Label(Row);
    }
}
