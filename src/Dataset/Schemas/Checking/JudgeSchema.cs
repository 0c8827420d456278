using System.Globalization;
using Dataset.Tables;
using System.Text;
using Dataset.Schemas.Patterns;
using Newtonsoft.Json.Linq;
using NJsonSchema;
using NJsonSchema.Validation;
using NJsonSchema.Validation.FormatValidators;

namespace Dataset.Schemas.Checking;

/// <summary>A table's schema as NJsonSchema reads it, with what it understands in another way than JSON Schema put right.</summary>
/// <remarks>
/// This and <see cref="JudgeValue"/> are the one place where the two are brought together:
/// <list type="bullet">
/// <item>Lengths: NJsonSchema counts UTF-16 units, JSON Schema characters (draft-07 validation, section 6.3.1). They become formats that
/// count code points.</item>
/// <item>Patterns: NJsonSchema runs them as .NET's, going back without end on some. They become formats that run them as ECMA-262 says, in
/// .NET's engine that never goes back, which has nothing in common with the checker's.</item>
/// <item>Enums: NJsonSchema reads texts that look like instants as dates. They are given as the texts that they are.</item>
/// <item>Numbers: NJsonSchema compares decimals; values are given as such.</item>
/// <item>Dates: a buffer holds days and instants, which are given in their one form; NJsonSchema's looser formats all take it.</item>
/// </list>
/// </remarks>
internal sealed class JudgeSchema
{
    private readonly JsonSchema schema;
    private readonly JsonSchemaValidatorSettings settings = new();
    private readonly HashSet<string> formats = new(StringComparer.Ordinal);

    private JudgeSchema(TableSchema table)
    {
        schema = JsonSchema.FromJsonAsync(Encoding.UTF8.GetString(table.Json.Span)).GetAwaiter().GetResult();
        // Columns may share a definition, which is put right once.
        var done = new HashSet<JsonSchema>(ReferenceEqualityComparer.Instance);
        foreach (var column in table.Columns)
        {
            var flat = schema.Properties[column.Name].ActualSchema;
            if (column.Layout.IsList)
                flat = flat.Item!.ActualSchema;
            if (done.Add(flat))
                PutRight(flat, column.Constraints);
        }
    }

    /// <summary>Reads a schema that has no findings. Takes some hundred milliseconds at the first time in a process.</summary>
    public static JudgeSchema Read(TableSchema table) => new(table);

    /// <summary>What is wrong with a column's value.</summary>
    public ICollection<ValidationError> Validate(Newtonsoft.Json.Linq.JToken value, string column) =>
        new JsonSchemaValidator(settings).Validate(value, schema.Properties[column].ActualSchema, SchemaType.JsonSchema);

    /// <summary>Whether a row keeps everything that the schema says of a record. One thread at a time.</summary>
    public bool Accepts(TableBatch batch, int row)
    {
        var record = new Newtonsoft.Json.Linq.JObject();
        foreach (var column in batch.Columns)
            record.Add(column.Layout.Name, JudgeValue.OfRow(column, row));
        return new JsonSchemaValidator(settings).Validate(record, schema, SchemaType.JsonSchema).Count == 0;
    }

    private void PutRight(JsonSchema flat, ColumnConstraints constraints)
    {
        if (constraints.Pattern is { } pattern)
        {
            var regex = DotNetPattern.Compile(EcmaPattern.Parse(pattern));
            Add(flat, new TextFormat("pattern " + pattern, ValidationErrorKind.PatternMismatch, regex.IsMatch));
        }
        if (constraints.MinLength is { } least)
            Add(
                flat,
                new TextFormat(
                    Named("minLength", least), ValidationErrorKind.StringTooShort, text => text.EnumerateRunes().Count() >= least));
        if (constraints.MaxLength is { } most)
            Add(
                flat,
                new TextFormat(Named("maxLength", most), ValidationErrorKind.StringTooLong, text => text.EnumerateRunes().Count() <= most));
        (flat.Pattern, flat.MinLength, flat.MaxLength) = (null, null, null);
        if (constraints.Enum is not { } values)
            return;
        flat.Enumeration.Clear();
        foreach (var value in values)
            flat.Enumeration.Add(value);
    }

    private void Add(JsonSchema flat, TextFormat format)
    {
        if (formats.Add(format.Format))
            settings.AddCustomFormatValidator(format);
        flat.AllOf.Add(new JsonSchema { Format = format.Format });
    }

    private static string Named(string keyword, int length) => string.Create(CultureInfo.InvariantCulture, $"{keyword} {length}");
}

/// <summary>A constraint of a string's characters, as a format of NJsonSchema.</summary>
/// <param name="format">The constraint as it is written: <c>maxLength 10</c>.</param>
/// <param name="kind">As what it is reported.</param>
/// <param name="isValid">Whether a string keeps it.</param>
internal sealed class TextFormat(string format, ValidationErrorKind kind, Predicate<string> isValid) : IFormatValidator
{
    public string Format => format;

    public ValidationErrorKind ValidationErrorKind => kind;

    public bool IsValid(string value, JTokenType tokenType) => isValid(value);
}
