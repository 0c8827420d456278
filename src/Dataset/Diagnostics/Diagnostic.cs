using System.Globalization;
using Dataset.Text;

namespace Dataset.Diagnostics;

/// <summary>One broken promise, and where.</summary>
/// <param name="Rule">The promise.</param>
/// <param name="Location">The place where a person would start to mend it.</param>
/// <param name="Message">What was expected and what was found, as full sentences on one line.</param>
public sealed record Diagnostic(Rule Rule, Location Location, string Message) : IComparable<Diagnostic>
{
    /// <summary>
    /// What was expected and what was found, as full sentences on one line; of words and messages beyond all measure the beginning.
    /// </summary>
    public string Message { get; init => field = Printable.Shortened(value); } = Printable.Shortened(Message);

    /// <summary>
    /// The column that the finding is about, so that findings of one kind can be told together; empty where it is about none.
    /// </summary>
    internal string Subject { get; init; } = "";

    /// <summary>One line in the form that MSBuild and editors recognise: <c>path(line,column): error DS2001: message</c>.</summary>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"{Printable.Line(Location.ToString())}: {(Rule.Severity == Severity.Error ? "error" : "warning")} {Rule.Id}: "
            + $"{Printable.Line(Message)}");

    /// <summary>By path, line, column, rule and message, so that two runs print the same report.</summary>
    public int CompareTo(Diagnostic? other)
    {
        if (other is null)
            return 1;
        var order = Location.CompareTo(other.Location);
        if (order == 0)
            order = string.CompareOrdinal(Rule.Id, other.Rule.Id);
        return order != 0 ? order : Utf8Order.Compare(Message, other.Message);
    }

    /// <summary>Whether the left one comes first.</summary>
    public static bool operator <(Diagnostic left, Diagnostic right) => left.CompareTo(right) < 0;
    /// <summary>Whether the left one comes last.</summary>
    public static bool operator >(Diagnostic left, Diagnostic right) => left.CompareTo(right) > 0;
    /// <summary>Whether the left one does not come last.</summary>
    public static bool operator <=(Diagnostic left, Diagnostic right) => left.CompareTo(right) <= 0;
    /// <summary>Whether the left one does not come first.</summary>
    public static bool operator >=(Diagnostic left, Diagnostic right) => left.CompareTo(right) >= 0;
}
