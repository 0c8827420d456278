namespace Dataset.Diagnostics;

/// <remarks>DS3xxx: keys, their order, and references between tables.</remarks>
public static partial class Rules
{
    public static readonly Rule KeyStandsTwice = new(
        "DS3001", Severity.Error, "No two rows of a table have the same primary key",
        "Give one of the two records another key, or remove it.");

    public static readonly Rule RowsOutOfOrder = new(
        "DS3002", Severity.Error, "Records of a streamed file are sorted by primary key",
        "Sort the file by its key, strings by their UTF-8 bytes (LC_ALL=C sort orders them so) and integers by value; it is read as a stream and never held whole.");

    public static readonly Rule ReferenceDangles = new(
        "DS3003", Severity.Error, "A reference leads to a row that is there",
        "Correct the value, or add the row that it refers to.");
}
