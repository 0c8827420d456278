using Newtonsoft.Json.Linq;
using NJsonSchema.Validation;
using NJsonSchema.Validation.FormatValidators;

namespace Dataset.Schemas.Checking;

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
