namespace Dataset.Inspection;

/// <summary>A column of a preview.</summary>
/// <param name="Name">As the file has it.</param>
/// <param name="IsNumeric">Whether every value shown is a number, so that they read best aligned at their ends.</param>
public sealed record PreviewColumn(string Name, bool IsNumeric);
