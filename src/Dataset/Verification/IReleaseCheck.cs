using Dataset.Diagnostics;

namespace Dataset.Verification;

/// <summary>One thing that is checked of a release. Checks know nothing of each other: each finds what it can in what there is.</summary>
internal interface IReleaseCheck
{
    /// <summary>Findings in an order that depends on the release alone.</summary>
    /// <exception cref="IOException">A file cannot be read.</exception>
    IEnumerable<Diagnostic> Run();
}
