using Dataset.Diagnostics;

namespace Dataset.Tables;

/// <summary>
/// Tells where a value of a batch is in its source. Asked only when there is a finding, so it may read the source again.
/// </summary>
internal interface ISourceLocator
{
    /// <summary>The place of a column's value; of its record where the record does not have the column.</summary>
    /// <param name="table">The table's name.</param>
    /// <param name="row">The row of that table's batch.</param>
    /// <param name="column">The column's name, or null for the record as a whole.</param>
    /// <param name="element">The element of a list, 0-based, or -1 for the value as a whole.</param>
    Location Locate(string table, int row, string? column, int element = -1);

    /// <summary>A place that is not after the one that <see cref="Locate"/> gives, and found without reading the source again.</summary>
    Location LocateRecord(string table, int row, string? column) => Locate(table, row, column);

    /// <summary>
    /// The place of a document's text. <see cref="Location.Line"/> is 0 where the text is a file of its own, so that lines of the text are
    /// lines of that file; else it is the place of the string that holds the text within a record.
    /// </summary>
    /// <param name="document">The document's row in its batch.</param>
    Location LocateText(int document);
}

internal static class LocatedFindings
{
    /// <summary>Adds a finding about a row of a batch. Its place and its message are sought only where the finding is kept.</summary>
    /// <param name="findings">Takes the finding.</param>
    /// <param name="rule">The promise that is broken.</param>
    /// <param name="locator">Of the batch.</param>
    /// <param name="table">The table's name.</param>
    /// <param name="row">The row of the batch.</param>
    /// <param name="column">The column's name, or null for the record as a whole.</param>
    /// <param name="element">The element of a list, 0-based, or -1 for the value as a whole.</param>
    /// <param name="found">What the message is about.</param>
    /// <param name="message">
    /// Gives the message, no later than the batch is disposed of. It captures nothing, so that a finding that is only counted allocates
    /// nothing.
    /// </param>
    public static void Add<T>(
        this DiagnosticList findings, Rule rule, ISourceLocator locator, string table, int row, string? column, int element,
        T found, Func<T, string> message)
    {
        if (findings.IsFull && !findings.Wants(rule, column ?? "", locator.LocateRecord(table, row, column)))
            findings.Count(rule, column ?? "");
        else
            AddKept(findings, rule, locator.Locate(table, row, column, element), found, message, column ?? "");
    }

    private static void AddKept<T>(
        DiagnosticList findings, Rule rule, Location place, T found, Func<T, string> message, string subject) =>
        findings.Add(rule, place, () => message(found), subject);
}
