using Dataset.Diagnostics;

namespace Dataset.Releases;

/// <summary>
/// Reads <c>release.json</c> and refuses every other form than the one that is written, so that what was read is all that the file says.
/// </summary>
public static class ManifestReader
{
    /// <summary>The manifest; null, with findings, where anything in it is wrong.</summary>
    /// <param name="utf8">The whole file.</param>
    /// <param name="displayPath">The file's path in findings.</param>
    /// <param name="findings">Takes the findings.</param>
    public static Manifest? Read(ReadOnlyMemory<byte> utf8, string displayPath, DiagnosticList findings) => ManifestForm.Read(
        utf8, displayPath, findings);
}
