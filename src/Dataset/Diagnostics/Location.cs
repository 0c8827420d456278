using System.Globalization;

namespace Dataset.Diagnostics;

/// <summary>A place in a file.</summary>
/// <param name="Path">The path as the user knows it, with <c>/</c> between names; relative to what the command was given.</param>
/// <param name="Line">1-based; 0 where the finding is about the file as a whole.</param>
/// <param name="Column">1-based, in Unicode code points; 0 where it is about the line as a whole.</param>
public readonly record struct Location(string Path, int Line = 0, int Column = 0)
{
    /// <summary><c>path</c>, <c>path(line)</c> or <c>path(line,column)</c>, the form that MSBuild and editors recognise.</summary>
    public override string ToString() => (Line, Column) switch
    {
        (0, _) => Path,
        (_, 0) => string.Create(CultureInfo.InvariantCulture, $"{Path}({Line})"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{Path}({Line},{Column})"),
    };
}
