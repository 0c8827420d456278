using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Dataset.Diagnostics;
using Dataset.Schemas;
using Dataset.Schemas.Checking;
using Dataset.Schemas.Reading;
using Dataset.Tables;

namespace Dataset.Interop.Tests.Schemas;

/// <summary>A table of one column, and values to hold against it.</summary>
internal sealed class CheckedColumn
{
    /// <param name="column">The column's keywords.</param>
    /// <param name="values">Values as JSON.</param>
    public CheckedColumn(string column, IReadOnlyList<JsonNode?> values)
    {
        Keywords = column;
        Values = values;
        var json = Encoding.UTF8.GetBytes($$"""
            {"$schema": "http://json-schema.org/draft-07/schema#", "title": "T", "description": "D", "type": "object", "additionalProperties": false,
             "required": ["id", "c"], "x-primaryKey": ["id"],
             "properties": {"id": {"description": "D", "type": "integer"}, "c": {"description": "D", {{column}} } } }
            """);
        var findings = new DiagnosticList();
        Schema = SchemaFile.Read("t", json, "t.schema.json", findings)!;
        Assert.Empty(findings.Kept);
    }

    public string Keywords { get; }

    public IReadOnlyList<JsonNode?> Values { get; }

    public TableSchema Schema { get; }

    public IEnumerable<string> Lines =>
        Values.Select((v, i) => new JsonObject { ["id"] = i, ["c"] = v?.DeepClone() }.ToJsonString() + "\n");

    /// <summary>The places of the values that the library's checker refuses.</summary>
    public IReadOnlyList<int> Refused()
    {
        using var batch = Schema.CreateBatch();
        foreach (var (value, i) in Values.Select((v, i) => (v, i)))
        {
            batch.Columns[0].AsIntegers.Append(i);
            Append(batch.Columns[1], value);
        }
        var findings = new DiagnosticList();
        new TableChecker(Schema).Check(batch, 0, Values.Count, "t", new RowNumbers(), findings);
        return [.. findings.Kept.Select(d => d.Location.Line).Distinct().Order()];
    }

    public override string ToString() => Keywords;

    private static void Append(Column column, JsonNode? value)
    {
        switch (value?.GetValueKind())
        {
            case null: column.AppendNull(); break;
            case JsonValueKind.String: column.AsText.AppendText((string)value!); break;
            case JsonValueKind.Number when column is IntegerColumn integers:
                integers.Append(
                value!.AsValue().TryGetValue(out int small) ? small : (long)value); break;
            case JsonValueKind.Number: ((NumberColumn)column).Append((double)value); break;
            case JsonValueKind.Array:
                var list = (ListColumn)column;
                foreach (var element in value.AsArray())
                    Append(list.Elements, element);
                list.EndList();
                break;
            default: throw new ArgumentException($"No value of a column: {value}.", nameof(value));
        }
    }

    private sealed class RowNumbers : ISourceLocator
    {
        // Lines of ajv's findings are counted from 1 too.
        public Location Locate(string table, int row, string? column, int element = -1) => new("values", row + 1);

        public Location LocateText(int document) => throw new InvalidOperationException("The table has no texts.");
    }
}
