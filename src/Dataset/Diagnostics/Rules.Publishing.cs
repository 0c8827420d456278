namespace Dataset.Diagnostics;

public static partial class Rules
{
    // DS8xxx: versions and publishing.
    internal static readonly Rule OutputIsBusy = new(
        "DS8001", Severity.Error, "One build at a time writes into an output folder",
        "Wait until the other build has ended, or give this one another output folder with --output.");

    internal static readonly Rule VersionNeverChanges = new(
        "DS8002", Severity.Error, "A version that exists never changes",
        "Raise the version in dataset.yaml and build again; --replace is for a release that has no users yet.");

    internal static readonly Rule StagedReleaseVerifies = new(
        "DS8003", Severity.Error, "What was written can be read back as it was meant",
        "Build again. If it happens again, the disk or this tool is at fault: keep the sources, and report what was found.");

    internal static readonly Rule ExistingReleaseIsSound = new(
        "DS8005", Severity.Error, "An existing version is as it was published",
        "Put its folder back as it was published; or delete the folder and build again: the version comes back with the digest that "
            + "releases.json lists, or not at all. A new version does not mend it.");

    internal static readonly Rule ExistingSignatureIsOfTheKey = new(
        "DS8006", Severity.Error, "An existing version keeps its signature",
        "Build without --sign, or with the key that signed it; a release that is published is signed otherwise only as a new version, and "
            + "one that has no users yet with --replace.");

    internal static readonly Rule SignedIsReplacedBySigned = new(
        "DS8007", Severity.Error, "A signed release is replaced by a signed one",
        "Give the key with --sign; or, if the release is to have no signature, delete its folder first.");

    internal static readonly Rule OutputIsApart = new(
        "DS8004", Severity.Error, "Releases are kept apart from their sources",
        "Give another folder with --output: one that is neither among the sources and schemas nor above them.");

    // DS81xx: versions, and the chain of releases.
    private const string SeeChain =
        "Find out which is as it was published, and take that back: releases.json and the releases that it lists are never edited.";

    internal static readonly Rule VersionIsHighEnough = new(
        "DS8101", Severity.Error, "A version is as high as its changes ask for",
        "Raise the version in dataset.yaml, or take the changes back; 'dataset diff OLD NEW' shows them.");

    internal static readonly Rule VersionIsNewest = new(
        "DS8102", Severity.Error, "A new version is above every version of its dataset",
        "Raise the version in dataset.yaml.");

    internal static readonly Rule PreviousReleaseIsThere = new(
        "DS8103", Severity.Error, "A new version is compared with the one before it",
        "Put that release into the output folder, as a folder or a .zip, or give its path with --previous.");

    internal static readonly Rule OnlyNewestIsReplaced = new(
        "DS8104", Severity.Error, "Only the newest release is replaced",
        "Make a new version: later releases name the digest of the one that you would replace.");

    internal static readonly Rule ChainForm = new(
        "DS8111", Severity.Error, "releases.json has the one form that schema/releases.schema.json describes",
        "Take the file back as it was published; builds alone write it.");

    internal static readonly Rule ChainIsWhole = new(
        "DS8112", Severity.Error, "Each release names the digest of the one before it", SeeChain);

    internal static readonly Rule ReleaseIsInChain = new(
        "DS8113", Severity.Error, "A release is in the chain of its dataset's releases",
        "Take the release, or releases.json, as it was published; the one here does not belong to the other.");

    internal static readonly Rule ReleaseIsAsChained = new(
        "DS8114", Severity.Error, "A release is the one that the chain has under its version", SeeChain);

    internal static readonly Rule ReleaseIsRecent = new(
        "DS8115", Severity.Error, "A release is not older than the newest that is known",
        "Take the newest release; who serves an older one as the newest withholds what was corrected since.");

    internal static readonly Rule FolderNamesRelease = new(
        "DS8116", Severity.Error, "A folder named after a version holds that version",
        "Take the release again: an older one, or that of another dataset, has this name.");

    internal static readonly Rule PublicationIsFinished = new(
        "DS8117", Severity.Warning, "A publication is finished",
        "Build into this folder again, which completes it. Where no build was killed here, another program wrote the file: check the "
            + "release with --key.");

    internal static readonly Rule NamelessIsNewest = new(
        "DS8121", Severity.Warning, "A release whose name does not say its version is the newest that is listed",
        "Put the newest release there; or call the older one NAME-VERSION, so that it is not taken for the newest.");

    internal static readonly Rule DatesAscend = new(
        "DS8122", Severity.Warning, "A later version is not released before an earlier one",
        "Check whether released in dataset.yaml is the day of this version.");

    internal static readonly Rule ReleaseIsOfDataset = new(
        "DS8124", Severity.Error, "A release is of the dataset that was asked for",
        "Take the release of that dataset; a publisher's key also signs the publisher's other datasets.");

    internal static readonly Rule VersionIsCompared = new(
        "DS8125", Severity.Warning, "Checking sources compares their version with the previous release",
        "Set TMPDIR (TMP on Windows) to a folder that can be written and has room for the release, then check again.");

    internal static readonly Rule ZipBesideIsSound = new(
        "DS8123", Severity.Warning, "The zip beside a release's folder is that release too",
        "Delete the zip, and make it again with dataset pack.");

    // DS85xx: one release made of parts that several machines built.
    internal static readonly Rule CutSourceIsPlain = new(
        "DS8501", Severity.Error, "Documents that are cut into parts are not compressed",
        "Decompress the file (gunzip) and name it so in dataset.yaml, or build in one part.");

    internal static readonly Rule ShardIsThere = new(
        "DS8502", Severity.Error, "A part is a folder with a shard.json",
        "Give the folders that dataset shard made, or the one folder that holds them all; build the part again where its folder is "
            + "damaged.");

    internal static readonly Rule ShardForm = new(
        "DS8503", Severity.Error, "shard.json has the one form that schema/shard.schema.json describes",
        "Build the part again; dataset shard alone writes this file, and only the same version of the tool reads it.");

    internal static readonly Rule ShardIsOfRelease = new(
        "DS8504", Severity.Error, "The parts of a release are all of one dataset, version, recipe, number of parts and version of the tool",
        "Leave the part out where it is another release's; build it again where it is this one's, alike on every machine.");

    internal static readonly Rule ShardIsThereOnce = new(
        "DS8505", Severity.Error, "Every part of a release is there once",
        "Build the part that is missing; leave out all but one of those that are there several times.");

    internal static readonly Rule ShardUnchanged = new(
        "DS8506", Severity.Error, "The files of a part are those that its shard.json lists, unchanged",
        "Build the part again.");

    internal static readonly Rule ShardSourcesAgree = new(
        "DS8507", Severity.Error, "The parts of a release are made from the sources that it is assembled with",
        "Build the part again, or give with --source the sources as they were when the parts were built.");

    internal static readonly Rule PartsInOrder = new(
        "DS8508", Severity.Error, "Keys ascend from one part to the next",
        "Build in one part, which sorts all records; or sort the source by its key, in the order of UTF-8 bytes, and build the parts "
            + "again, since each sorts its own records alone.");

    internal static readonly Rule ShardsOnOneDisk = new(
        "DS8509", Severity.Error, "The files of parts can have a second name in the output, since nothing is copied",
        "Bring the parts to the file system that --output is on, or give an --output on theirs, one that knows hard links; assemble as the "
            + "user who owns their files.");
}
