namespace Dataset.Releases.Writing;

/// <summary>A part of a table as it was written: the same rows in a file of each format.</summary>
public sealed record WrittenPart(long RowCount, IReadOnlyList<WrittenFile> Files);
