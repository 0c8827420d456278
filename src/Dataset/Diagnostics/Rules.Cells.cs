namespace Dataset.Diagnostics;

/// <remarks>DS22xx: values that are right but will be misread by some.</remarks>
public static partial class Rules
{
    public static readonly Rule CellIsNoFormula = new(
        "DS2201", Severity.Warning, "No text begins as a spreadsheet's formula does",
        "Nothing has to change: the value is published as it is. Whoever opens the CSV in a spreadsheet should import the column as text.");
}
