namespace Dataset.Diagnostics;

/// <remarks>DS8xxx: versions and publishing.</remarks>
public static partial class Rules
{
    public static readonly Rule OutputIsBusy = new(
        "DS8001", Severity.Error, "One build at a time writes into an output folder",
        "Wait until the other build has ended, or give this one another output folder with --output.");

    public static readonly Rule VersionNeverChanges = new(
        "DS8002", Severity.Error, "A version that stands never changes",
        "Raise the version in dataset.yaml and build again; --replace takes the place of a release that nobody has yet.");

    public static readonly Rule StagedReleaseVerifies = new(
        "DS8003", Severity.Error, "What was written can be read back as it was meant",
        "Build again. If it happens again, the disk or this tool is at fault: keep the sources, and report what was found.");

    public static readonly Rule StandingCopyIsSound = new(
        "DS8005", Severity.Error, "What stands of a version, its folder and its zip, is as it was published",
        "No new version mends that. Take the damaged one back as it was published; or, where the other of folder and zip is sound, take the damaged one away and build again: it is made again from the other.");

    public static readonly Rule StandingSignatureIsOfTheKey = new(
        "DS8006", Severity.Error, "A version that stands keeps its signature",
        "Build without --sign, or with the key that signed it; a release that somebody has is signed otherwise only as a new version, and one that nobody has yet with --replace.");

    public static readonly Rule SignedIsReplacedBySigned = new(
        "DS8007", Severity.Error, "A signed release is replaced by a signed one",
        "Give the key with --sign; or, if the release is to stand without a signature, take its folder and its zip away first.");

    public static readonly Rule OutputIsApart = new(
        "DS8004", Severity.Error, "Releases stand apart from their sources",
        "Give another folder with --output: one that is neither among the sources and schemas nor above them.");
}
