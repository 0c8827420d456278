using Dataset.Diagnostics;
using Dataset.Schemas;
using Dataset.Tables;
using Dataset.Text;

namespace Dataset.Sources.Reading;

/// <summary>Whether editions withhold what the texts give back, by names that exist.</summary>
internal static class EditionChecks
{
    public static void Run(Descriptor descriptor, IReadOnlyList<SourceTable> tables, DiagnosticList findings)
    {
        var names = new HashSet<string>(StringComparer.Ordinal) { descriptor.Name };
        foreach (var edition in descriptor.Editions)
        {
            if (!names.Add(edition.Name))
                findings.Add(
                    Rules.EditionWithholds, edition.Location,
                    $"Expected another name than that of the dataset and of other editions, found {Printable.Quoted(edition.Name)}.");
            var withheld = new HashSet<string>(StringComparer.Ordinal);
            foreach (var entry in edition.Withhold)
                foreach (var problem in Problems(entry, tables, withheld))
                    findings.Add(Rules.EditionWithholds, entry.Location, problem);
        }
    }

    private static IEnumerable<string> Problems(WithheldEntry entry, IReadOnlyList<SourceTable> tables, HashSet<string> withheld)
    {
        if (tables.FirstOrDefault(t => t.Name == entry.Table) is not { } table)
        {
            yield return $"Expected a table of this dataset ({string.Join(", ", tables.Select(t => t.Name))}), found "
                + $"{Printable.Quoted(entry.Table)}.";
            yield break;
        }
        if (!withheld.Add(entry.Table))
            yield return $"Expected each table once, found {entry.Table} again.";
        var documents = SourceFolder.DocumentsOf(table) is { } name ? tables.First(t => t.Name == name) : null;
        if (documents is not null && SourceForm.Of(documents.Source.Path!, TableKind.Documents)!.Value.Notation != SourceNotation.Folder)
            yield return $"Expected texts in files of their own, which those who have them can restore from, found {documents.Name} in "
                + $"{Printable.Quoted(documents.Source.Path!.Value)}, where they are among the metadata.";
        if (entry.Unless is { } unless
            && (documents is null || documents.Schema.Find(unless) is var flag && (flag < 0 || !IsFlag(documents.Schema.Columns[flag]))))
            yield return $"Expected a boolean column of {documents?.Name ?? "a table of documents"} for \"unless\", found "
                + $"{Printable.Quoted(unless)}.";
        foreach (var column in entry.Columns)
        {
            if (table.Schema.Find(column) is >= 0 and var index)
            {
                if (ProblemOf(table, index, documents) is { } problem)
                    yield return problem;
            }
            else
                yield return $"Expected a column of {table.Name}, found {Printable.Quoted(column)}"
                    + (NearestName.Of(column, table.Schema.Columns.Select(c => c.Name)) is { } near ? $"; is {near} meant?" : ".");
        }
        if (entry.Columns.Distinct(StringComparer.Ordinal).Count() < entry.Columns.Count)
            yield return $"Expected each column of {table.Name} once, found one again.";
    }

    private static bool IsFlag(ColumnSchema column) => !column.Layout.IsList && column.Layout.Type == ColumnType.Boolean;

    private static string? ProblemOf(SourceTable table, int index, SourceTable? documents)
    {
        var (schema, column) = (table.Schema, table.Schema.Columns[index]);
        if (schema.PrimaryKey.Contains(index) || schema.ForeignKeys.Any(k => k.Columns.Contains(column.Name)))
            return $"Expected columns that no key has, found {column.Name}.";
        return PlaceInText.Of(schema, index) switch
        {
            { Paragraph: < 0, Kind: var kind }
                when documents!.Paragraphs is null || ParagraphRoles.Of(documents.Paragraphs.Schema, kind) is null =>
                $"Expected a table of the paragraphs of {table.Name} with their numbers and roles, as {column.Name} is made of those, "
                    + "found none.",
            not null => null,
            null => $"Expected a text that is in the documents, with columns for its place (a quote: its paragraph, start and end), found "
                + $"{column.Name}, which the texts do not give back.",
        };
    }
}
