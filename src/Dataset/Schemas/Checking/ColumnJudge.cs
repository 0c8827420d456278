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
    private readonly JsonSchemaValidatorSettings settings = new();

    /// <summary>Reads a schema that has no findings. Takes some hundred milliseconds at the first time in a process.</summary>
    public ColumnJudge(ColumnSchema column, JsonObject written, TextConstraints texts)
    {
        var flat = (column.Layout.IsList ? written["items"]! : written).AsObject();
        foreach (var keyword in (string[])["enum", "pattern", "minLength", "maxLength"])
            flat.Remove(keyword);
        schema = JsonSchema.FromJsonAsync(written.ToJsonString()).GetAwaiter().GetResult();
        var elements = column.Layout.IsList ? schema.Item! : schema;
        var constraints = column.Constraints;
        if (constraints.Enum is { } values)
            Add(elements, new("enum", ValidationErrorKind.NotInEnumeration, texts.NamesOf(values).Contains));
        if (constraints.Pattern is { } pattern)
        {
            var compiled = texts.PatternOf(pattern);
            Add(elements, new("pattern", ValidationErrorKind.PatternMismatch, text => compiled.IsMatch(Encoding.UTF8.GetBytes(text))));
        }
        if (constraints.MinLength is { } least)
            Add(elements, new("minLength", ValidationErrorKind.StringTooShort, text => text.EnumerateRunes().Count() >= least));
        if (constraints.MaxLength is { } most)
            Add(elements, new("maxLength", ValidationErrorKind.StringTooLong, text => text.EnumerateRunes().Count() <= most));
    }

    /// <summary>What is wrong with a value.</summary>
    public ICollection<ValidationError> Validate(JToken value)
    {
        // NJsonSchema reads dates by the culture of the thread, whose calendar may be another.
        var culture = CultureInfo.CurrentCulture;
        CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
        try
        {
            return new JsonSchemaValidator(settings).Validate(value, schema, SchemaType.JsonSchema);
        }
        finally
        {
            CultureInfo.CurrentCulture = culture;
        }
    }

    private void Add(JsonSchema elements, TextFormat format)
    {
        settings.AddCustomFormatValidator(format);
        elements.AllOf.Add(new JsonSchema { Format = format.Format });
    }

    /// <summary>A constraint of a string's characters, as a format.</summary>
    private sealed class TextFormat(string keyword, ValidationErrorKind kind, Predicate<string> isValid) : IFormatValidator
    {
        public string Format => "the column's " + keyword;

        public ValidationErrorKind ValidationErrorKind => kind;

        public bool IsValid(string value, JTokenType tokenType) => isValid(value);
    }
}
