namespace Dataset.Diagnostics;

/// <remarks>DS10xx: the files of a source folder, and what holds of bulk files as a whole.</remarks>
public static partial class Rules
{
    public static readonly Rule SourceIsThere = new(
        "DS1001", Severity.Error, "A file or folder that dataset.yaml names is there",
        "Correct the path in dataset.yaml, or add the file.");

    public static readonly Rule SourceIsFile = new(
        "DS1002", Severity.Error, "A source is a file, not a link, pipe, device or folder",
        "Put a copy of the file in its place.");

    public static readonly Rule NameIsPortable = new(
        "DS1003", Severity.Error, "A source's name is one that every system takes",
        "Rename the file.");

    public static readonly Rule NamesDiffer = new(
        "DS1004", Severity.Error, "Names differ in more than case and normalisation",
        "Rename one of the two: many file systems would take them for one file.");

    public static readonly Rule TextHasMetadata = new(
        "DS1005", Severity.Error, "A text has its metadata beside it",
        "Write NAME.yaml beside NAME.txt, or take the text away.");

    public static readonly Rule MetadataHasText = new(
        "DS1006", Severity.Error, "Metadata has its text beside it",
        "Add NAME.txt, as it was received, or take the metadata away.");

    public static readonly Rule OneMetadataFile = new(
        "DS1007", Severity.Error, "A document has one metadata file",
        "Remove NAME.yaml or NAME.json.");

    public static readonly Rule NoOtherFiles = new(
        "DS1008", Severity.Error, "A folder of documents holds nothing else",
        "Remove the file, or move it out of the folder; texts end in .txt, metadata in .yaml or .json.");

    public static readonly Rule FolderHasDocuments = new(
        "DS1009", Severity.Error, "A folder of documents holds at least one",
        "Add NAME.txt and NAME.yaml, or take the table out of dataset.yaml.");

    public static readonly Rule FileBelongsToTable = new(
        "DS1010", Severity.Warning, "A file in the source folder belongs to a table",
        "Remove the file, or name it in dataset.yaml; nothing reads it now. README.md may stand there.");

    public static readonly Rule FileWithinLimit = new(
        "DS1011", Severity.Error, "A file is no larger than its limit",
        "Divide it; large corpora belong into JSON Lines or CSV, which are read piece by piece.");

    public static readonly Rule RecordWithinLimit = new(
        "DS1012", Severity.Error, "A record is no larger than its limit",
        "Divide the record; look for a quotation mark or a line end that is missing.");

    public static readonly Rule GzipIsWhole = new(
        "DS1013", Severity.Error, "A .gz file is gzip, from its first byte to its last",
        "Compress or copy it again: it is damaged, cut short, or has other bytes behind it.");

    public static readonly Rule LinesEnd = new(
        "DS1014", Severity.Error, "Every line of JSON Lines ends in LF",
        "End the last line with LF; a file without it may have been cut short.");

    public static readonly Rule NoBlankLines = new(
        "DS1015", Severity.Error, "JSON Lines have no blank lines",
        "Remove the line.");

    public static readonly Rule CsvIsWellFormed = new(
        "DS1016", Severity.Error, "CSV is written as RFC 4180 says",
        "Put a cell with a quotation mark, a comma or a line end in quotation marks, and double those within; lines end in LF or CR LF.");

    public static readonly Rule CsvHeaderNamesColumns = new(
        "DS1017", Severity.Error, "The header of a CSV file names the columns that curators write, each once",
        "Correct the header; the order of columns is free.");

    public static readonly Rule CsvRowIsComplete = new(
        "DS1018", Severity.Error, "A row of a CSV file has as many cells as the header",
        "Add or remove cells; a cell with a comma in it stands in quotation marks.");

    public static readonly Rule NoHiddenFiles = new(
        "DS1019", Severity.Warning, "A folder of documents holds no files that programs keep for themselves",
        "Nothing reads it; close the editor that made it, or remove it. Of a document that is to be read, change the name.");
}
