namespace Dataset.Diagnostics;

/// <remarks>DS85xx: one release made of parts that several machines built.</remarks>
public static partial class Rules
{
    public static readonly Rule CutSourceIsPlain = new(
        "DS8501", Severity.Error, "Documents that are cut into parts are not compressed",
        "Decompress the file (gunzip) and name it so in dataset.yaml, or build in one part.");

    public static readonly Rule ShardIsThere = new(
        "DS8502", Severity.Error, "A part is a folder with a shard.json",
        "Give the folders that dataset shard made, or the one folder that holds them all; build the part again where its folder is damaged.");

    public static readonly Rule ShardForm = new(
        "DS8503", Severity.Error, "shard.json has the one form that schema/shard.schema.json describes",
        "Build the part again; dataset shard alone writes this file, and only the same version of the tool reads it.");

    public static readonly Rule ShardIsOfRelease = new(
        "DS8504", Severity.Error, "The parts of a release are all of one dataset, version, recipe, number of parts and version of the tool",
        "Leave the part out where it is another release's; build it again where it is this one's, alike on every machine.");

    public static readonly Rule ShardIsThereOnce = new(
        "DS8505", Severity.Error, "Every part of a release is there once",
        "Build the part that is missing; leave out all but one of those that are there several times.");

    public static readonly Rule ShardUnchanged = new(
        "DS8506", Severity.Error, "The files of a part are those that its shard.json lists, unchanged",
        "Build the part again.");

    public static readonly Rule ShardSourcesAgree = new(
        "DS8507", Severity.Error, "The parts of a release are made from the sources that it is assembled with",
        "Build the part again, or give with --source the sources as they were when the parts were built.");

    public static readonly Rule PartsInOrder = new(
        "DS8508", Severity.Error, "Keys ascend from one part to the next",
        "Sort the records of the source by their key, in the order of UTF-8 bytes, and build the parts again.");

    public static readonly Rule ShardsOnOneDisk = new(
        "DS8509", Severity.Error, "The files of parts can have a second name in the output, since nothing is copied",
        "Bring the parts to the file system that --output is on, or give an --output on theirs, one that knows hard links; assemble as the user who owns their files.");
}
