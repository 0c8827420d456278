namespace Dataset.Diagnostics;

/// <remarks>Values against the constraints of their columns.</remarks>
public static partial class Rules
{
    public static readonly Rule ValueIsThere = new(
        "DS2101", Severity.Error, "A column that may not be null has a value",
        "Write the value, or let the schema allow null and say in the description what null means.");

    public static readonly Rule ValueIsListed = new(
        "DS2102", Severity.Error, "A value is one of those that its schema lists",
        "Write one of the listed values, or add this one to the schema's enum.");

    public static readonly Rule TextMatchesPattern = new(
        "DS2103", Severity.Error, "A text matches its schema's pattern",
        "Write the text in the form that the column's description tells, or correct the pattern.");

    public static readonly Rule TextIsLongEnough = new(
        "DS2104", Severity.Error, "A text has as many characters as its schema asks for",
        "Write more, or lower minLength; characters are Unicode code points.");

    public static readonly Rule TextIsShortEnough = new(
        "DS2105", Severity.Error, "A text has no more characters than its schema allows",
        "Shorten the text, or raise maxLength; characters are Unicode code points.");

    public static readonly Rule NumberIsLargeEnough = new(
        "DS2106", Severity.Error, "A number is not below its schema's bound",
        "Correct the number, or lower minimum or exclusiveMinimum.");

    public static readonly Rule NumberIsSmallEnough = new(
        "DS2107", Severity.Error, "A number is not above its schema's bound",
        "Correct the number, or raise maximum or exclusiveMaximum.");

    public static readonly Rule ListIsLongEnough = new(
        "DS2108", Severity.Error, "A list has as many elements as its schema asks for",
        "Add what is missing, or lower minItems.");

    public static readonly Rule ListIsShortEnough = new(
        "DS2109", Severity.Error, "A list has no more elements than its schema allows",
        "Take elements away, or raise maxItems.");

    public static readonly Rule ElementsDiffer = new(
        "DS2110", Severity.Error, "A list of unique elements has each once",
        "Remove one of the two.");
}
