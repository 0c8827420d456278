using System.Globalization;
using Dataset.Schemas;
using Dataset.Tables;

namespace Dataset.Releases.Metadata;

/// <summary>The tables of a page: their rows, and what their columns are.</summary>
internal static class PageTables
{
    /// <summary>Whether a column only says where something is in a text, or is that text: the page shows the text itself.</summary>
    public static bool IsPlace(this ColumnSchema column) => column.Derivation?.Name.Split('.') is [_, var fact]
        && fact is "start" or "end" or "textStart" or "textEnd" or "byteStart" or "byteEnd" or "text";

    /// <summary>The rows, each linked to its place in the text and to the rows that it refers to.</summary>
    public static void WriteRows(HtmlText html, IReadOnlyList<PageTable> tables, PageTable table)
    {
        var shown = Enumerable.Range(0, table.Schema.Columns.Count)
            .Where(c => !table.Schema.Columns[c].IsPlace() && table.Rows.Any(r => !r.IsNull(c)))
            .ToArray();
        var mentions = tables.Where(t => t.IsMentions && t.Schema.ForeignKeys.Any(k => k.Table == table.Name)).ToArray();
        html.OpenWide(table.Schema.Title);
        html.Add($"<table class=\"rows\"><thead><tr>");
        if (table.Spans.Count > 0)
            html.Add($"<td></td>");
        foreach (var column in shown)
            html.Add($"<th scope=\"col\"{Numeric(column)}>{table.Schema.Columns[column].Name}</th>");
        if (mentions.Length > 0)
            html.Add($"<th scope=\"col\">in the texts</th>");
        html.Add($"</tr></thead><tbody>\n");
        var places = mentions.SelectMany(m => m.Rows).ToLookup(m => m.Text(m.Table.DerivedFrom("mention.entity")));
        foreach (var row in table.Rows)
        {
            html.Add($"<tr id=\"{row.Id}\">");
            if (table.Spans.Count > 0)
                html.Add($"<td><a href=\"#{row.Id}-at\" aria-label=\"Row {row.Number} in the text\">¶</a></td>");
            foreach (var column in shown)
            {
                html.Add($"<td{Numeric(column)}{(row.Text(column).Length > 40 ? " class=long" : "")}>");
                WriteCell(html, tables, row, column);
                html.Add($"</td>");
            }
            if (mentions.Length > 0)
            {
                html.Add($"<td class=\"links\">");
                var number = 0;
                foreach (var place in places[row.Key])
                    html.Add($"<a href=\"#{place.Id}-at\">{++number}</a> ");
                html.Add($"</td>");
            }
            html.Add($"</tr>\n");
        }
        html.Add($"</tbody></table></div>\n");

        string Numeric(int column) => table.Schema.Columns[column].Layout is { IsList: false, Type.IsNumeric: true } ? " class=n" : "";
    }

    /// <summary>A value; a reference as a link to its row, where that is in the page.</summary>
    public static void WriteCell(HtmlText html, IReadOnlyList<PageTable> tables, PageRow row, int column)
    {
        var name = row.Table.Schema.Columns[column].Name;
        var key = row.Table.Schema.ForeignKeys.FirstOrDefault(k => k.Columns is [var c] && c == name);
        var target = key is null ? null : tables.FirstOrDefault(t => t.Name == key.Table);
        var isFirst = true;
        foreach (var item in row.Items(column))
        {
            html.Add($"{(isFirst ? "" : "; ")}");
            isFirst = false;
            if (target?.Find(item) is { } to)
                html.Add($"<a href=\"#{to.Id}\">{item}</a>");
            else
                html.Add($"{item}");
        }
    }

    /// <summary>What each column is, and what its values are like.</summary>
    public static void WriteColumns(HtmlText html, PageTable table)
    {
        html.Add($"<details><summary>{table.Schema.Title}: {table.Schema.Columns.Count} columns</summary>\n");
        html.Add($"<p>{table.Schema.Description}</p>\n");
        html.OpenWide("Columns of " + table.Schema.Title);
        html.Add($"<table><thead><tr>");
        html.Add($"<th scope=\"col\">column</th><th scope=\"col\">type</th><th scope=\"col\">meaning</th><th scope=\"col\">values</th>");
        html.Add($"</tr></thead><tbody>\n");
        for (var column = 0; column < table.Schema.Columns.Count; column++)
        {
            var schema = table.Schema.Columns[column];
            html.Add($"<tr><th scope=\"row\">{schema.Name}</th><td>{(schema.Layout.IsList ? "list of " : "")}{schema.Layout.Type.Name}");
            html.Add($"{(schema.IsNullable ? ", may be null" : "")}{(schema.Unit is null ? "" : $", in {schema.Unit}")}</td>");
            html.Add($"<td>{schema.Description}</td><td>{Statistics(table, column)}</td></tr>\n");
        }
        html.Add($"</tbody></table></div></details>\n");
    }

    private static string Statistics(PageTable table, int column)
    {
        var parts = new List<string>();
        var nulls = table.Rows.Count(r => r.IsNull(column));
        if (nulls > 0)
            parts.Add(string.Create(CultureInfo.InvariantCulture, $"null in {nulls:N0} of {table.Rows.Count:N0}"));
        var items = table.Rows.SelectMany(r => r.Items(column)).ToArray();
        var counts = items.GroupBy(i => i, StringComparer.Ordinal).ToArray();
        var (isEnum, type) = (table.Schema.Columns[column].Constraints.Enum is not null, table.Schema.Columns[column].Layout.Type);
        if (items.Length > 0 && (isEnum || (type == ColumnType.Boolean)))
            parts.Add(string.Join(", ", counts.OrderByDescending(c => c.Count()).ThenBy(c => c.Key, Text.Utf8Order.Comparer)
                .Select(c => string.Create(CultureInfo.InvariantCulture, $"{c.Key} {c.Count():N0}"))));
        else if (items.Length > 0)
        {
            parts.Add(string.Create(CultureInfo.InvariantCulture, $"{counts.Length:N0} different"));
            var numbers = type.IsNumeric
                ? items.OrderBy(PageCharts.NumberOf).ToArray()
                : type == ColumnType.Date || type == ColumnType.DateTime ? items.Order(StringComparer.Ordinal).ToArray() : [];
            if (numbers.Length > 0)
                parts.Add($"{numbers[0]} to {numbers[^1]}");
        }
        return string.Join("; ", parts);
    }
}
