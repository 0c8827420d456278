using Dataset.Diagnostics;

namespace Dataset.Syntax;

/// <summary>Reads a JSON file with the places of its values: RFC 8259 to the letter, and no key twice.</summary>
public static class JsonTree
{
    /// <summary>
    /// The file's value, or null where it could not be read to its end; every problem is a finding. Where a key stands twice, where
    /// there is a byte-order mark or an unpaired surrogate, reading goes on and the value is given beside the finding: the first of two
    /// keys, U+FFFD for the surrogate.
    /// </summary>
    /// <param name="utf8">The whole file.</param>
    /// <param name="displayPath">The file's path in findings.</param>
    /// <param name="findings">Takes the findings.</param>
    public static SourceNode? Read(ReadOnlySpan<byte> utf8, string displayPath, DiagnosticList findings)
    {
        if (!SourceEncoding.TryGetText(utf8, displayPath, findings, out var text))
            return null;
        var reader = new JsonReader(text, displayPath, findings);
        return reader.TryReadFile(out var node) ? node : null;
    }
}
