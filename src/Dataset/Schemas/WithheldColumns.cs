using Dataset.Diagnostics;
using Dataset.Syntax;

namespace Dataset.Schemas;

/// <summary>What an edition withholds of a table: values that are null in it.</summary>
/// <param name="Table">The table.</param>
/// <param name="Columns">The columns, at least one.</param>
/// <param name="Unless">
/// The column that tells of which documents the values are kept: those in whose row it is true. Null: of none.
/// </param>
internal sealed record WithheldColumns(string Table, IReadOnlyList<string> Columns, FlagColumn? Unless)
{
    /// <summary>The schema of the table in the edition: that of the full table, in which the columns may be null and say so.</summary>
    /// <param name="json">The schema of the full table, which has the columns.</param>
    public byte[] Apply(ReadOnlyMemory<byte> json)
    {
        var root = (SourceMap)JsonTree.Read(json.Span, "", new DiagnosticList())!;
        var definitions = root.Find("definitions")?.Value as SourceMap;
        return IndentedJson.Write(target => target.Object(() =>
        {
            foreach (var (key, _, value) in root.Entries)
            {
                if (RulesLeft(key, value) is { } rules)
                    WriteRules(target, key, rules);
                else if (key == "properties")
                    target.MemberObject(key, () => WriteColumns(target, (SourceMap)value, definitions));
                else
                    target.Name(key).Copy(value);
            }
        }));
    }

    /// <summary>The rules between columns that are about none that is withheld; null of another keyword.</summary>
    private SourceNode? RulesLeft(string key, SourceNode value) => key switch
    {
        "allOf" or "x-order" when value is SourceList list =>
            list with { Items = [.. list.Items.Where(i => !Names(i).Any(Columns.Contains))] },
        "x-within" when value is SourceMap map =>
            map with { Entries = [.. map.Entries.Where(e => !Columns.Contains(e.Key) && !Columns.Contains(((SourceScalar)e.Value).Text))] },
        _ => null,
    };

    /// <summary>The columns that a rule names: texts of lists, and the keys of <c>properties</c>.</summary>
    private static IEnumerable<string> Names(SourceNode node) => node switch
    {
        SourceScalar { Kind: ScalarKind.String } text => [text.Text],
        SourceList list => list.Items.SelectMany(Names),
        SourceMap map => map.Entries.SelectMany(
            e => e.Key == "properties" && e.Value is SourceMap columns ? columns.Entries.Select(c => c.Key)
                : e.Value is SourceScalar ? [] : Names(e.Value)),
        _ => [],
    };

    private static void WriteRules(IndentedJson target, string key, SourceNode rules)
    {
        if (rules is SourceList { Items.Count: > 0 } or SourceMap { Entries.Count: > 0 })
            target.Name(key).Copy(rules);
    }

    private void WriteColumns(IndentedJson target, SourceMap columns, SourceMap? definitions)
    {
        foreach (var (name, _, column) in columns.Entries)
        {
            if (Columns.Contains(name))
                target.MemberObject(name, () => WriteColumn(target, (SourceMap)column, definitions));
            else
                target.Name(name).Copy(column);
        }
    }

    /// <summary>A definition that the column refers to is written in its place: other columns may refer to it too.</summary>
    private void WriteColumn(IndentedJson target, SourceMap column, SourceMap? definitions)
    {
        var entries = column.Entries.ToList();
        while (entries.FindIndex(e => e.Key == "$ref") is >= 0 and var at)
        {
            var name = ((SourceScalar)entries[at].Value).Text.Split('/')[^1];
            entries.RemoveAt(at);
            entries.AddRange(((SourceMap)definitions!.Find(name)!.Value).Entries.Where(e => entries.TrueForAll(own => own.Key != e.Key)));
        }
        foreach (var (key, _, value) in entries)
        {
            if (key == "description")
                target.Member(key, $"{((SourceScalar)value).Text} {Sentence}");
            else if (key is "type" or "enum")
                target.MemberArray(key, () => WriteWithNull(target, value, isType: key == "type"));
            else
                target.Name(key).Copy(value);
        }
    }

    private static void WriteWithNull(IndentedJson target, SourceNode value, bool isType)
    {
        var items = value is SourceList list ? list.Items : [value];
        foreach (var item in items)
            target.Copy(item);
        if (items.Any(i => i is SourceScalar scalar && (isType ? scalar.Text == "null" : scalar.Kind == ScalarKind.Null)))
            return;
        target.Value(isType ? "null" : null);
    }

    private string Sentence => Unless is null ? "Withheld in this edition: null."
        : $"Withheld in this edition: null, unless {Unless.Column} of {Unless.Table} is true.";
}

/// <summary>A boolean column of a table of documents.</summary>
internal sealed record FlagColumn(string Table, string Column);
