using System.Globalization;
using System.Text;
using Dataset.Diagnostics;
using Dataset.Tables;

namespace Dataset.Schemas;

/// <summary>Writes <c>schema/README.md</c>: every table and column, the derivations, every rule. A test holds the file to it.</summary>
internal static class SchemaReadme
{
    private static readonly (string First, string Title)[] Areas =
    [
        ("DS1", "Files and syntax"), ("DS2", "Values"), ("DS3", "Keys and references"), ("DS4", "Texts and quotes"),
        ("DS5", "Schemas and the descriptor"),
        ("DS6", "Releases"), ("DS7", "Provenance and signatures"), ("DS8", "Versions and publishing"), ("PQ", "Parquet files"),
    ];

    /// <summary>The whole file, in Markdown (CommonMark with tables). Ends in LF.</summary>
    /// <param name="tables">The tables, in the order of the release.</param>
    /// <param name="versionPolicy">Which change asks for which version, in Markdown without a heading; ends in LF.</param>
    /// <param name="rules">All rules, those of the Parquet reader too, in any order.</param>
    public static string Generate(IReadOnlyList<TableSchema> tables, string versionPolicy, IReadOnlyList<Rule> rules)
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"""
            # Schemas

            One JSON Schema (draft-07) for each table, and one for each file that this project defines: `dataset.schema.json` for the sources'
            descriptor, `release.schema.json` for a release's manifest, `releases.schema.json` for the list of releases,
            `shard.schema.json` for a part that is built by itself. A build reads these files; nothing about a table is written elsewhere.
            This page is made from them and from the code: `DATASET_APPROVE=1 dotnet test -c Release` writes it again, and a test fails when it is stale.

            - [Tables](#tables): {string.Join(", ", tables.Select(t => $"[{t.Name}](#{t.Name})"))}
            - [Keywords](#keywords) and [derivations](#derivations): what a schema may say
            - [Versions](#versions): which change of a table asks for which version
            - [Rules](#rules): every finding there is


            """);
        Tables(text, tables);
        Keywords(text);
        text.Append("## Versions\n\n").Append(versionPolicy).Append('\n');
        WriteRules(text, rules);
        return text.ToString();
    }

    private static void Tables(StringBuilder text, IReadOnlyList<TableSchema> tables)
    {
        text.Append("""
            ## Tables

            A column is always there; where it may be null, its description says what null means. Text is UTF-8 in Unicode normalisation form C
            and never empty. Dates are days of the proleptic Gregorian calendar, date-times are in UTC. Rows are in ascending order of the primary key.


            """);
        foreach (var table in tables)
        {
            text.Append(CultureInfo.InvariantCulture, $"### {table.Name}\n\n{Cell(table.Description)}\n\n");
            text.Append(CultureInfo.InvariantCulture, $"Primary key: {Names(table.PrimaryKey.Select(i => table.Columns[i].Name))}.");
            foreach (var key in table.ForeignKeys)
                text.Append(CultureInfo.InvariantCulture, $" {Reference(table, key)}");
            text.Append(RowRules(table));
            text.Append("\n\n| column | type | null | meaning | constraints | comes from |\n| --- | --- | --- | --- | --- | --- |\n");
            foreach (var column in table.Columns)
                text.Append(
                    CultureInfo.InvariantCulture,
                    $"| `{column.Name}` | {TypeOf(column)} | {(column.IsNullable ? "yes" : "no")} | {Meaning(column)} | "
                        + $"{Constraints(column, v => $"`{Code(v)}`")} | {Origin(column)} |\n");
            text.Append('\n');
        }
    }

    private static void Keywords(StringBuilder text)
    {
        text.Append("""
            ## Keywords

            A schema uses these keywords and no others, so that whatever it says is enforced. Beside those of draft-07 there are a few of our own:
            `x-primaryKey` (names of columns), `x-foreignKeys` (each with `columns`, `table`, `references`; a list column refers with each element),
            `x-source` (what the source calls the column: the header or key in the file, which may be empty), `x-derived` (the build fills the column),
            `x-quote` (the text must occur word for word in the document), `x-names` (the list holds the names by which mentions are found), `x-unit`
            (of a number), and, of a row, `x-order` (pairs of columns, of which the first is not greater than the second) and `x-within` (the text of a
            column occurs in that of another). Conditions between columns are written as alternatives, which every validator of draft-07 enforces: where
            there is a value, there is a unit is
            `"allOf": [{"anyOf": [{"properties": {"value": {"type": "null"}}}, {"properties": {"unit": {"type": "string"}}}]}]`.
            A condition of a column is `"type": "null"`, the column's own type (any value), or an `enum` of texts and null.


            """);
        text.Append("| place | keywords |\n| --- | --- |\n");
        foreach (var (place, keywords) in (IEnumerable<(string, IReadOnlyList<string>)>)[
            ("the schema", SchemaKeywords.OfTable), ("one of allOf", SchemaKeywords.OfRowRule),
            ("one of anyOf", SchemaKeywords.OfAlternative),
            ("a column", SchemaKeywords.OfColumn), ("items of a list", SchemaKeywords.OfItems),
            ("a definition", SchemaKeywords.OfDefinition)])
            text.Append(CultureInfo.InvariantCulture, $"| {place} | {string.Join(" ", keywords.Select(k => $"`{k}`"))} |\n");
        text.Append(
            "\n## Derivations\n\nWhat `x-derived` may name, by the kind of the table. COLUMN stands for the name of a column with "
                + "`x-quote`.\n\n");
        text.Append("| derivation | tables from | type | meaning |\n| --- | --- | --- | --- |\n");
        foreach (var derivation in Derivation.All)
        {
            text.Append(
                CultureInfo.InvariantCulture,
                $"| `{derivation.Name}` | {string.Join(", ", derivation.Kinds.Select(k => k.ToString().ToLowerInvariant()))} | "
                    + $"{new ValueType(derivation.Type, derivation.MayBeNull).Name}{(derivation.MayBeNull ? " or null" : "")} | "
                    + $"{Cell(derivation.Meaning)} |\n");
        }
        text.Append('\n');
    }

    private static void WriteRules(StringBuilder text, IReadOnlyList<Rule> rules)
    {
        text.Append(
            "## Rules\n\nEvery finding names one of these. An error stops a build; a warning does not. An id never changes its meaning. "
                + "`dataset explain DS4201` shows what this page says of a rule.\n");
        foreach (var (first, title) in Areas)
        {
            var own = rules.Where(r => r.Id.StartsWith(first, StringComparison.Ordinal))
                .OrderBy(r => r.Id, StringComparer.Ordinal).ToList();
            if (own.Count == 0)
                continue;
            text.Append(
                CultureInfo.InvariantCulture, $"\n### {title}\n\n| id | severity | promise | remedy |\n| --- | --- | --- | --- |\n");
            foreach (var rule in own)
                text.Append(
                    CultureInfo.InvariantCulture,
                    $"| {rule.Id} | {(rule.Severity == Severity.Error ? "error" : "warning")} | {Cell(rule.Title)} | {Cell(rule.Remedy)} "
                        + $"|\n");
            foreach (var group in RuleExplanation.Groups(own))
                Explain(text, group);
        }
    }

    private static void Explain(StringBuilder text, IReadOnlyList<RuleExplanation> group)
    {
        text.Append(CultureInfo.InvariantCulture, $"\n**{string.Join(", ", group.Select(e => e.Rule.Id))}**: {Cell(group[0].Why)}\n");
        foreach (var (rule, _, example, good) in group.Where(e => e.Example is not null))
        {
            text.Append(CultureInfo.InvariantCulture, $"\n```text\nbad:  {example!.Bad ?? example.Place}\n");
            text.Append(CultureInfo.InvariantCulture, $"{rule.Id}: {example.Finding}\n");
            if (good is not null)
                text.Append(CultureInfo.InvariantCulture, $"good: {good}\n");
            text.Append("```\n");
        }
    }

    private static string Reference(TableSchema table, ForeignKey key)
    {
        var isList = key.Columns.Any(c => table.Columns[table.IndexOf(c)].Layout.IsList);
        return $"{(isList ? "Each element of " : "")}{Names(key.Columns)} refers to {Names(key.References)} of "
            + $"[{key.Table}](#{key.Table}).";
    }

    /// <summary>What a row keeps between its columns, as a list below the keys; empty where there is nothing.</summary>
    private static string RowRules(TableSchema table) => table.RowRules.Count == 0 ? "" : "\n\nEach row has\n"
        + string.Concat(table.RowRules.Select(r =>
            $"\n- {Cell(r.Describe(table.Columns, n => $"`{n}`"))}{(r is AlternativesRule { Reason: { } why } ? $": {Cell(why)}" : "")}"));

    private static string TypeOf(ColumnSchema column)
    {
        var type = column.Layout.Type.Name;
        return column.Layout.IsList ? $"list of {type}{(column.ItemsNullable ? " or null" : "")}" : type;
    }

    private static string Meaning(ColumnSchema column) => Cell(column.Description)
        + (column.Unit is null ? "" : $" Unit: {Cell(column.Unit)}.");

    private static string Origin(ColumnSchema column) => column.Derivation is { } derivation ? $"`{derivation}`"
        : column.IsQuote ? "curators, a quote"
        : column.IsNames ? "curators, names for mentions"
        : "curators";

    /// <summary>What is asked of a column's values beyond their type, in words; empty where nothing is.</summary>
    /// <param name="column">The column.</param>
    /// <param name="code">Writes a text as code, in a cell of a table.</param>
    public static string Constraints(ColumnSchema column, Func<string, string> code)
    {
        var c = column.Constraints;
        var all = new List<string>();
        void Add(object? bound, string words)
        {
            if (bound is not null)
                all.Add(string.Create(CultureInfo.InvariantCulture, $"{words} {bound}"));
        }
        if (c.Enum is not null)
            all.Add("one of " + string.Join(", ", c.Enum.Select(code)));
        if (c.Pattern is not null)
            all.Add($"matches {code(c.Pattern)}");
        Add(c.MinLength, "characters ≥");
        Add(c.MaxLength, "characters ≤");
        Add(c.Minimum, "≥");
        Add(c.ExclusiveMinimum, ">");
        Add(c.Maximum, "≤");
        Add(c.ExclusiveMaximum, "<");
        Add(c.MinItems, "elements ≥");
        Add(c.MaxItems, "elements ≤");
        if (c.UniqueItems)
            all.Add("each element once");
        return string.Join("; ", all);
    }

    private static string Names(IEnumerable<string> names) => string.Join(", ", names.Select(n => $"`{n}`"));

    /// <summary>Text in a cell of a table: on one line, nothing in it taken for markup but what is meant as code.</summary>
    private static string Cell(string text)
    {
        var cell = new StringBuilder(text.Length + 8);
        var isCode = false;
        foreach (var c in text)
        {
            isCode ^= c == '`';
            if (c == '|' || (!isCode && c is '<' or '*' or '[' or '\\'))
                cell.Append('\\');
            cell.Append(c is '\n' or '\r' ? ' ' : c);
        }
        return cell.ToString();
    }

    /// <summary>Text between backquotes in a cell.</summary>
    private static string Code(string text) => text.Replace("|", "\\|", StringComparison.Ordinal).Replace('\n', ' ');
}
