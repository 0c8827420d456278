using Dataset.Diagnostics;

namespace Dataset.Formats.Rows;

/// <summary>A file is not of its format, or does not have the table's columns: reading it cannot go on.</summary>
public sealed class MalformedTableException(Rule rule, Location location, string message) : Exception(message)
{
    public Rule Rule { get; } = rule;

    public Location Location { get; } = location;

    public Diagnostic ToDiagnostic() => new(Rule, Location, Message);
}
