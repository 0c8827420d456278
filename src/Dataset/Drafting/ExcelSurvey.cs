using Dataset.Diagnostics;
using Dataset.Files;
using Dataset.Sources.Reading;
using Dataset.Syntax;
using Dataset.Text;

namespace Dataset.Drafting;

/// <summary>Looks at the sheets of a workbook and proposes what their columns are.</summary>
internal static class ExcelSurvey
{
    /// <summary>Rows by which the header is found.</summary>
    private const int SampleInRows = 50;

    /// <summary>The sheets with cells that Excel shows; of a file that cannot be read as a workbook one, which then says so.</summary>
    /// <param name="path">The workbook.</param>
    /// <param name="hidden">Those that it does not show.</param>
    /// <param name="problem">What to say of sheets after one that is damaged; null where there is none.</param>
    public static IReadOnlyList<Sheet> SheetsOf(string path, out IReadOnlyList<string> hidden, out string? problem)
    {
        using var file = Open(path);
        var (found, unseen, last) = (new List<Sheet>(), new List<string>(), (string?)null);
        var fault = ExcelSheet.ForEach(file, path, (sheet, name, isVisible) =>
        {
            if (!isVisible)
                unseen.Add(name);
            else if (FindHeader(sheet, out var count) is { } header)
                found.Add(new(name, last is not null, header, count > header + 1));
            last = name;
        });
        hidden = unseen;
        problem = fault is null || last is null ? null
            : $"The sheets after {Printable.Quoted(last)} were left out, as the next one cannot be read: {fault.TrimEnd('.')}. Take that "
                + "sheet out of the workbook, or mend it, to have the rest.";
        return last is null ? [new(null, IsNamed: false, Header: 0, HasRows: true)] : found;
    }

    /// <summary>A sheet of a workbook.</summary>
    /// <param name="Name">Of the sheet; null where the file is no workbook.</param>
    /// <param name="IsNamed">Whether the table has to name it: it is not the first, or not the only one.</param>
    /// <param name="Header">The row that names the columns, from 0.</param>
    /// <param name="HasRows">Whether there is a row below its header, or one that cannot be read.</param>
    public sealed record Sheet(string? Name, bool IsNamed, int Header, bool HasRows);

    /// <summary>Fills a draft.</summary>
    /// <param name="draft">Without columns.</param>
    /// <param name="path">The workbook.</param>
    /// <param name="sheet">The sheet.</param>
    /// <returns>Whether there is a table in the sheet; else the draft is of no use, and its notes say why.</returns>
    public static bool Fill(TableDraft draft, string path, Sheet sheet)
    {
        var findings = new DiagnosticList();
        using var file = Open(path);
        if (ExcelSheet.Open(file, sheet.Name, path, findings) is { } rows)
        {
            using var _ = rows;
            for (var row = 0; row < sheet.Header; row++)
                rows.TryReadRow(findings);
            rows.TryReadRow(findings);
            var headers = NamesIn(rows);
            if (sheet.IsNamed)
                draft.Workbook.Add($"sheet: {YamlWord.Quoted(sheet.Name!)}");
            if (sheet.Header > 0)
                draft.Workbook.Add(FormattableString.Invariant($"skip: {sheet.Header}"));
            ReadRows(draft, headers, rows, findings);
            draft.ChooseKey();
            if (rows.HasFormulas)
                draft.Notes.Add("A formula in it counts as the value that was saved last.");
        }
        draft.Notes.AddRange(findings.Kept.Select(f => f.Message));
        return draft.Columns.Count > 0;
    }

    private static FileWindow Open(string path)
    {
        var handle = PlainFile.Open(path, followsLink: true);
        return new(handle, 0, RandomAccess.GetLength(handle), ownsFile: true);
    }

    /// <summary>
    /// The row that names the columns, from 0: the first with cells or, where titles come before it, the first with as many as most have.
    /// Null where the sheet has no cell.
    /// </summary>
    /// <param name="sheet">The sheet.</param>
    /// <param name="count">Rows, as far as they were looked at; one more counts where it cannot be read.</param>
    private static int? FindHeader(ExcelSheet sheet, out int count)
    {
        var findings = new DiagnosticList();
        var rows = new List<List<string>>();
        while (rows.Count < SampleInRows && sheet.TryReadRow(findings))
            rows.Add(NamesIn(sheet));
        // What cannot be read is said by those who read it as a whole.
        count = findings.HasErrors ? int.MaxValue : rows.FindLastIndex(r => r.Count > 0) + 1;
        if (rows.TrueForAll(r => r.Count == 0))
            return findings.HasErrors ? 0 : null;
        var usual = rows.Where(r => r.Count > 0).GroupBy(r => r.Count)
            .OrderByDescending(g => g.Count()).ThenByDescending(g => g.Key).First().Key;
        var first = rows.FindIndex(r => r.Count > 0);
        return rows[first].Count(c => c.Length > 0) > usual / 2
            ? first
            : rows.FindIndex(r => r.Count >= usual && r.Count(c => c.Length > 0) > usual / 2) is >= 0 and var at ? at : first;
    }

    /// <summary>The cells of a row as texts, without empty ones at its end.</summary>
    private static List<string> NamesIn(ExcelSheet sheet)
    {
        var names = Enumerable.Range(0, sheet.CellCount)
            .Select(i => sheet.Read(i, asText: true) is SourceScalar scalar ? scalar.Text : "").ToList();
        while (names is [.., ""])
            names.RemoveAt(names.Count - 1);
        return names;
    }

    /// <summary>Reads the rows, and drafts the columns of the header and those without a name that have a value.</summary>
    private static void ReadRows(TableDraft draft, List<string> headers, ExcelSheet sheet, DiagnosticList findings)
    {
        var columns = new List<ColumnEvidence>();
        var first = headers.FindIndex(h => h.Length > 0);
        // As in a build: rows without a cell at the end of a sheet are none, between others they are.
        var (count, blank) = (0L, 0L);
        while (sheet.TryReadRow(findings))
        {
            var cells = Enumerable.Range(0, sheet.CellCount).Select(i => sheet.Read(i, asText: false)).ToList();
            if (cells.TrueForAll(c => c is null))
            {
                blank++;
                continue;
            }
            while (columns.Count < Math.Max(headers.Count, cells.FindLastIndex(c => c is not null) + 1))
            {
                columns.Add(new(columns.Count <= first || (columns.Count < headers.Count && TableDraft.IsKeyLike(headers[columns.Count]))));
                if (count > 0)
                    columns[^1].AddNull();
            }
            foreach (var (i, column) in columns.Index())
            {
                // An error is no value, and a finding says what to do.
                if (i < cells.Count && cells[i] is SourceScalar { Kind: not ScalarKind.Error } scalar)
                    column.Add(scalar, (sheet.Read(i, asText: true) as SourceScalar)?.Text);
                else
                    column.AddNull();
                if (blank > 0)
                    column.AddNull();
            }
            (count, blank) = (count + blank + 1, 0);
        }
        while (columns.Count < headers.Count)
            columns.Add(new());
        headers.AddRange(Enumerable.Repeat("", Math.Max(0, columns.Count - headers.Count)));
        // Columns without a name and without a value are only there to look well.
        var last = Enumerable.Range(0, headers.Count).LastOrDefault(i => headers[i].Length == 0 && columns[i].Values > 0, -1);
        var kept = headers.Index().Where(h => h.Item.Length > 0 || h.Index <= last).ToList();
        foreach (var column in columns.Except(kept.Select(k => columns[k.Index])))
            column.Dispose();
        draft.AddColumns([.. kept.Select(k => k.Item)], [.. kept.Select(k => columns[k.Index])]);
        draft.PassUnnamed();
    }
}
