using Dataset.Diagnostics;
using Dataset.Files;
using Dataset.Sources.Reading;
using Dataset.Syntax;
using Dataset.Text;

namespace Dataset.Drafting;

/// <summary>Looks at the first sheet of a workbook that has a cell and proposes what its columns are.</summary>
internal static class ExcelSurvey
{
    /// <summary>Rows by which the header is found.</summary>
    private const int SampleInRows = 50;

    private const int MostListed = 5;

    /// <summary>Fills a draft.</summary>
    /// <param name="draft">Without columns.</param>
    /// <param name="path">The workbook.</param>
    /// <returns>Whether there is a table in the sheet; else the draft is of no use, and its notes say why.</returns>
    public static bool Fill(TableDraft draft, string path)
    {
        var findings = new DiagnosticList();
        var handle = PlainFile.Open(path, followsLink: true);
        using var file = new FileWindow(handle, 0, RandomAccess.GetLength(handle), ownsFile: true);
        var names = ExcelSheet.NamesOf(file);
        // The first sheet is the usual one; it is passed over where it has no cell.
        foreach (var (index, name) in names.DefaultIfEmpty().Index())
        {
            if (FindHeader(file, name, path) is not { } skip || ExcelSheet.Open(file, name, path, findings) is not { } sheet)
                continue;
            using var _ = sheet;
            for (var row = 0; row < skip; row++)
                sheet.TryReadRow(findings);
            sheet.TryReadRow(findings);
            var headers = NamesIn(sheet);
            if (index > 0)
                draft.Workbook.Add($"sheet: {YamlWord.Quoted(name!)}");
            if (skip > 0)
                draft.Workbook.Add(FormattableString.Invariant($"skip: {skip}"));
            draft.AddColumns(headers, headers.Count);
            ReadRows(draft, sheet, findings);
            draft.ChooseKey();
            if (names.Count > index + 1)
                draft.Notes.Add(
                    $"Its other sheets were left out: {Printable.List([.. names.Skip(index + 1).Take(MostListed)])}. A table of "
                        + "dataset.yaml with \"sheet\" names one.");
            break;
        }
        draft.Notes.AddRange(findings.Kept.Select(f => f.Message));
        if (draft.Columns.Count == 0 && findings.Kept.Count == 0)
            draft.Notes.Add("Its sheets are empty.");
        return draft.Columns.Count > 0;
    }

    /// <summary>
    /// The row that names the columns, from 0: the first with cells or, where titles come before it, the first with as many as most have.
    /// Null where the sheet has no cell.
    /// </summary>
    private static int? FindHeader(FileWindow file, string? name, string path)
    {
        var findings = new DiagnosticList();
        using var sheet = ExcelSheet.Open(file, name, path, findings);
        var rows = new List<List<string>>();
        while (sheet is not null && rows.Count < SampleInRows && sheet.TryReadRow(findings))
            rows.Add(NamesIn(sheet));
        // What cannot be read is said by those who read it as a whole.
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

    private static void ReadRows(TableDraft draft, ExcelSheet sheet, DiagnosticList findings)
    {
        // As in a build: rows without a cell at the end of a sheet are none, between others they are.
        var blank = 0;
        while (sheet.TryReadRow(findings))
        {
            var cells = draft.Columns.Select((_, i) => i < sheet.CellCount ? sheet.Read(i, asText: false) : null).ToList();
            if (cells.TrueForAll(c => c is null))
            {
                blank++;
                continue;
            }
            foreach (var (column, cell) in draft.Columns.Zip(cells))
            {
                if (cell is SourceScalar scalar)
                    column.Evidence.Add(scalar);
                if (cell is null || blank > 0)
                    column.Evidence.AddNull();
            }
            blank = 0;
        }
    }
}
