namespace Dataset.Diagnostics.Reporting;

/// <summary>What a command found, ready to be written in any form.</summary>
/// <param name="Command">The command that looked, in a word: <c>validate</c>.</param>
/// <param name="ToolVersion">The version of the tool, semantic.</param>
/// <param name="Findings">What it found, in any order; every form lists them in their report order.</param>
public sealed record Report(string Command, string ToolVersion, DiagnosticList Findings)
{
    /// <summary>The tool's name in every form.</summary>
    public const string ToolName = "dataset";
}
