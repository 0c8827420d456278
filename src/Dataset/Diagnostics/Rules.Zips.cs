namespace Dataset.Diagnostics;

/// <remarks>DS62xx: a release as a zip.</remarks>
public static partial class Rules
{
    private const string TakeZipAgain =
        "Take the zip again, or verify the release as a folder; a zip that another tool packed is not read, even if the files in it are the same.";

    public static readonly Rule ZipForm = new(
        "DS6201", Severity.Error, "A release's zip has the one form that this tool writes, from its first byte to its last", TakeZipAgain);

    public static readonly Rule ZipPaths = new(
        "DS6202", Severity.Error, "Each file in a zip has a relative path below the release's one folder",
        "Do not unpack this zip: its files would land elsewhere than where they belong. Take the release from another place.");

    public static readonly Rule ZipPathsOnce = new(
        "DS6203", Severity.Error, "No two files in a zip have paths that a system may take for one",
        "Do not unpack this zip: what comes out depends on the program. Take the release from another place.");

    public static readonly Rule ZipStored = new(
        "DS6204", Severity.Error, "Files in a release's zip are stored, neither compressed nor encrypted", TakeZipAgain);

    public static readonly Rule ZipFilesOnly = new(
        "DS6205", Severity.Error, "A release's zip holds files, nothing else",
        "Do not unpack this zip: a link in it may lead anywhere. Take the release from another place.");

    public static readonly Rule ZipSpans = new(
        "DS6206", Severity.Error, "Files in a zip stand one behind the other, without gap or overlap", TakeZipAgain);

    public static readonly Rule ZipHeadersAgree = new(
        "DS6207", Severity.Error, "The header before each file in a zip says what the zip's directory says", TakeZipAgain);

    public static readonly Rule ZipCrc = new(
        "DS6208", Severity.Error, "Each file in a zip has the CRC-32 that the zip says", TakeZipAgain);

    public static readonly Rule ZipNamedAfterRelease = new(
        "DS6209", Severity.Error, "The folder in a zip, and the date of its files, are those of release.json", TakeZipAgain);

    public static readonly Rule ZipDirectorySize = new(
        "DS6210", Severity.Error, "The directory of a zip fits memory",
        "Do not unpack this zip: no release has so many files. Take the release from another place.");
}
