namespace Dataset.Diagnostics;

public static partial class Rules
{
    // DS51xx: the descriptor, dataset.yaml.
    internal static readonly Rule ParquetColumnMapped = new(
        "DS1041", Severity.Error, "The columns of a Parquet source are those that the schema says, of types that can be mapped exactly",
        "Correct the schema, or write the file again with the column cast: DuckDB, COPY (SELECT … FROM 'old.parquet') TO 'new.parquet'.");

    internal static readonly Rule WorkbookReadable = new(
        "DS1042", Severity.Error, "An Excel source is a workbook that can be read, with the sheet that dataset.yaml names",
        "Save the workbook again as .xlsx with Excel or LibreOffice; write the sheet's name as its tab shows it, or leave sheet out for "
            + "the first one.");

    internal static readonly Rule DescriptorForm = new(
        "DS5101", Severity.Error, "The descriptor has the form that schema/dataset.schema.json describes",
        "Correct dataset.yaml; schema/dataset.schema.json says what each key means, and editors complete and check by it.");

    internal static readonly Rule TableOriginFits = new(
        "DS5102", Severity.Error, "A table says where its rows come from with the keys that its origin takes",
        "documents: path. paragraphs: of. list: of, field. records: path. mentions: of, entities. No other keys; of names a table of "
            + "documents, entities one of records.");

    internal static readonly Rule TableStandsOnce = new(
        "DS5103", Severity.Error, "A table, and a list of a documents table, is named once",
        "Give one of the two another name, or remove it. Documents have at most one table of paragraphs and one of mentions.");

    internal static readonly Rule SourcePathFits = new(
        "DS5104", Severity.Error, "A path in the descriptor leads to a file or folder below the source folder",
        "Write it relative to dataset.yaml with forward slashes and without \"..\", and put the file there.");

    internal static readonly Rule EpochIsSeconds = new(
        "DS5105", Severity.Error, "SOURCE_DATE_EPOCH is a number of seconds",
        "Set the environment variable to seconds since 1970-01-01T00:00:00Z in decimal digits, or take it away.");

    internal static readonly Rule SourceIsTakenOnce = new(
        "DS5106", Severity.Error, "A source belongs to one table",
        "Give each table a folder, a file, or a sheet of a workbook of its own.");

    internal static readonly Rule PathHasKnownEnding = new(
        "DS5107", Severity.Error, "A file of records says by its name how it is written",
        "Name the file with one of the endings.");

    internal static readonly Rule RecordHasText = new(
        "DS5108", Severity.Error, "A file of documents has a column for their texts",
        "Add a column with \"x-derived\": \"document.text\": its name is that of the property with the text.");

    internal static readonly Rule LicenseNameForm = new(
        "DS5109", Severity.Error, "A licence is named as SPDX does",
        "Write the SPDX identifier (CC-BY-4.0), or LicenseRef- and a name of your own.");

    internal static readonly Rule WebAddressForm = new(
        "DS5110", Severity.Error, "A web address is one",
        "Write the whole address, beginning with https:// or http://, without spaces.");

    internal static readonly Rule DatasheetIsThere = new(
        "DS5111", Severity.Warning, "A dataset says how it was made and what it may be used for",
        "Answer the questions in datasheet.md, beside dataset.yaml: a heading, ## and the question, and the answer below it; "
            + "'dataset init' writes one to start from.");

    internal static readonly Rule DatasheetForm = new(
        "DS5112", Severity.Error, "datasheet.md has questions of the list as its headings, each once",
        "Write the question as 'dataset init' writes it in datasheet.md, word for word, after ##; headings within an answer take ###.");

    internal static readonly Rule PlaceholderIsReplaced = new(
        "DS5113", Severity.Warning, "What 'dataset init' left to be filled in is filled in",
        "Write what is true of your dataset; the words are those of the example.");

    internal static readonly Rule EditionWithholds = new(
        "DS5114", Severity.Error, "An edition withholds columns that the documents' texts give back, under a name of its own",
        "Give each edition a name of its own. Withhold document.text, paragraph.text, mention.name, or a quote that has columns for "
            + "its paragraph, start and end; leave other columns out of the schemas instead. \"unless\" names a boolean column of the "
            + "documents.");

    // DS10xx: the files of a source folder, and what holds of bulk files as a whole.
    internal static readonly Rule SourceIsThere = new(
        "DS1001", Severity.Error, "A file or folder that dataset.yaml names is there",
        "Correct the path in dataset.yaml, or add the file.");

    internal static readonly Rule SourceIsFile = new(
        "DS1002", Severity.Error, "A source is a file, not a link, pipe, device or folder",
        "Put a copy of what is meant in its place; only a path that you name yourself may be a link.");

    internal static readonly Rule NameIsPortable = new(
        "DS1003", Severity.Error, "A source's name is one that every system takes",
        "Rename the file.");

    internal static readonly Rule NamesDiffer = new(
        "DS1004", Severity.Error, "Names differ in more than case and normalisation",
        "Rename one of the two: many file systems would take them for one file.");

    internal static readonly Rule TextHasMetadata = new(
        "DS1005", Severity.Error, "A text has its metadata beside it",
        "Write NAME.yaml beside NAME.txt, or take the text away.");

    internal static readonly Rule MetadataHasText = new(
        "DS1006", Severity.Error, "Metadata has its text beside it",
        "Add NAME.txt, as it was received, or take the metadata away.");

    internal static readonly Rule OneMetadataFile = new(
        "DS1007", Severity.Error, "A document has one text and one metadata file",
        "Remove NAME.yaml or NAME.json; of NAME.md, which has its metadata at its head, remove both, or call it NAME.txt.");

    internal static readonly Rule NoOtherFiles = new(
        "DS1008", Severity.Error, "A folder of documents holds nothing else",
        "Remove the file, or move it out of the folder; texts end in .txt, metadata in .yaml or .json, and .md has both.");

    internal static readonly Rule FolderHasDocuments = new(
        "DS1009", Severity.Error, "A folder of documents holds at least one",
        "Add NAME.txt and NAME.yaml, or NAME.md, or take the table out of dataset.yaml.");

    internal static readonly Rule FileBelongsToTable = new(
        "DS1010", Severity.Warning, "A file in the source folder belongs to a table",
        "Remove the file, or name it in dataset.yaml; nothing reads it now. README.md is allowed.");

    internal static readonly Rule FileWithinLimit = new(
        "DS1011", Severity.Error, "A file is no larger than its limit",
        "Divide it; large corpora belong into JSON Lines or CSV, which are read piece by piece.");

    internal static readonly Rule RecordWithinLimit = new(
        "DS1012", Severity.Error, "A record is no larger than its limit",
        "Divide the record, and a text into several documents; in a file of many records, look for a quotation mark or a line end that is "
            + "missing.");

    internal static readonly Rule GzipIsWhole = new(
        "DS1013", Severity.Error, "A .gz file is gzip, from its first byte to its last",
        "Compress or copy it again: it is damaged, cut short, or has other bytes after it.");

    internal static readonly Rule LinesEnd = new(
        "DS1014", Severity.Error, "Every line of JSON Lines ends in LF",
        "End the last line with LF; a file without it may have been cut short.");

    internal static readonly Rule NoBlankLines = new(
        "DS1015", Severity.Error, "JSON Lines have no blank lines",
        "Remove the line.");

    internal static readonly Rule CsvIsWellFormed = new(
        "DS1016", Severity.Error, "CSV is written as RFC 4180 says",
        "Put a cell with a quotation mark, a comma or a line end in quotation marks, and double those within; lines end in LF or CR LF. "
            + "Where the file is meant so, declare it for the table in dataset.yaml: csv: {ends: cr}, {trim: true} or {quotes: none}.");

    internal static readonly Rule CsvHeaderNamesColumns = new(
        "DS1017", Severity.Error, "The header of a CSV file names the columns that curators write, each once",
        "Correct the header; the order of columns is free.");

    internal static readonly Rule CsvRowIsComplete = new(
        "DS1018", Severity.Error, "A row of a CSV file has as many cells as the header",
        "Add or remove cells; a cell with a comma needs quotation marks. Where the file is meant so, declare it for the table in "
            + "dataset.yaml: csv: {skip: 3} (lines before the header), "
            + "{comment: \"#\"}, {skip_blank: true}, {ragged: true} or {row_names: true}.");

    internal static readonly Rule NoHiddenFiles = new(
        "DS1019", Severity.Warning, "A folder of documents holds no files that programs keep for themselves",
        "Nothing reads it; close the editor that made it, or remove it. Of a document that is to be read, change the name.");

    internal static readonly Rule DocumentIsInOneFolder = new(
        "DS1024", Severity.Error, "A document's name occurs in one folder alone",
        "Rename one of the two, text and metadata alike, or move the metadata beside its text: the name is the key of the row.");

    internal static readonly Rule MarkdownHasFrontMatter = new(
        "DS1025", Severity.Error, "A document in NAME.md begins with its metadata",
        "Write a line ---, the metadata as YAML, and a line --- before the text; or call the text NAME.txt, with NAME.yaml beside it.");

    internal static readonly Rule EncodingIsKnown = new(
        "DS1026", Severity.Error, "The encoding that metadata declares is one that is known",
        "Write one of the names, as IANA registers them, or leave the key out for UTF-8.");

    /// <summary>A Parquet file of another writer is beyond what is read here.</summary>
    public static readonly Rule ForeignParquetReadable = new(
        "DS1040", Severity.Error, "A Parquet source is one that Parquet.Net reads",
        "Write the file again with DuckDB, COPY (FROM 'old.parquet') TO 'new.parquet', or with pandas, read_parquet and to_parquet.");

    // DS102x: a delimited file whose dialect is not declared, and files that are not what their names say.
    internal static readonly Rule DelimiterIsDeclared = new(
        "DS1020", Severity.Error, "The cells of a delimited file are divided by the character that its ending or dataset.yaml says",
        "Write csv: {delimiter: \";\"} for the table in dataset.yaml, or export with commas; a line sep= may stay where it says the same.")
    {
        IsRemedyInMessage = true,
    };

    internal static readonly Rule EndingTellsContent = new(
        "DS1021", Severity.Error, "A file is what its ending says",
        "Give the file the ending of what it is, or export it as what its name says.")
    {
        IsRemedyInMessage = true,
    };

    internal static readonly Rule ColumnWithoutNameDeclared = new(
        "DS1022", Severity.Error, "A column without a name is one of the schema",
        "Export without the index (pandas: index=False), or add a column with \"x-source\": \"\" to the schema.")
    {
        IsRemedyInMessage = true,
    };

    internal static readonly Rule HeaderIsThere = new(
        "DS1023", Severity.Error, "A delimited file begins with a header, or dataset.yaml says that it has none",
        "Write csv: {header: false} for the table in dataset.yaml, or put the names of the columns into the first line.")
    {
        IsRemedyInMessage = true,
    };

    // Syntax of metadata, records and schemas. DS1101 to DS1119 hold for both notations or for JSON, DS1120 to DS1139 for YAML alone.
    internal static readonly Rule KeyStandsOnce = new(
        "DS1101", Severity.Error, "A key occurs once in a mapping",
        "Remove one of the two; escapes such as \\u0061 count as what they stand for.");

    internal static readonly Rule TextIsUtf8 = new(
        "DS1102", Severity.Error, "A metadata file is UTF-8",
        "Save the file as UTF-8; a byte that is not says that it was saved in another encoding or damaged. What cannot be read is not "
            + "checked for more.");

    internal static readonly Rule NoByteOrderMark = new(
        "DS1103", Severity.Error, "A metadata file has no byte-order mark",
        "Save the file as UTF-8 without a byte-order mark (BOM).");

    internal static readonly Rule JsonIsWellFormed = new(
        "DS1104", Severity.Error, "A JSON file is JSON as RFC 8259 defines it",
        "Mend the text at that place: no comments, no commas before a closing bracket, keys and strings in double quotation marks, one "
            + "value in a file. The file, in JSON Lines the line, is checked for more once it can be read.");

    internal static readonly Rule NotTooDeep = new(
        "DS1105", Severity.Error, "Mappings and lists are nested at most 64 deep",
        "Flatten the structure: metadata is a mapping of values, lists and lists of mappings.");

    internal static readonly Rule NoUnpairedSurrogate = new(
        "DS1106", Severity.Error, "Escaped surrogates come in pairs",
        "Write the character itself in UTF-8, or both halves of its pair.");

    // DS11xx: YAML.
    internal static readonly Rule YamlIsWellFormed = new(
        "DS1120", Severity.Error, "A YAML file is YAML 1.2",
        "Mend the text at that place: entries of a mapping and of a list begin in the same column; a text with ': ' or ' #' in it, or that "
            + "begins with one of [ ] { } , & * ! | > ' \" % @ `, needs quotation marks. The file is checked for more once it can be "
            + "read.");

    internal static readonly Rule NoAnchors = new(
        "DS1121", Severity.Error, "A YAML file has no anchors and no aliases",
        "Write the value out at each place; quote a text that begins with & or *.");

    internal static readonly Rule NoTags = new(
        "DS1122", Severity.Error, "A YAML file has no tags and no directives",
        "Remove it: the schema says of what type a value is; quote a text that begins with !.");

    internal static readonly Rule NoMergeKeys = new(
        "DS1123", Severity.Error, "A YAML file has no merge keys",
        "Write the keys out that << was to bring.");

    internal static readonly Rule NoTabs = new(
        "DS1124", Severity.Error, "A YAML file has no tabs",
        "Indent with spaces; a tab within a value is written \\t in double quotation marks.");

    internal static readonly Rule OneDocument = new(
        "DS1125", Severity.Error, "A YAML file is one document",
        "Remove what follows the second ---, or make it a file of its own.");

    internal static readonly Rule YamlIsPrintable = new(
        "DS1126", Severity.Error, "A YAML file has no control characters and no line ends but LF and CR LF",
        "Remove the character; within a value, write it as an escape such as \\u2028 in double quotation marks.");

    internal static readonly Rule KeyIsText = new(
        "DS1127", Severity.Error, "A key is text",
        "Write the key as a word.");

    internal static readonly Rule NullHasOneCase = new(
        "DS1128", Severity.Error, "A null is written null, ~ or nothing",
        "Write null for no value, or put the text in quotation marks.");

    internal static readonly Rule CommentIsMeant = new(
        "DS1129", Severity.Warning, "A comment after a value begins with '# '",
        "Put a text with ' #' in it into quotation marks; write a space after the # of a comment.");
}
