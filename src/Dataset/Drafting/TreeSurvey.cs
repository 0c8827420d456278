using Dataset.Diagnostics;
using Dataset.Sources;
using Dataset.Syntax;
using Dataset.Text;

namespace Dataset.Drafting;

/// <summary>Looks at records in JSON, JSON Lines or YAML and proposes what their keys are.</summary>
internal static class TreeSurvey
{
    /// <summary>Fills a draft.</summary>
    /// <param name="draft">Without columns.</param>
    /// <param name="bytes">The whole file.</param>
    /// <param name="notation">JSON, JSON Lines or YAML.</param>
    /// <returns>Whether there is a table in the file; else the draft is of no use, and its notes say why.</returns>
    public static bool Fill(TableDraft draft, byte[] bytes, SourceNotation notation)
    {
        var findings = new DiagnosticList();
        var records = Read(bytes, notation, findings, out var top);
        if (records is null || records.Count == 0 || !records.All(r => r is SourceMap))
        {
            draft.Notes.Add(
                OtherNotation(bytes, notation) ?? (findings.Kept.Count > 0
                    ? $"{findings.Kept[0].Location}: {findings.Kept[0].Message}" : DescribeOther(top, notation)));
            return false;
        }
        var keys = records.Cast<SourceMap>().SelectMany(r => r.Entries).Select(e => e.Key).Distinct().ToList();
        draft.AddColumns(keys, keys.Count);
        foreach (var record in records.Cast<SourceMap>())
            if (!Add(draft, record))
                return false;
        draft.ChooseKey();
        return true;
    }

    /// <summary>What a file in JSON is whose ending says the other kind; null where that is not so.</summary>
    private static string? OtherNotation(byte[] bytes, SourceNotation notation)
    {
        var other = new DiagnosticList();
        return notation == SourceNotation.JsonLines && Read(bytes, SourceNotation.Json, other, out _) is { Count: > 0 }
            ? "It is one JSON array, not an object on each line: let the name end in .json."
            : notation == SourceNotation.Json && Read(bytes, SourceNotation.JsonLines, other, out _) is [SourceMap, SourceMap, ..]
            ? "It has a JSON object on each line: let the name end in .jsonl."
            : null;
    }

    /// <summary>What a file holds that is no list of records, and what makes one of it.</summary>
    private static string DescribeOther(SourceNode? top, SourceNotation notation)
    {
        var lists = top is SourceMap map
            ? map.Entries.Where(e => e.Value is SourceList { Items: [SourceMap, ..] }).Select(e => e.Key).ToList() : [];
        return lists.Count > 0
            ? $"It is one record, with a list of records in {Printable.List(lists)}. "
                + (lists.Count == 1 ? "Let a file hold that list alone." : "Let a file hold one of those lists alone.")
            : top is SourceMap { Entries: [{ Value: SourceMap }, ..] }
            ? "It is a mapping, not a list of records. Write each record as an entry of a list"
                + (notation == SourceNotation.Json ? ", and its key as a value in it." : ", with a hyphen before it and its key in it.")
            : "It is no list of records: a table is a list of mappings, each with the names of the columns and their values.";
    }

    /// <summary>Adds the values of a record; false, with a note, where one has no place in a column.</summary>
    public static bool Add(TableDraft draft, SourceMap record)
    {
        foreach (var column in draft.Columns)
            if (!Add(column, record.Find(column.Header!)?.Value))
            {
                draft.Notes.Add(
                    $"{Printable.Quoted(column.Header!)} has values of several shapes, or records in it: make those a table, or columns of "
                        + "this one.");
                return false;
            }
        return true;
    }

    private static IReadOnlyList<SourceNode>? Read(
        byte[] bytes, SourceNotation notation, DiagnosticList findings, out SourceNode? top)
    {
        const string File = "line";
        top = null;
        if (notation != SourceNotation.JsonLines)
        {
            top = notation == SourceNotation.Json ? JsonTree.Read(bytes, File, findings) : YamlTree.Read(bytes, File, findings);
            return (top as SourceList)?.Items;
        }
        var (records, number) = (new List<SourceNode>(), 0);
        foreach (var range in bytes.AsSpan().Split((byte)'\n'))
        {
            number++;
            if (bytes.AsSpan()[range] is not { IsEmpty: false } line)
                continue;
            if (JsonTree.ReadLine(line, File, number, range.Start.Value, findings) is not { } record)
                return null;
            records.Add(record);
        }
        return records;
    }

    /// <summary>
    /// Adds a value, none where the key is not there; false where it is of another shape than those before, or has records in it.
    /// </summary>
    private static bool Add(DraftColumn column, SourceNode? value)
    {
        switch (value)
        {
            case null or SourceScalar { Kind: ScalarKind.Null }:
                column.Evidence.AddNull();
                return true;
            case SourceScalar scalar when !column.IsList:
                column.Evidence.Add(scalar);
                return true;
            case SourceList list when list.Items.All(i => i is SourceScalar) && (column.IsList || column.Evidence.Values == 0):
                column.IsList = true;
                foreach (var item in list.Items.Cast<SourceScalar>())
                    if (item.Kind == ScalarKind.Null)
                        column.HasNullItems = true;
                    else
                        column.Evidence.Add(item);
                return true;
            default:
                return false;
        }
    }
}
