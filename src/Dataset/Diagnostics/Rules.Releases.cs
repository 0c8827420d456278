namespace Dataset.Diagnostics;

/// <remarks>DS60xx: a release and its tables.</remarks>
public static partial class Rules
{
    private const string TakeAgain =
        "Take the file from the release again; if it is as published, the release was not made by this tool or was changed afterwards.";

    public static readonly Rule TableMalformed = new(
        "DS6001", Severity.Error, "A table's file has the form of its format", TakeAgain);

    public static readonly Rule FileIsOfItsKind = new(
        "DS6040", Severity.Error, "A file that is inspected is whole, and is what its name says",
        "Correct it at that place, or copy it again where it was cut short; of a file of another kind, change the ending to that of its kind.");

    public static readonly Rule ReleaseHoldsFiles = new(
        "DS6002", Severity.Error, "A release holds files and folders with files, nothing else",
        "Take away the link, pipe, device or empty folder; where a file of the release belongs, put the file itself.");

    public static readonly Rule ReleasePaths = new(
        "DS6003", Severity.Error, "Each file of a release has one relative path that every system takes", TakeAgain);

    public static readonly Rule ReleaseFileThere = new(
        "DS6004", Severity.Error, "Every file that a release lists is there",
        "Take the release again: it is not whole.");

    public static readonly Rule ReleaseFileListed = new(
        "DS6005", Severity.Error, "Every file in a release is listed",
        "Take the file away: it does not belong to the release. If it does, the lists that leave it out were changed; take the release again.");

    public static readonly Rule ReleaseFileUnchanged = new(
        "DS6006", Severity.Error, "Every file has the size and the SHA-256 that the release lists",
        "Take the file from the release again: it was damaged or changed, or the list that names it was.");

    public static readonly Rule ReleaseListsAgree = new(
        "DS6007", Severity.Error, "release.json and SHA256SUMS list the same files",
        "Take the list from the release again: it leaves out a file that it should name.");

    public static readonly Rule ReleaseFileSize = new(
        "DS6008", Severity.Error, "A file that is read whole is of a size that fits memory",
        "Take the file from the release again. Where this tool has just built it: a dataset of more texts than a list of files can name keeps them in JSON Lines or CSV, not in files of their own.");

    public static readonly Rule IsRelease = new(
        "DS6009", Severity.Error, "A release has release.json and SHA256SUMS",
        "Give the path of a release: a folder NAME-VERSION, or NAME-VERSION.zip. Where it should be one, take it again as it was published.");

    public static readonly Rule ManifestForm = new(
        "DS6010", Severity.Error, "release.json has the form that schema/release.schema.json describes", TakeAgain);

    public static readonly Rule ManifestNotEmpty = new(
        "DS6011", Severity.Error, "A release has tables, files and sources",
        "Take the release again: a manifest that lists nothing proves nothing.");

    public static readonly Rule ManifestCanonical = new(
        "DS6012", Severity.Error, "release.json is written in its one form", TakeAgain);

    public static readonly Rule ManifestAgrees = new(
        "DS6013", Severity.Error, "What release.json says in one place agrees with what it says in another", TakeAgain);

    public static readonly Rule TextsAgree = new(
        "DS6014", Severity.Error, "README.md and CHANGELOG.md say what release.json and the schemas say", TakeAgain);

    public static readonly Rule TextsAreOfThisTool = new(
        "DS6015", Severity.Warning, "The texts of a release are checked by the version of the tool that wrote them",
        "Verify with the version of the tool that release.json names.");

    public static readonly Rule ChecksumsForm = new(
        "DS6020", Severity.Error, "SHA256SUMS has for each file a line of digest, two spaces and path, sorted by path", TakeAgain);

    public static readonly Rule FormatsAgree = new(
        "DS6030", Severity.Error, "A table's files have the same values in every format",
        "Take the release again; the three files of a table cannot differ in a release that this tool made.");

    public static readonly Rule FormatsHaveSameRows = new(
        "DS6031", Severity.Error, "A table's files have the same rows in every format",
        "Take the release again; the three files of a table cannot differ in a release that this tool made.");

    public static readonly Rule TableRowCount = new(
        "DS6032", Severity.Error, "A table's files have as many rows as release.json says", TakeAgain);

    public static readonly Rule TableSchemaAgrees = new(
        "DS6033", Severity.Error, "A table's schema says what release.json says of the table", TakeAgain);

    public static readonly Rule ReleaseRowsInOrder = new(
        "DS6034", Severity.Error, "A table's rows stand in ascending order of their primary key, each key once", TakeAgain);
}
