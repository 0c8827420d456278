namespace Dataset.Diagnostics;

/// <remarks>DS81xx: versions, and the chain of releases.</remarks>
public static partial class Rules
{
    private const string SeeChain =
        "Find out which is as it was published, and take that back: releases.json and the releases that it lists are never edited.";

    public static readonly Rule VersionIsHighEnough = new(
        "DS8101", Severity.Error, "A version is as high as its changes ask for",
        "Raise the version in dataset.yaml, or take the changes back; schema/README.md has the policy, and dataset diff shows the changes.");

    public static readonly Rule VersionIsNewest = new(
        "DS8102", Severity.Error, "A new version is above every version of its dataset",
        "Raise the version in dataset.yaml.");

    public static readonly Rule PreviousReleaseIsThere = new(
        "DS8103", Severity.Error, "A new version is compared with the one before it",
        "Put the release back into the output folder, as a folder or a .zip.");

    public static readonly Rule OnlyNewestIsReplaced = new(
        "DS8104", Severity.Error, "Only the newest release is replaced",
        "Make a new version: later releases name the digest of the one that you would replace.");

    public static readonly Rule ChainForm = new(
        "DS8111", Severity.Error, "releases.json has the one form that schema/releases.schema.json describes",
        "Take the file back as it was published; builds alone write it.");

    public static readonly Rule ChainIsWhole = new(
        "DS8112", Severity.Error, "Each release names the digest of the one before it", SeeChain);

    public static readonly Rule ReleaseIsInChain = new(
        "DS8113", Severity.Error, "A release is in the chain of its dataset's releases",
        "Take the release, or releases.json, as it was published; the one that stands here does not belong to the other.");

    public static readonly Rule ReleaseIsAsChained = new(
        "DS8114", Severity.Error, "A release is the one that the chain has under its version", SeeChain);

    public static readonly Rule ReleaseIsRecent = new(
        "DS8115", Severity.Error, "A release is not older than the newest that is known",
        "Take the newest release; who serves an older one as the newest withholds what was corrected since.");

    public static readonly Rule FolderNamesRelease = new(
        "DS8116", Severity.Error, "A folder named after a version holds that version",
        "Take the release again: an older one, or that of another dataset, stands under this name.");

    public static readonly Rule PublicationIsFinished = new(
        "DS8117", Severity.Warning, "A publication is finished",
        "Build into this folder again, which completes it. Where no build was killed here, somebody else wrote the file: have the release checked with --key.");

    public static readonly Rule NamelessIsNewest = new(
        "DS8121", Severity.Warning, "A release whose name does not say its version is the newest that is listed",
        "Put the newest release there; or call the older one NAME-VERSION, so that nobody takes it for the newest.");

    public static readonly Rule DatesAscend = new(
        "DS8122", Severity.Warning, "A later version is not released before an earlier one",
        "Look whether released in dataset.yaml is the day of this version.");

    public static readonly Rule EarlierZipIsSound = new(
        "DS8123", Severity.Warning, "The zip of an earlier release is that release too",
        "Take the zip back as it was published; or take it away where the folder beside it is as published, so that nobody gets it.");
}
