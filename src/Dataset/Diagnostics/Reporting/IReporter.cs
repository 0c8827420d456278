namespace Dataset.Diagnostics.Reporting;

/// <summary>Writes a report in one form. The same findings give the same characters, whatever order they came in.</summary>
public interface IReporter
{
    /// <summary>Writes the whole report; lines end in LF. The writer stays the caller's.</summary>
    void Write(Report report, TextWriter output);
}
