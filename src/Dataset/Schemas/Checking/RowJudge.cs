using System.Globalization;
using Dataset.Tables;
using Newtonsoft.Json.Linq;
using NJsonSchema;
using NJsonSchema.Validation;
using NJsonSchema.Validation.FormatValidators;

namespace Dataset.Schemas.Checking;

/// <summary>
/// NJsonSchema's verdict on a rule between columns, the plain twin of <see cref="RowChecker"/>. Alternatives are a schema of their own;
/// what JSON Schema has no word for is compared in the values that NJsonSchema is given.
/// </summary>
internal sealed class RowJudge
{
    private readonly TableSchema table;
    private readonly RowRule rule;
    private readonly JsonSchema? schema;
    private readonly JsonSchemaValidator? validator;

    public RowJudge(TableSchema table, RowRule rule)
    {
        (this.table, this.rule) = (table, rule);
        if (rule is not AlternativesRule alternatives)
            return;
        var settings = new JsonSchemaValidatorSettings();
        schema = new JsonSchema { Type = JsonObjectType.Object };
        foreach (var conditions in alternatives.Alternatives)
        {
            var alternative = new JsonSchema();
            foreach (var condition in conditions)
                alternative.Properties[table.Columns[condition.Column].Name] = Property(condition, settings);
            schema.AnyOf.Add(alternative);
        }
        validator = new(settings);
    }

    /// <summary>Whether a row keeps the rule.</summary>
    public bool Accepts(TableBatch batch, int row)
    {
        var record = new JObject();
        foreach (var column in rule.Columns)
            record[table.Columns[column].Name] = JudgeValue.OfRow(batch.Columns[column], row);
        JToken Value(int column) => record[table.Columns[column].Name]!;
        return rule switch
        {
            OrderRule order => IsNull(Value(order.First)) || IsNull(Value(order.Second))
                || Compare(Value(order.First), Value(order.Second)) <= 0,
            WithinRule within => IsNull(Value(within.Text)) || (!IsNull(Value(within.Whole))
                && Value(within.Whole).Value<string>()!.Contains(Value(within.Text).Value<string>()!, StringComparison.Ordinal)),
            _ => validator!.Validate(record, schema!, SchemaType.JsonSchema).Count == 0,
        };
    }

    private static bool IsNull(JToken value) => value.Type == JTokenType.Null;

    /// <summary>Days in their one form, YYYY-MM-DD, are in the order of their letters.</summary>
    private static int Compare(JToken first, JToken second) => first.Type == JTokenType.String
        ? string.CompareOrdinal(first.Value<string>(), second.Value<string>())
        : first.Value<decimal>().CompareTo(second.Value<decimal>());

    private JsonSchemaProperty Property(ColumnCondition condition, JsonSchemaValidatorSettings settings)
    {
        var layout = table.Columns[condition.Column].Layout;
        var type = layout.IsList ? JsonObjectType.Array : Enum.Parse<JsonObjectType>(layout.Type.JsonType, ignoreCase: true);
        if (condition.Values is { Count: 0 })
            return new() { Type = JsonObjectType.Null };
        var property = new JsonSchemaProperty { Type = condition.TakesNull ? type | JsonObjectType.Null : type };
        if (condition.Values is { } values)
        {
            // As in ColumnJudge: NJsonSchema reads texts of an enum that look like instants as dates.
            var format = new ListedTexts(settings.FormatValidators.Count().ToString(CultureInfo.InvariantCulture), [.. values]);
            settings.AddCustomFormatValidator(format);
            property.AllOf.Add(new JsonSchema { Format = format.Format });
        }
        return property;
    }

    private sealed class ListedTexts(string number, HashSet<string> values) : IFormatValidator
    {
        public string Format => "texts of condition " + number;

        public ValidationErrorKind ValidationErrorKind => ValidationErrorKind.NotInEnumeration;

        public bool IsValid(string value, JTokenType tokenType) => values.Contains(value);
    }
}
