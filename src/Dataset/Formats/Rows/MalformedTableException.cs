using Dataset.Diagnostics;

namespace Dataset.Formats.Rows;

/// <summary>A file is not of its format, or does not have the table's columns: reading it cannot go on.</summary>
public sealed class MalformedTableException(Rule rule, Location location, string message) : Exception(message)
{
    /// <summary>The rule that is broken there.</summary>
    public Rule Rule { get; } = rule;

    /// <summary>Where the file is malformed.</summary>
    public Location Location { get; } = location;

    /// <summary>The finding that reports it.</summary>
    public Diagnostic ToDiagnostic() => new(Rule, Location, Message);
}
