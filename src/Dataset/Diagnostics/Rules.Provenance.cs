namespace Dataset.Diagnostics;

/// <remarks>DS70xx: the provenance statement.</remarks>
public static partial class Rules
{
    public static readonly Rule ProvenanceForm = new(
        "DS7001", Severity.Error, "provenance.json is an in-toto Statement v1 with SLSA provenance v1",
        "Take the file from the release again; if it is as published, the release was not made by this tool or was changed afterwards.");

    public static readonly Rule ProvenanceNamesEachFile = new(
        "DS7002", Severity.Error, "The provenance statement has each file as a subject, once, and no others",
        "Take the whole release again: a statement that leaves a file out says nothing about where that file came from.");

    public static readonly Rule ProvenanceDigests = new(
        "DS7003", Severity.Error, "The provenance statement has the digest of each file",
        "Take provenance.json from the release again; if it is as published, the statement is about other files.");

    public static readonly Rule ProvenanceAgrees = new(
        "DS7004", Severity.Error, "The provenance statement says what release.json says, in its one form",
        "Take the file from the release again; if it is as published, release.json or provenance.json was changed afterwards.");
}
