namespace Dataset.Diagnostics;

/// <remarks>DS83xx: a release held against its sources.</remarks>
public static partial class Rules
{
    public static readonly Rule SourceUnchanged = new(
        "DS8301", Severity.Error, "The sources are those that the release was made from",
        "Take the sources as they were when the release was made; if they are, they or the release were changed afterwards.");

    public static readonly Rule RebuildGivesSameBytes = new(
        "DS8302", Severity.Error, "Building again from the sources gives the same bytes",
        "Build with the version of the tool that release.json names, and with the same SOURCE_DATE_EPOCH; if you did, the release was not made from these sources.");

    public static readonly Rule ReleaseBeforeIsAtHand = new(
        "DS8303", Severity.Error, "Building a release again starts from the release before it",
        "Put the release before beside this one, as it was published, as a folder or a .zip, or say where it is with --previous.");
}
