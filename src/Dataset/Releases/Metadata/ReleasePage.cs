using System.Security.Cryptography;
using System.Text;
using Dataset.Diagnostics;
using Dataset.Files;
using Dataset.Formats;
using Dataset.Formats.Rows;
using Dataset.Sources;
using Dataset.Syntax;

namespace Dataset.Releases.Metadata;

/// <summary>
/// <c>index.html</c>: one file that needs no other, for people who open the release in a browser. It asks for nothing from anywhere, which
/// its own Content Security Policy (by hashes, CSP level 3) holds it to; without scripts all of it can be read.
/// </summary>
internal static class ReleasePage
{
    private const int MostInBytes = 2_000_000;

    /// <summary>Of JSON Lines: what the page shows of them takes two to three times as much.</summary>
    private const int RowsInBytes = 700_000;

    /// <summary>Longer lists of files, and descriptions for search engines, are left to the files that have them.</summary>
    private const int LongestListInBytes = 200_000;

    private static readonly string Style = Resource("page.css");
    private static readonly string Script = Resource("page.js");

    public static MetadataFile File { get; } = new(RelativePath.Parse("index.html"), Rules.PageAgrees, r => Write(r, FilePlaces.InFolder));

    /// <param name="release">What it shows.</param>
    /// <param name="places">Where its files are.</param>
    public static byte[] Write(DescribedRelease release, FilePlaces places)
    {
        for (var budget = RowsInBytes; ; budget /= 2)
        {
            var page = Encoding.UTF8.GetBytes(Write(release, places, PageTable.Read(release, budget)));
            if (page.Length <= MostInBytes || budget == 0)
                return page;
        }
    }

    private static string Write(DescribedRelease release, FilePlaces places, IReadOnlyList<PageTable> tables)
    {
        var html = new HtmlText();
        var manifest = release.Manifest;
        html.Add($"<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n");
        html.Add($"<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; base-uri 'none'; form-action 'none'; ");
        html.Add($"style-src 'sha256-{HashOf(Style)}'; script-src 'sha256-{HashOf(Script)}'\">\n");
        html.Add($"<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n");
        html.Add($"<meta name=\"color-scheme\" content=\"light dark\">\n");
        html.Add($"<title>{manifest.Title} {manifest.Version.ToString()}</title>\n");
        html.AddRaw($"<style>{Style}</style>\n");
        var description = Encoding.UTF8.GetString(Croissant.Write(release, places));
        if (description.Length <= LongestListInBytes)
            html.AddRaw($"<script type=\"application/ld+json\">{InScript(description)}</script>\n");
        html.Add($"</head>\n<body>\n<a class=\"skip\" href=\"#page-main\">Skip to the content</a>\n");
        var timeline = PageCharts.LanesOf(tables);
        WriteHead(html, release, tables, timeline.Count > 0);
        html.Add($"<main id=\"page-main\">\n");
        WriteContents(html, places, tables);
        foreach (var documents in tables.Where(t => t.IsDocuments && t.Rows.Count > 0))
        {
            html.Add($"<section><h2 id=\"{documents.Name}\">{documents.Schema.Title}</h2>\n");
            WriteShare(html, documents);
            var texts = new PageTexts(tables, documents);
            if (texts.HasTexts)
                html.Add($"<p>What is marked in a text leads to its row, and the row back to its place.</p>\n");
            texts.Write(html);
            html.Add($"</section>\n");
        }
        foreach (var table in tables.Where(t => !t.IsDocuments && t.ParagraphText < 0 && t.Rows.Count > 0))
        {
            html.Add($"<section><h2 id=\"{table.Name}\">{table.Schema.Title}</h2>\n<p>{table.Schema.Description}</p>\n");
            WriteShare(html, table);
            PageCharts.WriteFigures(html, table);
            PageTables.WriteRows(html, tables, table);
            html.Add($"</section>\n");
        }
        PageCharts.WriteTimeline(html, timeline);
        html.Add($"<section><h2 id=\"page-columns\">Columns</h2>\n");
        html.Add($"<p>The values are those of the rows on this page.</p>\n");
        foreach (var table in tables)
            PageTables.WriteColumns(html, table);
        html.Add($"<h3>How the tables refer to each other</h3>\n");
        html.OpenWide("Diagram of the tables");
        TableDiagram.Write(html, release, isFile: false);
        html.Add($"</div></section>\n");
        WriteLoading(html, places, release);
        WriteCitation(html, manifest);
        WriteVerifier(html, places, release);
        html.Add($"</main>\n");
        html.AddRaw($"<script>{Script}</script>\n");
        html.Add($"</body>\n</html>\n");
        return html.ToString();
    }

    private static void WriteHead(HtmlText html, DescribedRelease release, IReadOnlyList<PageTable> tables, bool hasTimeline)
    {
        var manifest = release.Manifest;
        html.Add($"<header>\n<h1>{manifest.Title}</h1>\n<p class=\"version\">{release.Name}, released {release.Day}");
        if (manifest.Previous is { } previous)
            html.Add($"; the previous version is {previous.Version.ToString()}");
        html.Add($". <a href=\"CHANGELOG.md\">All changes</a></p>\n<p>{manifest.Description}</p>\n<nav aria-label=\"Contents\"><ul>\n");
        foreach (var table in tables.Where(t => t.ParagraphText < 0 && t.Rows.Count > 0))
            html.Add($"<li><a href=\"#{table.Name}\">{table.Schema.Title}</a></li>\n");
        (string, string)[] sections =
        [
            ("timeline", "Timeline"), ("columns", "Columns"), ("load", "Load"), ("cite", "Cite"), ("use", "May I use it?"),
            ("ask", "Whom to ask"), ("verify", "Verify"),
        ];
        // No table's name has a hyphen, so none of these is one.
        foreach (var (id, name) in sections.Skip(hasTimeline ? 0 : 1))
            html.Add($"<li><a href=\"#page-{id}\">{name}</a></li>\n");
        html.Add($"</ul></nav>\n</header>\n");
    }

    private static void WriteContents(HtmlText html, FilePlaces places, IReadOnlyList<PageTable> tables)
    {
        html.Add($"<section><h2>What is in it</h2>\n");
        html.OpenWide("Tables");
        html.Add($"<table><thead><tr><th scope=\"col\">table</th><th scope=\"col\" class=n>rows</th>");
        html.Add($"<th scope=\"col\">what a row is</th><th scope=\"col\">files</th></tr></thead><tbody>\n");
        foreach (var table in tables)
        {
            html.Add($"<tr><th scope=\"row\">{table.Schema.Title}</th><td class=n>{table.Table.Table.RowCount:N0}</td>");
            html.Add($"<td>{table.Schema.Description}</td><td>");
            foreach (var format in TableFormats.All)
            {
                var files = table.Table.Files(format);
                var target = files.Count == 1 || places.AreFlat ? places.NameOf(files[0].Path) : ReleaseLayout.DataFolder;
                html.Add($"<a href=\"{target}\">{format.Extension}</a>&nbsp;");
                html.Add($"({files.Sum(f => f.SizeInBytes) / 1000.0:#,0.#}&nbsp;kB) ");
            }
            html.Add($"</td></tr>\n");
        }
        html.Add($"</tbody></table></div></section>\n");
    }

    private static void WriteShare(HtmlText html, PageTable table)
    {
        if (!table.IsWhole)
            html.Add($"<p class=\"share\">The page shows the first {table.Rows.Count:N0} of {table.Table.Table.RowCount:N0} rows.</p>\n");
    }

    private static void WriteLoading(HtmlText html, FilePlaces places, DescribedRelease release)
    {
        html.Add($"<section><h2 id=\"page-load\">Load</h2>\n");
        foreach (var (name, _, code) in LoadingCode.All(release, places))
            html.Add($"<details><summary>{name}</summary><pre tabindex=\"0\"><code>{code}</code></pre></details>\n");
        html.Add($"</section>\n");
    }

    private static void WriteCitation(HtmlText html, Manifest manifest)
    {
        html.Add($"<section><h2 id=\"page-cite\">Cite</h2>\n<p>{Citation.Words(manifest)}</p>\n");
        html.Add($"<pre tabindex=\"0\"><code>{string.Join(",\n  ", Citation.BibTeXLines(manifest))}}}</code></pre>\n");
        html.Add($"<h3 id=\"page-use\">May I use it?</h3>\n<ul>\n");
        foreach (var license in manifest.Licenses)
        {
            if (license.Url is { } url && MarkdownText.IsSafe(url))
                html.Add($"<li><a href=\"{url}\">{license.Title}</a>: {license.Covers}</li>\n");
            else
                html.Add($"<li><b>{license.Title}</b>: {license.Covers}</li>\n");
        }
        html.Add($"</ul>\n<h3 id=\"page-ask\">Whom to ask</h3>\n");
        if (manifest.Contact is not null)
            html.Add($"<p>{manifest.Contact}</p>\n");
        if (manifest.AnswerTo(Datasheet.Contact) is { } answer)
            html.Add($"<p>{answer}</p>\n");
        else if (manifest.Contact is null)
            html.Add($"<p>The release names no address. Ask where you got it.</p>\n");
        html.Add($"</section>\n");
    }

    private static void WriteVerifier(HtmlText html, FilePlaces places, DescribedRelease release)
    {
        html.Add($"<section><h2 id=\"page-verify\">Verify</h2>\n");
        html.Add($"<p>Choose the files of the release, or drop them here. Their SHA-256 is computed in your browser and compared; ");
        html.Add($"nothing is sent anywhere. Files that this page does not list are compared with <code>SHA256SUMS</code>, if it is ");
        html.Add($"among them. <code>sha256sum -c SHA256SUMS</code> does the same in a terminal. The data card, ");
        html.AddRaw(places.AreFlat ? "<code>README.md</code> in the zip" : "<a href=\"README.md\">README.md</a>");
        html.Add($", says where the tool is found that checks every value.</p>\n");
        html.Add($"<noscript><p>This needs scripts; the terminal does not.</p></noscript>\n");
        html.Add($"<p id=\"page-drop\"><label>Files <input type=\"file\" id=\"page-files\" multiple></label></p>\n");
        html.Add($"<p id=\"page-verdict\" role=\"status\"></p>\n");
        // Not those that are written after this one, of which verification knows.
        var later = MetadataFile.All.SkipWhile(f => f != File).Select(f => f.Path).ToArray();
        // Not by JsonSerializer, whose code is made at run time: this page is made in each verification.
        var listed = release.Files.Where(f => !later.Contains(f.Path))
            .Select(f => $"{JsonText.Of(f.Path.Value)}:{JsonText.Of(f.Digest.Hex)}");
        var list = $"{{{string.Join(',', listed)}}}";
        var digests = list.Length <= LongestListInBytes ? InScript(list) : "{}";
        html.AddRaw($"<script type=\"application/json\" id=\"page-digests\">{digests}</script>\n");
        html.OpenWide("Results");
        html.Add($"<table id=\"page-results\"></table></div></section>\n");
    }

    /// <summary>JSON in a script element, of which nothing can be the end.</summary>
    private static string InScript(string json) => json.Replace("<", @"\u003c", StringComparison.Ordinal);

    private static string HashOf(string text) => Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(text)));

    private static string Resource(string name)
    {
        using var stream = typeof(ReleasePage).Assembly.GetManifestResourceStream(name)!;
        using var reader = new StreamReader(stream, Encoding.UTF8);
        return reader.ReadToEnd();
    }
}
