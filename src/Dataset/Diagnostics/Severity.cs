namespace Dataset.Diagnostics;

/// <summary>How much a finding weighs: an error stops a build and makes the exit status 1, a warning does neither.</summary>
public enum Severity
{
    Warning,
    Error,
}
