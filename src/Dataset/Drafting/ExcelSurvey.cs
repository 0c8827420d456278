using Dataset.Diagnostics;
using Dataset.Files;
using Dataset.Sources.Reading;
using Dataset.Syntax;

namespace Dataset.Drafting;

/// <summary>Looks at the first sheet of a workbook and proposes what its columns are.</summary>
internal static class ExcelSurvey
{
    /// <summary>Fills a draft.</summary>
    /// <param name="draft">Without columns.</param>
    /// <param name="path">The workbook.</param>
    /// <returns>Whether there is a table in the sheet; else the draft is of no use, and its notes say why.</returns>
    public static bool Fill(TableDraft draft, string path)
    {
        var findings = new DiagnosticList();
        var handle = PlainFile.Open(path, followsLink: true);
        using var file = new FileWindow(handle, 0, RandomAccess.GetLength(handle), ownsFile: true);
        using var sheet = ExcelSheet.Open(file, null, path, findings);
        if (sheet is not null && sheet.TryReadRow(findings))
        {
            var headers = Enumerable.Range(0, sheet.CellCount)
                .Select(i => sheet.Read(i, asText: true) is SourceScalar scalar ? scalar.Text : "").ToList();
            while (headers is [.., ""])
                headers.RemoveAt(headers.Count - 1);
            draft.AddColumns(headers, headers.Count);
            ReadRows(draft, sheet, findings);
            draft.ChooseKey();
        }
        draft.Notes.AddRange(findings.Kept.Select(f => f.Message));
        if (draft.Columns.Count == 0 && findings.Kept.Count == 0)
            draft.Notes.Add("Its first sheet is empty.");
        return draft.Columns.Count > 0;
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
