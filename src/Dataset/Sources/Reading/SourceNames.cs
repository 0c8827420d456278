using Dataset.Diagnostics;
using Dataset.Schemas;
using Dataset.Schemas.Reading;
using Dataset.Sources.Binding;
using Dataset.Text;

namespace Dataset.Sources.Reading;

/// <summary>What <c>x-source</c> can only be held to once it is known where a table's rows come from.</summary>
internal static class SourceNames
{
    public static void Check(SourceTable table, string displayPath, DiagnosticList findings)
    {
        if (table.Schema.Columns.All(c => c.Source is null))
            return;
        var (kind, places) = (table.Source.Kind, new SchemaPlaces(table.Schema, displayPath));
        var notation = table.Source.Path is { } path ? SourceForm.Of(path, kind)?.Notation : null;
        var isBulk = kind == TableKind.Documents && notation != SourceNotation.Folder;
        var taken = new HashSet<string>(
            kind == TableKind.Documents ? [SchemaChecks.ParagraphsKey, .. table.Lists.Select(l => l.Source.Field!)]
                : kind == TableKind.Paragraphs ? SchemaChecks.AnnotationKeys : [],
            StringComparer.Ordinal);
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var column in table.Schema.Columns)
        {
            var isWritten = RecordPlan.IsWritten(column, kind)
                || (isBulk && column.Derivation is { } d && (d.Is(Derivation.DocumentKey) || d.Is(Derivation.DocumentText)));
            var problem = !isWritten ? (column.Source is null ? null : "it on a column that the build fills")
                : taken.Contains(column.NameInSource) && column.Source is not null
                    ? $"{Printable.Quoted(column.NameInSource)}, which the metadata uses for something else"
                : !seen.Add(column.NameInSource) && notation is not (SourceNotation.Csv or SourceNotation.Excel)
                    ? $"{Printable.Quoted(column.NameInSource)} for two columns"
                : null;
            if (problem is not null)
                findings.Add(
                    Rules.SourceNameFits, places.OfColumn(column.Name, "x-source"),
                    $"Expected x-source with a name of its own on a column that the source has, found {problem}.");
        }
    }
}
