using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using Dataset.Schemas.Patterns;
using Newtonsoft.Json.Linq;
using NJsonSchema;
using NJsonSchema.Validation;
using NJsonSchema.Validation.FormatValidators;

namespace Dataset.Schemas.Checking;

/// <summary>A column's schema as NJsonSchema reads it, with what it understands in another way than JSON Schema put right.</summary>
/// <remarks>
/// This and <see cref="JudgeValue"/> are the one place where the two are brought together:
/// <list type="bullet">
/// <item>Lengths: NJsonSchema counts UTF-16 units, JSON Schema characters (draft-07 validation, section 6.3.1). They become formats that
/// count code points.</item>
/// <item>Patterns: NJsonSchema runs them as .NET's, going back without end on some. They become formats that run them as ECMA-262
/// says.</item>
/// <item>Enums: NJsonSchema reads texts that look like instants as dates, and compares with each value. They become formats that look the
/// text up.</item>
/// <item>References: NJsonSchema follows them again for each value. They are written out.</item>
/// <item>Numbers: NJsonSchema compares decimals; values are given as such.</item>
/// <item>Dates: a buffer holds days and instants, which are given in their one form; NJsonSchema's looser formats all take it.</item>
/// </list>
/// </remarks>
internal sealed class ColumnJudge
{
    private readonly JsonSchema schema;
    private readonly JsonSchemaValidator validator;

    private ColumnJudge(ColumnSchema column, JsonSchema schema, TextConstraints texts)
    {
        this.schema = schema;
        var elements = column.Layout.IsList ? schema.Item! : schema;
        var (constraints, settings) = (column.Constraints, new JsonSchemaValidatorSettings());
        if (constraints.Enum is { } values)
            Add(new("enum", ValidationErrorKind.NotInEnumeration, texts.NamesOf(values).Contains));
        if (constraints.Pattern is { } pattern)
        {
            var compiled = texts.PatternOf(pattern);
            Add(new("pattern", ValidationErrorKind.PatternMismatch, text => compiled.IsMatch(Encoding.UTF8.GetBytes(text))));
        }
        if (constraints.MinLength is { } least)
            Add(new("minLength", ValidationErrorKind.StringTooShort, text => text.EnumerateRunes().Count() >= least));
        if (constraints.MaxLength is { } most)
            Add(new("maxLength", ValidationErrorKind.StringTooLong, text => text.EnumerateRunes().Count() <= most));
        // It sorts its formats when it is made, which takes longer than a value.
        validator = new(settings);

        void Add(TextFormat format)
        {
            settings.AddCustomFormatValidator(format);
            elements.AllOf.Add(new JsonSchema { Format = format.Format });
        }
    }

    /// <summary>
    /// Those of a table's columns, in one reading of a schema that has no findings. Takes some hundred milliseconds at the first time in a
    /// process.
    /// </summary>
    public static ColumnJudge[] Read(TableSchema table, TextConstraints texts)
    {
        var (written, columns) = (new WrittenColumns(table), new JsonObject());
        foreach (var column in table.Columns)
        {
            var schema = written.Find(column.Name);
            var flat = (column.Layout.IsList ? schema["items"]! : schema).AsObject();
            foreach (var keyword in (string[])["enum", "pattern", "minLength", "maxLength"])
                flat.Remove(keyword);
            columns.Add(column.Name, schema);
        }
        var json = new JsonObject { ["properties"] = columns }.ToJsonString();
        var read = JsonSchema.FromJsonAsync(json).GetAwaiter().GetResult().Properties;
        return [.. table.Columns.Select(c => new ColumnJudge(c, read[c.Name], texts))];
    }

    /// <summary>What is wrong with a value.</summary>
    public ICollection<ValidationError> Validate(JToken value)
    {
        // NJsonSchema reads dates by the culture of the thread, whose calendar may be another.
        var culture = CultureInfo.CurrentCulture;
        CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
        try
        {
            return validator.Validate(value, schema, SchemaType.JsonSchema);
        }
        finally
        {
            CultureInfo.CurrentCulture = culture;
        }
    }

    /// <summary>A constraint of a string's characters, as a format.</summary>
    private sealed class TextFormat(string keyword, ValidationErrorKind kind, Predicate<string> isValid) : IFormatValidator
    {
        public string Format => "the column's " + keyword;

        public ValidationErrorKind ValidationErrorKind => kind;

        public bool IsValid(string value, JTokenType tokenType) => isValid(value);
    }
}
