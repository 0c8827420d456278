namespace Dataset.Diagnostics;

/// <remarks>DS51xx: the descriptor, dataset.yaml.</remarks>
public static partial class Rules
{
    public static readonly Rule DescriptorForm = new(
        "DS5101", Severity.Error, "The descriptor has the form that schema/dataset.schema.json describes",
        "Correct dataset.yaml; schema/dataset.schema.json says what each key means, and editors complete and check by it.");

    public static readonly Rule TableOriginFits = new(
        "DS5102", Severity.Error, "A table says where its rows come from with the keys that its origin takes",
        "documents: path. paragraphs: of. list: of, field. records: path. mentions: of, entities. No other keys; of names a table of documents, entities one of records.");

    public static readonly Rule TableStandsOnce = new(
        "DS5103", Severity.Error, "A table, and a list of a documents table, is named once",
        "Give one of the two another name, or remove it. Documents have at most one table of paragraphs and one of mentions.");

    public static readonly Rule SourcePathFits = new(
        "DS5104", Severity.Error, "A path in the descriptor leads to a file or folder below the source folder",
        "Write it relative to dataset.yaml with forward slashes and without \"..\", and put the file there.");

    public static readonly Rule EpochIsSeconds = new(
        "DS5105", Severity.Error, "SOURCE_DATE_EPOCH is a number of seconds",
        "Set the environment variable to seconds since 1970-01-01T00:00:00Z in decimal digits, or take it away.");

    public static readonly Rule SourceIsTakenOnce = new(
        "DS5106", Severity.Error, "A source belongs to one table",
        "Give each table a folder or file of its own.");

    public static readonly Rule PathHasKnownEnding = new(
        "DS5107", Severity.Error, "A file of records says by its name how it is written",
        "Name the file with one of the endings.");

    public static readonly Rule RecordHasText = new(
        "DS5108", Severity.Error, "A file of documents has a column for their texts",
        "Add a column with \"x-derived\": \"document.text\": its name is that of the property with the text.");

    public static readonly Rule LicenseNameForm = new(
        "DS5109", Severity.Error, "A licence is named as SPDX does",
        "Write the SPDX identifier (CC-BY-4.0), or LicenseRef- and a name of your own.");

    public static readonly Rule WebAddressForm = new(
        "DS5110", Severity.Error, "A web address is one",
        "Write the whole address, beginning with https:// or http://, without spaces.");
}
