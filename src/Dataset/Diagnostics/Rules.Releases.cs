namespace Dataset.Diagnostics;

/// <summary>DS6xxx: releases.</summary>
public static partial class Rules
{
    public static readonly Rule TableMalformed = new(
        "DS6001", Severity.Error, "A table's file has the form of its format",
        "Take the file from the release again; if it is as published, the release was not made by this tool or was changed afterwards.");
}
