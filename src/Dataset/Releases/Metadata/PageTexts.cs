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
    private readonly Dictionary<string, List<Mark>> marks = new(StringComparer.Ordinal);

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
            foreach (var row in table.Rows)
                foreach (var span in table.Spans)
                    if (row.Whole(span.Paragraph) is > 0 and var paragraph)
                    {
                        var place = PlaceOf(row, paragraph);
                        if (!marks.TryGetValue(place, out var there))
                            marks.Add(place, there = []);
                        there.Add(new(row, kind, row.Whole(span.Start), row.Whole(span.End)));
                    }
        }
    }

    /// <summary>Whether there are paragraphs to read.</summary>
    public bool HasTexts => paragraphs is not null;

    public void Write(HtmlText html)
    {
        var rows = paragraphs?.Rows.ToLookup(p => p.Text(paragraphs.DocumentKey));
        foreach (var row in documents.Rows)
        {
            html.Add($"<article id=\"{row.Id}\"><h3>{row.Label}</h3>\n");
            WriteFacts(html, row);
            foreach (var paragraph in rows?[row.Text(documents.DocumentKey)] ?? [])
                WriteParagraph(html, paragraph);
            if (paragraphs is null && documents.DerivedFrom("document.text") is >= 0 and var text)
                foreach (var paragraph in row.Text(text).Split("\n\n", StringSplitOptions.RemoveEmptyEntries))
                    html.Add($"<p class=\"body\">{paragraph}</p>\n");
            html.Add($"</article>\n");
        }
    }

    private void WriteFacts(HtmlText html, PageRow row)
    {
        html.Add($"<details><summary>About this text</summary><dl>");
        for (var column = 0; column < documents.Schema.Columns.Count; column++)
            if (!row.IsNull(column) && !documents.Schema.Columns[column].IsPlace())
            {
                html.Add($"<dt>{documents.Schema.Columns[column].Name}</dt><dd>");
                PageTables.WriteCell(html, tables, row, column);
                html.Add($"</dd>");
            }
        html.Add($"</dl></details>\n");
    }

    private void WriteParagraph(HtmlText html, PageRow row)
    {
        var number = row.Whole(row.Table.DerivedFrom("paragraph.number"));
        var role = row.Table.DerivedFrom("paragraph.role") is >= 0 and var r ? row.Text(r) : "body";
        html.Add($"<div class=\"p\" id=\"{row.Id}\"><p class=\"{(role == "body" ? "body" : "role")}\">");
        if (role != "body")
            html.Add($"<span class=\"tag\">{role}</span> ");
        WriteMarked(html, row.Text(row.Table.ParagraphText), marks.GetValueOrDefault(PlaceOf(row, number)) ?? []);
        html.Add($"</p><p class=\"place\">Paragraph {number}");
        Place("line", "line");
        Place("byteStart", "bytes");
        if (row.Table.DerivedFrom("paragraph.byteStart") >= 0 && row.Table.DerivedFrom("paragraph.byteEnd") is >= 0 and var end)
            html.Add($" to {row.Text(end)}");
        html.Add($"</p></div>\n");

        void Place(string fact, string name)
        {
            if (row.Table.DerivedFrom("paragraph." + fact) is >= 0 and var column)
                html.Add($", {name} {row.Text(column)}");
        }
    }

    private static string PlaceOf(PageRow row, int paragraph) =>
        FormattableString.Invariant($"{paragraph} {row.Text(row.Table.DocumentKey)}");

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
            foreach (var mark in sound.Where(m => m.End == cuts[i] && !m.Row.Table.IsMentions))
            {
                html.Add($"<sup><a href=\"#{mark.Row.Id}\" title=\"{mark.Row.Table.Schema.Title}: {mark.Row.Label}\">");
                html.Add($"{mark.Row.Number}</a></sup>");
            }
            foreach (var mark in sound.Where(m => m.Start == cuts[i]))
                html.Add($"<span id=\"{mark.Row.Id}-at\"></span>");
            if (i + 1 == cuts.Length)
                break;
            var piece = text[units[cuts[i]]..units[cuts[i + 1]]];
            var over = sound.Where(m => m.Start <= cuts[i] && m.End >= cuts[i + 1]).OrderBy(m => m.End - m.Start).ToArray();
            if (over.Length == 0)
            {
                html.Add($"{piece}");
                continue;
            }
            html.Add($"<a class=\"m k{over[0].Kind % 6}\" href=\"#{over[0].Row.Id}\" ");
            html.Add($"data-over=\"{string.Join(' ', over.Select(m => m.Row.Id))}\"");
            // A space between two other marks is a link that has no words of its own.
            if (string.IsNullOrWhiteSpace(piece))
                html.Add($" aria-label=\"{over[0].Row.Id}\"");
            html.Add($">{piece}</a>");
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
    private sealed record Mark(PageRow Row, int Kind, int Start, int End);
}
