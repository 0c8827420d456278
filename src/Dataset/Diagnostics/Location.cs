using System.Globalization;
using Dataset.Text;

namespace Dataset.Diagnostics;

/// <summary>A place in a file.</summary>
/// <param name="Path">The path as the user knows it, with <c>/</c> between names; relative to what the command was given.</param>
/// <param name="Line">1-based; 0 where the finding is about the file as a whole.</param>
/// <param name="Column">1-based, in Unicode code points; 0 where it is about the line as a whole.</param>
public readonly record struct Location(string Path, int Line = 0, int Column = 0) : IComparable<Location>
{
    /// <summary><c>path</c>, <c>path(line)</c> or <c>path(line,column)</c>, the form that MSBuild and editors recognise.</summary>
    public override string ToString() => (Line, Column) switch
    {
        (0, _) => Path,
        (_, 0) => string.Create(CultureInfo.InvariantCulture, $"{Path}({Line})"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{Path}({Line},{Column})"),
    };

    /// <summary>By path, line and column.</summary>
    public int CompareTo(Location other)
    {
        var order = ReferenceEquals(Path, other.Path) ? 0 : Utf8Order.Compare(Path, other.Path);
        if (order == 0)
            order = Line.CompareTo(other.Line);
        return order != 0 ? order : Column.CompareTo(other.Column);
    }

    /// <summary>Whether the left one comes first.</summary>
    public static bool operator <(Location left, Location right) => left.CompareTo(right) < 0;
    /// <summary>Whether the left one comes last.</summary>
    public static bool operator >(Location left, Location right) => left.CompareTo(right) > 0;
    /// <summary>Whether the left one does not come last.</summary>
    public static bool operator <=(Location left, Location right) => left.CompareTo(right) <= 0;
    /// <summary>Whether the left one does not come first.</summary>
    public static bool operator >=(Location left, Location right) => left.CompareTo(right) >= 0;
}
