using System.Text;
using Dataset.Diagnostics;

namespace Dataset.Syntax;

/// <summary>
/// Reads a YAML file with the places of its values: the part of YAML 1.2 that says data and nothing else. One document of mappings,
/// lists and scalars in any style; no anchors, aliases, tags, directives or merge keys, no tabs, no key twice. Which type a plain scalar
/// has is left to the column that it goes to; only <c>null</c>, <c>~</c> and nothing are null everywhere.
/// </summary>
/// <remarks>
/// Written here because a reader of data must refuse what is not YAML, and the libraries for .NET read on: a comment that touches a
/// quotation mark, a line that begins with %, a ': ' after an asterisk. A property test holds it to two independent readers.
/// </remarks>
internal static class YamlTree
{
    /// <summary>
    /// The file's value, or null where it could not be read to its end or is empty; every problem is a finding. Where a problem leaves
    /// the rest readable (a key twice, an anchor, a tag, an alias, which is then unknown), the value is given beside the finding.
    /// </summary>
    /// <param name="utf8">The whole file.</param>
    /// <param name="displayPath">The file's path in findings.</param>
    /// <param name="findings">Takes the findings.</param>
    public static SourceNode? Read(ReadOnlySpan<byte> utf8, string displayPath, DiagnosticList findings)
    {
        if (!SourceEncoding.TryGetText(utf8, displayPath, findings, out var bytes) || !YamlCharacters.Check(bytes, displayPath, findings))
            return null;
        // The end of the file ends its last line.
        var lines = Encoding.UTF8.GetString(bytes).Replace("\r\n", "\n", StringComparison.Ordinal);
        var text = new YamlText(lines.EndsWith('\n') ? lines : lines + "\n", displayPath, findings);
        try
        {
            return new YamlBlocks(text, findings).Document();
        }
        catch (YamlException problem)
        {
            findings.Add(problem.Rule, problem.Place, problem.Message);
            return null;
        }
    }
}
