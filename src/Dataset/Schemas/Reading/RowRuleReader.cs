using Dataset.Diagnostics;
using Dataset.Syntax;
using Dataset.Tables;
using Dataset.Text;

namespace Dataset.Schemas.Reading;

/// <summary>Reads <c>allOf</c>, <c>x-order</c> and <c>x-within</c>: what a row has to keep between its columns.</summary>
/// <remarks>
/// Of draft-07 it takes the one form that every validator enforces, NJsonSchema too: alternatives of conditions, each a <c>type</c> (null,
/// or the column's own for any value) or an <c>enum</c>. A condition that follows from another is written as two alternatives.
/// </remarks>
/// <param name="values">Reads the values.</param>
/// <param name="columns">The columns of the table, all of which could be read.</param>
internal sealed class RowRuleReader(KeywordValues values, IReadOnlyList<ColumnSchema> columns)
{
    /// <summary>The most conditions, pairs and texts of a schema: each is asked of every row.</summary>
    private const int MaximumCount = 1000;

    /// <summary>The longest text that is sought in another, in characters.</summary>
    private const int MaximumLength = 1000;

    private readonly IReadOnlyList<string> names = [.. columns.Select(c => c.Name)];
    private readonly Dictionary<string, int> indexes =
        Enumerable.Range(0, columns.Count).ToDictionary(i => columns[i].Name, StringComparer.Ordinal);
    private int count;

    /// <summary>The rules, in the order of the file; what is wrong is a finding.</summary>
    public List<RowRule> Read(SourceMap schema)
    {
        IEnumerable<RowRule?> Rules(SourceEntry entry) => entry.Key switch
        {
            "allOf" => Entries(entry, "conditions").Select(RowRule? (n) => Alternatives(n)),
            "x-order" => Entries(entry, "pairs of columns").Select(RowRule? (n) => Order(n)),
            "x-within" => Within(entry),
            _ => [],
        };
        List<RowRule> rules = [.. schema.Entries.SelectMany(Rules).OfType<RowRule>()];
        if (count > MaximumCount)
            values.Findings.Add(
                Diagnostics.Rules.RowRuleForm, schema.Location,
                $"Expected at most {MaximumCount} conditions between columns, found {count}.");
        return rules;
    }

    private IEnumerable<SourceNode> Entries(SourceEntry entry, string what)
    {
        if (entry.Value is SourceList { Items.Count: > 0 } list)
            return list.Items;
        values.Form(entry.Value, $"a list of {what} for {entry.Key}");
        return [];
    }

    private AlternativesRule? Alternatives(SourceNode node)
    {
        if (values.Map(node, "a condition") is not { } map)
            return null;
        map = values.Known(map, SchemaKeywords.OfRowRule, "a condition between columns");
        var reason = map.Find("description") is { } description ? values.Text(description) : null;
        if (map.Find("anyOf") is not { } entry)
        {
            values.Findings.Add(Rules.SchemaKeywordGiven, map.Location, "Expected anyOf, the alternatives of a condition, found none.");
            return null;
        }
        var alternatives = new List<IReadOnlyList<ColumnCondition>>();
        foreach (var item in Entries(entry, "alternatives"))
            if (values.Map(item, "an alternative") is { } alternative)
                alternatives.Add(Conditions(alternative));
        return alternatives.Count == 0 || alternatives.Any(a => a.Count == 0) ? null : new(alternatives, reason);
    }

    private List<ColumnCondition> Conditions(SourceMap alternative)
    {
        alternative = values.Known(alternative, SchemaKeywords.OfAlternative, "an alternative");
        var conditions = new List<ColumnCondition>();
        if (alternative.Find("properties") is not { Value: SourceMap { Entries.Count: > 0 } properties })
        {
            values.Findings.Add(
                Rules.RowRuleForm, alternative.Location, "Expected properties, the columns of an alternative, found none.");
            return conditions;
        }
        foreach (var property in properties.Entries)
        {
            if (Column(property.Key, property.KeyLocation) is not (>= 0 and var column)
                || values.Map(property.Value, "a condition of a column") is not { } map)
                continue;
            count++;
            if (Condition(map, column) is { } condition)
                conditions.Add(condition);
            else
                values.Findings.Add(
                    Rules.RowRuleForm, map.Location,
                    $"Expected one of \"type\": \"null\", \"type\": \"{JsonType(column)}\" for any value, and, of a column of strings, an "
                        + $"enum of texts and null, found another condition of {Printable.Quoted(property.Key)}.");
        }
        return conditions;
    }

    private ColumnCondition? Condition(SourceMap map, int column)
    {
        if (map.Entries is [{ Key: "type", Value: SourceScalar { Kind: ScalarKind.String } type }])
            return type.Text == "null" ? new(column, true, []) : type.Text == JsonType(column) ? new(column, false, null) : null;
        if (map.Entries is not [{ Key: "enum", Value: SourceList { Items.Count: > 0 } list }]
            || columns[column].Layout is not { IsList: false } layout || layout.Type != ColumnType.String)
            return null;
        var texts = list.Items.OfType<SourceScalar>().Where(s => s.Kind == ScalarKind.String).Select(s => s.Text).ToArray();
        var nulls = list.Items.OfType<SourceScalar>().Count(s => s.Kind == ScalarKind.Null);
        return texts.Length == 0 || texts.Length + nulls != list.Items.Count || nulls > 1 ? null : new(column, nulls == 1, texts);
    }

    private string JsonType(int column) => columns[column].Layout is { IsList: true } ? "array" : columns[column].Layout.Type.JsonType;

    private OrderRule? Order(SourceNode node)
    {
        if (node is not SourceList
            {
                Items: [SourceScalar { Kind: ScalarKind.String } first, SourceScalar { Kind: ScalarKind.String } second]
            })
        {
            values.Form(node, "two columns in a list");
            return null;
        }
        var (a, b) = (Column(first.Text, first.Location), Column(second.Text, second.Location));
        count++;
        if (a < 0 || b < 0)
            return null;
        if (a != b && IsOrdered(columns[a]) && columns[a].Layout.Type == columns[b].Layout.Type && IsOrdered(columns[b]))
            return new(a, b);
        values.Findings.Add(
            Rules.RowRuleForm, node.Location,
            "Expected two columns that both are integers, numbers or dates, found "
                + $"{Printable.Quoted(first.Text)} and {Printable.Quoted(second.Text)}.");
        return null;
    }

    private static bool IsOrdered(ColumnSchema column) =>
        !column.Layout.IsList && (column.Layout.Type.IsNumeric || column.Layout.Type == ColumnType.Date);

    private IEnumerable<RowRule> Within(SourceEntry entry)
    {
        if (values.Map(entry.Value, "x-within") is not { } map)
            yield break;
        foreach (var (property, whole) in map.Entries.Select(e => (e, e.Value as SourceScalar)))
        {
            if (whole is not { Kind: ScalarKind.String })
            {
                values.Form(property.Value, "a column's name");
                continue;
            }
            var (a, b) = (Column(property.Key, property.KeyLocation), Column(whole.Text, whole.Location));
            if (a < 0 || b < 0)
                continue;
            count++;
            if (a != b && IsText(columns[a]) && IsText(columns[b]) && columns[a].Constraints.MaxLength <= MaximumLength)
                yield return new WithinRule(a, b);
            else
                values.Findings.Add(
                    Rules.RowRuleForm, property.KeyLocation,
                    $"Expected two columns of strings, the first with a maxLength of at most {MaximumLength}, found "
                        + $"{Printable.Quoted(property.Key)} and {Printable.Quoted(whole.Text)}.");
        }
    }

    private static bool IsText(ColumnSchema column) => !column.Layout.IsList && column.Layout.Type == ColumnType.String;

    private int Column(string name, Location place)
    {
        if (indexes.TryGetValue(name, out var index))
            return index;
        values.Findings.Add(
            Rules.RowRuleForm, place,
            $"Expected the name of a column, found {Printable.Quoted(name)}"
                + $"{(NearestName.Of(name, names) is { } near ? $"; perhaps {Printable.Quoted(near)} is meant" : "")}.");
        return -1;
    }
}
