using Dataset.Diagnostics;
using Dataset.Files;
using Dataset.Schemas;
using Dataset.Schemas.Reading;
using Dataset.Text;

namespace Dataset.Sources;

/// <summary>Whether the tables of a descriptor say what their origins need, and fit together.</summary>
/// <param name="tables">The tables.</param>
/// <param name="unread">Keys of tables that are there and wrong, or missing, which is reported already.</param>
/// <param name="findings">Takes the findings.</param>
internal sealed class TableSourceChecks(
    IReadOnlyList<TableSource> tables, IReadOnlySet<(TableSource Table, string Key)> unread, DiagnosticList findings)
{
    public void Run()
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        var taken = new HashSet<(string Of, TableKind Kind, string? Field)>();
        CheckPaths();
        foreach (var table in tables)
        {
            if (!unread.Contains((table, "name")) && !names.Add(table.Name))
                findings.Add(Rules.TableStandsOnce, table.Location, $"Expected another table of another name, found {table.Name} again.");
            CheckKeys(table);
            CheckTarget(table, "of", table.Of, TableKind.Documents);
            CheckTarget(table, "entities", table.Entities, TableKind.Records);
            if (table.Field == SchemaChecks.ParagraphsKey)
                findings.Add(
                    Rules.TableStandsOnce, table.Location,
                    $"Expected another field for {Named(table)} than {Printable.Quoted(SchemaChecks.ParagraphsKey)}, which is the "
                        + "key of annotations, found that.");
            if (table.Of is not null && !taken.Add((table.Of, table.Kind, table.Field)))
                findings.Add(
                    Rules.TableStandsOnce, table.Location,
                    table.Kind == TableKind.List
                        ? $"Expected each list of {table.Of} to be one table, found {table.Field} again for {Named(table)}."
                        : $"Expected one table of {Word(table.Kind)} of {table.Of}, found another: {Named(table)}.");
        }
    }

    private void CheckKeys(TableSource table)
    {
        if (unread.Contains((table, "from")))
            return;
        (string Key, bool IsGiven)[] keys =
        [
            ("path", table.Path is not null), ("of", table.Of is not null), ("field", table.Field is not null),
            ("entities", table.Entities is not null),
        ];
        foreach (var (key, isGiven) in keys)
            if (isGiven != Needs(table.Kind, key) && !unread.Contains((table, key)))
                findings.Add(
                    Rules.TableOriginFits, table.Location,
                    $"Expected {(isGiven ? "no " : "")}{Printable.Quoted(key)} for {Named(table)} from {Word(table.Kind)}, found "
                        + $"{(isGiven ? "one" : "none")}.");
        var notation = table.Path is { } path ? SourceForm.Of(path, table.Kind)?.Notation : null;
        if (table.Csv is not null && notation != SourceNotation.Csv)
            findings.Add(
                Rules.TableOriginFits, table.Location,
                $"Expected \"csv\" only where the path ends in .csv or .tsv, found it for {Named(table)}.");
        if (table.Skip > 0 && notation != SourceNotation.Excel)
            findings.Add(
                Rules.TableOriginFits, table.Location,
                $"Expected \"skip\" only where the path ends in .xlsx (of .csv and .tsv it is in \"csv\"), found it for "
                    + $"{Named(table)}.");
        if (table.Sheet is not null && notation != SourceNotation.Excel)
            findings.Add(
                Rules.TableOriginFits, table.Location,
                $"Expected \"sheet\" only where the path ends in .xlsx, found it for {Named(table)}.");
    }

    private void CheckPaths()
    {
        // The descriptor's own file is taken, and whatever lies in a folder of documents is that table's.
        var taken = new List<(RelativePath Path, string By, string? Sheet)>
        {
            (RelativePath.Parse(Descriptor.FileName), "the descriptor", null),
        };
        foreach (var table in tables)
        {
            if (table.Path is not { } path || table.Kind is not (TableKind.Documents or TableKind.Records))
                continue;
            if (SourceForm.Of(path, table.Kind) is null && !unread.Contains((table, "from")))
            {
                findings.Add(
                    Rules.PathHasKnownEnding, table.Location,
                    $"Expected the path of {Named(table)} to end in one of {SourceForm.RecordEndings}, found "
                        + $"{Printable.Quoted(path.Value)}.");
            }
            // Sheets with names of their own are sources of their own.
            var (other, by, sheet) = taken.Find(t => (IsOrContains(t.Path, path) || IsOrContains(path, t.Path))
                && !(t.Path.Value == path.Value && t.Sheet is not null && table.Sheet is not null && t.Sheet != table.Sheet));
            if (other is not null)
            {
                findings.Add(
                    Rules.SourceIsTakenOnce, table.Location,
                    $"Expected a source of its own for {Named(table)}, found {Printable.Quoted(path.Value)}, which is or overlaps "
                        + $"{Printable.Quoted(other.Value)} of {by}."
                        + (other.Value == path.Value && sheet is null != table.Sheet is null
                            ? " Name the sheet of each with \"sheet\"." : ""));
            }
            taken.Add((path, table.Name.Length > 0 ? table.Name : "another table", table.Sheet));
        }
    }

    private void CheckTarget(TableSource table, string key, string? target, TableKind kind)
    {
        // It may be one whose name or origin is wrong.
        if (target is null || tables.Any(
            t => (t.Name == target || unread.Contains((t, "name"))) && (t.Kind == kind || unread.Contains((t, "from")))))
            return;
        var known = tables.Where(t => t.Kind == kind).Select(t => t.Name).ToArray();
        findings.Add(
            Rules.TableOriginFits, table.Location,
            $"Expected {Printable.Quoted(key)} of {Named(table)} to name a table from {Word(kind)} "
                + $"({(known.Length == 0 ? "there is none" : string.Join(", ", known))}), found {Printable.Quoted(target)}.");
    }

    /// <summary>Whether a table has one of the keys that say where its rows come from; without it, it has none.</summary>
    internal static bool Needs(TableKind kind, string key) => key switch
    {
        "path" => kind is TableKind.Documents or TableKind.Records,
        "of" => kind is TableKind.Paragraphs or TableKind.List or TableKind.Mentions,
        "field" => kind == TableKind.List,
        "entities" => kind == TableKind.Mentions,
        _ => true,
    };

    /// <summary>One without a name, which is reported already, is the one at the place of the finding.</summary>
    private static string Named(TableSource table) => table.Name.Length > 0 ? $"the table {table.Name}" : "this table";

    private static bool IsOrContains(RelativePath outer, RelativePath inner) =>
        inner.Folded == outer.Folded || inner.Folded.StartsWith(outer.Folded + "/", StringComparison.Ordinal);

    private static string Word(TableKind kind) => kind.ToString().ToLowerInvariant();
}
