using System.Text;
using Dataset.Diagnostics;
using Dataset.Files;
using Dataset.Formats.Parquet;
using Dataset.Formats.Rows;
using Dataset.Schemas;
using Dataset.Sources;
using Dataset.Sources.Binding;
using Dataset.Sources.Reading;
using Dataset.Syntax;
using Dataset.Tables;

namespace Dataset.Drafting;

/// <summary>Reads a Parquet file as a build does, and proposes the columns that it has.</summary>
internal static class ParquetSurvey
{
    /// <summary>Fills a draft.</summary>
    /// <param name="draft">Without columns.</param>
    /// <param name="path">The file.</param>
    /// <returns>Whether a build can read the file; else the draft is of no use, and its notes say why.</returns>
    public static bool Fill(TableDraft draft, string path)
    {
        var findings = new DiagnosticList();
        var handle = PlainFile.Open(path, followsLink: true);
        using var file = new FileWindow(handle, 0, RandomAccess.GetLength(handle), ownsFile: true);
        try
        {
            if (ParquetRecords.Open(file, path, fields => Plan(draft, fields), findings) is { } records)
                using (var lines = new StreamReader(records))
                    for (var number = 1; lines.ReadLine() is { } line; number++)
                        if (JsonTree.ReadLine(Encoding.UTF8.GetBytes(line), path, number, 0, findings, isRow: true) is SourceMap record)
                            TreeSurvey.Add(draft, record);
        }
        catch (MalformedTableException e)
        {
            findings.Add(e.ToDiagnostic());
        }
        draft.Notes.AddRange(findings.Kept.Select(f => f.Message));
        draft.ChooseKey();
        return !findings.HasErrors;
    }

    /// <summary>Takes the fields as columns of the draft. All may be null here, and what takes no value is refused as in a build.</summary>
    private static RecordPlan Plan(TableDraft draft, IReadOnlyList<ForeignNode> fields)
    {
        var headers = fields.Select(f => f.Name).Distinct().ToList();
        draft.AddColumns(headers, headers.Count);
        foreach (var column in draft.Columns)
        {
            var field = fields.First(f => f.Name == column.Header);
            column.IsList = !field.IsFlat && field.Elements is not null;
            if ((field.IsFlat ? field : field.Elements) is { } leaf && ParquetRecords.TypeOf(leaf.Type) is { } type)
                column.Evidence.Declare(type);
        }
        var schema = new TableSchema(
            draft.Name, "", "",
            [
                .. draft.Columns.Select(c => new ColumnSchema
                {
                    Layout = new(c.Name, c.Evidence.Declared ?? ColumnType.Number, c.IsList),
                    IsNullable = true,
                    ItemsNullable = c.IsList,
                    Description = "",
                    Source = c.Header,
                    Constraints = ColumnConstraints.None,
                }),
            ],
            [], [], default);
        return RecordPlan.OfRows(schema, TableKind.Records);
    }
}
