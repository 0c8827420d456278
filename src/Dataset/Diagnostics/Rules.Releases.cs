using Dataset.Parquet;

namespace Dataset.Diagnostics;

public static partial class Rules
{
    // DS60xx: a release and its tables.
    private const string TakeAgain =
        "Take the file from the release again; if it is as published, the release was not made by this tool or was changed afterwards.";

    internal static readonly Rule TableMalformed = new(
        "DS6001", Severity.Error, "A table's file has the form of its format", TakeAgain);

    internal static readonly Rule SecondOpinionDiffers = new(
        "DS6060", Severity.Error, "Libraries that this project did not write read the same values",
        "Report this with the file: either the tool or the library that the finding names is at fault.");

    internal static readonly Rule FileIsOfItsKind = new(
        "DS6040", Severity.Error, "A file that is inspected is whole, and is what its name says",
        "Correct it at that place, or copy it again where it was cut short; of a file of another kind, change the ending to that of its "
            + "kind.");

    internal static readonly Rule ReleaseHoldsFiles = new(
        "DS6002", Severity.Error, "A release holds files and folders with files, nothing else",
        "Take away the link, pipe, device or empty folder; where a file of the release belongs, put the file itself.");

    internal static readonly Rule ReleasePaths = new(
        "DS6003", Severity.Error, "Each file of a release has one relative path that every system takes", TakeAgain);

    internal static readonly Rule ReleaseFileThere = new(
        "DS6004", Severity.Error, "Every file that a release lists is there",
        "Take the release again: it is not whole.");

    internal static readonly Rule ReleaseFileListed = new(
        "DS6005", Severity.Error, "Every file in a release is listed",
        "Take the file away: it does not belong to the release. If it does, the lists that leave it out were changed; take the release "
            + "again.");

    internal static readonly Rule ReleaseFileUnchanged = new(
        "DS6006", Severity.Error, "Every file has the size and the SHA-256 that the release lists",
        "Take the file from the release again: it was damaged or changed, or the list that names it was.");

    internal static readonly Rule ReleaseListsAgree = new(
        "DS6007", Severity.Error, "release.json and SHA256SUMS list the same files",
        "Take the list from the release again: it leaves out a file that it should name.");

    internal static readonly Rule ReleaseFileSize = new(
        "DS6008", Severity.Error, "A file that is read whole is of a size that fits memory",
        "Take the file from the release again. Where this tool has just built it: a dataset of more texts than a list of files can name "
            + "keeps them in JSON Lines or CSV, not in files of their own.");

    internal static readonly Rule IsRelease = new(
        "DS6009", Severity.Error, "A release has release.json and SHA256SUMS",
        "Give the path of a release: a folder NAME-VERSION, or NAME-VERSION.zip. Where it should be one, take it again as it was "
            + "published.");

    internal static readonly Rule ManifestForm = new(
        "DS6010", Severity.Error, "release.json has the form that schema/release.schema.json describes", TakeAgain);

    internal static readonly Rule ManifestNotEmpty = new(
        "DS6011", Severity.Error, "A release has tables, files and sources",
        "Take the release again: a manifest that lists nothing proves nothing.");

    internal static readonly Rule ManifestCanonical = new(
        "DS6012", Severity.Error, "release.json is written in its one form", TakeAgain);

    internal static readonly Rule ManifestAgrees = new(
        "DS6013", Severity.Error, "What release.json says in one place agrees with what it says in another", TakeAgain);

    internal static readonly Rule TextsAgree = new(
        "DS6014", Severity.Error, "README.md, CHANGELOG.md and release.schema.json are those that belong to release.json and the schemas",
        TakeAgain);

    internal static readonly Rule TextsAreOfThisTool = new(
        "DS6015", Severity.Warning, "The texts of a release are checked by the version of the tool that wrote them",
        "This by itself is no fault. To have the texts compared too, verify with the version of the tool that release.json names.");

    internal static readonly Rule HubLeftovers = new(
        "DS6016", Severity.Warning, "A release has no files that the Hugging Face Hub's programs leave",
        "Take away .gitattributes and .cache/huggingface; they do no harm.");

    internal static readonly Rule ChecksumsForm = new(
        "DS6020", Severity.Error, "SHA256SUMS has for each file a line of digest, two spaces and path, sorted by path", TakeAgain);

    internal static readonly Rule FormatsAgree = new(
        "DS6030", Severity.Error, "A table's files have the same values in every format",
        "Take the release again; the three files of a table cannot differ in a release that this tool made.");

    internal static readonly Rule FormatsHaveSameRows = new(
        "DS6031", Severity.Error, "A table's files have the same rows in every format",
        "Take the release again; the three files of a table cannot differ in a release that this tool made.");

    internal static readonly Rule TableRowCount = new(
        "DS6032", Severity.Error, "A table's files have as many rows as release.json says", TakeAgain);

    internal static readonly Rule TableSchemaAgrees = new(
        "DS6033", Severity.Error, "A table's schema says what release.json says of the table", TakeAgain);

    internal static readonly Rule ReleaseRowsInOrder = new(
        "DS6034", Severity.Error, "A table's rows are in ascending order of their primary key, each key once", TakeAgain);

    internal static readonly Rule FooterAgrees = new(
        "DS6035", Severity.Error, "The footer of a Parquet file says what release.json and the schema say", TakeAgain);

    internal static readonly Rule DerivedAgain = new(
        "DS6050", Severity.Error, "Derived columns are what the release's own texts, names and sources give", TakeAgain);

    internal static readonly Rule WithheldAsSaid = new(
        "DS6051", Severity.Error, "An edition withholds what it says, and is the full release in all else", TakeAgain);

    // DS61xx: the metadata files for other tools.
    internal static readonly Rule DataPackageAgrees = new(
        "DS6101", Severity.Error, "datapackage.json says what release.json and the schemas say", TakeAgain);

    internal static readonly Rule CroissantAgrees = new(
        "DS6102", Severity.Error, "croissant.json says what release.json and the schemas say", TakeAgain);

    internal static readonly Rule ResearchCrateAgrees = new(
        "DS6103", Severity.Error, "ro-crate-metadata.json says what release.json says", TakeAgain);

    internal static readonly Rule BagAgrees = new(
        "DS6104", Severity.Error, "bagit.txt, bag-info.txt and manifest-sha256.txt say what release.json says", TakeAgain);

    internal static readonly Rule LicenseTextAgrees = new(
        "DS6105", Severity.Error, "LICENSE.md says what release.json says", TakeAgain);

    internal static readonly Rule CitationAgrees = new(
        "DS6106", Severity.Error, "CITATION.cff says what release.json says", TakeAgain);

    internal static readonly Rule PageAgrees = new(
        "DS6107", Severity.Error, "index.html says what release.json, the schemas and the rows say", TakeAgain);

    internal static readonly Rule DiagramAgrees = new(
        "DS6108", Severity.Error, "tables.svg says what the schemas say of the tables' keys", TakeAgain);

    // DS62xx: a release as a zip.
    private const string TakeZipAgain =
        "Take the zip again, or verify the release as a folder; a zip that another tool packed is not read, even if the files in it are "
            + "the same.";

    internal static readonly Rule ZipForm = new(
        "DS6201", Severity.Error, "A release's zip has the one form that this tool writes, from its first byte to its last", TakeZipAgain);

    internal static readonly Rule ZipPaths = new(
        "DS6202", Severity.Error, "Each file in a zip has a relative path below the release's one folder",
        "Do not unpack this zip: its files would land elsewhere than where they belong. Take the release from another place.");

    internal static readonly Rule ZipPathsOnce = new(
        "DS6203", Severity.Error, "No two files in a zip have paths that a system may take for one",
        "Do not unpack this zip: what comes out depends on the program. Take the release from another place.");

    internal static readonly Rule ZipStored = new(
        "DS6204", Severity.Error, "Files in a release's zip are stored or deflated, not encrypted nor compressed otherwise", TakeZipAgain);

    internal static readonly Rule ZipFilesOnly = new(
        "DS6205", Severity.Error, "A release's zip holds files, nothing else",
        "Do not unpack this zip: a link in it may lead anywhere. Take the release from another place.");

    internal static readonly Rule ZipSpans = new(
        "DS6206", Severity.Error, "Files in a zip follow each other without gap or overlap", TakeZipAgain);

    internal static readonly Rule ZipHeadersAgree = new(
        "DS6207", Severity.Error, "The header before each file in a zip says what the zip's directory says", TakeZipAgain);

    internal static readonly Rule ZipCrc = new(
        "DS6208", Severity.Error, "Each file in a zip has the CRC-32 that the zip says", TakeZipAgain);

    internal static readonly Rule ZipNamedAfterRelease = new(
        "DS6209", Severity.Error, "The folder in a zip, and the date of its files, are those of release.json", TakeZipAgain);

    internal static readonly Rule ZipDirectorySize = new(
        "DS6210", Severity.Error, "The directory of a zip fits memory",
        "Do not unpack this zip: no release has so many files. Take the release from another place.");

    internal static readonly Rule ZipUnpacks = new(
        "DS6211", Severity.Error, "What is deflated in a zip unpacks to as many bytes as the zip says",
        "Do not unpack this zip: it may fill the disk. Take the release from another place.");

    // PQ and four digits: the rules of the Parquet reader, which a finding about a release names as they are.
    private static readonly Dictionary<string, Rule> FromParquet = ParquetRules.All.ToDictionary(
        r => r.Id, r => new Rule(r.Id, Severity.Error, r.Title.TrimEnd('.'), r.Remedy), StringComparer.Ordinal);

    /// <summary>The rule of the catalogue for one of the Parquet reader.</summary>
    public static Rule Of(ParquetRule rule) => FromParquet[rule.Id];

    // DS83xx: a release checked against its sources.
    internal static readonly Rule SourceUnchanged = new(
        "DS8301", Severity.Error, "The sources are those that the release was made from",
        "Take the sources as they were when the release was made; if they are, they or the release were changed afterwards.");

    internal static readonly Rule RebuildGivesSameBytes = new(
        "DS8302", Severity.Error, "Building again from the sources gives the same bytes",
        "Build with the version of the tool that release.json names, and with the same SOURCE_DATE_EPOCH; if you did, the release was not "
            + "made from these sources.");

    internal static readonly Rule RestoredAsBuilt = new(
        "DS8304", Severity.Error, "An edition and the texts give the full release, byte for byte",
        "Use the version of the tool that full/release.json names. If you did, the edition was not made of the release that it names: take "
            + "it again from its publisher.");

    internal static readonly Rule PreviousReleaseIsAtHand = new(
        "DS8303", Severity.Error, "Building a release again starts from the previous release",
        "Put the previous release beside this one, as it was published, as a folder or a .zip, or say where it is with --previous.");
}
