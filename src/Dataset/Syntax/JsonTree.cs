using Dataset.Diagnostics;

namespace Dataset.Syntax;

/// <summary>Reads a JSON file with the places of its values: RFC 8259 to the letter, and no key twice.</summary>
internal static class JsonTree
{
    /// <summary>For readers that only say which rules are broken.</summary>
    private static readonly DiagnosticList None = new();

    /// <summary>
    /// The file's value, or null where it could not be read to its end; every problem is a finding. Where a key occurs twice, where
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
        var reader = new JsonReader(text, displayPath, 1, "file", findings);
        return reader.TryReadFile(out var node) ? node : null;
    }

    /// <summary>
    /// As <see cref="Read"/>, of a file that may be large: the values of long lists are not kept, but read again each time that they are
    /// asked for.
    /// </summary>
    /// <param name="utf8">The whole file; must not change as long as the value is used.</param>
    /// <param name="displayPath">The file's path in findings.</param>
    /// <param name="findings">Takes the findings, all of them at once.</param>
    /// <param name="longestString">In bytes.</param>
    public static SourceNode? ReadLarge(
        ReadOnlyMemory<byte> utf8, string displayPath, DiagnosticList findings, int longestString = int.MaxValue)
    {
        if (!SourceEncoding.TryGetText(utf8.Span, displayPath, findings, out var text))
            return null;
        var reader = new JsonReader(text, displayPath, 1, "file", findings) { Kept = utf8[^text.Length..], LongestString = longestString };
        return reader.TryReadFile(out var node) ? node : null;
    }

    /// <summary>As <see cref="Read"/>, of one line of a file of many values.</summary>
    /// <param name="utf8">The line without its end.</param>
    /// <param name="displayPath">The file's path in findings.</param>
    /// <param name="line">The line's number, from 1.</param>
    /// <param name="firstByte">Where the line begins in the file.</param>
    /// <param name="findings">Takes the findings.</param>
    /// <param name="isRow">Whether it is a row of a file that is no text: places have no column.</param>
    public static SourceNode? ReadLine(
        ReadOnlySpan<byte> utf8, string displayPath, int line, long firstByte, DiagnosticList findings, bool isRow = false)
    {
        if (!SourceEncoding.IsUtf8(utf8, displayPath, line, firstByte, findings))
            return null;
        var reader = new JsonReader(utf8, displayPath, line, "line", findings) { IsOfRows = isRow };
        return reader.TryReadFile(out var node) ? node : null;
    }

    /// <summary>The rules that a line breaks which could not be read to its end; none where <see cref="ReadLine"/> gives a value.</summary>
    /// <param name="utf8">The line without its end, valid UTF-8.</param>
    public static IReadOnlyList<Rule> BrokenInLine(ReadOnlySpan<byte> utf8)
    {
        var broken = new List<Rule>();
        var reader = new JsonReader(utf8, "", 1, "line", None) { Broken = broken };
        return reader.TryReadFile(out _) ? [] : broken;
    }
}
