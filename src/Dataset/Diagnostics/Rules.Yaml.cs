namespace Dataset.Diagnostics;

public static partial class Rules
{
    public static readonly Rule YamlIsWellFormed = new(
        "DS1120", Severity.Error, "A YAML file is YAML 1.2",
        "Mend the text at that place: entries of a mapping and of a list begin in the same column; a text with ': ' or ' #' in it, or that begins with one of [ ] { } , & * ! | > ' \" % @ `, stands in quotation marks.");

    public static readonly Rule NoAnchors = new(
        "DS1121", Severity.Error, "A YAML file has no anchors and no aliases",
        "Write the value out at each place; quote a text that begins with & or *.");

    public static readonly Rule NoTags = new(
        "DS1122", Severity.Error, "A YAML file has no tags and no directives",
        "Remove it: the schema says of what type a value is; quote a text that begins with !.");

    public static readonly Rule NoMergeKeys = new(
        "DS1123", Severity.Error, "A YAML file has no merge keys",
        "Write the keys out that << was to bring.");

    public static readonly Rule NoTabs = new(
        "DS1124", Severity.Error, "A YAML file has no tabs",
        "Indent with spaces; a tab within a value is written \\t in double quotation marks.");

    public static readonly Rule OneDocument = new(
        "DS1125", Severity.Error, "A YAML file is one document",
        "Remove what follows the second ---, or make it a file of its own.");

    public static readonly Rule YamlIsPrintable = new(
        "DS1126", Severity.Error, "A YAML file has no control characters and no line ends but LF and CR LF",
        "Remove the character; within a value, write it as an escape such as \\u2028 in double quotation marks.");

    public static readonly Rule KeyIsText = new(
        "DS1127", Severity.Error, "A key is text",
        "Write the key as a word.");

    public static readonly Rule NullHasOneCase = new(
        "DS1128", Severity.Error, "A null is written null, ~ or nothing",
        "Write null for no value, or put the text in quotation marks.");
}
