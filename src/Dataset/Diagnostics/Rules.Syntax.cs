namespace Dataset.Diagnostics;

/// <remarks>Syntax of metadata, records and schemas. DS1101 to DS1119 hold for both notations or for JSON, DS1120 to DS1139 for YAML alone.</remarks>
public static partial class Rules
{
    public static readonly Rule KeyStandsOnce = new(
        "DS1101", Severity.Error, "A key stands once in a mapping",
        "Remove one of the two; escapes such as \\u0061 count as what they stand for.");

    public static readonly Rule TextIsUtf8 = new(
        "DS1102", Severity.Error, "A metadata file is UTF-8",
        "Save the file as UTF-8; a byte that is not says that it was saved in another encoding or damaged.");

    public static readonly Rule NoByteOrderMark = new(
        "DS1103", Severity.Error, "A metadata file has no byte-order mark",
        "Save the file as UTF-8 without a byte-order mark (BOM).");

    public static readonly Rule JsonIsWellFormed = new(
        "DS1104", Severity.Error, "A JSON file is JSON as RFC 8259 defines it",
        "Mend the text at that place: no comments, no commas before a closing bracket, keys and strings in double quotation marks, one value in a file.");

    public static readonly Rule NotTooDeep = new(
        "DS1105", Severity.Error, "Mappings and lists are nested at most 64 deep",
        "Flatten the structure: metadata is a mapping of values, lists and lists of mappings.");

    public static readonly Rule NoUnpairedSurrogate = new(
        "DS1106", Severity.Error, "Escaped surrogates come in pairs",
        "Write the character itself in UTF-8, or both halves of its pair.");
}
