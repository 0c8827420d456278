using Dataset.Diagnostics;
using Dataset.Syntax;
using Dataset.Text;

namespace Dataset.Schemas.Reading;

/// <summary>Reads a whole schema.</summary>
internal sealed class TableReader(DiagnosticList findings)
{
    /// <summary>How draft-07 is named (draft-07 core, section 7; the empty fragment may be left out).</summary>
    private const string Dialect = "http://json-schema.org/draft-07/schema";

    /// <summary>In a longer list it is not looked for what an unknown name was meant for.</summary>
    private const int MostCompared = 1000;

    private readonly KeywordValues values = new(findings);

    /// <summary>The schema, or null where there are findings of severity error.</summary>
    public TableSchema? Read(string table, SourceNode root, ReadOnlyMemory<byte> json)
    {
        if (values.Map(root, "a schema") is not { } schema)
            return null;
        schema = values.Known(schema, SchemaKeywords.OfTable, "a table's schema");
        IsDraft07(schema);
        IsClosed(schema);
        if (schema.Find("$id") is { } id)
            values.Text(id);
        var title = values.RequiredText(schema, "title", Rules.SchemaKeywordGiven, "the table");
        var description = values.RequiredText(schema, "description", Rules.SchemaKeywordGiven, "the table");
        var (columns, names) = Columns(schema);
        AreRequired(schema, names);
        var keys = new KeyReader(values, columns.ToDictionary(c => c.Name, StringComparer.Ordinal), names);
        var primaryKey = keys.PrimaryKey(schema);
        var foreignKeys = keys.ForeignKeys(schema);
        // A rule of a column that could not be read has nothing to be checked against.
        var rowRules = columns.Count == names.Count ? new RowRuleReader(values, columns).Read(schema) : [];
        return findings.HasErrors ? null
            : new TableSchema(table, title!, description!, columns, primaryKey, foreignKeys, json, rowRules);
    }

    private (List<ColumnSchema> Columns, List<string> Names) Columns(SourceMap schema)
    {
        var columns = new List<ColumnSchema>();
        var names = new List<string>();
        var definitions = new DefinitionSet(schema, values);
        var reader = new ColumnReader(values, definitions);
        foreach (var definition in definitions.All)
            reader.ReadDefinition(definition);
        if (schema.Find("properties") is not { } entry)
        {
            findings.Add(Rules.SchemaKeywordGiven, schema.Location, "Expected properties, the table's columns, found none.");
            return (columns, names);
        }
        if (entry.Value is not SourceMap { Entries.Count: > 0 } properties)
        {
            values.Form(entry.Value, "a mapping of columns for properties");
            return (columns, names);
        }
        foreach (var property in properties.Entries)
        {
            names.Add(property.Key);
            if (reader.Read(property) is { } column)
                columns.Add(column);
        }
        return (columns, names);
    }

    private void IsDraft07(SourceMap schema)
    {
        if (schema.Find("$schema") is not { } entry)
            findings.Add(Rules.SchemaIsDraft07, schema.Location, $"Expected $schema with the value \"{Dialect}#\", found none.");
        else if (entry.Value is not SourceScalar { Kind: ScalarKind.String, Text: Dialect or Dialect + "#" })
            findings.Add(Rules.SchemaIsDraft07, entry.Value.Location, $"Expected \"{Dialect}#\", found {entry.Value.Describe()}.");
    }

    private void IsClosed(SourceMap schema)
    {
        Is(schema, "type", e => e is SourceScalar { Kind: ScalarKind.String, Text: "object" }, "\"type\": \"object\"");
        Is(
            schema, "additionalProperties", e => e is SourceScalar { Kind: ScalarKind.Boolean, Text: "false" },
            "\"additionalProperties\": false");
    }

    private void Is(SourceMap schema, string keyword, Predicate<SourceNode> isRight, string expected)
    {
        if (schema.Find(keyword) is not { } entry)
            findings.Add(Rules.TableIsClosed, schema.Location, $"Expected {expected}, found no {keyword}.");
        else if (!isRight(entry.Value))
            findings.Add(Rules.TableIsClosed, entry.Value.Location, $"Expected {expected}, found {entry.Value.Describe()}.");
    }

    private void AreRequired(SourceMap schema, List<string> names)
    {
        if (schema.Find("required") is not { } entry)
        {
            findings.Add(Rules.RequiredNamesAllColumns, schema.Location, "Expected required with the names of all columns, found none.");
            return;
        }
        var (known, required) = (names.ToHashSet(StringComparer.Ordinal), new HashSet<string>(StringComparer.Ordinal));
        var texts = values.Texts(entry) ?? [];
        var missing = names.Except(texts.Select(t => t.Text)).ToList();
        foreach (var scalar in texts)
        {
            var isFirst = required.Add(scalar.Text);
            if (isFirst && known.Contains(scalar.Text))
                continue;
            // One that is there under a name that is near is not missing too.
            var meant = isFirst && texts.Count <= MostCompared ? NearestName.Of(scalar.Text, missing, names) : null;
            if (meant is not null)
                missing.Remove(meant);
            findings.Add(
                Rules.RequiredNamesAllColumns, scalar.Location,
                $"Expected the names of columns, each once, found {Printable.Quoted(scalar.Text)}"
                    + (isFirst ? meant is null ? "." : $"; perhaps {Printable.Quoted(meant)} is meant." : " again."));
        }
        if (missing.Count > 0)
            findings.Add(
                Rules.RequiredNamesAllColumns, entry.Value.Location,
                $"Expected the names of all columns, found none of {Printable.List(missing)}.");
    }
}
